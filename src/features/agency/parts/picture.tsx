// How far the leads came, step by step: who got there, who may still come, who will not.
import type { AgencyWork, CampaignResultView } from "#features/agency/contract.ts";
import type { words } from "#features/agency/words.en.ts";
import { periodName } from "#kit/period.ts";
import { chartTable } from "#ui/chart/frame.tsx";
import { StepBars } from "#ui/chart/steps.tsx";
import { useFactNames } from "#ui/fact-names.ts";
import { useWords } from "#ui/language.ts";

interface PictureProps {
  readonly unit: AgencyWork["unit"];
  readonly period: NonNullable<AgencyWork["period"]>;
  readonly result: CampaignResultView;
  readonly onOpen: (step: string) => void;
}

export function Picture({ unit, period, result, onOpen }: PictureProps) {
  const t = useWords<typeof words>("agency");
  const names = useFactNames();
  const { steps } = result;
  const [first, last] = [steps[0]!, steps.at(-1)!];
  return (
    <div>
      <StepBars
        title={t(`picture-${unit}`, { count: first.reached, won: last.reached })}
        summary={t("picture-summary", { from: first.reached, to: last.reached })}
        steps={steps.map(({ step, reached, open, over }) => ({
          key: step,
          name: names.stage(step),
          reached,
          open,
          lost: over,
          notes: [...(open > 0 ? [t("note-open", { count: open })] : []), ...(over > 0 ? [t("note-over", { count: over })] : [])],
        }))}
        legend={{ reached: t("mark-reached"), open: t("mark-open"), lost: t("mark-over") }}
        table={chartTable<(typeof steps)[number]>({
          rows: steps,
          rowKey: ({ step }) => step,
          columns: [
            { key: "step", name: t("col-step"), isFixed: true, value: ({ step }) => names.stage(step), onPhone: "title" },
            { key: "reached", name: t("col-reached"), value: ({ reached }) => reached },
            { key: "open", name: t("col-open"), value: ({ open }) => open },
            { key: "over", name: t("col-over"), value: ({ over }) => over },
          ],
        })}
        fileName={`evenhand-leads-${periodName(period)}`}
        onOpen={({ key }) => onOpen(key)}
      />
      {result.looseDeals === 0 ? null : (
        <p style={{ color: "var(--text-quiet)", fontSize: "var(--mantine-font-size-sm)", margin: "8px 0 0" }}>
          {t("loose-deals", { count: result.looseDeals })}
        </p>
      )}
    </div>
  );
}
