// Briefs, reports and invoices between the firm and an agency: when each was given, and when it was answered or paid, as either side entered it.
import { Suspense, lazy, useState } from "react";

import type { AgencyPromises, DealingView } from "#features/agency-promises/contract.ts";
import type { words } from "#features/agency-promises/words.en.ts";
import { useAgencyWords } from "#features/agency-promises/parts/told.ts";
import type { Day } from "#kit/day.ts";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useLanguage, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";

const DealingForm = lazy(() => import("#features/agency-promises/parts/dealing-form.tsx").then((loaded) => ({ default: loaded.DealingForm })));
const OneDealing = lazy(() => import("#features/agency-promises/parts/one-dealing.tsx").then((loaded) => ({ default: loaded.OneDealing })));

interface DealingsProps {
  readonly agency: AgencyPromises["agencies"][number];
  readonly rows: readonly DealingView[];
  readonly today: Day;
}

export function Dealings({ agency, rows, today }: DealingsProps) {
  const t = useWords<typeof words>("agency-promises");
  const format = useFormat();
  const { language } = useLanguage();
  const say = useAgencyWords();
  const [isEntering, setEntering] = useState(false);
  const [opened, setOpened] = useState<string | null>(null);
  const shown = rows.find(({ id }) => id === opened);
  return (
    <Section
      title={t("dealings")}
      note={t("dealings-note")}
      actions={
        <ReasonButton whyNot={agency.whyNotEnter} variant="default" onClick={() => setEntering(true)}>
          {t("enter")}
        </ReasonButton>
      }
    >
      {rows.length === 0 ? (
        <p>{t("dealings-none")}</p>
      ) : (
        <DataTable<DealingView>
          key={language}
          caption={t("dealings")}
          rows={rows}
          rowKey={({ id }) => id}
          onOpen={({ id }) => setOpened(id)}
          fileName="evenhand-agency-dealings"
          columns={[
            { key: "about", name: t("col-about"), value: ({ about }) => about, onPhone: "title" },
            { key: "kind", name: t("col-what"), value: ({ kind }) => t(`kind-${kind}`) },
            {
              key: "asked",
              name: t("col-asked"),
              value: ({ askedOn }) => askedOn,
              cell: ({ askedOn, kind }) => (kind === "report" ? say.month(askedOn) : format.day(askedOn)),
            },
            { key: "for", name: t("col-for"), value: ({ forOn }) => forOn, isSavedOnly: true },
            {
              key: "answered",
              name: t("col-answered"),
              value: ({ answeredOn }) => answeredOn,
              cell: ({ answeredOn, answeredBy }) =>
                answeredOn === null
                  ? t("not-done")
                  : answeredBy === null
                    ? format.day(answeredOn)
                    : t("by-name", { day: format.day(answeredOn), name: answeredBy }),
            },
          ]}
        />
      )}
      <Suspense>
        {isEntering ? <DealingForm agencyId={agency.id} today={today} onClose={() => setEntering(false)} /> : null}
        {shown === undefined ? null : <OneDealing key={shown.id} one={shown} whyNot={agency.whyNotEnter} today={today} onClose={() => setOpened(null)} />}
      </Suspense>
    </Section>
  );
}
