// The check of the cooperation at a turning point: a pulse, the claims to expect, an item for the next meeting; each taken or left; and its end.
import { Anchor, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import {
  type CheckPartView,
  type ExpectedClaim,
  type TurnDetail,
  type TurnView,
  endTurnCheck,
  listTurningPoints,
  readExpectedClaims,
  readTurnDials,
  readTurningPoint,
  setCheckPart,
} from "#features/turns/contract.ts";
import classes from "#features/turns/parts/turns.module.css";
import type { words } from "#features/turns/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { DataTable } from "#ui/data-table.tsx";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useFormat, useSentence, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { Answers, ErrorState, RowsWaiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useAsk, useTell } from "#ui/use-ask.ts";

const changes = [readTurningPoint, listTurningPoints];

interface CheckProps {
  readonly turn: TurnView;
  readonly check: NonNullable<TurnDetail["check"]>;
  readonly whyNot: string | null;
}

export function Check({ turn, check, whyNot }: CheckProps) {
  const t = useWords<typeof words>("turns");
  const say = useSentence("survey");
  const part = (key: CheckPartView["part"]) => check.parts.find((one) => one.part === key)!;
  const why = whyNot ?? (check.over === null ? null : "check-is-over");
  const claims = part("claims");
  return (
    <>
      <Section title={t("check")} note={t("check-note")}>
        <div className={classes["parts"]}>
          <Part turn={turn} part={part("pulse")} whyNot={why}>
            <p>{t("pulse-what", { count: check.statements.length })}</p>
            <ul>
              {check.statements.map((statement) => (
                <li key={statement}>{say(`s-${statement}`) ?? statement}</li>
              ))}
            </ul>
          </Part>
          <Part turn={turn} part={claims} whyNot={why}>
            <p>{t("claims-what")}</p>
          </Part>
          <Part turn={turn} part={part("agenda")} whyNot={why}>
            <p>{t("agenda-what")}</p>
          </Part>
        </div>
        {claims.kept === null ? <ClaimsNow id={turn.id} /> : <Kept part={claims} />}
      </Section>
      <Over turn={turn} check={check} whyNot={whyNot} />
    </>
  );
}

interface PartProps {
  readonly turn: TurnView;
  readonly part: CheckPartView;
  readonly whyNot: string | null;
  readonly children: React.ReactNode;
}

function Part({ turn, part, whyNot, children }: PartProps) {
  const t = useWords<typeof words>("turns");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const [isLeaving, setLeaving] = useState(false);
  const params = { workspace, id: turn.id, part: part.part };
  const undo = async () => {
    await ask(setCheckPart, { params, body: { state: "open", reason: "" } });
    await forget(client, changes);
  };
  const set = useTell(setCheckPart, {
    changes,
    onDone: ({ state }) => {
      if (state === "open") toast({ text: t("part-undone") });
      else toast({ text: t(state === "taken" ? "part-done" : "part-is-left"), undo });
      setLeaving(false);
    },
  });
  const fields = useFields({ reason: "" });
  const to = {
    pulse: paths.survey(workspace, part.madeId === null ? {} : { wave: part.madeId }),
    claims: paths.claims(workspace),
    agenda: paths.meetings(workspace),
  };
  const toWords = { pulse: "to-wave", claims: "to-claims", agenda: "to-meetings" } as const;
  return (
    <section className={classes["part"]} aria-label={t(`part-${part.part}`)}>
      <h3>{t(`part-${part.part}`)}</h3>
      {children}
      {part.state === "open" ? null : (
        <p>
          {t(part.state === "taken" ? "part-taken" : "part-left", { name: part.by ?? "–", day: part.at === null ? "–" : format.day(part.at.slice(0, 10)) })}
          {part.reason === null ? "" : `: ${part.reason}`}
        </p>
      )}
      {set.error && !isLeaving ? <ErrorState error={set.error} /> : null}
      <div className={`${classes["acts"]} not-on-paper`}>
        {part.state === "open" ? (
          <>
            <ReasonButton
              whyNot={whyNot}
              size="compact-sm"
              loading={set.isPending}
              onClick={() => set.mutate({ params, body: { state: "taken", reason: "" } })}
            >
              {t(`take-${part.part}`)}
            </ReasonButton>
            <ReasonButton whyNot={whyNot} size="compact-sm" variant="default" onClick={() => setLeaving(true)}>
              {t("leave")}
            </ReasonButton>
          </>
        ) : (
          <>
            {part.state === "taken" ? (
              <Anchor component={GoTo} href={to[part.part]} size="sm">
                {t(toWords[part.part])}
              </Anchor>
            ) : null}
            <ReasonButton
              whyNot={whyNot}
              size="compact-sm"
              variant="default"
              loading={set.isPending}
              onClick={() => set.mutate({ params, body: { state: "open", reason: "" } })}
            >
              {t("take-back")}
            </ReasonButton>
          </>
        )}
      </div>
      {isLeaving ? (
        <Modal opened onClose={() => setLeaving(false)} title={t("leave-title")}>
          <Form
            onSend={() => set.mutate({ params, body: { state: "left", reason: fields.values.reason } })}
            send={t("leave")}
            isSending={set.isPending}
            error={set.error}
          >
            <Textarea label={t("leave-reason")} autosize minRows={2} maxLength={2000} {...fields.text("reason")} />
          </Form>
        </Modal>
      ) : null}
    </section>
  );
}

function ClaimsNow({ id }: { readonly id: string }) {
  const t = useWords<typeof words>("turns");
  const asked = useAsk(readExpectedClaims, { params: { workspace: useWorkspaceSlug(), id } });
  return (
    <Answers of={asked} waiting={<RowsWaiting count={5} />}>
      {({ claims }: { readonly claims: readonly ExpectedClaim[] }) => <Claims claims={claims} caption={t("part-claims")} />}
    </Answers>
  );
}

function Kept({ part: { kept, at } }: { readonly part: CheckPartView }) {
  const t = useWords<typeof words>("turns");
  const format = useFormat();
  return <Claims claims={kept ?? []} caption={`${t("part-claims")}. ${t("kept-on", { day: at === null ? "–" : format.day(at.slice(0, 10)) })}`} />;
}

function Claims({ claims, caption }: { readonly claims: readonly ExpectedClaim[]; readonly caption: string }) {
  const t = useWords<typeof words>("turns");
  const say = useSentence("claims");
  const format = useFormat();
  const share = { unit: "share" } as const;
  if (claims.length === 0) return <p className={classes["quiet"]}>{t("claims-none")}</p>;
  const name = ({ standard }: ExpectedClaim) => say(`claim.${standard}`) ?? standard;
  return (
    <DataTable<ExpectedClaim>
      caption={caption}
      rows={claims}
      rowKey={({ standard }) => standard}
      fileName="evenhand-claims-to-expect"
      columns={[
        { key: "claim", name: t("claim-col"), value: name, onPhone: "title" },
        {
          key: "verdict",
          name: t("claim-verdict"),
          value: ({ verdict }) => t(`verdict-${verdict}`),
          cell: ({ verdict, reason }) =>
            [t(`verdict-${verdict}`), ...(reason === null ? [] : [say(`why.${reason}`) ?? ""])].filter((text) => text !== "").join(": "),
        },
        {
          key: "size",
          name: t("claim-size"),
          isNumber: true,
          value: ({ effect }) => effect,
          cell: ({ effect, interval }) =>
            effect === null ? "–" : [format.value(effect, share), ...(interval === null ? [] : [`(${format.interval(interval, share)})`])].join(" "),
        },
        { key: "sample", name: t("claim-sample"), isNumber: true, value: ({ sample }) => sample },
      ]}
    />
  );
}

function Over({ turn, check: { over }, whyNot }: CheckProps) {
  const t = useWords<typeof words>("turns");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const params = { workspace, id: turn.id };
  const fields = useFields({ outcome: "" });
  const all = [...changes, readTurnDials];
  const undo = async () => {
    await ask(endTurnCheck, { params, body: { outcome: null } });
    await forget(client, all);
  };
  const end = useTell(endTurnCheck, { changes: all, onDone: () => (over === null ? toast({ text: t("closed"), undo }) : undefined) });
  return (
    <Section title={t("over")} note={over === null ? t("over-note") : undefined}>
      {over === null ? (
        <div style={{ display: "grid", gap: 8, maxWidth: "75ch" }} className="not-on-paper">
          <Textarea label={t("field-outcome")} autosize minRows={2} maxLength={2000} {...fields.text("outcome")} />
          <div>
            <ReasonButton
              whyNot={whyNot}
              variant="default"
              size="compact-sm"
              loading={end.isPending}
              disabled={whyNot === null && fields.values.outcome.trim() === ""}
              onClick={() => end.mutate({ params, body: { outcome: fields.values.outcome } })}
            >
              {t("close")}
            </ReasonButton>
          </div>
        </div>
      ) : (
        <>
          <p style={{ whiteSpace: "pre-line", margin: 0 }}>{over.outcome}</p>
          <p className={classes["quiet"]} style={{ margin: 0 }}>
            {t("closed-on", { day: format.day(over.on), name: over.by ?? "–" })}
          </p>
          <div className="not-on-paper">
            <ReasonButton whyNot={whyNot} variant="default" size="compact-sm" onClick={() => end.mutate({ params, body: { outcome: null } })}>
              {t("resume")}
            </ReasonButton>
          </div>
        </>
      )}
      {end.error ? <ErrorState error={end.error} /> : null}
    </Section>
  );
}
