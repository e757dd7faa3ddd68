// Where do leads get lost: each step of the funnel with its share, range and days; by segment, and over time.
import { Select } from "#ui/select.tsx";
import type { z } from "zod";

import { readFunnel } from "#features/figures/contract.ts";
import { FunnelCourse } from "#features/figures/parts/funnel-course.tsx";
import { FunnelPapers } from "#features/figures/parts/funnel-papers.tsx";
import { FunnelPicture } from "#features/figures/parts/funnel-picture.tsx";
import { type FunnelQuestion, useFunnelQuestion } from "#features/figures/parts/funnel-question.ts";
import { FunnelSegments } from "#features/figures/parts/funnel-segments.tsx";
import { type Funnel, type Loss, largestLoss } from "#features/figures/parts/loss.ts";
import { StepDrawer } from "#features/figures/parts/step-drawer.tsx";
import type { words } from "#features/figures/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { AnsweredPage, toldOf } from "#ui/answered-page.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { useShownPeriod } from "#ui/period.tsx";
import { Waiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

type Told = z.output<(typeof readFunnel)["reply"]>;

export function Page() {
  const t = useWords<typeof words>("funnel");
  const workspace = useWorkspaceSlug();
  const question = useFunnelQuestion();
  const answer = useAsk(readFunnel, { params: { workspace }, query: question.query }, { keepsLast: true });
  const told = toldOf(answer);
  useShownPeriod(told?.period, null);
  return (
    <AnsweredPage
      of={answer}
      title={t(`funnel-title-${told?.funnel.unit ?? "lead"}`)}
      nothing={{ title: t("empty-title"), words: t("empty-words"), act: t("empty-act") }}
      answer={({ funnel }) => <Answer funnel={funnel} />}
      papers={({ funnel }) => <FunnelPapers funnel={funnel} />}
      waiting={{ answer: <Waiting height={84} width="min(36rem, 100%)" />, page: <Waiting height={540} />, papers: <Waiting height={320} /> }}
      actions={<Cut told={told} question={question} />}
    >
      {(answered) => <Inside told={answered} question={question} />}
    </AnsweredPage>
  );
}

function Answer({ funnel }: { readonly funnel: Funnel }) {
  const t = useWords<typeof words>("funnel");
  const format = useFormat();
  const size = funnel.steps[0]?.reached ?? 0;
  if (size === 0) return <>{t("no-cohort", { period: format.period(funnel.cohort) })}</>;
  const losses = largestLoss(funnel.steps);
  const written = (loss: Loss) => ({ share: format.share(loss.share), range: format.interval(loss.interval, { unit: "share" }) });
  const hasJudged = funnel.steps.some((step) => !step.isYoung && step.conversion?.value != null);
  const won = funnel.steps.find((step) => step.step === "won");
  const loss = () => {
    if (losses === null) return t(hasJudged ? "answer-none" : "answer-young");
    const { largest, alike } = losses;
    const first = { step: t(`step.${largest.step}`), ...written(largest) };
    if (alike === null) return t("answer-loss", first);
    const next = written(alike);
    return t("answer-alike", { ...first, next: t(`step.${alike.step}`), nextShare: next.share, nextRange: next.range });
  };
  return (
    <>
      {loss()} {won === undefined ? null : t("answer-won", { count: won.reached, size, period: format.period(funnel.cohort) })}
    </>
  );
}

function Cut({ told, question }: { readonly told: Told | undefined; readonly question: FunnelQuestion }) {
  const t = useWords<typeof words>("funnel");
  const keys = new Set([...(told?.segmentKeys ?? []), ...(question.query.by === undefined ? [] : [question.query.by])]);
  return (
    <Select
      aria-label={t("cut-by")}
      placeholder={t("cut-none")}
      data={[...keys].map((key) => ({ value: key, label: t(`by-${key}`) }))}
      value={question.query.by ?? null}
      disabled={told !== undefined && keys.size === 0}
      clearable
      w={200}
      onChange={(by) => question.set({ by: by ?? undefined })}
    />
  );
}

function Inside({ told, question }: { readonly told: Told; readonly question: FunnelQuestion }) {
  const t = useWords<typeof words>("funnel");
  const { funnel } = told;
  const steps = funnel.steps.slice(1).map((step) => step.step);
  const step = steps.find((each) => each === question.course) ?? largestLoss(funnel.steps)?.largest.step ?? steps.at(-1);
  const { by } = question.query;
  return (
    <>
      {(funnel.steps[0]?.reached ?? 0) === 0 ? <p>{t("no-cohort-help")}</p> : <FunnelPicture funnel={funnel} onOpen={(open) => question.set({ step: open })} />}
      {by === undefined || told.segments.length === 0 ? null : <FunnelSegments told={told} by={by} />}
      {step === undefined ? null : <FunnelCourse cohorts={told.cohorts} steps={steps} step={step} question={question} />}
      <StepDrawer funnel={funnel} open={question.open} onClose={() => question.set({ step: undefined })} />
    </>
  );
}
