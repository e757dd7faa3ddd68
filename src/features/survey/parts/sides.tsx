// What each side says of itself and of the other, ways of looking that are no fault, skills that are, segments, the firm's own questions, and words.
import type { WaveResultView, WaveView } from "#features/survey/contract.ts";
import { groupsOf } from "#features/survey/parts/factors.tsx";
import { MeanCell } from "#features/survey/parts/mean.tsx";
import classes from "#features/survey/parts/survey.module.css";
import type { words } from "#features/survey/words.en.ts";
import { type SurveyGroup, surveyOrientations, surveySkills } from "#facts/survey.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";

interface ResultProps {
  readonly result: WaveResultView;
}

type Difference = { readonly value: number; readonly p: number } | null;

function useDifference() {
  const t = useWords<typeof words>("survey");
  const format = useFormat();
  return (told: Difference) => {
    if (told === null) return "–";
    return t(told.p < 0.1 ? "change-beyond" : "change-within", { change: format.change(told.value, { unit: "index" }) });
  };
}

export function EachOther({ result: { sides } }: ResultProps) {
  const t = useWords<typeof words>("survey");
  const difference = useDifference();
  if (sides === null) return null;
  const rows = (["sales", "marketing"] as const).map((side) => {
    const { own, byOther, difference: apart } = sides.selfOther[side];
    return { side, own, byOther, apart };
  });
  return (
    <Section title={t("each")} note={t("each-note")}>
      <DataTable
        caption={t("each")}
        rows={rows}
        rowKey={({ side }) => side}
        fileName="evenhand-survey-each"
        columns={[
          { key: "of", name: t("col-of"), value: ({ side }) => t(`g-${side}`), cell: ({ side }) => <SideBadge side={side} />, onPhone: "title" },
          { key: "own", name: t("col-own"), isNumber: true, value: ({ own }) => own.value, cell: ({ own, side }) => <MeanCell mean={own} side={side} /> },
          {
            key: "other",
            name: t("col-by-other"),
            isNumber: true,
            value: ({ byOther }) => byOther.value,
            cell: ({ byOther, side }) => <MeanCell mean={byOther} side={side === "sales" ? "marketing" : "sales"} />,
          },
          {
            key: "difference",
            name: t("col-difference"),
            isNumber: true,
            value: ({ apart }) => apart?.value ?? null,
            cell: ({ apart }) => difference(apart),
          },
        ]}
      />
    </Section>
  );
}

interface WhatProps<K extends string> {
  readonly result: WaveResultView;
  readonly title: string;
  readonly note: string;
  readonly keys: readonly K[];
  readonly nameOf: (key: K) => string;
  readonly of: (
    group: SurveyGroup,
    key: K,
  ) => {
    readonly value: number;
    readonly interval: { readonly low: number | null; readonly high: number | null; readonly level: number } | null;
    readonly people: number;
  };
  readonly differenceOf: ((key: K) => Difference) | null;
}

function What<K extends string>({ result, title, note, keys, nameOf, of, differenceOf }: WhatProps<K>) {
  const t = useWords<typeof words>("survey");
  const difference = useDifference();
  const groups = groupsOf(result).filter((group) => result.sides === null || group !== "joint");
  type Row = { readonly key: K };
  const columns: Column<Row>[] = [
    { key: "what", name: t("col-what"), value: ({ key }) => nameOf(key), onPhone: "title" },
    ...groups.map((group) => ({
      key: group,
      name: t(`g-${group}`),
      isNumber: true,
      value: ({ key }: Row) => of(group, key).value,
      cell: ({ key }: Row) => <MeanCell mean={of(group, key)} side={group} />,
    })),
    ...(differenceOf === null
      ? []
      : [
          {
            key: "difference",
            name: t("col-gap"),
            isNumber: true,
            value: ({ key }: Row) => differenceOf(key)?.value ?? null,
            cell: ({ key }: Row) => difference(differenceOf(key)),
          },
        ]),
  ];
  return (
    <Section title={title} note={note}>
      <DataTable<Row> caption={title} rows={keys.map((key) => ({ key }))} rowKey={({ key }) => key} columns={columns} fileName="evenhand-survey-what" />
    </Section>
  );
}

export function Ways({ result }: ResultProps) {
  const t = useWords<typeof words>("survey");
  const { sides } = result;
  return (
    <What
      result={result}
      title={t("ways")}
      note={t("ways-note")}
      keys={surveyOrientations}
      nameOf={(key) => `${t(`o-${key}`)}: 1 – ${t(`o-${key}-1`)}, 5 – ${t(`o-${key}-5`)}`}
      of={(group, key) => result.groups[group]!.orientations[key]}
      differenceOf={null}
      key={sides === null ? "joint" : "sides"}
    />
  );
}

export function Skills({ result }: ResultProps) {
  const t = useWords<typeof words>("survey");
  const { sides } = result;
  return (
    <What
      result={result}
      title={t("skills")}
      note={t("skills-note")}
      keys={surveySkills}
      nameOf={(key) => t(`k-${key}`)}
      of={(group, key) => result.groups[group]!.skills[key]}
      differenceOf={sides === null ? null : (key) => sides.skills[key]}
    />
  );
}

export function Segments({ result }: ResultProps) {
  const t = useWords<typeof words>("survey");
  const groups = groupsOf(result).filter((group) => result.sides === null || group !== "joint");
  const named = [...new Set(groups.flatMap((group) => result.groups[group]!.segments.map(({ segment }) => segment)))];
  if (named.length === 0) return null;
  const of = (group: SurveyGroup, segment: string) => result.groups[group]!.segments.find((one) => one.segment === segment)?.count ?? 0;
  const shared = result.sides?.segmentsShared;
  const note = shared === undefined ? undefined : shared.length === 0 ? t("segments-shared-none") : t("segments-shared", { segments: shared.join(", ") });
  return (
    <Section title={t("segments")} note={note}>
      <DataTable
        caption={t("segments")}
        rows={named.map((segment) => ({ segment }))}
        rowKey={({ segment }) => segment}
        fileName="evenhand-survey-segments"
        columns={[
          { key: "segment", name: t("col-segment"), value: ({ segment }) => segment, onPhone: "title" },
          ...groups.map((group) => ({ key: group, name: t(`g-${group}`), isNumber: true, value: ({ segment }: { segment: string }) => of(group, segment) })),
        ]}
      />
    </Section>
  );
}

export function OwnQuestions({ result, questions }: { readonly result: WaveResultView; readonly questions: WaveView["questions"] }) {
  const t = useWords<typeof words>("survey");
  const scales = questions.filter(({ kind }) => kind === "scale");
  if (scales.length === 0) return null;
  const textOf = new Map(scales.map(({ id, text }) => [id, text]));
  return (
    <What
      result={result}
      title={t("own-questions")}
      note=""
      keys={scales.map(({ id }) => id)}
      nameOf={(id) => textOf.get(id) ?? id}
      of={(group, id) => result.groups[group]!.scales[id]!.mean}
      differenceOf={null}
    />
  );
}

export function Comments({ result: { comments }, questions }: { readonly result: WaveResultView; readonly questions: WaveView["questions"] }) {
  const t = useWords<typeof words>("survey");
  const asked = questions.filter(({ kind }) => kind === "words");
  if (asked.length === 0) return null;
  return (
    <Section title={t("comments")} note={t("comments-note")}>
      {comments === null ? <p className={classes["quiet"]}>{t("comments-few")}</p> : null}
      {comments === null
        ? null
        : asked.map(({ id, text }) => (
            <div key={id} className={classes["choices"]}>
              <h3 style={{ margin: 0, fontSize: "1rem" }}>{text}</h3>
              {(comments[id] ?? []).length === 0 ? <p className={classes["quiet"]}>{t("comments-none")}</p> : null}
              <ul className={classes["said"]}>
                {(comments[id] ?? []).map((said, place) => (
                  // oxlint-disable-next-line react/no-array-index-key -- two may have written the same
                  <li key={place}>{said}</li>
                ))}
              </ul>
            </div>
          ))}
    </Section>
  );
}
