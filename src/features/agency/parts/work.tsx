// One agency's work: as the agency itself sees it, and for those who decide about it with what is shared and by whom.
import { Button } from "@mantine/core";
import { Suspense, lazy } from "react";

import type { AgencyWork } from "#features/agency/contract.ts";
import { Answer, numberOf } from "#features/agency/parts/answer.tsx";
import { Cases, SpendLines } from "#features/agency/parts/cases.tsx";
import { Picture } from "#features/agency/parts/picture.tsx";
import type { AgencyQuestion } from "#features/agency/parts/question.ts";
import { Shared } from "#features/agency/parts/shared.tsx";
import { WorkTable, nameOf } from "#features/agency/parts/work-table.tsx";
import type { words } from "#features/agency/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { AnsweredPage, toldOf } from "#ui/answered-page.tsx";
import { useWords } from "#ui/language.ts";
import { NumberCard } from "#ui/number-card.tsx";
import { Cards } from "#ui/page.tsx";
import { useShownPeriod } from "#ui/period.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { EmptyState, Waiting } from "#ui/states.tsx";
import { Thread } from "#ui/thread.tsx";

const AddShare = lazy(() => import("#features/agency/parts/add-share.tsx").then((loaded) => ({ default: loaded.AddShare })));

interface Asked {
  readonly data: AgencyWork | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

export function Work({ of, question }: { readonly of: Asked; readonly question: AgencyQuestion }) {
  const t = useWords<typeof words>("agency");
  const told = toldOf(of);
  useShownPeriod(told?.period, null);
  return (
    <AnsweredPage
      of={of}
      title={told === undefined ? t("title-waiting") : titleOf(t, told, question)}
      nothing={{ title: t("empty-own"), words: t("empty-own-words"), act: t("to-members") }}
      answer={(answered) => <Answer told={answered} result={resultOf(answered, question)} />}
      papers={() => <WorkPapers />}
      waiting={{ answer: <Waiting height={56} width="min(40rem, 100%)" />, page: <Waiting height={900} />, papers: <Waiting height={320} /> }}
      actions={told === undefined ? undefined : <Actions told={told} question={question} />}
    >
      {(answered) => <Inside told={answered} question={question} />}
    </AnsweredPage>
  );
}

const rowOf = ({ work }: AgencyWork, { subject }: AgencyQuestion) => work.find(({ kind, id }) => kind === subject?.kind && id === subject.id);

/** The one that is asked for; without one, all of them together. */
const resultOf = (told: AgencyWork, question: AgencyQuestion) => (question.subject === null ? told.all : (rowOf(told, question)?.result ?? null));

function titleOf(t: ReturnType<typeof useWords<typeof words>>, told: AgencyWork, question: AgencyQuestion): string {
  const row = rowOf(told, question);
  if (row) return t("title-one", { name: nameOf(row) });
  return told.agency.isYou ? t("title-own") : t("title-of", { name: told.agency.name });
}

function Actions({ told, question }: { readonly told: AgencyWork; readonly question: AgencyQuestion }) {
  const t = useWords<typeof words>("agency");
  const workspace = useWorkspaceSlug();
  const { member, subject, period, set } = question;
  if (subject !== null)
    return (
      <Button component={GoTo} variant="default" href={paths.agency(workspace, { member, period })}>
        {t("to-all")}
      </Button>
    );
  const promises = (
    <Button component={GoTo} variant="default" href={paths.agencyPromises(workspace, told.agency.isYou ? {} : { agency: told.agency.id })}>
      {t("to-promises")}
    </Button>
  );
  if (told.agency.isYou) return promises;
  return (
    <>
      {promises}
      <Button component={GoTo} variant="default" href={paths.agency(workspace)}>
        {t("all-agencies")}
      </Button>
      <ReasonButton whyNot={told.whyNotShare} onClick={() => set({ add: "yes" }, { keepsHistory: true })}>
        {t("share")}
      </ReasonButton>
    </>
  );
}

function Inside({ told, question }: { readonly told: AgencyWork; readonly question: AgencyQuestion }) {
  const { agency, work } = told;
  const { subject, set } = question;
  return (
    <>
      {work.length === 0 ? <Nothing told={told} /> : null}
      {agency.isYou || subject !== null || work.length === 0 ? null : <Shared told={told} />}
      <Figures told={told} question={question} />
      {subject?.kind === "campaign" ? <Thread kind="campaign" id={subject.id} /> : null}
      <Suspense>
        {question.isAdding && !agency.isYou && told.whyNotShare === null ? <AddShare told={told} onClose={() => set({ add: undefined })} /> : null}
      </Suspense>
    </>
  );
}

function Nothing({ told: { agency } }: { readonly told: AgencyWork }) {
  const t = useWords<typeof words>("agency");
  return (
    <EmptyState title={agency.isYou ? t("empty-own") : t("empty-of", { name: agency.name })}>
      {t(agency.isYou ? "empty-own-words" : "empty-of-words")}
    </EmptyState>
  );
}

function Figures({ told, question }: { readonly told: AgencyWork; readonly question: AgencyQuestion }) {
  const t = useWords<typeof words>("agency");
  const { period, unit, work } = told;
  const { subject, set } = question;
  const result = resultOf(told, question);
  if (work.length === 0) return null;
  const openStep = (step: string) => {
    set({ step, leads: undefined });
    document.querySelector("#leads")?.scrollIntoView({ block: "start" });
  };
  const table =
    subject === null ? (
      <WorkTable told={told} onOpen={({ kind, id }) => set({ kind, id, leads: undefined, lines: undefined, step: undefined }, { keepsHistory: true })} />
    ) : null;
  if (result === null || period === null) return table;
  return (
    <>
      <Cards>
        <NumberCard name={t("spend")} number={numberOf(result, "spend")} />
        <NumberCard name={t(unit === "lead" ? "lead-cost" : "deal-cost")} number={numberOf(result, "cost-per-lead")} />
        <NumberCard name={t("won-cost")} number={numberOf(result, "cost-per-won")} />
      </Cards>
      {result.leads === 0 ? null : <Picture unit={unit} period={period} result={result} onOpen={openStep} />}
      {table}
      <Cases told={told} question={question} />
      <SpendLines told={told} question={question} />
    </>
  );
}

function WorkPapers() {
  const t = useWords<typeof words>("agency");
  return (
    <>
      <p>{t("papers-what")}</p>
      <p>{t("papers-money")}</p>
      <p>{t("papers-cost")}</p>
      <p>{t("papers-open")}</p>
      <p>{t("papers-credit")}</p>
      <p>{t("papers-hidden")}</p>
    </>
  );
}
