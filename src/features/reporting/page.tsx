// What does reporting cost, and who reads it? Minutes of both departments, what nobody uses, and everything that is asked.
import { Suspense, lazy } from "react";

import { type Reporting, readReporting } from "#features/reporting/contract.ts";
import { BurdenCards } from "#features/reporting/parts/burden-cards.tsx";
import { ItemTable } from "#features/reporting/parts/item-table.tsx";
import { Proposals } from "#features/reporting/parts/proposals.tsx";
import { closed, useReportingQuestion } from "#features/reporting/parts/question.ts";
import { TrendPicture } from "#features/reporting/parts/trend-picture.tsx";
import { Unused } from "#features/reporting/parts/unused.tsx";
import { useMinutes } from "#features/reporting/parts/minutes.ts";
import type { words } from "#features/reporting/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { AnsweredPage } from "#ui/answered-page.tsx";
import { useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { CardsWaiting, EmptyState } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

const ItemDrawer = lazy(() => import("#features/reporting/parts/item-drawer.tsx").then((loaded) => ({ default: loaded.ItemDrawer })));
const ItemForm = lazy(() => import("#features/reporting/parts/item-form.tsx").then((loaded) => ({ default: loaded.ItemForm })));

export function Page() {
  const t = useWords<typeof words>("reporting");
  const params = { workspace: useWorkspaceSlug() };
  const question = useReportingQuestion();
  const answer = useAsk(readReporting, { params }, { keepsLast: true });
  const add = (
    <ReasonButton whyNot={answer.data?.whyNotChange ?? null} onClick={() => question.open({ ...closed, add: "1" })}>
      {t("add")}
    </ReasonButton>
  );
  return (
    <AnsweredPage<Reporting>
      of={answer}
      title={t("title")}
      answerLines={[2, 4]}
      nothing={{ title: t("empty-title"), words: t("empty-words"), act: t("add") }}
      answer={(told) => <Answer told={told} />}
      papers={() => <HowWeKnow />}
      waiting={{ page: <CardsWaiting count={2} />, papers: <HowWeKnow /> }}
      actions={add}
    >
      {(told) => (
        <>
          {told.items.length === 0 ? (
            <EmptyState title={t("empty-title")} action={add}>
              {t("empty-words")}
            </EmptyState>
          ) : (
            <>
              <BurdenCards told={told} />
              <Unused told={told} onOpen={question.show} />
              <TrendPicture told={told} />
              <Section title={t("table-title")} note={t("table-note")}>
                <ItemTable told={told} question={question} />
              </Section>
            </>
          )}
          <Proposals told={told} onPick={(field) => question.open({ ...closed, add: "1", field })} />
          <Suspense>
            {question.item === null ? null : <ItemDrawer key={question.item} id={question.item} told={told} onClose={() => question.open(closed)} />}
            {question.isAdding && told.whyNotChange === null ? (
              <ItemForm told={told} field={question.field} was={null} onClose={() => question.open(closed)} />
            ) : null}
          </Suspense>
        </>
      )}
    </AnsweredPage>
  );
}

/** Both departments in one sentence, counted by one rule. */
function Answer({ told }: { readonly told: Reporting }) {
  const t = useWords<typeof words>("reporting");
  const minutes = useMinutes();
  if (told.items.length === 0) return <>{t("answer-none")}</>;
  const of = (department: "sales" | "marketing") => minutes(told.burdens.find((one) => one.department === department)!.minutes);
  const unused = told.items.filter(({ use, askedUntil }) => askedUntil === null && use.state === "unused").length;
  return (
    <>
      {t("answer-one-sales", { minutes: of("sales") })} {t("answer-one-marketing", { minutes: of("marketing") })}{" "}
      {unused > 0 ? t("answer-unused", { count: unused }) : t("answer-used")}
    </>
  );
}

const papers = ["papers-minutes", "papers-range", "papers-trend", "papers-use", "papers-same"] as const;

function HowWeKnow() {
  const t = useWords<typeof words>("reporting");
  return (
    <>
      {papers.map((key) => (
        <p key={key}>{t(key)}</p>
      ))}
    </>
  );
}
