// Offering by hand: leads found by name or id, one or many at once, to whose turn it is or to somebody.
import { Button, Checkbox, Stack, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";

import { type HandoffList, findLeadsToOffer } from "#features/handoff/contract.ts";
import { ToWhom } from "#features/handoff/parts/act-dialogs.tsx";
import classes from "#features/handoff/parts/handoff.module.css";
import { type Acts, useNameOf } from "#features/handoff/parts/use-acts.ts";
import type { words } from "#features/handoff/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { Drawer } from "#ui/dialog.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { useReason } from "#ui/reasons.ts";
import { Answers, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

interface OfferProps {
  readonly people: HandoffList["people"];
  readonly acts: Acts;
  readonly onClose: () => void;
}

export function OfferDrawer({ people, acts, onClose }: OfferProps) {
  const t = useWords<typeof words>("handoff");
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<ReadonlyMap<string, string | null>>(new Map());
  const [to, setTo] = useState(people.length > 0 ? "turn" : "nobody");
  const text = useResting(typed);
  const answer = useAsk(findLeadsToOffer, { params: { workspace: useWorkspaceSlug() }, query: { text } }, { keepsLast: true });
  const send = async () => {
    const rows = [...chosen].map(([lead, name]) => ({ lead, name, account: null, lastAct: 0 }));
    if (await acts.send("offered", rows, { to: to })) onClose();
  };
  const flip = (lead: string, name: string | null) => {
    const next = new Map(chosen);
    if (!next.delete(lead)) next.set(lead, name);
    setChosen(next);
  };
  return (
    <Drawer opened onClose={onClose} title={t("offer-title")} size="34rem">
      <Stack gap={16}>
        <TextInput label={t("offer-search")} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
        <Answers of={answer} waiting={<RowsWaiting count={6} />}>
          {({ found }) => <Found found={found} chosen={chosen} onFlip={flip} />}
        </Answers>
        <ToWhom people={people} value={to} onChange={setTo} />
        <Button disabled={chosen.size === 0} onClick={() => void send()}>
          {t("offer-send", { count: chosen.size })}
        </Button>
      </Stack>
    </Drawer>
  );
}

type FoundLeads = readonly {
  lead: string;
  name: string | null;
  account: string | null;
  channel: string | null;
  grade: string | null;
  cameAt: string;
  whyNot: string | null;
}[];

function Found({
  found,
  chosen,
  onFlip,
}: {
  readonly found: FoundLeads;
  readonly chosen: ReadonlyMap<string, string | null>;
  readonly onFlip: (lead: string, name: string | null) => void;
}) {
  const t = useWords<typeof words>("handoff");
  const format = useFormat();
  const reason = useReason();
  const nameOf = useNameOf();
  if (found.length === 0) return <p style={{ margin: 0 }}>{t("offer-none")}</p>;
  return (
    <fieldset className={classes["found"]}>
      <legend>{t("offer-found")}</legend>
      {found.map((one) => {
        const about = [
          one.lead,
          one.channel,
          one.grade === null ? null : t("grade-of", { grade: one.grade }),
          t("offer-came", { day: format.day(one.cameAt.slice(0, 10)) }),
        ];
        return (
          <Checkbox
            key={one.lead}
            checked={chosen.has(one.lead)}
            disabled={one.whyNot !== null}
            label={nameOf(one)}
            description={[...about, one.whyNot === null ? null : reason(one.whyNot)].filter(Boolean).join(" · ")}
            onChange={() => onFlip(one.lead, one.name ?? one.account)}
          />
        );
      })}
    </fieldset>
  );
}

/** What was typed, once typing rests. */
function useResting(typed: string): string {
  const [text, setText] = useState(typed);
  useEffect(() => {
    const later = setTimeout(() => setText(typed.trim()), 250);
    return () => clearTimeout(later);
  }, [typed]);
  return text;
}
