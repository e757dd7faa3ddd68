// The test of a known day: which figure, which turning point, what is left out before it and what it is compared with; the effect with what speaks against it.
import { Checkbox } from "@mantine/core";

import { useFigureName, useSizes } from "#features/changes/parts/figure-words.ts";
import type { Tested } from "#features/changes/parts/figure-picture.tsx";
import type { ChangesQuestion } from "#features/changes/parts/question.ts";
import type { words } from "#features/changes/words.en.ts";
import { useTurns } from "#ui/chart/turning-points.ts";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { VerdictBadge } from "#ui/marks.tsx";
import { useCaution } from "#ui/reasons.ts";
import { Select } from "#ui/select.tsx";
import { RowsWaiting } from "#ui/states.tsx";
import type { words as kitWords } from "#ui/words.en.ts";

const anticipations = ["0", "1", "2", "3"] as const;

export function TestPanel({
  question,
  keys,
  tested,
  isWaiting,
}: {
  readonly question: ChangesQuestion;
  readonly keys: readonly string[];
  readonly tested: Tested | null;
  readonly isWaiting: boolean;
}) {
  const t = useWords<typeof words>("changes");
  const kit = useWords<typeof kitWords>("kit");
  const format = useFormat();
  const name = useFigureName();
  const days = useTurns().map(({ day, name, kind, isProposed }) => ({
    value: day,
    label: `${format.day(day)} · ${isProposed ? kit("turn-proposed", { name: [kit(`turn-${kind}`), name].filter((part) => part !== null).join(": ") }) : name}`,
  }));
  const known =
    question.day === null || days.some((one) => one.value === question.day) ? days : [...days, { value: question.day, label: format.day(question.day) }];
  return (
    <>
      <div
        className="not-on-paper"
        style={{ display: "grid", gap: 12, gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 200px), 1fr))", alignItems: "end" }}
      >
        <Select
          label={t("test-day")}
          placeholder={t("test-choose")}
          clearable
          data={[...new Map(known.map((one) => [one.value, one])).values()]}
          value={question.day}
          onChange={(day) => question.set({ day: day ?? undefined })}
        />
        <Select
          label={t("test-anticipation")}
          data={anticipations}
          value={anticipations[question.anticipation] ?? "0"}
          onChange={(value) => question.set({ anticipation: value === null || value === "0" ? undefined : value })}
        />
        <Select
          label={t("test-control")}
          placeholder={t("test-control-none")}
          clearable
          data={[{ value: "market-index", label: t("market-index") }, ...keys.map((key) => ({ value: key, label: name(key) }))]}
          value={question.control}
          onChange={(value) => question.set({ control: value ?? undefined })}
        />
        <Checkbox
          label={t("test-slope")}
          checked={question.slope}
          onChange={(event) => question.set({ slope: event.currentTarget.checked ? "true" : undefined })}
          style={{ paddingBottom: 8 }}
        />
      </div>
      {question.day === null ? (
        <p>{t("test-none")}</p>
      ) : tested === null ? (
        isWaiting ? (
          <RowsWaiting count={3} />
        ) : null
      ) : (
        <Answer tested={tested} step={question.step} />
      )}
    </>
  );
}

function Answer({ tested, step }: { readonly tested: Tested; readonly step: "month" | "week" }) {
  const t = useWords<typeof words>("changes");
  const format = useFormat();
  const name = useFigureName()(tested.figure);
  const sizes = useSizes();
  const caution = useCaution();
  const { untold, mean, isRelative } = tested;
  if (untold !== null) return <p>{t(`test-untold-${untold.reason as "too-few-after"}`, { count: untold.count, needed: untold.needed })}</p>;
  if (mean === null) return null;
  const measure = { unit: tested.unit, currency: tested.currency };
  const size = (value: number) => sizes.size({ size: value, isRelative, interval: mean.interval }, measure);
  const effects = (["mean", "foretold", "step", "slope"] as const).flatMap((kind) => {
    const effect = tested[kind];
    return effect === null || (kind === "step" && tested.slope === null) ? [] : [{ kind, effect }];
  });
  return (
    <>
      <p style={{ maxWidth: "75ch" }}>
        {t(mean.verdict === "within-chance" ? "test-answer-chance" : "test-answer", {
          name,
          day: format.day(tested.day),
          size: size(mean.value),
          range: sizes.range(mean.interval, { ...measure, isRelative }),
        })}
      </p>
      <DataTable
        caption={t("test")}
        rows={effects}
        rowKey={(row) => row.kind}
        columns={[
          {
            key: "kind",
            name: t("col-effect"),
            value: (row) => t(`effect-${row.kind}-${row.kind === "slope" ? step : "any"}` as "effect-mean-any"),
            onPhone: "title",
            isFixed: true,
          },
          { key: "size", name: t("col-size"), isNumber: true, isFixed: true, value: (row) => row.effect.value, cell: (row) => size(row.effect.value) },
          { key: "range", name: t("col-range"), isNumber: true, isFixed: true, value: (row) => sizes.range(row.effect.interval, { ...measure, isRelative }) },
          {
            key: "verdict",
            name: t("col-verdict"),
            isFixed: true,
            value: (row) => row.effect.verdict,
            cell: (row) => <VerdictBadge verdict={row.effect.verdict} />,
          },
        ]}
      />
      <ul>
        <li>{t("test-rests", { before: tested.before, after: tested.after })}</li>
        {tested.cautions.map((one) => (
          <li key={one.code}>{caution(one)}</li>
        ))}
      </ul>
    </>
  );
}
