// evenhand import: brings files in, asks what only a person can settle, and tells what became of every row.
import { access } from "node:fs/promises";
import { basename } from "node:path";

import { type BringIn, type Looked, type Said, type Settled, finishWaiting, forget, loadSettled, lookAt, settle } from "#apps/bring-in.ts";
import { cliCommand } from "#apps/cli/command.ts";
import { CommandFault, type ExitCode, exitCodes } from "#apps/cli/exit.ts";
import { countIn, lensOf } from "#apps/cli/lens.ts";
import { type EntityName, entityNames } from "#facts/entities.ts";
import { words } from "#features/imports/words.en.ts";
import { questionWords, reasonWords, refusalWords } from "#intake/reasons.ts";
import type { Question } from "#intake/types.ts";
import { sentenceOf } from "#kit/words.ts";

interface Asked {
  readonly as?: string;
  readonly acceptProposed?: boolean;
  readonly source?: string;
  readonly currency?: string;
  readonly timeZone?: string;
  readonly answer: readonly string[];
}

/** What became of one file, as --json gives it. */
export interface FileResult {
  readonly file: string;
  readonly state: "done" | "needs-answer" | "not-recognised" | "failed" | "interrupted";
  readonly entity: EntityName | null;
  readonly source: string | null;
  readonly import: string | null;
  readonly rows: { readonly added: number; readonly changed: number; readonly same: number; readonly repeated: number; readonly setAside: number } | null;
  readonly reasons: readonly { readonly reason: string; readonly count: number; readonly sentence: string }[];
  readonly mapping: readonly { readonly field: string; readonly columns: readonly string[] }[];
  readonly questions: readonly {
    readonly code: string;
    readonly about: string;
    readonly sentence: string;
    readonly choices: readonly string[];
    readonly proposed: string | null;
    readonly isAmbiguous: boolean;
  }[];
  /** What it might hold, the likeliest first, where that is not certain. */
  readonly alternatives: readonly EntityName[];
  readonly problem: { readonly code: string; readonly sentence: string } | null;
}

export const importCommand = cliCommand({
  describe: (command) =>
    command
      .description("bring files in: CSV, TSV or XLSX exports of a CRM, an advertising platform, or plain tables")
      .argument("<files...>", "the files, in any order")
      .option("--as <entity>", `what the files hold, where it should not be guessed: ${entityNames.join(", ")}`)
      .option("--accept-proposed", "load with the proposed mapping; what has no safe proposal is still asked")
      .option("--source <name>", "the system that they come from, where it should not be guessed")
      .option("--currency <code>", "what the workspace counts in (ISO 4217), before the first amounts come in; USD unless said")
      .option("--time-zone <name>", "where its days begin, such as Europe/Moscow, before the first amounts come in; UTC unless said")
      .option("--answer <column=choice>", "answers a question; may be repeated", (one: string, all: string[]) => [...all, one], [])
      .addHelpText("after", "\nThe same file twice changes nothing. Files with open questions are not loaded; the others are, and the exit code is 2."),
  async run({ console, withDatabase, log, signal }, options, args) {
    const asked = options as unknown as Asked;
    const files = args[0] as string[];
    const entity = entityOf(asked.as);
    const lens = lensOf(asked);
    const said = asked.answer.map(saidOf);
    for (const file of files) await access(file).catch(() => fail(exitCodes.failed, "no-such-file", `There is no file '${file}', or it may not be read.`));
    const results = await withDatabase(
      async ({ database, workspaceId }) => {
        await countIn(database, workspaceId, lens);
        const how: BringIn = { database, workspaceId, log, signal };
        await finishWaiting(how);
        return bringAll({ files, said, how, acceptsProposed: asked.acceptProposed === true, entity, source: asked.source, console });
      },
      { beginsWorkspace: true },
    );
    await console.answer({ files: results }, (all) => textOf(all.files));
    return exitOf(results);
  },
});

interface All {
  readonly files: readonly string[];
  readonly said: readonly Said[];
  readonly how: BringIn;
  readonly acceptsProposed: boolean;
  readonly entity: EntityName | null;
  readonly source: string | undefined;
  readonly console: { progress(label: string, total: number): { at(done: number, total?: number): void; end(): void } };
}

/** Looks at all files first; then loads those that are clear, rates of currencies before what needs them. */
async function bringAll(all: All): Promise<FileResult[]> {
  const prepared: { looked: Looked; settled: Settled }[] = [];
  for (const file of all.files) {
    const looked = await lookAt(file, { ...(all.entity ? { entity: all.entity } : {}), ...(all.source === undefined ? {} : { source: all.source }) }, all.how);
    prepared.push({ looked, settled: settledOrFault(looked, all) });
  }
  const unused = all.said.filter((one) => prepared.every(({ settled }) => settled.unused.includes(one)));
  if (unused.length > 0) {
    for (const { looked } of prepared) await forget(looked.ref, all.how.database);
    throw new CommandFault(exitCodes.answerNeeded, "no-such-question", `No file asks about ${unused.map((one) => `'${one.about}'`).join(", ")}.`);
  }
  const results = new Map<string, FileResult>();
  const order = prepared.toSorted((a, b) => Number(b.settled.mapping?.entity === "currency-rate") - Number(a.settled.mapping?.entity === "currency-rate"));
  for (const { looked, settled } of order) results.set(looked.file, await finish(looked, settled, all));
  return all.files.map((file) => results.get(file)!);
}

function settledOrFault(looked: Looked, all: All): Settled {
  try {
    return settle(looked, all.said, all.acceptsProposed);
  } catch (error) {
    if (error instanceof RangeError) throw new CommandFault(exitCodes.answerNeeded, "no-such-choice", error.message);
    throw error;
  }
}

async function finish(looked: Looked, settled: Settled, all: All): Promise<FileResult> {
  const { mapping, open, review } = settled;
  const isKnown = looked.row.proposal !== null && (looked.row.proposal as { mappingBy?: string }).mappingBy === "remembered";
  const isClear = mapping !== null && open.length === 0 && review.problems.length === 0 && (all.acceptsProposed || isKnown || all.said.length > 0);
  if (!isClear) {
    await forget(looked.ref, all.how.database);
    const { problem } = looked.row;
    const state = problem ? "failed" : mapping ? "needs-answer" : "not-recognised";
    return { ...resultOf(looked, settled, state), problem: problem && { code: problem.code, sentence: refusalSentence(problem) } };
  }
  const bar = all.console.progress(basename(looked.file), looked.row.recordsTotal ?? 1);
  try {
    const loaded = await loadSettled(looked, mapping, { ...all.how, onProgress: (done, total) => bar.at(done, total ?? undefined) });
    const { id, state, added, changed, same, repeated, setAside, problem } = loaded.row;
    const reasons = loaded.reasons.map(({ reason, count }) => ({ reason, count, sentence: reasonSentence(reason) }));
    const ended = state === "done" ? "done" : state === "failed" ? "failed" : "interrupted";
    return {
      ...resultOf(looked, settled, ended),
      import: id,
      rows: { added, changed, same, repeated, setAside },
      reasons,
      problem: problem && { code: problem.code, sentence: refusalSentence(problem) },
    };
  } finally {
    bar.end();
  }
}

function resultOf({ file, row }: Looked, { mapping, review }: Settled, state: FileResult["state"]): FileResult {
  const fields = (mapping?.fields ?? []).map(({ field, columns }) => ({ field, columns }));
  const base = {
    file,
    state,
    entity: mapping?.entity ?? null,
    source: mapping?.source ?? null,
    import: null,
    rows: null,
    reasons: [],
    mapping: fields,
    alternatives: ((row.proposal as { alternatives?: { entity: EntityName }[] } | null)?.alternatives ?? []).map((one) => one.entity),
    problem: null,
  };
  return { ...base, questions: state === "needs-answer" ? review.questions.map(questionView) : [] };
}

function questionView(question: Question): FileResult["questions"][number] {
  const { code, column, field, isAmbiguous, options, proposed, details } = question;
  const sentence = sentenceOf(questionWords.en, "en", code, { column, field, ...details });
  return {
    code,
    about: column ?? field ?? code,
    sentence,
    choices: options.map((option) => option.value),
    proposed: proposed === null ? null : (options[proposed]?.value ?? null),
    isAmbiguous,
  };
}

function reasonSentence(reason: string): string {
  const own: Readonly<Record<string, string>> = { ...reasonWords.en, "owned-by-another-source": words["reason.owned-by-another-source"] };
  return (own[reason] ?? reason).replaceAll(/[“«]?\{(\w+)\}[”»]?/g, "…");
}

function refusalSentence({ code, details }: { code: string; details: Readonly<Record<string, string | number | boolean | null>> }): string {
  return code in refusalWords.en ? sentenceOf(refusalWords.en, "en", code, details as Record<string, string | number>) : String(details["sentence"] ?? code);
}

function exitOf(results: readonly FileResult[]): ExitCode {
  if (results.some((one) => one.state === "needs-answer" || one.state === "not-recognised")) return exitCodes.answerNeeded;
  return results.every((one) => one.state === "done") ? exitCodes.ok : exitCodes.failed;
}

function textOf(results: readonly FileResult[]): string {
  return results.map((one) => [headOf(one), ...bodyOf(one)].join("\n")).join("\n\n");
}

function headOf({ file, state, entity, source, rows, problem, alternatives }: FileResult): string {
  if (state === "not-recognised" && alternatives.length > 0)
    return `${file}: it is not certain what it holds, and it was not loaded. If it is one of these, say so with --as: ${alternatives.join(", ")}.`;
  if (state === "not-recognised") return `${file}: nothing in it was recognised. Say what it holds with --as.`;
  if (state === "failed") return `${file}: not loaded. ${problem?.sentence ?? ""}`;
  if (state === "needs-answer") return `${file}: ${entity}, from ${source}. Not loaded yet.`;
  const { added, changed, same, repeated, setAside } = rows!;
  const tail = state === "interrupted" ? " Interrupted: it goes on with the next start." : "";
  return `${file}: ${entity}, from ${source}. ${added} new, ${changed} changed, ${same} the same${repeated > 0 ? `, ${repeated} repeated` : ""}, ${setAside} set aside.${tail}`;
}

function bodyOf({ state, reasons, questions, mapping }: FileResult): string[] {
  if (state === "done" || state === "interrupted") return reasons.map(({ count, sentence }) => `  ${String(count).padStart(7)}  ${sentence}`);
  if (state !== "needs-answer") return [];
  const open = questions.filter((one) => one.isAmbiguous);
  const asked = open.map((one) => `  ? ${one.sentence}${one.choices.length > 0 ? ` --answer '${one.about}=${one.choices.slice(0, 8).join("|")}'` : ""}`);
  const proposed = mapping.map(({ field, columns }) => `  ${field} ← ${columns.join(", ")}`);
  return [...proposed, ...asked, ...(open.length === 0 ? ["  Load it so with --accept-proposed."] : [])];
}

function entityOf(text: string | undefined): EntityName | null {
  if (text === undefined) return null;
  if ((entityNames as string[]).includes(text)) return text as EntityName;
  return fail(exitCodes.answerNeeded, "usage", `'${text}' is no kind of fact. There are: ${entityNames.join(", ")}.`);
}

function saidOf(text: string): Said {
  const place = text.lastIndexOf("=");
  return place > 0
    ? { about: text.slice(0, place), value: text.slice(place + 1) }
    : fail(exitCodes.answerNeeded, "usage", `--answer is written COLUMN=CHOICE, not '${text}'.`);
}

function fail(exitCode: ExitCode, code: string, sentence: string): never {
  throw new CommandFault(exitCode, code, sentence);
}
