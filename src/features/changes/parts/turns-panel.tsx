// Turning points: those on record, those that the facts propose, and those dismissed with the reason.
import { Button, Textarea } from "@mantine/core";
import { useState } from "react";

import {
  type ProposedTurnView,
  type TurnView,
  dismissTurningPoint,
  listTurningPoints,
  proposeAgain,
  removeTurningPoint,
  restoreTurningPoint,
} from "#features/changes/contract.ts";
import { type Opened, TurnForm } from "#features/changes/parts/turn-form.tsx";
import type { words } from "#features/changes/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import { Section, Surface } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { Answers, RowsWaiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useAsk, useTell } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";
import { useQueryClient } from "@tanstack/react-query";

const row = {
  display: "flex",
  flexWrap: "wrap",
  gap: "4px 16px",
  alignItems: "center",
  justifyContent: "space-between",
  padding: "8px 0",
  borderBottom: "1px solid var(--line)",
} as const;

export function TurnsPanel({ onTest }: { readonly onTest: (day: string) => void }) {
  const t = useWords<typeof words>("changes");
  const workspace = useWorkspaceSlug();
  const turns = useAsk(listTurningPoints, { params: { workspace } });
  const [opened, setOpened] = useState<Opened | null>(null);
  const [dismissed, setDismissed] = useState<ProposedTurnView | null>(null);
  return (
    <Section
      title={t("turns")}
      note={t("turns-note")}
      actions={
        <ReasonButton whyNot={turns.data?.whyNotEnter ?? null} size="compact-sm" variant="default" onClick={() => setOpened({ turn: null, proposal: null })}>
          {t("enter")}
        </ReasonButton>
      }
    >
      <Answers of={turns} waiting={<RowsWaiting count={3} />}>
        {(told) => (
          <Surface>
            {told.turns.length + told.proposed.length === 0 ? <p style={{ margin: 0 }}>{t("turns-none")}</p> : null}
            {told.turns.map((turn) => (
              <OnRecord key={turn.id} turn={turn} onTest={onTest} onChange={() => setOpened({ turn, proposal: null })} />
            ))}
            {told.proposed.map((turn) => (
              <div key={turn.key} style={row}>
                <TurnWords turn={turn} badge={t("proposed")} />
                <span className="not-on-paper" style={{ display: "flex", gap: 8, flexWrap: "wrap" }}>
                  <Button variant="subtle" size="compact-sm" onClick={() => onTest(turn.day)}>
                    {t("to-test")}
                  </Button>
                  <ReasonButton whyNot={told.whyNotEnter} variant="default" size="compact-sm" onClick={() => setOpened({ turn: null, proposal: turn })}>
                    {t("confirm")}
                  </ReasonButton>
                  <ReasonButton whyNot={told.whyNotDismiss} variant="default" size="compact-sm" onClick={() => setDismissed(turn)}>
                    {t("dismiss")}
                  </ReasonButton>
                </span>
              </div>
            ))}
            {told.dismissed.map((turn) => (
              <div key={turn.key} style={row}>
                <TurnWords turn={turn} badge={t("dismissed", { reason: turn.reason })} />
                <Again proposal={turn.key} whyNot={told.whyNotDismiss} />
              </div>
            ))}
          </Surface>
        )}
      </Answers>
      {opened === null ? null : <TurnForm opened={opened} onClose={() => setOpened(null)} />}
      {dismissed === null ? null : <Dismiss turn={dismissed} onClose={() => setDismissed(null)} />}
    </Section>
  );
}

/** The day, what happened and how large, whose it is. */
function TurnWords({ turn, badge }: { readonly turn: ProposedTurnView; readonly badge: string }) {
  const kit = useWords<typeof kitWords>("kit");
  const t = useWords<typeof words>("changes");
  const format = useFormat();
  const size = turn.size === null ? null : t(`size-${turn.kind as "downturn"}`, { size: format.share(Math.abs(turn.size), 0), way: turn.size < 0 ? "−" : "+" });
  return (
    <span style={{ display: "flex", flexWrap: "wrap", gap: "4px 12px", alignItems: "center" }}>
      <span className="figures">{format.day(turn.day)}</span>
      <strong>{[kit(`turn-${turn.kind}`), turn.subject].filter((part) => part !== null).join(": ")}</strong>
      {size === null ? null : <span>{size}</span>}
      <SideBadge side={turn.owner} />
      <span style={{ color: "var(--text-quiet)" }}>{badge}</span>
    </span>
  );
}

function OnRecord({ turn, onTest, onChange }: { readonly turn: TurnView; readonly onTest: (day: string) => void; readonly onChange: () => void }) {
  const t = useWords<typeof words>("changes");
  const kit = useWords<typeof kitWords>("kit");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const remove = useTell(removeTurningPoint, {
    changes: [listTurningPoints],
    onDone: () =>
      toast({
        text: t("removed", { name: turn.name }),
        undo: async () => {
          await ask(restoreTurningPoint, { params: { workspace, id: turn.id } });
          await forget(client, [listTurningPoints]);
        },
      }),
  });
  return (
    <div style={row}>
      <span style={{ display: "flex", flexWrap: "wrap", gap: "4px 12px", alignItems: "center" }}>
        <span className="figures">{format.day(turn.day)}</span>
        <strong>{turn.name}</strong>
        <span>{kit(`turn-${turn.kind}`)}</span>
        <SideBadge side={turn.owner} />
        <span style={{ color: "var(--text-quiet)" }}>
          {turn.enteredBy === null ? null : t(turn.isConfirmed ? "confirmed-by" : "entered-by", { name: turn.enteredBy })}
          {turn.note === null ? null : ` · ${turn.note}`}
        </span>
      </span>
      <span className="not-on-paper" style={{ display: "flex", gap: 8, flexWrap: "wrap" }}>
        <Button variant="subtle" size="compact-sm" onClick={() => onTest(turn.day)}>
          {t("to-test")}
        </Button>
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

function Again({ proposal, whyNot }: { readonly proposal: string; readonly whyNot: string | null }) {
  const t = useWords<typeof words>("changes");
  const workspace = useWorkspaceSlug();
  const again = useTell(proposeAgain, { changes: [listTurningPoints] });
  return (
    <ReasonButton whyNot={whyNot} variant="subtle" size="compact-sm" onClick={() => again.mutate({ params: { workspace }, body: { proposal } })}>
      {t("again")}
    </ReasonButton>
  );
}

function Dismiss({ turn, onClose }: { readonly turn: ProposedTurnView; readonly onClose: () => void }) {
  const t = useWords<typeof words>("changes");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const fields = useFields({ reason: "" }, { reason: (text) => (text.trim() === "" ? t("check-reason") : null) });
  const dismiss = useTell(dismissTurningPoint, {
    changes: [listTurningPoints],
    onDone: () => {
      toast({
        text: t("was-dismissed"),
        undo: async () => {
          await ask(proposeAgain, { params: { workspace }, body: { proposal: turn.key } });
          await forget(client, [listTurningPoints]);
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
