// Answering the survey: made for a phone, one part a page; what is kept is said before the first answer and before sending.
// Long because: each kind of part is asked in its own way, one after the other.
import { Alert, Button, Checkbox, Textarea } from "@mantine/core";
import { IconArrowLeft, IconArrowRight } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";

import { type SurveyAnswer, type WaveView, readSurvey, readWave, sendAnswers } from "#features/survey/contract.ts";
import { type Draft, type Part, bodyOf, keepDraft, keptDraft, missingOf, partsOf, progressOf } from "#features/survey/parts/draft.ts";
import { Question, answerByKey } from "#features/survey/parts/question.tsx";
import classes from "#features/survey/parts/survey.module.css";
import type { words } from "#features/survey/words.en.ts";
import { isAnonymous, segmentsNamed, surveyOrientations, surveySkills } from "#facts/survey.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useGo, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Page as Frame } from "#ui/page.tsx";
import { useReason } from "#ui/reasons.ts";
import { Answers, EmptyState, ErrorState, RowsWaiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useAsk, useTell } from "#ui/use-ask.ts";

export function Page() {
  const t = useWords<typeof words>("survey");
  const reason = useReason();
  const workspace = useWorkspaceSlug();
  const survey = useAsk(readSurvey, { params: { workspace } });
  return (
    <Frame title={t("answer-title")} isNarrow>
      <Answers of={survey} waiting={<RowsWaiting count={6} />}>
        {(told: SurveyAnswer) => {
          const wave = told.waves.find(({ state }) => state === "open");
          const why = wave?.whyNotAnswer ?? (wave === undefined ? "wave-not-open" : null);
          if (wave !== undefined && why === null) return <Sheet key={wave.id} wave={wave} member={told.me.memberId} />;
          return (
            <EmptyState
              title={t("cannot-answer")}
              action={
                <Button component={GoTo} href={paths.survey(workspace)} variant="default">
                  {t("to-survey")}
                </Button>
              }
            >
              {why === "not-asked" && told.me.isVisitor ? t("not-for-visitors") : reason(why!)}
            </EmptyState>
          );
        }}
      </Answers>
    </Frame>
  );
}

function Sheet({ wave, member }: { readonly wave: WaveView; readonly member: string }) {
  const [draft, setDraft] = useState<Draft>(() => keptDraft(wave.id, member));
  const [isBegun, setBegun] = useState(false);
  const change = (some: Partial<Draft>) =>
    setDraft((before) => {
      const next = { ...before, ...some };
      keepDraft(wave.id, member, next);
      return next;
    });
  const parts = partsOf(wave);
  if (!isBegun) return <Before wave={wave} isAgain={Object.keys(draft.answers).length > 0} onBegin={() => setBegun(true)} />;
  const at = Math.min(draft.part, parts.length - 1);
  return <OnePart key={at} wave={wave} member={member} draft={draft} at={at} parts={parts} onChange={change} />;
}

function Before({ wave, isAgain, onBegin }: { readonly wave: WaveView; readonly isAgain: boolean; readonly onBegin: () => void }) {
  const t = useWords<typeof words>("survey");
  const format = useFormat();
  const closesOn = format.day(wave.closesOn!);
  const said = isAnonymous(wave.mode)
    ? [
        t("start-anonymous-1"),
        t("start-anonymous-2"),
        t("start-anonymous-3", { closesOn, fewest: wave.fewest }),
        wave.mode === "sides" ? t("start-anonymous-sides", { side: t(`g-${wave.mySide!}`) }) : t("start-anonymous-joint"),
      ]
    : [t(wave.mode === "guided" ? "start-guided-1" : "start-named-1")];
  return (
    <section className={classes["parts"]} aria-label={t("start-title")}>
      <ul className={classes["kept"]}>
        {[...said, t("start-draft")].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div>
        <Button size="md" onClick={onBegin}>
          {t(isAgain ? "begin-again" : "begin")}
        </Button>
      </div>
    </section>
  );
}

interface PartProps {
  readonly wave: WaveView;
  readonly member: string;
  readonly draft: Draft;
  readonly at: number;
  readonly parts: readonly Part[];
  readonly onChange: (some: Partial<Draft>) => void;
}

function OnePart({ wave, member, draft, at, parts, onChange }: PartProps) {
  const t = useWords<typeof words>("survey");
  const part = parts[at]!;
  const frame = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    window.scrollTo({ top: 0 });
    heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLTextAreaElement || frame.current === null) return;
      answerByKey(frame.current, event.key, (name) => draft.answers[name] !== undefined);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [draft]);
  const answer = (key: string, value: number) => onChange({ answers: { ...draft.answers, [key]: value } });
  const missing = missingOf(part, wave, draft);
  const { done, all } = progressOf(wave, draft);
  const go = (by: 1 | -1) => {
    if (by === 1 && missing > 0) {
      setShown(true);
      const first = [...frame.current!.querySelectorAll<HTMLElement>("[data-question]")].find((one) => draft.answers[one.dataset["question"]!] === undefined);
      first?.querySelector("input")?.focus();
      return;
    }
    onChange({ part: at + by });
  };
  return (
    <div className={classes["parts"]} ref={frame}>
      <div className={classes["steps"]}>
        <p>
          <span>{t("step-of", { step: at + 1, steps: parts.length })}</span>
          <span>{t("answered-of", { done, all })}</span>
        </p>
        <progress value={done} max={all} aria-label={t("answered-of", { done, all })} />
      </div>
      <h2 ref={heading} tabIndex={-1} style={{ margin: 0 }}>
        {titleOf(part, t)}
      </h2>
      <Asked part={part} wave={wave} draft={draft} onAnswer={answer} onChange={onChange} />
      {part.kind === "send" ? <Send wave={wave} member={member} draft={draft} isWhole={done === all} /> : null}
      {isShown && missing > 0 ? <Alert role="alert">{t("next-missing", { count: missing })}</Alert> : null}
      {part.kind === "factor" || part.kind === "pulse" ? <p className={`${classes["quiet"]} ${classes["keys"]}`}>{t("keys-hint")}</p> : null}
      <div className={classes["foot"]}>
        {at === 0 ? null : (
          <Button variant="default" leftSection={<IconArrowLeft size={18} stroke={1.5} aria-hidden />} onClick={() => go(-1)}>
            {t("back")}
          </Button>
        )}
        {part.kind === "send" ? null : (
          <Button rightSection={<IconArrowRight size={18} stroke={1.5} aria-hidden />} onClick={() => go(1)}>
            {t("next")}
          </Button>
        )}
      </div>
    </div>
  );
}

type T = ReturnType<typeof useWords<typeof words>>;

function titleOf(part: Part, t: T): string {
  if (part.kind === "factor") return t(`f-${part.factor}`);
  if (part.kind === "pulse") return t("pulse-title");
  return t(({ sides: "sides-title", segments: "segments-title", own: "own-title", send: "send-title" } as const)[part.kind]);
}

interface AskedProps extends Pick<PartProps, "wave" | "draft" | "onChange"> {
  readonly part: Part;
  readonly onAnswer: (key: string, value: number) => void;
}

function Asked({ part, wave, draft, onAnswer, onChange }: AskedProps) {
  const t = useWords<typeof words>("survey");
  const own = (key: string) => ({ name: key, value: draft.answers[key], onAnswer: (value: number) => onAnswer(key, value) });
  const scale = (answer: number) => t(`scale-${answer as 1}`);
  const ends = [t("scale-1"), t("scale-5")] as const;
  if (part.kind === "pulse")
    return part.statements.map((statement) => (
      <div key={statement} className={classes["card"]}>
        <Question text={t(`s-${statement}`)} most={5} wordOf={scale} ends={ends} {...own(`s:${statement}`)} />
      </div>
    ));
  if (part.kind === "factor")
    return part.statements.map((statement) => (
      <div key={statement} className={classes["card"]}>
        <Question text={t(`s-${statement}`)} most={5} wordOf={scale} ends={ends} {...own(`s:${statement}`)} />
        <Question text={t("matters")} most={3} wordOf={(answer) => t(`matters-${answer as 1}`)} {...own(`m:${statement}`)} />
      </div>
    ));
  if (part.kind === "sides") {
    const well = (answer: number) => t(`well-${answer as 1}`);
    const wellEnds = [t("well-1"), t("well-5")] as const;
    return (
      <>
        <div className={classes["card"]}>
          <Question text={t("own-asked")} most={5} wordOf={well} ends={wellEnds} {...own("own")} />
          <Question text={t("other-asked")} most={5} wordOf={well} ends={wellEnds} {...own("other")} />
        </div>
        <h3 style={{ margin: 0 }}>{t("ways-title")}</h3>
        <p className={classes["quiet"]}>{t("ways-words")}</p>
        <div className={classes["card"]}>
          {surveyOrientations.map((key) => {
            const both = [t(`o-${key}-1`), t(`o-${key}-5`)] as const;
            const word = (answer: number) => (answer === 1 ? both[0] : answer === 5 ? both[1] : "");
            return <Question key={key} text={t(`o-${key}`)} most={5} wordOf={word} ends={both} {...own(`o:${key}`)} />;
          })}
        </div>
        <h3 style={{ margin: 0 }}>{t("skills-title")}</h3>
        <div className={classes["card"]}>
          {surveySkills.map((key) => (
            <Question key={key} text={t(`k-${key}`)} most={5} wordOf={well} ends={wellEnds} {...own(`k:${key}`)} />
          ))}
        </div>
      </>
    );
  }
  if (part.kind === "segments") {
    const isFull = draft.segments.length >= segmentsNamed;
    const flip = (segment: string, isOn: boolean) =>
      onChange({ segments: isOn ? [...draft.segments, segment] : draft.segments.filter((one) => one !== segment) });
    return (
      <fieldset className={classes["question"]}>
        <legend>{t("segments-words")}</legend>
        <div className={classes["choices"]}>
          {wave.segments.map((segment) => {
            const isOn = draft.segments.includes(segment);
            return (
              <Checkbox
                key={segment}
                size="md"
                label={segment}
                checked={isOn}
                disabled={!isOn && isFull}
                onChange={(event) => flip(segment, event.currentTarget.checked)}
              />
            );
          })}
        </div>
      </fieldset>
    );
  }
  if (part.kind !== "own") return null;
  return wave.questions.map(({ id, kind, text }) => (
    <div key={id} className={classes["card"]}>
      {kind === "scale" ? (
        <Question text={text} most={5} wordOf={scale} ends={ends} {...own(`q:${id}`)} />
      ) : (
        <Textarea
          label={text}
          description={t(isAnonymous(wave.mode) ? "words-optional" : "words-named")}
          autosize
          minRows={3}
          maxRows={10}
          maxLength={1000}
          value={draft.words[id] ?? ""}
          onChange={(event) => onChange({ words: { ...draft.words, [id]: event.currentTarget.value } })}
        />
      )}
    </div>
  ));
}

function Send({ wave, member, draft, isWhole }: { readonly wave: WaveView; readonly member: string; readonly draft: Draft; readonly isWhole: boolean }) {
  const t = useWords<typeof words>("survey");
  const workspace = useWorkspaceSlug();
  const go = useGo();
  const [isNamed, setNamed] = useState(false);
  const isOpenly = !isAnonymous(wave.mode);
  const tell = useTell(sendAnswers, {
    changes: [readSurvey, readWave],
    onDone: () => {
      keepDraft(wave.id, member, null);
      toast({ text: t("draft-cleared") });
      go(paths.survey(workspace));
    },
  });
  return (
    <div className={classes["card"]}>
      <p style={{ margin: 0 }}>{t("send-words")}</p>
      {isOpenly ? (
        <Checkbox size="md" label={t("send-named")} checked={isNamed} onChange={(event) => setNamed(event.currentTarget.checked)} />
      ) : (
        <p style={{ margin: 0 }}>{t("send-kept")}</p>
      )}
      {tell.error === null ? null : <ErrorState error={tell.error} />}
      <div>
        <Button
          size="md"
          loading={tell.isPending}
          disabled={!isWhole || (isOpenly && !isNamed)}
          onClick={() => tell.mutate({ params: { workspace, id: wave.id }, body: { ballot: bodyOf(draft, wave), isNamed } })}
        >
          {t("send")}
        </Button>
      </div>
    </div>
  );
}
