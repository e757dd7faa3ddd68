// Before a file is loaded: what its mapping would make of the first rows, what is wrong with it, and what only a person can settle.
import type { MappingSpec } from "#facts/mapping.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";
import { previewOf } from "#intake/convert/preview.ts";
import { answered } from "#intake/recognise/answer.ts";
import { problemsOf, questionsOf as askedOf } from "#intake/recognise/questions.ts";
import type { ConvertContext, PreviewRow, Question, TableProfile } from "#intake/types.ts";

export interface Review {
  /** Codes with a name: 'missing-column:Amount'. While there are any, there is no preview. */
  readonly problems: readonly string[];
  readonly questions: readonly Question[];
  readonly rows: readonly PreviewRow[];
}

export function reviewOf(mapping: MappingSpec, profile: TableProfile, context: ConvertContext): Review {
  const problems = problemsOf(mapping, profile.shape.columns);
  if (problems.length > 0) return { problems, questions: [], rows: [] };
  return { problems, questions: questionsOf(mapping, profile, context), rows: previewOf(mapping, profile, context) };
}

/** Ids of which each stands in more than this many rows on average are hardly ids: a file of campaigns does not name each a hundred times. */
const mostRowsAnId = 100;

/** Intake's questions, and whether the rows really are what they are taken for where their ids hardly tell them apart. */
function questionsOf(mapping: MappingSpec, profile: TableProfile, context: ConvertContext): Question[] {
  const questions = askedOf(mapping, profile, context);
  const { key, fields } = mapping;
  const name = key.kind === "column" ? key.column : key.kind === "field" ? fields.find((one) => one.field === key.field)?.columns[0] : undefined;
  const column = profile.columns.find((one) => one.column === name);
  const isAsked = questions.some((one) => one.code === "entity") || (mapping.confirmed?.includes("entity") ?? false);
  if (!column || column.distinctIsCapped || isAsked || column.filled <= column.distinct * mostRowsAnId) return questions;
  const details = { rows: column.filled, distinct: column.distinct };
  return [{ code: "entity", field: null, column: null, isAmbiguous: true, details, options: [], proposed: null }, ...questions];
}

/** Names a question as people and programs do: by code and field, or by the column alone. */
export interface AnswerTo {
  readonly code: string;
  readonly field: string | null;
  readonly column: string | null;
  /** The value of an option; null: what is proposed, or where there are no options, yes. */
  readonly value: string | null;
}

/** The mapping with an answer taken in. */
export function withAnswer(
  mapping: MappingSpec,
  questions: readonly Question[],
  answer: AnswerTo,
): Outcome<MappingSpec, "no-such-question" | "no-such-choice"> {
  const question = questions.find((one) => one.code === answer.code && one.field === answer.field && one.column === answer.column);
  if (!question) return refuse("no-such-question", { code: answer.code });
  const place = answer.value === null ? question.proposed : question.options.findIndex((option) => option.value === answer.value);
  if (question.options.length === 0) return isForced(question) ? refuse("no-such-choice", { code: question.code }) : accept(answered(mapping, question, 0));
  if (place === null || place < 0) return refuse("no-such-choice", { choices: question.options.map((option) => option.value).join(", ") });
  return accept(answered(mapping, question, place));
}

/** Questions that no yes can settle: what is missing must be given by another mapping or another file. */
function isForced(question: Question): boolean {
  return question.isAmbiguous && (question.code === "required-missing" || question.code === "no-id");
}

/** Takes every proposal that is safe; what stays open needs a person. */
export function withSafeAnswers(mapping: MappingSpec, profile: TableProfile, context: ConvertContext): { mapping: MappingSpec; open: Question[] } {
  let taken = mapping;
  for (const question of questionsOf(mapping, profile, context)) {
    if (question.isAmbiguous) continue;
    const answer = withAnswer(taken, [question], { ...question, value: null });
    if (answer.ok) taken = answer.value;
  }
  return { mapping: taken, open: questionsOf(taken, profile, context).filter((question) => question.isAmbiguous) };
}
