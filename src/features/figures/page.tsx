// Where do leads get lost: each step of the funnel with its share, range and days; by segment, and over time.
import { Button } from "@mantine/core";
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
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Page as Frame } from "#ui/page.tsx";
import { useShownPeriod } from "#ui/period.tsx";
import { EmptyState, ErrorState, Waiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

type Told = z.output<(typeof readFunnel)["reply"]>;

export function Page() {
  const t = useWords<typeof words>("funnel");
  const workspace = useWorkspaceSlug();
  const question = useFunnelQuestion();
  const answer = useAsk(readFunnel, { params: { workspace }, query: question.query }, { keepsLast: true });
  const told = answer.data;
  useShownPeriod(told?.period, null);
  const bringIn = (
    <Button component={GoTo} href={paths.imports(workspace)}>
      {t("empty-act")}
    </Button>
  );
  if (answer.error?.problem.code === "no-facts-yet") {
    return (
      <Frame title={t("funnel-title-lead")}>
        <EmptyState title={t("empty-title")} action={bringIn}>
          {t("empty-words")}
        </EmptyState>
      </Frame>
    );
  }
  return (
    <Frame
      title={t(`funnel-title-${told?.funnel.unit ?? "lead"}`)}
      answer={told === undefined ? answer.error ? undefined : <Waiting height={84} width="min(36rem, 100%)" /> : <Answer funnel={told.funnel} />}
      actions={<Cut told={told} question={question} />}
      papers={told === undefined ? <Waiting height={320} /> : <FunnelPapers funnel={told.funnel} />}
    >
      {answer.error ? <ErrorState error={answer.error} onRetry={() => void answer.refetch()} /> : null}
      {told === undefined ? answer.error ? null : <Waiting height={540} /> : <Inside told={told} question={question} />}
    </Frame>
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
