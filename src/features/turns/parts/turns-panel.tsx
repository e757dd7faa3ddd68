// Turning points: those on record, those that the facts propose, and those dismissed with the reason.
import { Anchor, Textarea } from "@mantine/core";
import { useState } from "react";
import type { z } from "zod";

import {
  type ProposedTurnView,
  type TurnView,
  dismissTurningPoint,
  listTurningPoints,
  proposeAgain,
  readTurningPoint,
  removeTurningPoint,
  restoreTurningPoint,
} from "#features/turns/contract.ts";
import { type Opened, TurnForm } from "#features/turns/parts/turn-form.tsx";
import { useTurnSize } from "#features/turns/parts/turn-words.ts";
import classes from "#features/turns/parts/turns.module.css";
import type { words } from "#features/turns/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useGo, useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import { Section, Surface } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";
import { useQueryClient } from "@tanstack/react-query";

type List = z.output<(typeof listTurningPoints)["reply"]>;

export function TurnsPanel({ told }: { readonly told: List }) {
  const t = useWords<typeof words>("turns");
  const workspace = useWorkspaceSlug();
  const go = useGo();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [dismissed, setDismissed] = useState<ProposedTurnView | null>(null);
  return (
    <Section title={t("turns")} note={t("turns-note")}>
      <Surface>
        {told.turns.length + told.proposed.length === 0 ? <p style={{ margin: 0 }}>{t("turns-none")}</p> : null}
        {told.proposed.map((turn) => (
          <div key={turn.key} className={classes["row"]}>
            <TurnWords turn={turn} badge={`${t("proposed")}, ${t(turn.isSeen ? "seen" : "new")}`} />
            <span className={`${classes["acts"]} not-on-paper`}>
              <ReasonButton whyNot={told.whyNotEnter} variant="default" size="compact-sm" onClick={() => setOpened({ turn: null, proposal: turn })}>
                {t("confirm")}
              </ReasonButton>
              <ReasonButton whyNot={told.whyNotDismiss} variant="default" size="compact-sm" onClick={() => setDismissed(turn)}>
                {t("dismiss")}
              </ReasonButton>
            </span>
          </div>
        ))}
        {told.turns.toReversed().map((turn) => (
          <OnRecord key={turn.id} turn={turn} onChange={() => setOpened({ turn, proposal: null })} />
        ))}
        {told.dismissed.map((turn) => (
          <div key={turn.key} className={classes["row"]}>
            <TurnWords turn={turn} badge={t("dismissed", { reason: turn.reason })} />
            <Again proposal={turn.key} whyNot={told.whyNotDismiss} />
          </div>
        ))}
      </Surface>
      {opened === null ? null : <TurnForm opened={opened} onClose={() => setOpened(null)} onEntered={({ id }) => go(paths.turn(workspace, id))} />}
      {dismissed === null ? null : <Dismiss turn={dismissed} onClose={() => setDismissed(null)} />}
    </Section>
  );
}

/** The day, what happened and how large, whose it is. */
function TurnWords({ turn, badge }: { readonly turn: ProposedTurnView; readonly badge: string }) {
  const kit = useWords<typeof kitWords>("kit");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const size = useTurnSize()(turn);
  return (
    <span className={classes["words"]}>
      <span className="figures">{format.day(turn.day)}</span>
      <Anchor component={GoTo} href={paths.turn(workspace, turn.key)} fw={600}>
        {[kit(`turn-${turn.kind}`), turn.subject].filter((part) => part !== null).join(": ")}
      </Anchor>
      {size === null ? null : <span>{size}</span>}
      <SideBadge side={turn.owner} />
      <span className={classes["quiet"]}>{badge}</span>
    </span>
  );
}

function OnRecord({ turn, onChange }: { readonly turn: TurnView; readonly onChange: () => void }) {
  const t = useWords<typeof words>("turns");
  const kit = useWords<typeof kitWords>("kit");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const remove = useTell(removeTurningPoint, {
    changes: [listTurningPoints, readTurningPoint],
    onDone: () =>
      toast({
        text: t("removed", { name: turn.name }),
        undo: async () => {
          await ask(restoreTurningPoint, { params: { workspace, id: turn.id } });
          await forget(client, [listTurningPoints, readTurningPoint]);
        },
      }),
  });
  return (
    <div className={classes["row"]}>
      <span className={classes["words"]}>
        <span className="figures">{format.day(turn.day)}</span>
        <Anchor component={GoTo} href={paths.turn(workspace, turn.id)} fw={600}>
          {turn.name}
        </Anchor>
        <span>{kit(`turn-${turn.kind}`)}</span>
        <SideBadge side={turn.owner} />
        <span className={classes["quiet"]}>
          {turn.enteredBy === null ? null : t(turn.isConfirmed ? "confirmed-by" : "entered-by", { name: turn.enteredBy })}
          {turn.check === "none" ? null : ` · ${t(`check-${turn.check}`)}`}
        </span>
      </span>
      <span className={`${classes["acts"]} not-on-paper`}>
        <ReasonButton whyNot={turn.whyNotChange} variant="default" size="compact-sm" onClick={onChange}>
          {t("edit")}
        </ReasonButton>
        <ReasonButton whyNot={turn.whyNotChange} variant="default" size="compact-sm" onClick={() => remove.mutate({ params: { workspace, id: turn.id } })}>
          {t("remove")}
        </ReasonButton>
      </span>
    </div>
  );
}

export function Again({ proposal, whyNot }: { readonly proposal: string; readonly whyNot: string | null }) {
  const t = useWords<typeof words>("turns");
  const workspace = useWorkspaceSlug();
  const again = useTell(proposeAgain, { changes: [listTurningPoints, readTurningPoint] });
  return (
    <ReasonButton whyNot={whyNot} variant="subtle" size="compact-sm" onClick={() => again.mutate({ params: { workspace }, body: { proposal } })}>
      {t("again")}
    </ReasonButton>
  );
}

export function Dismiss({ turn, onClose }: { readonly turn: ProposedTurnView; readonly onClose: () => void }) {
  const t = useWords<typeof words>("turns");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const fields = useFields({ reason: "" }, { reason: (text) => (text.trim() === "" ? t("check-reason") : null) });
  const dismiss = useTell(dismissTurningPoint, {
    changes: [listTurningPoints, readTurningPoint],
    onDone: () => {
      toast({
        text: t("was-dismissed"),
        undo: async () => {
          await ask(proposeAgain, { params: { workspace }, body: { proposal: turn.key } });
          await forget(client, [listTurningPoints, readTurningPoint]);
        },
      });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t("dismiss-title")}>
      <Form
        onSend={() => fields.isGood() && dismiss.mutate({ params: { workspace }, body: { proposal: turn.key, reason: fields.values.reason } })}
        send={t("dismiss")}
        isSending={dismiss.isPending}
        error={dismiss.error}
      >
        <Textarea label={t("field-reason")} autosize minRows={2} maxLength={2000} {...fields.text("reason")} />
      </Form>
    </Modal>
  );
}
