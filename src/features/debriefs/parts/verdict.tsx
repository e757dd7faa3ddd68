// Whether to go again: said by one side with its reason and the numbers of that day, agreed by the other.
import { Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { type DebriefView, type VerdictView, agreeToVerdict, judgeProject, readDebrief, withdrawVerdict } from "#features/debriefs/contract.ts";
import { useDebriefWords } from "#features/debriefs/parts/debrief-words.ts";
import classes from "#features/debriefs/parts/debriefs.module.css";
import type { words } from "#features/debriefs/words.en.ts";
import { type DebriefVerdict, debriefVerdicts } from "#facts/debriefs.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Form, useFields } from "#ui/form.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { Proposing } from "#ui/proposing.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { Select } from "#ui/select.tsx";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";

const changes = [readDebrief];

export function Verdict({ debrief }: { readonly debrief: DebriefView }) {
  const t = useWords<typeof words>("debriefs");
  const format = useFormat();
  const [isAsked, setAsked] = useState(false);
  const [first, ...earlier] = debrief.verdicts;
  return (
    <Section title={t("verdict")} note={t("verdict-note")}>
      {first === undefined ? <p>{t("verdict-none")}</p> : <Standing verdict={first} debrief={debrief} />}
      {earlier.length === 0 ? null : (
        <div className={classes["earlier"]}>
          {t("verdict-earlier")}:
          <ul className={classes["then"]}>
            {earlier.map(({ id, verdict, reason, saidBy, saidAt }) => (
              <li key={id}>
                {t(`verdict-${verdict}`)}: {reason} ({saidBy ?? t("former")}, {format.day(saidAt.slice(0, 10))})
              </li>
            ))}
          </ul>
        </div>
      )}
      <Proposing label={t("judge")} whyNot={debrief.whyNotJudge} isAsked={isAsked} onAsk={() => setAsked(true)}>
        <JudgeForm debrief={debrief} onDone={() => setAsked(false)} />
      </Proposing>
    </Section>
  );
}

function Standing({ verdict, debrief }: { readonly verdict: VerdictView; readonly debrief: DebriefView }) {
  const t = useWords<typeof words>("debriefs");
  const format = useFormat();
  const say = useDebriefWords();
  const { restedOn } = verdict;
  const now = debrief.measured.at(-1);
  const isLater = now !== undefined && restedOn !== null && now.days > restedOn.days;
  return (
    <div className={classes["verdict"]}>
      <strong>{t(`verdict-${verdict.verdict}`)}</strong>
      <p>{verdict.reason}</p>
      <p className={classes["small"]}>
        {t("verdict-by", { name: verdict.saidBy ?? t("former"), side: t(`side-${verdict.side}`), day: format.day(verdict.saidAt.slice(0, 10)) })}
        {"; "}
        {verdict.agreedAt === null
          ? t("verdict-waits", { side: t(verdict.side === "sales" ? "side-marketing" : "side-sales") })
          : t("verdict-agreed", { name: verdict.agreedBy ?? t("former"), day: format.day(verdict.agreedAt.slice(0, 10)) })}
      </p>
      <p className={classes["small"]}>
        {restedOn === null
          ? t("rested-none")
          : t("rested-on", { days: format.count(restedOn.days), day: format.day(restedOn.asOf), words: say.counts(restedOn.measures) })}{" "}
        {isLater ? t("rested-now", { words: say.counts(now.measures) }) : null}
      </p>
      <Acts verdict={verdict} projectId={debrief.project.id} />
    </div>
  );
}

function Acts({ verdict, projectId }: { readonly verdict: VerdictView; readonly projectId: string }) {
  const t = useWords<typeof words>("debriefs");
  const client = useQueryClient();
  const params = { workspace: useWorkspaceSlug(), id: projectId };
  const back = async () => {
    await ask(withdrawVerdict, { params, body: { verdict: verdict.id, isWithdrawn: false } });
    await forget(client, changes);
  };
  const agree = useTell(agreeToVerdict, { changes, onDone: () => toast({ text: t("agreed-done") }) });
  const take = useTell(withdrawVerdict, { changes, onDone: () => toast({ text: t("taken-back"), undo: back }) });
  return (
    <div className={`${classes["grades"]} not-on-paper`}>
      {agree.error ? <ErrorState error={agree.error} /> : null}
      {take.error ? <ErrorState error={take.error} /> : null}
      {verdict.agreedAt === null && verdict.whyNotWithdraw !== null ? (
        <ReasonButton whyNot={verdict.whyNotAgree} loading={agree.isPending} onClick={() => agree.mutate({ params, body: { verdict: verdict.id } })}>
          {t("agree")}
        </ReasonButton>
      ) : null}
      {verdict.whyNotWithdraw === null ? (
        <ReasonButton
          variant="default"
          whyNot={null}
          loading={take.isPending}
          onClick={() => take.mutate({ params, body: { verdict: verdict.id, isWithdrawn: true } })}
        >
          {t("take-back")}
        </ReasonButton>
      ) : null}
    </div>
  );
}

function JudgeForm({ debrief, onDone }: { readonly debrief: DebriefView; readonly onDone: () => void }) {
  const t = useWords<typeof words>("debriefs");
  const workspace = useWorkspaceSlug();
  const fields = useFields<{ verdict: DebriefVerdict; reason: string }>(
    { verdict: "repeat", reason: "" },
    { reason: (text) => (text.trim() === "" ? t("check-reason") : null) },
  );
  const tell = useTell(judgeProject, {
    changes,
    onDone: () => {
      toast({ text: t("judged-done") });
      onDone();
    },
  });
  const send = () => {
    if (fields.isGood())
      tell.mutate({ params: { workspace, id: debrief.project.id }, body: { verdict: fields.values.verdict, reason: fields.values.reason.trim() } });
  };
  return (
    <Form send={t("judge")} isSending={tell.isPending} error={tell.error} onSend={send}>
      <Select
        label={t("field-verdict")}
        data={debriefVerdicts.map((value) => ({ value, label: t(`verdict-${value}`) }))}
        value={fields.values.verdict}
        onChange={(next) => fields.set("verdict", next ?? "repeat")}
      />
      <Textarea label={t("field-reason")} autosize minRows={2} maxLength={2000} {...fields.text("reason")} />
    </Form>
  );
}
