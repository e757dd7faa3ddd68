// Answers about files brought in.
// Long because: every act on an import passes the same few steps, and they are easiest to check side by side.
import { randomUUID } from "node:crypto";

import type { Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import type { MappingSpec } from "#facts/mapping.ts";
import { whyNotImport, whyNotSeeImports, whyNotSeeRows } from "#features/imports/access.ts";
import * as contract from "#features/imports/contract.ts";
import { partBytes, standingOf, whyNotChange, whyNotDiscard, whyNotLookAgain, whyNotStart, whyNotStop, whyNotUndo } from "#features/imports/rules.ts";
import * as store from "#features/imports/store.ts";
import { words } from "#features/imports/words.en.ts";
import { words as russian } from "#features/imports/words.ru.ts";
import { type Denial, deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { queueOf } from "#http/stream.ts";
import { reasonWords } from "#intake/reasons.ts";
import { currenciesIn } from "#intake/recognise/currencies.ts";
import { asideAsCsv } from "#intake/thread/aside-csv.ts";
import { type Review, reviewOf, withAnswer } from "#intake/thread/review.ts";
import type { ConvertContext, TableProfile, TableShape } from "#intake/types.ts";
import type { WhyNot } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { sentenceOf } from "#kit/words.ts";
import { audit } from "#ledger/audit.ts";
import { keepFile } from "#ledger/import-files.ts";
import { readRates } from "#ledger/rates.ts";
import { type AsideRow, countAside, readAside } from "#ledger/set-aside.ts";

const options = { sentences: sentencesOf(words) };
const receiving = { ...options, timeoutMs: null };
type Row = store.ImportRow;

function viewOf(row: Row, asker: Asker): contract.ImportView {
  const {
    id,
    name,
    bytes,
    state,
    problem,
    memberId,
    memberName,
    corrects,
    receivedAt,
    startedAt,
    finishedAt,
    undoneAt,
    added,
    changed,
    same,
    repeated,
    setAside,
    interruptions,
  } = row;
  const why = (rule: (standing: ReturnType<typeof standingOf>) => WhyNot) => whyNotImport(asker) ?? rule(standingOf(row));
  return {
    id,
    name,
    bytes,
    state,
    problem,
    memberId,
    memberName,
    corrects,
    receivedAt,
    startedAt,
    finishedAt,
    undoneAt,
    interruptions,
    entity: fileOf(row).entity,
    source: row.mapping?.source ?? row.options.source ?? null,
    progress: { bytes: row.bytesDone, records: row.recordsDone, of: row.recordsTotal, rowsPerSecond: row.rowsPerSecond },
    rows: { added, changed, same, repeated, setAside },
    whyNotStart: why(whyNotStart),
    whyNotUndo: why(whyNotUndo),
    whyNotDiscard: why(whyNotDiscard),
  };
}

function previewOf({ rows, questions, problems }: Review): contract.Preview {
  const views = questions.map(({ code, field, column, isAmbiguous, details, options: choices, proposed }) => ({
    code,
    field,
    column,
    isAmbiguous,
    proposed,
    ...(details ? { details: { ...details } } : {}),
    options: choices.map(({ value, example }) => ({ value, example })),
  }));
  return { rows: rows.map(({ line, cells }) => ({ line, cells: [...cells] })), questions: views, problems: [...problems] };
}

/** What the preview of an import needs: its profile, and how the workspace reads money and time. Previews set no row aside for want of a rate. */
async function studied(tx: Tx, ref: store.WorkRef): Promise<{ profile: TableProfile; context: ConvertContext } | null> {
  const profile = (await store.readProfile(tx, ref)) as TableProfile | null;
  return profile && { profile, context: await contextOf(tx, ref.workspaceId) };
}

function contextOf(tx: Tx, workspaceId: string): Promise<ConvertContext> {
  return tx.one<ConvertContext>(`select currency, time_zone as "timeZone" from evenhand.workspace where workspace_id = $1`, [workspaceId]);
}

async function detailOf(tx: Tx, row: Row, asker: Asker): Promise<contract.ImportDetail> {
  const ref = { workspaceId: asker.workspaceId, importId: row.id };
  const study = await studied(tx, ref);
  const { currency: ownCurrency } = study?.context ?? (await contextOf(tx, asker.workspaceId));
  const rates = await readRates(tx, asker.workspaceId);
  const currencies = row.mapping && study ? currenciesIn(row.mapping, study.profile, study.context) : [];
  const shape = row.shape as TableShape | null;
  const proposal = (row.proposal ?? {}) as Partial<Pick<contract.ImportDetail, "mappingBy" | "confidence" | "alternatives">> & {
    fields?: contract.ImportDetail["fieldReasons"];
  };
  return {
    ...viewOf(row, asker),
    currency: row.mapping?.currency ?? study?.context.currency ?? null,
    ownCurrency,
    stagesToConfirm: row.mapping ? await store.stagesToConfirm(tx, asker.workspaceId, row.mapping.source) : 0,
    withoutRate: currencies.filter((currency) => currency !== ownCurrency && rates[currency] === undefined),
    mapping: row.mapping,
    options: row.options,
    mappingBy: row.mapping ? (proposal.mappingBy ?? null) : null,
    confidence: proposal.confidence ?? null,
    fieldReasons: proposal.fields ?? [],
    alternatives: proposal.alternatives ?? [],
    columns: (study?.profile.columns ?? []).map(({ column, filled, empty, examples }) => ({ column, filled, empty, examples: [...examples] })),
    shape: shape && { ...shape, sheets: [...shape.sheets] },
    preview: row.mapping && study ? previewOf(reviewOf(row.mapping, study.profile, study.context)) : null,
    reasons: await countAside(tx, ref),
  };
}

/** What a file holds as far as is known, and who brought it in. */
const fileOf = (row: Row) => ({ entity: row.mapping?.entity ?? row.options.entity ?? null, memberId: row.memberId });

type Asked = Pick<MemberQuestion, "asker" | "database"> & { readonly params: { readonly id: string } };

/** Changes one import under its lock: rights first, then whether its state allows it, then the act and its line in the log. */
async function change<T>(
  { asker, database, params }: Asked,
  rule: (standing: ReturnType<typeof standingOf>) => WhyNot,
  act: (tx: Tx, row: Row, ref: store.WorkRef) => Promise<T | Denial>,
): Promise<T | Denial> {
  const why = whyNotImport(asker);
  if (why) return deny(why);
  const ref = { workspaceId: asker.workspaceId, importId: params.id };
  return database.inWorkspace(asker.workspaceId, async (tx) => {
    const row = await store.holdImport(tx, ref);
    if (!row) return missing();
    const hidden = whyNotSeeRows(asker, fileOf(row));
    if (hidden) return deny(hidden);
    const whyNot = rule(standingOf(row));
    return whyNot ? invalid(whyNot) : act(tx, row, ref);
  });
}

async function see<T>({ asker, database, params }: Asked, act: (tx: Tx, row: Row, ref: store.WorkRef) => Promise<T | Denial>): Promise<T | Denial> {
  const why = whyNotSeeImports(asker);
  if (why) return deny(why);
  const ref = { workspaceId: asker.workspaceId, importId: params.id };
  return database.inWorkspace(
    asker.workspaceId,
    async (tx) => {
      const row = await store.readImport(tx, ref);
      if (!row) return missing();
      const hidden = whyNotSeeRows(asker, fileOf(row));
      return hidden ? deny(hidden) : act(tx, row, ref);
    },
    { readOnly: true },
  );
}

/** The state after a change, and the change in the log and for those who watch. */
async function changed(tx: Tx, { asker }: Asked, entry: { act: string; row: Row }): Promise<Row> {
  await audit(tx, asker, { act: entry.act, subjectKind: "import", subjectId: entry.row.id, after: { name: entry.row.name } });
  await tx.notify("evenhand_import", JSON.stringify({ workspaceId: asker.workspaceId, importId: entry.row.id }));
  return (await store.readImport(tx, { workspaceId: asker.workspaceId, importId: entry.row.id })) ?? entry.row;
}

async function useMapping(tx: Tx, asked: Asked, { row, ref, mapping }: { row: Row; ref: store.WorkRef; mapping: MappingSpec }): Promise<contract.ImportDetail> {
  await store.keepMapping(tx, ref, mapping, "person");
  return detailOf(tx, await changed(tx, asked, { act: "import.mapped", row }), asked.asker);
}

const receive = serve(
  contract.receiveImport,
  async ({ asker, database, query, stream }) => {
    const why = whyNotImport(asker);
    if (why) return deny(why);
    const { name, corrects = null, headerLine, ...rest } = query;
    const ref = { workspaceId: asker.workspaceId, importId: randomUUID() };
    const inside = <T>(act: (tx: Tx) => Promise<T>) => database.inWorkspace(asker.workspaceId, act);
    if (corrects !== null && !(await inside((tx) => store.readImport(tx, { ...ref, importId: corrects })))) return missing();
    const said = { ...rest, ...(headerLine === undefined ? {} : { headerLine: headerLine === 0 ? null : headerLine }) };
    await inside((tx) => store.beginImport(tx, ref, { name, memberId: asker.memberId, options: said, corrects }));
    try {
      const file = await keepFile(database, ref, { bytes: stream!, partBytes });
      if (file.bytes === 0) {
        await inside((tx) => store.forgetImport(tx, ref));
        return invalid("empty-file");
      }
      return await inside(async (tx) => {
        await store.fileReceived(tx, ref, file);
        return viewOf(
          await changed(tx, { asker, database, params: { id: ref.importId } }, { act: "import.received", row: (await store.readImport(tx, ref))! }),
          asker,
        );
      });
    } catch (error) {
      // Half a file is no file.
      await inside((tx) => store.forgetImport(tx, ref)).catch(() => {});
      throw error;
    }
  },
  receiving,
);

const list = serve(
  contract.listImports,
  async ({ asker, database, query }) => {
    const why = whyNotSeeImports(asker);
    if (why) return deny(why);
    const { imports, total, onRecord } = await database.inWorkspace(
      asker.workspaceId,
      async (tx) => ({ ...(await store.listImports(tx, asker.workspaceId, query)), onRecord: await store.broughtSoFar(tx, asker.workspaceId) }),
      { readOnly: true },
    );
    return { imports: imports.map((row) => viewOf(row, asker)), total, whyNotReceive: whyNotImport(asker), onRecord };
  },
  options,
);

const preview = serve(
  contract.previewMapping,
  (asked) =>
    see(asked, async (tx, _, ref) => {
      const study = await studied(tx, ref);
      return study ? previewOf(reviewOf(asked.body.mapping, study.profile, study.context)) : invalid("not-looked-at");
    }),
  options,
);

const setMapping = serve(
  contract.changeMapping,
  (asked) =>
    change(asked, whyNotChange, async (tx, row, ref) => {
      const study = await studied(tx, ref);
      if (!study) return invalid("not-looked-at");
      const { problems } = reviewOf(asked.body.mapping, study.profile, study.context);
      return problems.length > 0
        ? invalid("mapping-wrong", { problems: problems.join(", ") })
        : useMapping(tx, asked, { row, ref, mapping: asked.body.mapping });
    }),
  options,
);

const answer = serve(
  contract.answerQuestion,
  (asked) =>
    change(asked, whyNotChange, async (tx, row, ref) => {
      const study = await studied(tx, ref);
      if (!study || !row.mapping) return invalid("not-looked-at");
      const mapping = withAnswer(row.mapping, reviewOf(row.mapping, study.profile, study.context).questions, asked.body);
      return mapping.ok ? useMapping(tx, asked, { row, ref, mapping: mapping.value }) : invalid(mapping.reason, mapping.details);
    }),
  options,
);

const start = serve(
  contract.startImport,
  (asked) =>
    change(asked, whyNotStart, async (tx, row, ref) => {
      const study = await studied(tx, ref);
      if (!study || !row.mapping) return invalid("not-looked-at");
      const { problems, questions } = reviewOf(row.mapping, study.profile, study.context);
      if (problems.length > 0) return invalid("mapping-wrong", { problems: problems.join(", ") });
      const open = questions.filter((question) => question.isAmbiguous);
      if (open.length > 0) return invalid("questions-open", { open: open.map((question) => question.column ?? question.field ?? question.code).join(", ") });
      if (row.state === "undone") await store.beginAgain(tx, ref);
      await store.startWaiting(tx, ref, row);
      return viewOf(await changed(tx, asked, { act: "import.started", row }), asked.asker);
    }),
  options,
);

/** Acts that only move an import from one state to another. */
function moved(
  act: string,
  asked: Asked,
  rule: (standing: ReturnType<typeof standingOf>) => WhyNot,
  move: (tx: Tx, ref: store.WorkRef) => Promise<void>,
): Promise<contract.ImportView | Denial> {
  return change(asked, rule, async (tx, row, ref) => {
    await move(tx, ref);
    return viewOf(await changed(tx, asked, { act, row }), asked.asker);
  });
}

const follow = serve(
  contract.followImports,
  async (asked) => {
    const { asker, database, signal } = asked;
    const why = whyNotSeeImports(asker);
    if (why) return deny(why);
    const { push, all } = queueOf<string>(signal);
    const unlisten = await database.listen("evenhand_import", (payload) => {
      const said = payload === "" ? null : (JSON.parse(payload) as store.WorkRef);
      if (said?.workspaceId === asker.workspaceId) push(said.importId);
    });
    async function* events() {
      try {
        for await (const importId of all) {
          if (!(await asked.isStillIn())) return;
          const row = await database.inWorkspace(asker.workspaceId, (tx) => store.readImport(tx, { workspaceId: asker.workspaceId, importId }), {
            readOnly: true,
          });
          if (row) yield { event: "import", data: viewOf(row, asker) };
        }
      } finally {
        await unlisten();
      }
    }
    return events();
  },
  options,
);

const setAsideRoutes: Route[] = [
  serve(
    contract.listSetAside,
    (asked) =>
      see(asked, async (tx, row, ref) => {
        const { reason = null, limit, offset } = asked.query;
        const { rows, total } = await readAside(tx, ref, { reason, limit, offset });
        const views = rows.map(({ details, raw, ...rest }) => Object.assign(rest, { details: details ?? null, raw: [...raw] }));
        return { columns: [...((row.shape as TableShape | null)?.columns ?? [])], rows: views, total };
      }),
    options,
  ),
  serve(
    contract.downloadSetAside,
    async (asked) => {
      const found = await see(asked, async (_, row) => row);
      if ("ok" in found) return found;
      const { language = asked.workspace.language, reason = null } = asked.query;
      const ref = { workspaceId: asked.asker.workspaceId, importId: found.id };
      const columns = (found.shape as TableShape | null)?.columns ?? [];
      const content = asideAsCsv(asked.database, ref, { columns, reason, sentence: (row) => sentenceFor(row, language) });
      return { name: `set-aside ${found.name.replace(/\.[^.]*$/, "")}.csv`, type: "text/csv; charset=utf-8", content };
    },
    options,
  ),
];

function sentenceFor(row: AsideRow, language: "en" | "ru"): string {
  const own = language === "ru" ? russian : words;
  const values = { ...row.details, column: row.column, text: row.text };
  if (row.reason === "owned-by-another-source") return sentenceOf(own, language, "reason.owned-by-another-source", values);
  return row.reason in reasonWords[language] ? sentenceOf(reasonWords[language], language, row.reason, values) : row.reason;
}

export const routes: Route[] = [
  receive,
  list,
  follow,
  serve(contract.showImport, (asked) => see(asked, (tx, row) => detailOf(tx, row, asked.asker)), options),
  serve(contract.lookAgain, (asked) => moved("import.looked-at-again", asked, whyNotLookAgain, (tx, ref) => store.setOptions(tx, ref, asked.body)), options),
  preview,
  setMapping,
  answer,
  start,
  serve(contract.stopImport, (asked) => moved("import.stopped", asked, whyNotStop, store.stopWork), options),
  serve(contract.undoImport, (asked) => moved("import.undone", asked, whyNotUndo, store.startUndo), options),
  serve(
    contract.discardImport,
    (asked) =>
      change(asked, whyNotDiscard, async (tx, row, ref) => {
        await changed(tx, asked, { act: "import.discarded", row });
        await store.forgetImport(tx, ref);
        return {};
      }),
    options,
  ),
  ...setAsideRoutes,
];
