// Contacts, leads, accepted leads and won deals after 30, 90, 180 and 365 days: how many, what one costs, and what is still expected.
import { Suspense, lazy, useState } from "react";

import type { MeasuredView, MilestoneView, ProjectResultsView } from "#features/debriefs/contract.ts";
import classes from "#features/debriefs/parts/debriefs.module.css";
import { Picture } from "#features/debriefs/parts/picture.tsx";
import type { words } from "#features/debriefs/words.en.ts";
import type { NumberWithPapers } from "#facts/papers.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { CautionChip } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";
import { useReason } from "#ui/reasons.ts";

const PapersDrawer = lazy(() => import("#ui/papers.tsx").then((loaded) => ({ default: loaded.PapersDrawer })));

interface Row {
  readonly measure: MeasuredView["measure"];
  readonly cells: readonly { readonly milestone: MilestoneView; readonly one: MeasuredView }[];
}

export function Milestones({ told }: { readonly told: ProjectResultsView }) {
  const t = useWords<typeof words>("debriefs");
  const format = useFormat();
  const [opened, setOpened] = useState<{ readonly name: string; readonly number: NumberWithPapers } | null>(null);
  const rows: Row[] = told.milestones[0]!.measures.map(({ measure }, place) => ({
    measure,
    cells: told.milestones.map((milestone) => ({ milestone, one: milestone.measures[place]! })),
  }));
  const columns: Column<Row>[] = [
    { key: "measure", name: t("col-measure"), value: ({ measure }) => t(`measure-${measure}`), onPhone: "title", isFixed: true },
    ...told.milestones.map(({ days, day, isOver }, place): Column<Row> => ({
      key: `days-${days}`,
      name: `${t("col-days", { days: format.count(days) })} · ${t(isOver ? "is-over" : "is-due", { day: format.day(day) })}`,
      isNumber: true,
      isFixed: true,
      value: ({ cells }) => cells[place]!.one.cost.value,
      cell: ({ measure, cells }) => (
        <Cell one={cells[place]!.one} onOpen={(number) => setOpened({ name: t(`number-${measure}`, { days: format.count(days) }), number })} />
      ),
    })),
  ];
  return (
    <Section title={t("milestones")} note={t("milestones-note")}>
      <Picture told={told} />
      <DataTable caption={t("milestones")} columns={columns} rows={rows} rowKey={({ measure }) => measure} fileName="evenhand-project-results" />
      {opened === null ? null : (
        <Suspense>
          <PapersDrawer name={opened.name} number={opened.number} isOpen onClose={() => setOpened(null)} />
        </Suspense>
      )}
    </Section>
  );
}

function Cell({ one, onOpen }: { readonly one: MeasuredView; readonly onOpen: (number: NumberWithPapers) => void }) {
  const t = useWords<typeof words>("debriefs");
  const format = useFormat();
  const reason = useReason();
  const { count, cost, expected, why } = one;
  const name = t("open-papers", { name: t(`measure-${one.measure}`) });
  return (
    <div className={classes["cell"]}>
      <span>
        <strong>{format.count(count)}</strong>
        {why === "over" ? null : <span className={classes["small"]}> {t("so-far")}</span>}
      </span>
      {cost.value === null ? (
        <span className={classes["small"]}>{reason(cost.reason ?? "not-enough-data")}</span>
      ) : (
        <>
          <button type="button" onClick={() => onOpen(cost)}>
            <span className="seen-by-readers-only">{name} </span>
            {t("a-piece", { cost: format.value(cost.value, cost, true) })}
          </button>
          <span className={classes["small"]}>{cost.interval === null ? null : format.interval(cost.interval, cost)}</span>
          <CautionChip count={cost.cautions.length} onOpen={() => onOpen(cost)} />
        </>
      )}
      {expected === null ? (
        why === "no-like" || why === "record-too-short" ? (
          <span className={classes["expected"]}>{reason(why)}</span>
        ) : null
      ) : (
        <span className={classes["expected"]}>
          {t("expected-count", {
            count: format.count(Math.round(expected.count)),
            low: format.count(Math.round(expected.low)),
            high: format.count(Math.round(expected.high)),
          })}
          {expected.cost.value === null ? null : (
            <>
              {"; "}
              <button type="button" onClick={() => onOpen(expected.cost)}>
                {t("expected-piece", {
                  cost: format.value(expected.cost.value, expected.cost, true),
                  range: expected.cost.interval === null ? "–" : format.interval(expected.cost.interval, expected.cost),
                })}
              </button>
            </>
          )}
        </span>
      )}
    </div>
  );
}
