// One turning point: what the figures say and when it began, sales around that day, the check it opens, and before and since.
import { Anchor } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { type TurnDetail, listTurningPoints, readTurnDials, readTurningPoint, seeTurningPoint } from "#features/turns/contract.ts";
import { HowWeKnow } from "#features/turns/parts/how-we-know.tsx";
import { Check } from "#features/turns/parts/check.tsx";
import { Dials } from "#features/turns/parts/dials.tsx";
import { SalesPicture } from "#features/turns/parts/sales-picture.tsx";
import { TurnForm } from "#features/turns/parts/turn-form.tsx";
import { useTurnSize } from "#features/turns/parts/turn-words.ts";
import classes from "#features/turns/parts/turns.module.css";
import { Again, Dismiss } from "#features/turns/parts/turns-panel.tsx";
import type { words } from "#features/turns/words.en.ts";
import { addDays } from "#kit/day.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useGo, usePathPart, useWorkspaceSlug } from "#ui/address.tsx";
import { toldOf } from "#ui/answered-page.tsx";
import { ask, problemOf } from "#ui/client.ts";
import { useFormat, useSentence, useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { Page as Frame, Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { AnswerWaiting, Answers, EmptyState, RowsWaiting } from "#ui/states.tsx";
import { forget, useAsk } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";

export function Page() {
  const t = useWords<typeof words>("turns");
  const kit = useWords<typeof kitWords>("kit");
  const [workspace, id] = [useWorkspaceSlug(), decodeURIComponent(usePathPart("id"))];
  const client = useQueryClient();
  const asked = useAsk(readTurningPoint, { params: { workspace, turn: id } });
  useLive("turns", () => void forget(client, [readTurningPoint, readTurnDials]));
  const told = toldOf<TurnDetail>(asked);
  const isThere = told !== undefined;
  useEffect(() => {
    // A reader who may only read leaves no mark: the refusal is of no concern to them.
    if (isThere) ask(seeTurningPoint, { params: { workspace, turn: id } }).catch(() => undefined);
  }, [workspace, id, isThere]);
  const back = (
    <Anchor component={GoTo} href={paths.turns(workspace)}>
      {t("back-to-list")}
    </Anchor>
  );
  if (asked.error && problemOf(asked.error).code === "not-found")
    return (
      <Frame title={t("gone-title")} actions={back}>
        <EmptyState title={t("gone-title")}>{t("gone-words")}</EmptyState>
      </Frame>
    );
  const kind = told?.turn?.kind ?? told?.proposal?.kind ?? "other";
  const subject = told?.proposal?.subject ?? null;
  return (
    <Frame
      title={told === undefined ? t("title") : (told.turn?.name ?? [kit(`turn-${kind}`), subject].filter((part) => part !== null).join(": "))}
      answerLines={[1, 2]}
      answer={
        <Answers of={asked} waiting={<AnswerWaiting />}>
          {(detail: TurnDetail) => <Answer told={detail} />}
        </Answers>
      }
      actions={back}
      papers={<HowWeKnow />}
    >
      <Answers of={asked} waiting={<RowsWaiting count={10} />}>
        {(detail: TurnDetail) => <Told told={detail} />}
      </Answers>
    </Frame>
  );
}

function Answer({ told: { turn, proposal } }: { readonly told: TurnDetail }) {
  const t = useWords<typeof words>("turns");
  const kit = useWords<typeof kitWords>("kit");
  const format = useFormat();
  const size = useTurnSize();
  const of = turn ?? proposal!;
  const parts = [
    kit(`turn-${of.kind}`),
    t("of-day", { day: format.day(of.day) }),
    proposal === null ? null : size(proposal),
    turn === null ? t("proposed") : null,
  ];
  return `${parts.filter((part) => part !== null).join(", ")}.`;
}

function Told({ told }: { readonly told: TurnDetail }) {
  const t = useWords<typeof words>("turns");
  const { turn } = told;
  return (
    <>
      <Known told={told} />
      <SalesPicture told={told} />
      {turn === null || told.check === null ? (
        <Section title={t("check")}>
          <p>{t("check-not-yet")}</p>
        </Section>
      ) : (
        <>
          <Check key={turn.id} turn={turn} check={told.check} whyNot={told.whyNotCheck} />
          <Dials id={turn.id} />
        </>
      )}
    </>
  );
}

/** What the figures say, who has looked, and the yes or no that a proposal waits for. */
function Known({ told }: { readonly told: TurnDetail }) {
  const t = useWords<typeof words>("turns");
  const format = useFormat();
  const say = useSentence("figures");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const go = useGo();
  const [open, setOpen] = useState<"confirm" | "change" | "dismiss" | null>(null);
  const { turn, proposal, dismissed, seen } = told;
  const signed = (value: number) => `${value < 0 ? "−" : "+"}${format.share(Math.abs(value), Math.abs(value) < 0.1 ? 1 : 0)}`;
  const detail = proposal?.told;
  const close = () => {
    setOpen(null);
    void forget(client, [readTurningPoint, listTurningPoints]);
  };
  return (
    <div className={classes["facts"]}>
      {turn?.note ? <p style={{ whiteSpace: "pre-line" }}>{turn.note}</p> : null}
      {detail === undefined ? null : (
        <>
          <p>
            {t("told-size", {
              figure: say(`figure.${detail.figure}`) ?? detail.figure,
              size: signed(proposal!.size!),
              low: signed(detail.interval.low!),
              high: signed(detail.interval.high!),
            })}{" "}
            {proposal!.kind === "stagnation"
              ? null
              : t("told-between", {
                  from: format.day(detail.between.from),
                  until: format.day(addDays(detail.between.until, -1)),
                  told: format.day(detail.toldOn),
                })}{" "}
            {detail.also ? t("told-also") : null}
          </p>
          {proposal!.kind === "stagnation" ? null : <p className={classes["quiet"]}>{t("told-caution")}</p>}
        </>
      )}
      {turn === null || proposal !== null ? null : <p className={classes["quiet"]}>{t(turn.isConfirmed ? "proposal-gone" : "by-person")}</p>}
      {dismissed === null ? null : <p>{t("dismissed", { reason: dismissed.reason })}</p>}
      <p className={classes["quiet"]}>{seen.length === 0 ? t("looked-by-none") : t("looked-by", { names: seen.map(({ name }) => name).join(", ") })}</p>
      <div className={`${classes["acts"]} not-on-paper`}>
        {turn !== null ? (
          <ReasonButton whyNot={turn.whyNotChange} variant="default" size="compact-sm" onClick={() => setOpen("change")}>
            {t("edit")}
          </ReasonButton>
        ) : dismissed === null ? (
          <>
            <ReasonButton whyNot={told.whyNotEnter} size="compact-sm" onClick={() => setOpen("confirm")}>
              {t("confirm")}
            </ReasonButton>
            <ReasonButton whyNot={told.whyNotDismiss} variant="default" size="compact-sm" onClick={() => setOpen("dismiss")}>
              {t("dismiss")}
            </ReasonButton>
          </>
        ) : (
          <Again proposal={proposal!.key} whyNot={told.whyNotDismiss} />
        )}
        <Anchor component={GoTo} href={paths.changes(workspace, { day: turn?.day ?? proposal!.day })} size="sm">
          {t("to-test")}
        </Anchor>
      </div>
      {open === "confirm" || open === "change" ? (
        <TurnForm
          opened={{ turn, proposal: turn === null ? proposal : null }}
          onClose={close}
          onEntered={(made) => go(paths.turn(workspace, made.id), { replace: true })}
        />
      ) : null}
      {open === "dismiss" ? <Dismiss turn={proposal!} onClose={close} /> : null}
    </div>
  );
}
