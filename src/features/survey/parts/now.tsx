// The wave under way: what waits for whom, and what the reader can do about it.
import { Button } from "@mantine/core";

import { type SurveyAnswer, type WaveView, agreeToWave, extendWave, readSurvey, readWave, withdrawWave } from "#features/survey/contract.ts";
import { keptDraft } from "#features/survey/parts/draft.ts";
import classes from "#features/survey/parts/survey.module.css";
import type { words } from "#features/survey/words.en.ts";
import { isAnonymous } from "#facts/survey.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

const changes = [readSurvey, readWave];

export function Now({ told }: { readonly told: SurveyAnswer }) {
  const t = useWords<typeof words>("survey");
  const wave = told.waves.find(({ state }) => state === "proposed" || state === "open");
  if (wave === undefined) return null;
  return (
    <Section title={`${t("wave-n", { number: wave.number })}: ${t(`state-${wave.state}`)}`}>
      <div className={classes["now"]}>
        <p className={classes["lead"]}>{t(`mode-${wave.mode}`)}</p>
        <p>{t(`mode-${wave.mode}-words`, { fewest: wave.fewest })}</p>
        {wave.statements === null ? null : <Asks statements={wave.statements} />}
        {isAnonymous(wave.mode) ? <p className={classes["quiet"]}>{t("fixed", { fewest: wave.fewest })}</p> : null}
        {wave.state === "proposed" ? <Proposed wave={wave} /> : <Open wave={wave} me={told.me} />}
      </div>
    </Section>
  );
}

/** What a pulse asks for. */
function Asks({ statements }: { readonly statements: NonNullable<WaveView["statements"]> }) {
  const t = useWords<typeof words>("survey");
  return (
    <>
      <p>{t("pulse-asks", { count: statements.length })}</p>
      <ul>
        {statements.map((statement) => (
          <li key={statement}>{t(`s-${statement}`)}</li>
        ))}
      </ul>
    </>
  );
}

function Proposed({ wave }: { readonly wave: WaveView }) {
  const t = useWords<typeof words>("survey");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const agree = useTell(agreeToWave, { changes, onDone: ({ isOpen }) => toast({ text: t(isOpen ? "opened" : "agreed") }) });
  const withdraw = useTell(withdrawWave, { changes, onDone: () => toast({ text: t("withdrawn") }) });
  const said = (name: string | null) => (name === null ? t("has-not-agreed") : t("has-agreed", { name }));
  const isLast = wave.agreed.sales !== null || wave.agreed.marketing !== null;
  const error = agree.error ?? withdraw.error;
  return (
    <>
      <p>{t("proposed-by", { who: wave.proposedBy ?? t("by-plan"), on: format.day(wave.proposedOn) })}</p>
      <p>{t("waits-for", { sales: said(wave.agreed.sales), marketing: said(wave.agreed.marketing) })}</p>
      {error === null ? null : <ErrorState error={error} />}
      <div className={classes["acts"]}>
        <ReasonButton whyNot={wave.whyNotAgree} loading={agree.isPending} onClick={() => agree.mutate({ params: { workspace, id: wave.id } })}>
          {t(isLast ? "agree" : "agree-half")}
        </ReasonButton>
        <ReasonButton
          variant="default"
          whyNot={wave.whyNotWithdraw}
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate({ params: { workspace, id: wave.id } })}
        >
          {t("withdraw")}
        </ReasonButton>
      </div>
    </>
  );
}

function Open({ wave, me }: { readonly wave: WaveView; readonly me: SurveyAnswer["me"] }) {
  const t = useWords<typeof words>("survey");
  const workspace = useWorkspaceSlug();
  const extend = useTell(extendWave, { changes, onDone: () => toast({ text: t("extended") }) });
  const isBegun = Object.keys(keptDraft(wave.id, me.memberId).answers).length > 0;
  return (
    <>
      {wave.asked === null ? null : (
        <p>
          {t("asked-of", wave.asked)} {wave.sent === null ? null : t(`sent-${wave.sent}`)}
        </p>
      )}
      {wave.hasSent ? <p className={classes["lead"]}>{t(isAnonymous(wave.mode) ? "thank-you" : "thank-you-named")}</p> : null}
      {wave.mySide === null ? <p>{t(me.isVisitor ? "not-for-visitors" : "not-for-you")}</p> : null}
      {extend.error === null ? null : <ErrorState error={extend.error} />}
      <div className={classes["acts"]}>
        {wave.whyNotAnswer === null ? (
          <Button size="md" component={GoTo} href={paths.surveyAnswer(workspace)}>
            {t(isBegun ? "go-on" : "answer-it")}
          </Button>
        ) : null}
        {wave.whyNotExtend === "only-heads-run-surveys" || wave.whyNotExtend === "role-only-reads" ? null : (
          <ReasonButton
            variant="default"
            whyNot={wave.whyNotExtend}
            loading={extend.isPending}
            onClick={() => extend.mutate({ params: { workspace, id: wave.id } })}
          >
            {t("extend")}
          </ReasonButton>
        )}
      </div>
    </>
  );
}
