// One dispute up close: the number as it was, what is doubted, the rule, what speaks for and against, what those who decide say.
import { Anchor, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";

import {
  type DisputeView,
  type EvidenceView,
  listDisputes,
  readDispute,
  removeEvidence,
  restoreDispute,
  withdrawDispute,
} from "#features/disputes/contract.ts";
import { DecisionForm } from "#features/disputes/parts/decision-form.tsx";
import { useDisputeWords } from "#features/disputes/parts/dispute-words.ts";
import classes from "#features/disputes/parts/disputes.module.css";
import { EvidenceForm } from "#features/disputes/parts/evidence-form.tsx";
import type { words } from "#features/disputes/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Drawer } from "#ui/dialog.tsx";
import { useFactNames } from "#ui/fact-names.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { ReasonButton } from "#ui/reason-button.tsx";
import { Answers, ErrorState, RowsWaiting } from "#ui/states.tsx";
import { Thread } from "#ui/thread.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useAsk, useTell } from "#ui/use-ask.ts";

export function DisputeDrawer({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = useWords<typeof words>("disputes");
  const workspace = useWorkspaceSlug();
  const answer = useAsk(readDispute, { params: { workspace, id } });
  return (
    <Drawer opened onClose={onClose} title={t("detail-title")} size="42rem">
      <Answers of={answer} waiting={<RowsWaiting count={10} />}>
        {({ dispute, evidence }) => (
          <Stack gap="lg">
            <About dispute={dispute} />
            <Evidence dispute={dispute} evidence={evidence} />
            <Decision dispute={dispute} />
            <TakeBack dispute={dispute} />
            <Thread kind="dispute" id={dispute.id} />
          </Stack>
        )}
      </Answers>
    </Drawer>
  );
}

function About({ dispute }: { readonly dispute: DisputeView }) {
  const t = useWords<typeof words>("disputes");
  const format = useFormat();
  const say = useDisputeWords();
  const workspace = useWorkspaceSlug();
  const { about, state, decidedAt } = dispute;
  return (
    <>
      <section className={classes["number"]} aria-label={t("col-number")}>
        <p>{dispute.title}</p>
        <strong>{say.number(dispute)}</strong>
        <p className={classes["quiet"]}>
          {t("number-then", { day: format.day(dispute.asOf) })}; {format.period(dispute.period)}
        </p>
        {about.kind === "claim" ? (
          <Anchor component={GoTo} href={paths.claims(workspace, { claim: about.id })}>
            {t("now-of-claim")}
          </Anchor>
        ) : null}
      </section>
      <section className={classes["part"]}>
        <h3>{t("col-said")}</h3>
        <p style={{ whiteSpace: "pre-line" }}>{dispute.said}</p>
        <p className={classes["quiet"]}>{t("opened-by", { name: dispute.openedBy ?? t("former"), day: format.day(dispute.openedAt.slice(0, 10)) })}</p>
      </section>
      <section className={classes["part"]}>
        <h3>{t("col-rule")}</h3>
        <p>
          {t(`rule-${dispute.rule}`)}. {say.deciders(dispute.deciders)}
        </p>
        <p {...(state === "overdue" ? { className: classes["overdue"] } : {})}>
          {decidedAt === null ? t("due-on", { day: format.day(dispute.dueOn) }) : t("decided-on", { day: format.day(decidedAt.slice(0, 10)) })}
          {`. ${t(`state-${state}`)}.`}
        </p>
      </section>
    </>
  );
}

function Evidence({ dispute, evidence }: { readonly dispute: DisputeView; readonly evidence: readonly EvidenceView[] }) {
  const t = useWords<typeof words>("disputes");
  const format = useFormat();
  return (
    <section className={classes["part"]} aria-label={t("evidence")}>
      <h3>{t("evidence")}</h3>
      {evidence.length === 0 ? <p>{t("evidence-none")}</p> : null}
      <ul>
        {evidence.map((one) => (
          <li key={one.id}>
            <Content evidence={one} />
            <p className={classes["quiet"]}>{t("evidence-by", { name: one.addedBy ?? t("former"), day: format.day(one.addedAt.slice(0, 10)) })}</p>
            {one.whyNotRemove === null ? <Remove dispute={dispute.id} evidence={one.id} /> : null}
          </li>
        ))}
      </ul>
      <EvidenceForm dispute={dispute} />
    </section>
  );
}

function Content({ evidence }: { readonly evidence: EvidenceView }) {
  const workspace = useWorkspaceSlug();
  const names = useFactNames();
  const { kind, entity, content } = evidence;
  if (kind === "link") {
    return (
      <Anchor href={content} target="_blank" rel="noopener noreferrer nofollow">
        {content}
      </Anchor>
    );
  }
  if (kind === "record") {
    return (
      <Anchor component={GoTo} href={paths.records(workspace, { entity, ids: content })}>
        {`${names.entity(entity!)}: ${content}`}
      </Anchor>
    );
  }
  return <span style={{ whiteSpace: "pre-line" }}>{content}</span>;
}

function Remove({ dispute, evidence }: { readonly dispute: string; readonly evidence: string }) {
  const t = useWords<typeof words>("disputes");
  const params = { workspace: useWorkspaceSlug(), id: dispute, evidence };
  const tell = useTell(removeEvidence, { changes: [readDispute], onDone: () => toast({ text: t("evidence-removed") }) });
  return (
    <>
      {tell.error ? <ErrorState error={tell.error} /> : null}
      <ReasonButton whyNot={null} variant="subtle" size="compact-xs" loading={tell.isPending} onClick={() => tell.mutate({ params })}>
        {t("remove-evidence")}
      </ReasonButton>
    </>
  );
}

function Decision({ dispute }: { readonly dispute: DisputeView }) {
  const t = useWords<typeof words>("disputes");
  const say = useDisputeWords();
  const outcome = say.outcome(dispute);
  const spoken = dispute.deciders.map((role) => ({ role, voice: dispute.voices.find((voice) => voice.role === role) }));
  const differ = dispute.outcome === null && spoken.every(({ voice }) => voice !== undefined);
  return (
    <section className={classes["part"]} aria-label={t("decision")}>
      <h3>{outcome ?? t("decision")}</h3>
      <ul>
        {spoken.map(({ role, voice }) => (
          <li key={role}>
            {voice === undefined ? (
              t("voice-waits", { role: t(`role-${role}`) })
            ) : (
              <>
                {t("voice-of", {
                  role: voice.name ?? t(`role-${role}`),
                  outcome: say.outcome({ ...dispute, outcome: voice.outcome, agreedValue: voice.value })!,
                })}
                {voice.reason === null ? null : <p>{voice.reason}</p>}
              </>
            )}
          </li>
        ))}
      </ul>
      {differ ? <p>{t("voice-differ")}</p> : null}
      {dispute.outcome === null && dispute.withdrawnAt === null ? <DecisionForm dispute={dispute} /> : null}
    </section>
  );
}

function TakeBack({ dispute }: { readonly dispute: DisputeView }) {
  const t = useWords<typeof words>("disputes");
  const params = { workspace: useWorkspaceSlug(), id: dispute.id };
  const client = useQueryClient();
  const changes = [listDisputes, readDispute];
  const undone = async (endpoint: typeof restoreDispute) => {
    await ask(endpoint, { params });
    await forget(client, changes);
  };
  const withdraw = useTell(withdrawDispute, { changes, onDone: () => toast({ text: t("withdrawn"), undo: () => undone(restoreDispute) }) });
  const restore = useTell(restoreDispute, { changes, onDone: () => toast({ text: t("restored"), undo: () => undone(withdrawDispute) }) });
  const [act, name] = dispute.withdrawnAt === null ? [withdraw, t("withdraw")] : [restore, t("restore")];
  return (
    <div className="not-on-paper">
      {act.error ? <ErrorState error={act.error} /> : null}
      <ReasonButton whyNot={dispute.whyNotWithdraw} variant="default" loading={act.isPending} onClick={() => act.mutate({ params })}>
        {name}
      </ReasonButton>
    </div>
  );
}
