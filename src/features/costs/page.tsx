// What do promotion and a won deal cost: by status and kind, fully loaded, in three layers kind by kind, and one deal more.
import { type Costs, readCosts } from "#features/costs/contract.ts";
import { Answer } from "#features/costs/parts/answer.tsx";
import { CostCards } from "#features/costs/parts/cost-cards.tsx";
import { CostPapers } from "#features/costs/parts/cost-papers.tsx";
import { DealCost } from "#features/costs/parts/deal-cost.tsx";
import { FurtherDeal } from "#features/costs/parts/further-deal.tsx";
import { Loaded } from "#features/costs/parts/loaded.tsx";
import { SharedBills } from "#features/costs/parts/shared-bills.tsx";
import { SpentFor } from "#features/costs/parts/spent-for.tsx";
import type { words } from "#features/costs/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { AnsweredPage } from "#ui/answered-page.tsx";
import { useWords } from "#ui/language.ts";
import { usePeriod, useShownPeriod } from "#ui/period.tsx";
import { Waiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

export function Page() {
  const t = useWords<typeof words>("costs");
  const workspace = useWorkspaceSlug();
  const { period } = usePeriod();
  const costs = useAsk(readCosts, { params: { workspace }, query: period === null ? {} : { period } }, { keepsLast: true });
  useShownPeriod(costs.data?.period, null);
  return (
    <AnsweredPage
      of={costs}
      title={t("title")}
      answerLines={[4, 7]}
      nothing={{ title: t("empty-title"), words: t("empty-words"), act: t("empty-act") }}
      answer={(told) => <Answer told={told} />}
      papers={(told) => <CostPapers told={told} />}
      waiting={{ page: <Waiting height={900} />, papers: <Waiting height={320} /> }}
    >
      {(told) => <Told told={told} />}
    </AnsweredPage>
  );
}

function Told({ told }: { readonly told: Costs }) {
  return (
    <>
      <CostCards told={told} />
      <SpentFor told={told} />
      <SharedBills told={told} />
      <Loaded told={told} />
      <DealCost told={told} />
      <FurtherDeal told={told} />
    </>
  );
}
