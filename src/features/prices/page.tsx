// What is left of the list price: the way to the margin, who gives how much away, what a discount goes with, and why deals were lost.
import { readDiscountEffect, readLossReasons, readPrices } from "#features/prices/contract.ts";
import { DealsDrawer } from "#features/prices/parts/deals-drawer.tsx";
import { EffectSection } from "#features/prices/parts/effect.tsx";
import { Groups } from "#features/prices/parts/groups.tsx";
import { PricePapers } from "#features/prices/parts/price-papers.tsx";
import { type PricesQuestion, usePricesQuestion } from "#features/prices/parts/question.ts";
import { ReasonsSection } from "#features/prices/parts/reasons.tsx";
import { type Effect, type Prices, isBeyondChance } from "#features/prices/parts/told.ts";
import { Way } from "#features/prices/parts/way.tsx";
import type { words } from "#features/prices/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { AnsweredPage } from "#ui/answered-page.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { useShownPeriod } from "#ui/period.tsx";
import { Answers, CannotBeTold, Waiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

const share = { unit: "share" } as const;

export function Page() {
  const t = useWords<typeof words>("prices");
  const workspace = useWorkspaceSlug();
  const question = usePricesQuestion();
  const asked = { params: { workspace }, query: question.period };
  const prices = useAsk(readPrices, { ...asked, query: { ...question.period, by: question.by } }, { keepsLast: true });
  const effect = useAsk(readDiscountEffect, asked, { keepsLast: true });
  const reasons = useAsk(readLossReasons, asked, { keepsLast: true });
  useShownPeriod(prices.data?.period, null);
  return (
    <AnsweredPage
      of={prices}
      title={t("title")}
      answerLines={[5, 9]}
      nothing={{ title: t("empty-title"), words: t("empty-words"), act: t("empty-act") }}
      answer={(answered) => <Answer told={answered} effect={effect.data} />}
      papers={(answered) => <PricePapers told={answered} />}
      waiting={{ answer: <Waiting height={84} width="min(40rem, 100%)" />, page: <Waiting height={640} />, papers: <Waiting height={320} /> }}
    >
      {(answered) => (
        <>
          <Given told={answered} question={question} />
          <Answers of={effect} waiting={<Waiting height={480} />}>
            {(found) => <EffectSection told={found} />}
          </Answers>
          <Answers of={reasons} waiting={<Waiting height={320} />}>
            {(found) => <ReasonsSection answer={found} />}
          </Answers>
        </>
      )}
    </AnsweredPage>
  );
}

function Answer({ told, effect }: { readonly told: Prices; readonly effect: Effect | undefined }) {
  const t = useWords<typeof words>("prices");
  const format = useFormat();
  const { steps, discount, currency } = told;
  if (steps === null) return <>{t("answer-untold", { period: format.period(told.period) })}</>;
  const money = (minor: number) => format.money(minor, currency, true);
  const found = effect?.effect ?? null;
  const said = [
    t(steps.invoice > steps.list ? "answer-above" : "answer", {
      period: format.period(told.period),
      list: money(steps.list),
      invoice: money(steps.invoice),
      share: format.share(1 - steps.invoice / steps.list),
      range: discount.interval === null ? "–" : format.interval(discount.interval, share),
    }),
    ...(steps.beyondDeals === 0
      ? []
      : [t("answer-beyond", { money: money(steps.beyondPolicy), count: steps.beyondDeals, policy: format.share(told.policy.upTo, 0) })]),
    ...(found === null
      ? []
      : [
          t(isBeyondChance(found) ? "answer-effect" : "answer-effect-none", {
            change: format.change(found.within.perTenPoints, share),
            range: format.changeInterval(found.within.perTenPointsInterval, share),
          }),
        ]),
  ];
  return <>{said.join(" ")}</>;
}

function Given({ told, question }: { readonly told: Prices; readonly question: PricesQuestion }) {
  const t = useWords<typeof words>("prices");
  const workspace = useWorkspaceSlug();
  return (
    <>
      <Section title={t("waterfall")}>
        {told.steps === null ? (
          <CannotBeTold reason={told.reason ?? "no-list-prices"} remedy={<GoTo href={paths.imports(workspace)}>{t("bring-facts")}</GoTo>} />
        ) : (
          <Way told={told} steps={told.steps} onOpen={(step) => question.set({ step, group: undefined })} />
        )}
      </Section>
      {told.steps === null ? null : <Groups told={told} question={question} />}
      <DealsDrawer told={told} question={question} />
    </>
  );
}
