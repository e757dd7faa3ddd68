// What did we promise each other, and was it kept: both sides by one rule, and how much the revenue goal asks marketing to promise.
import { Button } from "@mantine/core";
import { Suspense, lazy } from "react";

import { type PromisesAnswer, readPromises } from "#features/promises/contract.ts";
import { GoalChain } from "#features/promises/parts/goal-chain.tsx";
import { Ledger } from "#features/promises/parts/ledger.tsx";
import { PromiseTable } from "#features/promises/parts/promise-table.tsx";
import { ToSign } from "#features/promises/parts/to-sign.tsx";
import type { words } from "#features/promises/words.en.ts";
import { periodName } from "#kit/period.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useSearch, useWorkspaceSlug } from "#ui/address.tsx";
import { AnsweredPage } from "#ui/answered-page.tsx";
import { useWords } from "#ui/language.ts";
import { usePeriod, useShownPeriod } from "#ui/period.tsx";
import { CardsWaiting, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";

const PromiseDrawer = lazy(() => import("#features/promises/parts/promise-drawer.tsx").then((loaded) => ({ default: loaded.PromiseDrawer })));

export function Page() {
  const t = useWords<typeof words>("promises");
  const workspace = useWorkspaceSlug();
  const { period } = usePeriod();
  const answer = useAsk(readPromises, { params: { workspace }, query: period === null ? {} : { period } }, { keepsLast: true });
  useShownPeriod(answer.data?.period);
  const [search, change] = useSearch();
  const open = (promise: string) => change({ promise }, { keepsHistory: true });
  return (
    <AnsweredPage<PromisesAnswer>
      of={answer}
      title={t("title")}
      answerLines={[3, 6]}
      nothing={{ title: t("empty-title"), words: t("empty-words"), act: t("empty-act") }}
      actions={
        <Button component={GoTo} variant="default" href={paths.agencyPromises(workspace)}>
          {t("with-agencies")}
        </Button>
      }
      answer={(told) => <Answer told={told} />}
      papers={() => <HowWeKnow />}
      waiting={{
        page: (
          <>
            <CardsWaiting count={4} />
            <RowsWaiting count={10} />
          </>
        ),
        papers: <HowWeKnow />,
      }}
    >
      {(told) => {
        const promise = told.promises.find(({ key }) => key === search["promise"]);
        return (
          <>
            <Ledger told={told} onOpen={open} />
            <ToSign told={told} onOpen={open} />
            <PromiseTable told={told} onOpen={open} />
            <GoalChain currency={told.currency} whyNotPropose={told.whyNotPropose} />
            <Suspense>
              {promise === undefined ? null : (
                <PromiseDrawer
                  key={promise.key}
                  promise={promise}
                  currency={told.currency}
                  period={periodName(told.period)}
                  onClose={() => change({ promise: undefined, propose: undefined }, { keepsHistory: true })}
                />
              )}
            </Suspense>
          </>
        );
      }}
    </AnsweredPage>
  );
}

/** Both departments in the same words, whatever the numbers. */
function Answer({ told: { promises } }: { readonly told: PromisesAnswer }) {
  const t = useWords<typeof words>("promises");
  const kit = useWords<typeof kitWords>("kit");
  const signed = promises.filter(({ isSigned }) => isSigned).length;
  const of = (side: "marketing" | "sales") => {
    const own = promises.filter((promise) => promise.side === side);
    const count = (status: string) => own.filter((promise) => promise.status === status).length;
    const values = { side: kit(`side-${side}`), all: own.length, kept: count("kept"), broken: count("broken"), open: count("cannot-be-told") };
    return t("answer-side", values);
  };
  return (
    <>
      {of("marketing")} {of("sales")} {signed === promises.length ? t("answer-signed-all") : t("answer-signed", { signed, all: promises.length })}
    </>
  );
}

const papers = ["papers-rule", "papers-ripe", "papers-terms", "papers-hours", "papers-people", "papers-value"] as const;

function HowWeKnow() {
  const t = useWords<typeof words>("promises");
  return (
    <>
      {papers.map((key) => (
        <p key={key}>{t(key)}</p>
      ))}
    </>
  );
}
