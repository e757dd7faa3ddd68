// One question of the survey: big answers side by side, chosen by thumb, mouse, arrows or the keys 1 to 5.
import { useId } from "react";

import classes from "#features/survey/parts/survey.module.css";

interface QuestionProps {
  /** The key of its answer. */
  readonly name: string;
  readonly text: string;
  /** How far the answers go: 5, or 3 for what matters. */
  readonly most: 3 | 5;
  /** A word under each answer; with five, only those at the ends may have one. */
  readonly wordOf: (answer: number) => string;
  /** Said at both ends below the answers instead of under each. */
  readonly ends?: readonly [string, string];
  readonly value: number | undefined;
  readonly onAnswer: (answer: number) => void;
}

export function Question({ name, text, most, wordOf, ends, value, onAnswer }: QuestionProps) {
  const id = useId();
  const answers = Array.from({ length: most }, (_, n) => n + 1);
  return (
    <fieldset className={classes["question"]} data-question={name}>
      <legend>{text}</legend>
      <div className={classes["answers"]} {...(most === 3 ? { "data-three": true } : {})}>
        {answers.map((answer) => (
          <label key={answer} className={classes["answer"]}>
            <input
              type="radio"
              name={`${id} ${name}`}
              value={answer}
              checked={value === answer}
              aria-label={`${answer}: ${wordOf(answer)}`}
              onChange={() => onAnswer(answer)}
            />
            {most === 3 ? (
              wordOf(answer)
            ) : (
              <>
                {answer}
                {ends === undefined ? <span>{wordOf(answer)}</span> : null}
              </>
            )}
          </label>
        ))}
      </div>
      {ends === undefined ? null : (
        <div className={classes["ends"]} aria-hidden>
          <span>1 – {ends[0]}</span>
          <span>5 – {ends[1]}</span>
        </div>
      )}
    </fieldset>
  );
}

/** The keys 1 to 5 answer the question in focus, or the first without an answer, and go on to the next. */
export function answerByKey(frame: HTMLElement, key: string, isAnswered: (name: string) => boolean): void {
  if (!/^[1-5]$/.test(key)) return;
  const questions = [...frame.querySelectorAll<HTMLElement>("[data-question]")];
  const inFocus = document.activeElement?.closest<HTMLElement>("[data-question]") ?? null;
  const own = inFocus !== null && frame.contains(inFocus) ? inFocus : questions.find((one) => !isAnswered(one.dataset["question"]!));
  const answer = own?.querySelector<HTMLInputElement>(`input[value="${key}"]`);
  if (own === undefined || !answer) return;
  answer.click();
  const next = questions[questions.indexOf(own) + 1];
  (next?.querySelector<HTMLInputElement>("input:checked") ?? next?.querySelector<HTMLInputElement>("input") ?? answer).focus();
}
