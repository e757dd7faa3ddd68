// What goes with winning or losing sooner, all other traits equal: ratios of pace, what may not be read into them, and their checks.
import { Group, SegmentedControl, Stack } from "@mantine/core";

import { type PacesTold, readPaces } from "#features/cycle/contract.ts";
import { ratioText, useTimes } from "#features/cycle/parts/figures.tsx";
import { PaceChecks } from "#features/cycle/parts/pace-checks.tsx";
import { useKindName } from "#features/cycle/parts/names.ts";
import { WithRange } from "#features/cycle/parts/with-range.tsx";
import type { words } from "#features/cycle/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { VerdictBadge } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";
import { usePeriod } from "#ui/period.tsx";
import { CannotBeTold, ErrorState, Waiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

export function PacesView() {
  const t = useWords<typeof words>("cycle");
  const workspace = useWorkspaceSlug();
  const { period } = usePeriod();
  const [asked, setAsked] = useSearchValue("way");
  const way = asked === "lost" ? "lost" : "won";
  const answer = useAsk(readPaces, { params: { workspace }, query: { way, ...(period === null ? {} : { period }) } }, { keepsLast: true });
  const problem = answer.error?.problem;
  return (
    <Stack gap="lg">
      <Group>
        <SegmentedControl
          aria-label={t("paces-way")}
          value={way}
          onChange={(next) => setAsked(next === "lost" ? "lost" : null)}
          data={[
            { value: "won", label: t("paces-won") },
            { value: "lost", label: t("paces-lost") },
          ]}
        />
      </Group>
      {problem === undefined ? null : problem.status === 422 ? (
        <CannotBeTold reason={problem.code} remedy={<GoTo href={paths.imports(workspace)}>{t("empty-act")}</GoTo>} />
      ) : (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.data === undefined ? problem === undefined ? <Waiting height={420} /> : null : <Told told={answer.data} />}
    </Stack>
  );
}

type Row = (PacesTold["rows"][number] | PacesTold["references"][number]) & { readonly isReference?: true };

/** The rows of each trait under the kind that they are held against. */
function rowsOf({ references, rows }: PacesTold): Row[] {
  return references.flatMap((reference) => [{ ...reference, isReference: true as const }, ...rows.filter((row) => row.trait === reference.trait)]);
}

function Told({ told }: { readonly told: PacesTold }) {
  const t = useWords<typeof words>("cycle");
  const found = told.rows.filter(({ ratio }) => ratio.verdict === "clear" || ratio.verdict === "likely").length;
  const note = found === 0 ? t(`paces-none-${told.way}`) : t(`paces-some-${told.way}`, { count: found, of: told.rows.length });
  return (
    <Stack gap="xl">
      <Section title={t(`paces-title-${told.way}`)} note={note}>
        <p style={{ margin: 0 }}>{t("paces-read")}</p>
        <DataTable
          caption={t(`paces-title-${told.way}`)}
          columns={useColumns(told)}
          rows={rowsOf(told)}
          rowKey={(row) => `${row.trait} ${row.kind} ${row.value ?? ""}`}
          fileName={`evenhand-pace-${told.way}`}
        />
      </Section>
      <PaceChecks told={told} />
    </Stack>
  );
}

function useColumns(told: PacesTold): Column<Row>[] {
  const t = useWords<typeof words>("cycle");
  const format = useFormat();
  const called = useKindName();
  const times = useTimes();
  const ratioOf = (row: Row) => ("ratio" in row ? row.ratio : null);
  return [
    {
      key: "kind",
      name: t("col-kind"),
      isFixed: true,
      value: (row) => `${t(`by-${row.trait}`)}: ${row.kind === "rare" ? t("group-rare") : called(row.trait, row)}`,
      onPhone: "title",
    },
    { key: "deals", name: t("col-deals"), isNumber: true, isFixed: true, value: (row) => row.stays, cell: (row) => format.count(row.stays) },
    { key: "ends", name: t(`col-ends-${told.way}`), isNumber: true, isFixed: true, value: (row) => row.ends, cell: (row) => format.count(row.ends) },
    {
      key: "ratio",
      name: t(`col-pace-${told.way}`),
      isNumber: true,
      isFixed: true,
      value: (row) => ratioOf(row)?.value ?? 1,
      cell: (row) => {
        const ratio = ratioOf(row);
        if (ratio === null) return <small>{t("pace-reference")}</small>;
        return <WithRange range={`${ratioText(ratio.interval.low!, format)}–${ratioText(ratio.interval.high!, format)}`}>{times(ratio.value)}</WithRange>;
      },
    },
    {
      key: "sure",
      name: t("col-sure"),
      isFixed: true,
      isNumber: false,
      value: (row) => ratioOf(row)?.verdict ?? null,
      cell: (row) => (ratioOf(row) === null ? nothing : <VerdictBadge verdict={ratioOf(row)!.verdict} />),
    },
    {
      key: "by-age",
      name: t("col-by-age"),
      isFixed: true,
      isNumber: false,
      value: (row) => (ratioOf(row)?.byAge == null ? null : t("by-age-differs")),
      cell: (row) => {
        const byAge = ratioOf(row)?.byAge;
        if (byAge === undefined) return nothing;
        if (byAge === null) return t("by-age-same");
        const part = (value: number | null) => (value === null ? nothing : times(value));
        return t("by-age", { age: format.days(byAge.age), before: part(byAge.before), after: part(byAge.after) });
      },
    },
  ];
}
