// Does it matter how fast we call: the company's own curve, among equals, with the unanswered set apart and what a wait by chance says.
import { SegmentedControl } from "@mantine/core";

import { type ResponseAnswer, readResponse } from "#features/response/contract.ts";
import { courseOf } from "#features/response/parts/course.ts";
import { ResponseChart } from "#features/response/parts/response-chart.tsx";
import { ByChanceLines, Never, Trends, Waits } from "#features/response/parts/response-tables.tsx";
import type { words } from "#features/response/words.en.ts";
import { useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { AnsweredPage } from "#ui/answered-page.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { usePeriod } from "#ui/period.tsx";
import { useCaution } from "#ui/reasons.ts";
import { Waiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

export function Page() {
  const t = useWords<typeof words>("response");
  const workspace = useWorkspaceSlug();
  const { period } = usePeriod();
  const [outcome, setOutcome] = useSearchValue("outcome");
  const wanted = outcome === "won" ? "won" : "sales-qualified";
  const answer = useAsk(readResponse, { params: { workspace }, query: { outcome: wanted, ...(period === null ? {} : { period }) } }, { keepsLast: true });
  return (
    <AnsweredPage<ResponseAnswer>
      of={answer}
      title={t("title")}
      answerLines={[3, 6]}
      nothing={{ title: t("empty-title"), words: t("empty-words"), act: t("empty-act") }}
      answer={(told) => <Answer told={told} />}
      papers={(told) => <HowWeKnow told={told} />}
      remedy={t("remedy")}
      waiting={{ page: <Waiting height={420} /> }}
      actions={
        <SegmentedControl
          aria-label={t("choose-outcome")}
          value={wanted}
          onChange={(value) => setOutcome(value === "won" ? "won" : null)}
          data={[
            { value: "sales-qualified", label: t("choose-sales-qualified") },
            { value: "won", label: t("choose-won") },
          ]}
        />
      }
    >
      {(told) => (
        <>
          <ResponseChart told={told} />
          <Trends told={told} />
          <Never told={told} />
          <ByChanceLines told={told} />
          <Waits told={told} />
        </>
      )}
    </AnsweredPage>
  );
}

function Answer({ told }: { readonly told: ResponseAnswer }) {
  const t = useWords<typeof words>("response");
  const format = useFormat();
  const tried = told.bands.filter(({ key, share }) => key !== "never" && share !== null);
  const slow = told.bands.filter(({ key }) => key === "24-72h" || key === "later");
  const late = slow.reduce((sum, band) => ({ leads: sum.leads + band.leads, hits: sum.hits + band.hits }), { leads: 0, hits: 0 });
  const isHour = told.bands[0]!.key === "0-1h" && told.bands[0]!.share !== null && late.leads > 0;
  const values = {
    first: format.share(isHour ? told.bands[0]!.share! : tried[0]!.share!),
    slow: format.share(isHour ? late.hits / late.leads : tried.at(-1)!.share!),
    outcome: t(`outcome-${told.outcome}`),
  };
  return (
    <>
      {t(isHour ? "answer-first" : "answer-bands", values)} {t(`answer-equals-${courseOf(told)}`)} {t("answer-association")}
    </>
  );
}

function HowWeKnow({ told }: { readonly told: ResponseAnswer }) {
  const t = useWords<typeof words>("response");
  const caution = useCaution();
  return (
    <>
      <p>{t("papers-what")}</p>
      <p>{t("papers-outcome", { within: told.within })}</p>
      <p>{t("papers-equals")}</p>
      <p>{t("papers-chance")}</p>
      <p>{t("papers-published")}</p>
      <p>{t("papers-score")}</p>
      <ul>
        {told.cautions.map((each) => (
          <li key={each.code}>{caution(each)}</li>
        ))}
      </ul>
    </>
  );
}
