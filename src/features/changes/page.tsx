// What changed, and when: each figure's levels over time with the dates of its changes, the test of a known day, and the watch.
import { Anchor, SegmentedControl } from "@mantine/core";
import type { z } from "zod";

import { type FigureChangesView, readChanges, testChange } from "#features/changes/contract.ts";
import { ChangesTable, Quiet, Untold } from "#features/changes/parts/changes-table.tsx";
import { FigurePicture, periodWords } from "#features/changes/parts/figure-picture.tsx";
import { useFigureName, useSizes } from "#features/changes/parts/figure-words.ts";
import { type ChangesQuestion, useChangesQuestion } from "#features/changes/parts/question.ts";
import { TestPanel } from "#features/changes/parts/test-panel.tsx";
import type { words } from "#features/changes/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { AnsweredPage } from "#ui/answered-page.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { Select } from "#ui/select.tsx";
import { CannotBeTold, ErrorState, Waiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

type Told = z.output<(typeof readChanges)["reply"]>;

export function Page() {
  const t = useWords<typeof words>("changes");
  const workspace = useWorkspaceSlug();
  const question = useChangesQuestion();
  const answer = useAsk(readChanges, { params: { workspace }, query: { step: question.step } }, { keepsLast: true });
  return (
    <AnsweredPage
      of={answer}
      title={t("title")}
      answerLines={[2, 5]}
      nothing={{ title: t("empty-title"), words: t("empty-words"), act: t("empty-act") }}
      answer={(told) => <Answer told={told} />}
      papers={() => <HowWeKnow />}
      waiting={{ page: <Waiting height={640} />, papers: <HowWeKnow /> }}
      actions={
        <SegmentedControl
          aria-label={t("by-step")}
          value={question.step}
          onChange={(step) => question.set({ step: step === "week" ? "week" : undefined })}
          data={[
            { value: "month", label: t("by-month") },
            { value: "week", label: t("by-week") },
          ]}
        />
      }
    >
      {(told) => <Inside told={told} question={question} />}
    </AnsweredPage>
  );
}

const changedFirst = (figures: readonly FigureChangesView[]) =>
  figures
    .filter((figure) => figure.untold === null && figure.changes.length > 0)
    .toSorted((a, b) => Number(b.verdict === "clear") - Number(a.verdict === "clear") || a.p - b.p);

function Answer({ told }: { readonly told: Told }) {
  const t = useWords<typeof words>("changes");
  const format = useFormat();
  const name = useFigureName();
  const sizes = useSizes();
  const judged = told.figures.filter((figure) => figure.untold === null).length;
  const changed = changedFirst(told.figures);
  const clear = changed.filter((figure) => figure.verdict === "clear").length;
  const [first] = changed;
  const alarms = told.figures.filter((figure) => figure.watch.isAlarm).length;
  if (judged === 0) return <>{t("answer-untold")}</>;
  const change = first?.changes.toSorted((a, b) => a.p - b.p)[0];
  const surest =
    first === undefined || change === undefined
      ? null
      : t("answer-surest", {
          name: name(first.key),
          size: sizes.size(change, first),
          range: sizes.range(change.interval, { ...first, isRelative: change.isRelative }),
          at: periodWords(change.at, format),
        });
  return (
    <>
      {changed.length === 0
        ? t("answer-none", { count: judged })
        : clear === 0
          ? t("answer-likely", { count: changed.length, of: judged })
          : t("answer-clear", { count: clear, of: judged })}{" "}
      {surest} {alarms > 0 ? t("answer-alarms", { count: alarms }) : null}
    </>
  );
}

function Inside({ told, question }: { readonly told: Told; readonly question: ChangesQuestion }) {
  const t = useWords<typeof words>("changes");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const name = useFigureName();
  const figure =
    told.figures.find((one) => one.key === question.figure) ??
    changedFirst(told.figures)[0] ??
    told.figures.find((one) => one.untold === null) ??
    told.figures[0];
  const { day, step, anticipation, slope, control } = question;
  const test = useAsk(
    testChange,
    {
      params: { workspace },
      query: {
        figure: figure?.key ?? "",
        day: day ?? "",
        step,
        anticipation,
        slope: slope ? "true" : "false",
        ...(control === null ? {} : { control }),
      } as never,
    },
    { when: day !== null && figure !== undefined, keepsLast: true },
  );
  const tested = day === null || test.data?.figure !== figure?.key ? null : (test.data ?? null);
  if (figure === undefined) return null;
  const found = figure.changes.length;
  return (
    <>
      {told.leftOutUntil === null ? null : <p style={{ maxWidth: "75ch" }}>{t("left-out-words", { day: format.day(told.leftOutUntil) })}</p>}
      <Section
        title={t("picture")}
        actions={
          <Select
            aria-label={t("choose-figure")}
            data={told.figures.map((one) => ({ value: one.key, label: name(one.key) }))}
            value={figure.key}
            onChange={(key) => question.set({ figure: key ?? undefined })}
            w={300}
          />
        }
      >
        {figure.untold === null ? null : (
          <CannotBeTold
            reason={figure.untold.reason === "always-the-same" ? "always-the-same" : `too-few-${step}s`}
            details={{ count: figure.untold.count, needed: figure.untold.needed }}
          />
        )}
        <FigurePicture
          figure={figure}
          tested={tested}
          title={
            figure.untold !== null
              ? name(figure.key)
              : found === 0
                ? t("title-none", { name: name(figure.key) })
                : t("title-changed", { name: name(figure.key), count: found })
          }
        />
      </Section>
      <Section title={t("test")} note={t("test-note")}>
        {test.error ? <ErrorState error={test.error} /> : null}
        <TestPanel
          question={question}
          keys={told.figures.filter((one) => one.untold === null && one.key !== figure.key).map((one) => one.key)}
          tested={tested}
          isWaiting={test.isFetching}
        />
      </Section>
      <Section title={t("table")} note={t("table-note")}>
        <ChangesTable figures={told.figures} onPick={(key) => question.set({ figure: key })} />
        <Quiet figures={told.figures} />
        <Untold figures={told.figures} step={told.step} />
      </Section>
      <p>
        <Anchor component={GoTo} href={paths.turns(workspace)}>
          {t("to-turns")}
        </Anchor>
      </p>
    </>
  );
}

function HowWeKnow() {
  const t = useWords<typeof words>("changes");
  return (
    <>
      {(["papers-levels", "papers-dates", "papers-many", "papers-season", "papers-test", "papers-foretold", "papers-watch", "papers-cause"] as const).map(
        (key) => (
          <p key={key}>{t(key)}</p>
        ),
      )}
    </>
  );
}
