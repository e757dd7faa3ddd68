// Two events at the same age, side by side: what each brought, what one of each cost, and by how much one was cheaper.
import { Anchor, SegmentedControl, SimpleGrid } from "@mantine/core";
import { Suspense, lazy, useMemo, useState } from "react";

import { type SideBySideView, compareProjects } from "#features/debriefs/contract.ts";
import { Ratio, small } from "#features/debriefs/parts/ratio.tsx";
import type { words } from "#features/debriefs/words.en.ts";
import type { NumberWithPapers } from "#facts/papers.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useGo, usePathPart, useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { AnsweredPage } from "#ui/answered-page.tsx";
import { type Curve, CurveChart } from "#ui/chart/curves.tsx";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { CautionChip } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";
import { useReason } from "#ui/reasons.ts";
import { Select } from "#ui/select.tsx";
import { Waiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

const PapersDrawer = lazy(() => import("#ui/papers.tsx").then((loaded) => ({ default: loaded.PapersDrawer })));

type Age = SideBySideView["ages"][number];
type Row = Age["rows"][number];

export function Page() {
  const t = useWords<typeof words>("debriefs");
  const [workspace, id, other] = [useWorkspaceSlug(), usePathPart("id"), usePathPart("other")];
  const asked = useAsk(compareProjects, { params: { workspace, id, other } }, { keepsLast: true });
  const [days] = useSearchValue("days");
  const age = (told: SideBySideView): Age | undefined => told.ages.find((each) => String(each.days) === days) ?? told.ages.at(-1);
  return (
    <AnsweredPage
      of={asked}
      title={t("two-title")}
      answerLines={[2, 4]}
      nothing={{ title: t("empty-facts"), words: t("empty-facts-words"), act: t("back") }}
      answer={(told) => <Answer told={told} age={age(told)} />}
      actions={
        <Anchor component={GoTo} href={paths.debrief(workspace, id)}>
          {t("two-back")}
        </Anchor>
      }
      papers={() => <Papers />}
      waiting={{ page: <Waiting height={700} /> }}
    >
      {(told) => <Told told={told} age={age(told)} />}
    </AnsweredPage>
  );
}

/** What decides: an accepted lead, where leads are on record; else a won deal. */
const deciding = (age: Age | undefined): Row | undefined =>
  age?.rows.find(({ measure }) => measure === "accepted") ?? age?.rows.find(({ measure }) => measure === "won");

function Answer({ told: { here, there, lastSeen }, age }: { readonly told: SideBySideView; readonly age: Age | undefined }) {
  const t = useWords<typeof words>("debriefs");
  const format = useFormat();
  const unnamed = [here, there].find(({ hasCampaigns }) => !hasCampaigns);
  if (unnamed !== undefined) return <>{t("two-no-campaign", { name: unnamed.name })}</>;
  const row = deciding(age);
  if (age === undefined || row === undefined) return <>{t("two-young", { day: format.day(lastSeen) })}</>;
  const [one, other] = [row.here.cost, row.there.cost];
  if (one.value === null || other.value === null || row.ratio === null)
    return <>{t("two-untold", { days: age.days, here: here.name, there: there.name, count: row.here.count, other: row.there.count })}</>;
  const said = { days: age.days, here: here.name, there: there.name, cost: format.value(one.value, one, true), other: format.value(other.value, other, true) };
  return (
    <>
      {t(row.measure === "accepted" ? "two-answer" : "two-answer-won", said)} {t(`two-verdict-${row.ratio.verdict}`)}
    </>
  );
}

function Told({ told, age }: { readonly told: SideBySideView; readonly age: Age | undefined }) {
  const t = useWords<typeof words>("debriefs");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const go = useGo();
  const [, setDays] = useSearchValue("days");
  const { here, there, events } = told;
  const data = [here, there, ...events]
    .filter(({ id }, place, all) => all.findIndex((each) => each.id === id) === place)
    .map(({ id, name, startsOn }) => ({ value: id, label: `${name} · ${format.day(startsOn)}` }));
  const choose = (one: string | null, other: string | null) => one !== null && other !== null && go(paths.besideProject(workspace, one, other));
  return (
    <>
      <div className="not-on-paper">
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
          <Select label={t("two-one")} data={data} value={here.id} onChange={(one) => choose(one, there.id)} />
          <Select label={t("two-other")} data={data} value={there.id} onChange={(other) => choose(here.id, other)} />
        </SimpleGrid>
      </div>
      {age === undefined ? null : (
        <>
          <Picture told={told} />
          <Section
            title={t("two-table", { days: age.days })}
            note={t("two-note")}
            actions={
              <SegmentedControl
                aria-label={t("two-age")}
                value={String(age.days)}
                onChange={(value) => setDays(value === String(told.ages.at(-1)!.days) ? null : value)}
                data={told.ages.map(({ days }) => ({ value: String(days), label: t("col-days", { days }) }))}
              />
            }
          >
            <Table told={told} age={age} />
          </Section>
        </>
      )}
    </>
  );
}

function Table({ told: { here, there, currency }, age }: { readonly told: SideBySideView; readonly age: Age }) {
  const t = useWords<typeof words>("debriefs");
  const format = useFormat();
  const [opened, setOpened] = useState<{ readonly name: string; readonly number: NumberWithPapers } | null>(null);
  const columns: Column<Row>[] = [
    { key: "measure", name: t("col-measure"), value: ({ measure }) => t(`measure-${measure}`), onPhone: "title", isFixed: true },
    ...(
      [
        ["here", here],
        ["there", there],
      ] as const
    ).flatMap(([key, event]): Column<Row>[] => [
      { key: `${key}-count`, name: t("two-count", { name: event.name }), isNumber: true, isFixed: true, value: (row) => row[key].count },
      {
        key: `${key}-cost`,
        name: t("two-cost", { name: event.name }),
        isNumber: true,
        isFixed: true,
        value: (row) => row[key].cost.value,
        cell: (row) => (
          <Cost of={row[key].cost} onOpen={() => setOpened({ name: t(`number-${row.measure}`, { days: format.count(age.days) }), number: row[key].cost })} />
        ),
      },
    ]),
    {
      key: "ratio",
      name: t("col-ratio"),
      isNumber: true,
      isFixed: true,
      value: ({ ratio }) => ratio?.value ?? null,
      cell: ({ ratio }) => <Ratio of={ratio} />,
    },
  ];
  return (
    <>
      <DataTable
        caption={t("two-table", { days: age.days })}
        columns={columns}
        rows={age.rows}
        rowKey={({ measure }) => measure}
        fileName="evenhand-two-events"
      />
      <p>
        {t("two-money", {
          here: here.name,
          there: there.name,
          cost: here.cost === null ? nothing : format.money(here.cost, currency, true),
          other: there.cost === null ? nothing : format.money(there.cost, currency, true),
        })}
      </p>
      {opened === null ? null : (
        <Suspense>
          <PapersDrawer name={opened.name} number={opened.number} isOpen onClose={() => setOpened(null)} />
        </Suspense>
      )}
    </>
  );
}

function Cost({ of, onOpen }: { readonly of: NumberWithPapers; readonly onOpen: () => void }) {
  const t = useWords<typeof words>("debriefs");
  const format = useFormat();
  const reason = useReason();
  if (of.value === null) return <>{reason(of.reason ?? "not-enough-data")}</>;
  return (
    <div>
      <Anchor component="button" type="button" inherit onClick={onOpen}>
        {format.value(of.value, of, true)}
      </Anchor>
      {of.interval === null ? null : <small style={small}>{format.interval(of.interval, of)}</small>}
      <span className="seen-by-readers-only">{t("two-papers")}</span>
      <CautionChip count={of.cautions.length} onOpen={onOpen} />
    </div>
  );
}

/** What one cost at each age, with its range. */
function Picture({ told }: { readonly told: SideBySideView }) {
  const t = useWords<typeof words>("debriefs");
  const format = useFormat();
  const measure = deciding(told.ages.at(-1))?.measure ?? "won";
  const curves = useMemo(() => curvesOf(told, measure), [told, measure]);
  const x = useMemo(() => ({ name: t("picture-x"), write: (at: number) => t("at-day", { day: format.count(at) }), max: 365 }), [t, format]);
  const y = useMemo(
    () => ({ name: t(`two-axis-${measure === "accepted" ? "accepted" : "won"}`), measure: { unit: "money", currency: told.currency } as const, min: 0 }),
    [t, measure, told],
  );
  if (curves.every(({ points }) => points.length < 2)) return null;
  return (
    <CurveChart
      title={t(measure === "accepted" ? "two-picture" : "two-picture-won")}
      summary={t("two-picture-words")}
      curves={curves}
      shape="line"
      x={x}
      y={y}
      marks={noMarks}
      height={260}
      fileName="evenhand-two-events-picture"
    />
  );
}

const noMarks: readonly never[] = [];

function curvesOf({ here, there, ages }: SideBySideView, measure: Row["measure"]): Curve[] {
  return (
    [
      ["here", here, "joint"],
      ["there", there, "marketing"],
    ] as const
  ).map(([key, event, side]) => ({
    key,
    name: event.name,
    side,
    youngFrom: null,
    points: ages.flatMap(({ days, rows }) => {
      const cost = rows.find((row) => row.measure === measure)?.[key].cost;
      return cost === undefined || cost.value === null
        ? []
        : [{ at: days, value: cost.value, low: cost.interval?.low ?? cost.value, high: cost.interval?.high ?? cost.value }];
    }),
  }));
}

function Papers() {
  const t = useWords<typeof words>("debriefs");
  const workspace = useWorkspaceSlug();
  return (
    <>
      <p>{t("two-papers-age")}</p>
      <p>{t("two-papers-range")}</p>
      <p>
        <Anchor component={GoTo} href={paths.methodOf(workspace, "project-results")}>
          {t("method")}
        </Anchor>
      </p>
    </>
  );
}
