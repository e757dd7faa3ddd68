// The list with its keys, its selection and its dialogs: whatever is begun on a row, on several rows or by a key comes together here.
import { Button } from "@mantine/core";
import { Suspense, lazy, useState } from "react";

import type { HandoffList } from "#features/handoff/contract.ts";
import type { Asked } from "#features/handoff/parts/act-dialogs.tsx";
import { Groups } from "#features/handoff/parts/handoff-list.tsx";
import classes from "#features/handoff/parts/handoff.module.css";
import { type Begun, whyNotBegin } from "#features/handoff/parts/row-acts.ts";
import { type Acts, useNameOf, useWhyFailed } from "#features/handoff/parts/use-acts.ts";
import { useListKeys } from "#features/handoff/parts/use-list-keys.ts";
import { groupOf, groups } from "#features/handoff/rules.ts";
import type { words } from "#features/handoff/words.en.ts";
import type { HandoffRow } from "#facts/handoff-row.ts";
import { Modal } from "#ui/dialog.tsx";
import { useWords } from "#ui/language.ts";
import { ShortcutHint } from "#ui/marks.tsx";
import { useReason } from "#ui/reasons.ts";
import { toast } from "#ui/toast.tsx";

const ActDialog = lazy(() => import("#features/handoff/parts/act-dialogs.tsx").then((loaded) => ({ default: loaded.ActDialog })));

export interface BoardProps {
  readonly told: HandoffList;
  readonly acts: Acts;
  readonly now: number;
  readonly onOpen: (lead: string) => void;
}

export function Board({ told, acts, now, onOpen }: BoardProps) {
  const reason = useReason();
  const [current, setCurrent] = useState<string | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<Asked | null>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  // As they stand on the screen: group by group.
  const rows = groups.flatMap((group) => told.rows.filter((row) => groupOf(row, { nowMs: now, zone: told.zone }) === group));
  const here = rows.find(({ lead }) => lead === current) ?? null;
  const chosen = rows.filter(({ lead }) => selected.has(lead));

  const begin = (what: Begun, on: readonly HandoffRow[]) => {
    if (on.length === 0) return;
    const why = on.length === 1 ? whyNotBegin(told.you, what, on[0]!) : null;
    if (why !== null) return toast({ text: reason(why) });
    if (what === "accept") {
      void acts.send("accepted", on);
      setSelected(new Set());
    } else setAsked({ what, rows: on });
  };
  const onKey = (what: Begun | "end-or-offer") => {
    const on = chosen.length > 0 ? chosen : here === null ? [] : [here];
    begin(what === "end-or-offer" ? (on[0]?.state === "returned" ? "offer-again" : "end") : what, on);
  };
  const flip = (lead: string) => {
    const next = new Set(selected);
    if (!next.delete(lead)) next.add(lead);
    setSelected(next);
  };
  useListKeys({
    move: (by) => {
      const at = here === null ? (by === 1 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, rows.indexOf(here) + by));
      const next = rows[at];
      if (next === undefined) return;
      setCurrent(next.lead);
      focusOn(next.lead);
    },
    begin: onKey,
    select: () => here !== null && flip(here.lead),
    undo: () => void acts.undoLast(),
    help: () => setHelpOpen(true),
    leave: () => setSelected(new Set()),
  });
  return (
    <>
      <Groups
        told={told}
        asker={told.you}
        now={now}
        current={current}
        selected={selected}
        onCurrent={setCurrent}
        onSelect={flip}
        onOpen={onOpen}
        onBegin={(what, row) => begin(what, [row])}
      />
      {chosen.length === 0 ? null : <Bar count={chosen.length} onBegin={(what) => begin(what, chosen)} onClear={() => setSelected(new Set())} />}
      <Suspense>
        {asked === null ? null : (
          <ActDialog
            asked={asked}
            people={told.people}
            onClose={() => setAsked(null)}
            onSend={(act, said) => {
              void acts.send(act, asked.rows, said);
              setAsked(null);
              setSelected(new Set());
            }}
          />
        )}
      </Suspense>
      <Failures acts={acts} rows={told.rows} />
      {isHelpOpen ? <Help onClose={() => setHelpOpen(false)} /> : null}
    </>
  );
}

/** The reader of the screen says the row one moves to; its name is what opens it. */
function focusOn(lead: string): void {
  const row = document.querySelector<HTMLElement>(`[data-lead="${CSS.escape(lead)}"]`);
  row?.querySelector<HTMLElement>("[data-open]")?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

function Bar({ count, onBegin, onClear }: { readonly count: number; readonly onBegin: (what: Begun) => void; readonly onClear: () => void }) {
  const t = useWords<typeof words>("handoff");
  return (
    <div className={`${classes["bar"]} not-on-paper`} role="toolbar" aria-label={t("selected", { count })}>
      <strong role="status">{t("selected", { count })}</strong>
      {(["accept", "return", "give"] as const).map((what) => (
        <Button key={what} size="compact-md" variant="default" onClick={() => onBegin(what)}>
          {t(what)}
        </Button>
      ))}
      <Button size="compact-md" variant="subtle" onClick={onClear}>
        {t("select-none")}
      </Button>
    </div>
  );
}

/** What of many could not be done, each with its reason. */
function Failures({ acts, rows }: { readonly acts: Acts; readonly rows: readonly HandoffRow[] }) {
  const t = useWords<typeof words>("handoff");
  const why = useWhyFailed();
  const nameOf = useNameOf();
  if (acts.failed.length === 0) return null;
  return (
    <Modal opened onClose={acts.forgive} title={t("failed-title", { count: acts.failed.length })}>
      <ul>
        {acts.failed.map((each) => (
          <li key={each.lead}>
            {nameOf(rows.find(({ lead }) => lead === each.lead) ?? { lead: each.lead, name: null, account: null })}: {why(each)}
          </li>
        ))}
      </ul>
    </Modal>
  );
}

const helped = [
  ["j k", "move"],
  ["a", "accept"],
  ["r", "return"],
  ["t", "try"],
  ["o", "end"],
  ["p", "give"],
  ["m", "keep"],
  ["x", "select"],
  ["u", "undo"],
  ["Enter", "enter"],
  ["?", "help"],
] as const;

function Help({ onClose }: { readonly onClose: () => void }) {
  const t = useWords<typeof words>("handoff");
  return (
    <Modal opened onClose={onClose} title={t("help-title")}>
      <dl className={classes["keys"]}>
        {helped.map(([keys, what]) => [
          <dt key={`${what} key`}>
            <span className="seen-by-readers-only">{keys}</span>
            <ShortcutHint keys={keys} />
          </dt>,
          <dd key={what}>{t(`help-${what}`)}</dd>,
        ])}
      </dl>
    </Modal>
  );
}
