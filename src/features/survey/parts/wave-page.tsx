// What one wave says: the sum and the kind of relationship, factor by factor, statement by statement, each side of the other, and from wave to wave.
import { Anchor } from "@mantine/core";

import { type WaveDetail, type WaveResultView, readWave } from "#features/survey/contract.ts";
import { Course } from "#features/survey/parts/course.tsx";
import { Factors } from "#features/survey/parts/factors.tsx";
import { Named } from "#features/survey/parts/named.tsx";
import { PulseResult } from "#features/survey/parts/pulse.tsx";
import { Comments, EachOther, OwnQuestions, Segments, Skills, Ways } from "#features/survey/parts/sides.tsx";
import { Statements } from "#features/survey/parts/statements.tsx";
import classes from "#features/survey/parts/survey.module.css";
import { Twins } from "#features/survey/parts/twins.tsx";
import type { words } from "#features/survey/words.en.ts";
import { relationshipBands } from "#facts/survey.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, usePathPart, useWorkspaceSlug } from "#ui/address.tsx";
import { toldOf } from "#ui/answered-page.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Page as Frame, Section } from "#ui/page.tsx";
import { useReason } from "#ui/reasons.ts";
import { AnswerWaiting, Answers, CannotBeTold, EmptyState, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

const points = { unit: "points" } as const;

export function Page() {
  const t = useWords<typeof words>("survey");
  const [workspace, id] = [useWorkspaceSlug(), usePathPart("id")];
  const asked = useAsk(readWave, { params: { workspace, id } });
  const told = toldOf<WaveDetail>(asked);
  return (
    <Frame
      title={told === undefined ? t("title") : t(told.wave.statements === null ? "result-title" : "pulse-result-title", { number: told.wave.number })}
      answerLines={[2, 5]}
      answer={
        <Answers of={asked} waiting={<AnswerWaiting />}>
          {(detail: WaveDetail) => <Answer told={detail} />}
        </Answers>
      }
      actions={
        <Anchor component={GoTo} href={paths.survey(workspace)}>
          {t("to-survey")}
        </Anchor>
      }
      papers={<HowWeKnow result={told?.result ?? null} />}
    >
      <Answers of={asked} waiting={<RowsWaiting count={12} />}>
        {(detail: WaveDetail) => <Told told={detail} />}
      </Answers>
    </Frame>
  );
}

function Answer({ told: { wave, result, pulse, whyNot } }: { readonly told: WaveDetail }) {
  const t = useWords<typeof words>("survey");
  const format = useFormat();
  if (wave.state !== "closed") return t(`not-closed-${wave.state}`);
  if (pulse !== null && whyNot === null) return t("pulse-answer", { count: wave.statements!.length });
  const joint = result?.groups.joint ?? result?.groups.sales ?? result?.groups.marketing;
  if (joint === undefined) return whyNot === null ? t(`mode-${wave.mode}`) : t("none-title");
  const { sales, marketing } = result!.groups;
  const [from, to] = [joint.kinds[0]!, joint.kinds.at(-1)!];
  const kind = from === to ? t(`kind-${joint.kind}`) : `${t(`kind-${joint.kind}`)} (${t("result-kinds", { from: t(`kind-${from}`), to: t(`kind-${to}`) })})`;
  const range = joint.sum.interval === null ? "–" : format.interval(joint.sum.interval, points);
  const clear = result!.sides?.gaps.filter(({ isClear }) => isClear).length;
  return [
    t("result-answer", { sum: format.value(joint.sum.value, points), range, kind }),
    sales && marketing
      ? t("result-answer-sides", { sales: format.value(sales.sum.value, points), marketing: format.value(marketing.sum.value, points) })
      : null,
    clear === undefined ? null : clear === 0 ? t("result-no-clear") : t("result-clear", { count: clear }),
  ]
    .filter((line) => line !== null)
    .join(" ");
}

function Told({ told }: { readonly told: WaveDetail }) {
  const t = useWords<typeof words>("survey");
  const format = useFormat();
  const reason = useReason();
  const { wave, result, pulse, named, whyNot, whyNotNamed, course } = told;
  if (wave.state === "open" && wave.closesOn !== null)
    return <EmptyState title={t("not-before", { day: format.day(wave.closesOn) })}>{t("not-before-words")}</EmptyState>;
  if (wave.state !== "closed") return null;
  if (named !== null) return <Named named={named} wave={wave} />;
  if (whyNotNamed !== null) return <EmptyState title={t("none-title")}>{reason(whyNotNamed)}</EmptyState>;
  if (pulse !== null && whyNot === null) return <PulseResult pulse={pulse} name={`evenhand-survey-${wave.number}-pulse`} />;
  if (result === null || whyNot !== null)
    return <CannotBeTold reason={t("none-title")} remedy={t(whyNot === "answers-unreadable" ? "whynot-answers-unreadable" : "whynot-too-few-answered")} />;
  return (
    <>
      <Participation result={result} />
      <Relationship result={result} />
      <Factors result={result} name={`evenhand-survey-${wave.number}-factors`} />
      <Statements result={result} name={`evenhand-survey-${wave.number}-statements`} />
      <Twins />
      <Course course={course} />
      <EachOther result={result} />
      <Ways result={result} />
      <Skills result={result} />
      <Segments result={result} />
      <OwnQuestions result={result} questions={wave.questions} />
      <Comments result={result} questions={wave.questions} />
    </>
  );
}

function Participation({ result: { asked, answered, counted, cautions } }: { readonly result: WaveResultView }) {
  const t = useWords<typeof words>("survey");
  return (
    <div className={classes["now"]}>
      <p>{t("people-of", { answered, asked: asked.sales + asked.marketing, counted })}</p>
      {cautions.map(({ code, details }) => (
        <p key={code} className={classes["quiet"]}>
          {t(`caution.${code}` as "caution.survey-left-out", details)}
        </p>
      ))}
    </div>
  );
}

function Relationship({ result }: { readonly result: WaveResultView }) {
  const t = useWords<typeof words>("survey");
  const joint = result.groups.joint ?? result.groups.sales ?? result.groups.marketing!;
  return (
    <Section title={t("relationship")} note={t("relationship-note")}>
      <ol className={classes["bands"]} style={{ margin: 0, padding: 0, listStyle: "none", maxWidth: "none" }}>
        {relationshipBands.map(({ kind, from }) => (
          <li
            key={kind}
            className={classes["band"]}
            {...(joint.kinds.includes(kind) ? { "data-here": true } : {})}
            {...(joint.kind === kind ? { "aria-current": "true" } : {})}
          >
            <span>{`${from}+`}</span>
            <strong>{t(`kind-${kind}`)}</strong>
            <span>{t(`kind-${kind}-words`)}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function HowWeKnow({ result }: { readonly result: WaveResultView | null }) {
  const t = useWords<typeof words>("survey");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const reliability = (result?.groups.joint ?? result?.groups.sales ?? result?.groups.marketing)?.reliability;
  return (
    <>
      <p>{t("papers-what")}</p>
      <p>{t("papers-shown")}</p>
      {reliability === undefined ? null : (
        <>
          <p>
            <strong>{t("reliability")}</strong>
          </p>
          <p>
            {"alpha" in reliability
              ? t("reliability-told", {
                  alpha: format.value(reliability.alpha, { unit: "index" }),
                  range: format.interval(reliability.interval, { unit: "index" }),
                  omega: reliability.omega === null ? "" : t("reliability-omega", { omega: format.value(reliability.omega, { unit: "index" }) }),
                })
              : t("reliability-no")}
          </p>
        </>
      )}
      <p>
        <Anchor component={GoTo} href={paths.methodOf(workspace, "survey")}>
          {t("papers-more")}
        </Anchor>
      </p>
    </>
  );
}
