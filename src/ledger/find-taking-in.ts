// Search takes in what is new: texts with their words, by comparing what is on record with what was taken in before.
import type { Database, Tx } from "#db/database.ts";
import { type FindKind, isRecordKind } from "#facts/finds.ts";
import { indexed } from "#kit/find-words.ts";
import type { FindSource } from "#ledger/find-sources/source.ts";
import { stemsOf } from "#ledger/find-stems.ts";

const atOnce = 10_000;
const longestTitle = 500;
/** Words are taken from the whole text; this much of it is kept to be shown. */
const longestBody = 20_000;
const timeoutMs = 120_000;

interface Text {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly who: string | null;
  readonly at: string | null;
  readonly place: string | null;
  readonly mark: string;
}

interface State {
  readonly nextNo: number;
  readonly seenActs: string;
  readonly seenFacts: string;
  readonly actsAt: string | null;
  readonly factsAt: string | null;
}

const stateColumns = `next_no as "nextNo", seen_acts as "seenActs", seen_facts as "seenFacts", acts_at as "actsAt", facts_at as "factsAt"`;

/**
 * What there is to see: the last line of the log, the last verdict and the last message for what people wrote, the imports that are done for records. `isSettled`: nothing was
 * written in the last seconds, so that no transaction that began earlier can still come.
 */
interface Seen {
  readonly acts: string;
  readonly facts: string;
  readonly isImporting: boolean;
  readonly lastActAt: string | null;
}

async function whatThereIs(tx: Tx, workspaceId: string): Promise<Seen> {
  return tx.one<Seen>(
    `select concat_ws(' ', (select max(id) from evenhand.audit_entry where workspace_id = $1), (select max(given_at) from evenhand.claim_verdict where workspace_id = $1),
         (select concat_ws('/', max(place), max(edited_at), count(removed_at)) from evenhand.thread_message where workspace_id = $1)) as acts,
       greatest((select max(at) from evenhand.audit_entry where workspace_id = $1),
         (select max(greatest(at, edited_at)) from evenhand.thread_message where workspace_id = $1)) as "lastActAt",
       coalesce((select md5(string_agg(id::text || state || coalesce(finished_at::text, ''), ',' order by id)) from evenhand.import
         where workspace_id = $1 and state in ('done', 'failed', 'undone')), '') as facts,
       exists (select 1 from evenhand.import where workspace_id = $1 and state in ('running', 'undoing') and worker is not null) as "isImporting"`,
    [workspaceId],
  );
}

function stateOf(tx: Tx, workspaceId: string): Promise<State | null> {
  return tx.maybe<State>(`select ${stateColumns} from evenhand.find_state where workspace_id = $1`, [workspaceId]);
}

const settlesMs = 10_000;

function areActsDue(state: State | null, seen: Seen): boolean {
  if (state === null || state.seenActs !== seen.acts || state.actsAt === null) return true;
  return seen.lastActAt !== null && Date.parse(state.actsAt) < Date.parse(seen.lastActAt) + settlesMs;
}

/** What people wrote is taken in before an answer, so that it is found at once; nothing happens where nothing was written. */
export async function takeInActs(database: Database, workspaceId: string, sources: readonly FindSource[]): Promise<void> {
  await database.inWorkspace(workspaceId, async (tx) => {
    const seen = await whatThereIs(tx, workspaceId);
    if (!areActsDue(await stateOf(tx, workspaceId), seen) || !(await holdState(tx, workspaceId))) return;
    for (const source of sources) if (!isRecordKind(source.kind)) while ((await takeIn(tx, workspaceId, { source })) === atOnce);
    await tx.run("update evenhand.find_state set seen_acts = $2, acts_at = now() where workspace_id = $1", [workspaceId, seen.acts]);
  });
}

/** Records, in pieces, each a transaction of its own; nothing while an import writes, because its rows may change once more. */
export async function takeInRecords(database: Database, workspaceId: string, { sources, signal }: { sources: readonly FindSource[]; signal?: AbortSignal }) {
  const { seen, state } = await database.inWorkspace(workspaceId, async (tx) => ({
    seen: await whatThereIs(tx, workspaceId),
    state: await stateOf(tx, workspaceId),
  }));
  if (seen.isImporting || state?.seenFacts === seen.facts) return;
  for (const source of sources) {
    if (!isRecordKind(source.kind)) continue;
    for (let taken = atOnce; taken === atOnce;) {
      if (signal?.aborted) return;
      taken = await database.inWorkspace(workspaceId, async (tx) => ((await holdState(tx, workspaceId)) ? takeIn(tx, workspaceId, { source }) : 0), {
        timeoutMs,
      });
    }
  }
  const set = "update evenhand.find_state set seen_facts = $2, facts_at = now() where workspace_id = $1";
  await database.inWorkspace(workspaceId, (tx) => tx.run(set, [workspaceId, seen.facts]));
}

/** Whether records are on record that search has not taken in yet. */
export async function isTakingInRecords(tx: Tx, workspaceId: string): Promise<boolean> {
  const [seen, state] = [await whatThereIs(tx, workspaceId), await stateOf(tx, workspaceId)];
  return (state?.seenFacts ?? "") !== seen.facts;
}

/** Throws everything away where most of what words lead to is no more: it is taken in anew. */
export async function tidyFinds(database: Database, workspaceId: string): Promise<boolean> {
  return database.inWorkspace(
    workspaceId,
    async (tx) => {
      const state = await stateOf(tx, workspaceId);
      if (state === null || state.nextNo < 50_000) return false;
      const { texts } = await tx.one<{ texts: number }>("select count(*)::int as texts from evenhand.find_text where workspace_id = $1", [workspaceId]);
      if (state.nextNo < 3 * texts || !(await holdState(tx, workspaceId))) return false;
      for (const table of ["find_word", "find_text", "find_state"]) await tx.run(`delete from evenhand.${table} where workspace_id = $1`, [workspaceId]);
      return true;
    },
    { timeoutMs },
  );
}

/** One at a time takes in; whoever comes second goes on with what there is. */
async function holdState(tx: Tx, workspaceId: string): Promise<boolean> {
  await tx.run("insert into evenhand.find_state (workspace_id) values ($1) on conflict do nothing", [workspaceId]);
  return (await tx.rows("select 1 from evenhand.find_state where workspace_id = $1 for update skip locked", [workspaceId])).length === 1;
}

/** Texts of one source that are new or another go in, those that are no more go out. Gives how many went in, `atOnce` at most. */
async function takeIn(tx: Tx, workspaceId: string, { source }: { source: FindSource }): Promise<number> {
  await tx.rows("select set_config('enable_nestloop', 'off', true), set_config('jit', 'off', true), set_config('work_mem', '64MB', true)");
  await tx.run(
    `delete from evenhand.find_text f where f.workspace_id = $1 and f.kind = $2 and not exists (select 1 from (${source.sql}) s where s.id = f.id)`,
    [workspaceId, source.kind],
  );
  const texts = await tx.rows<Text>(
    `select s.id, s.title, s.body, s.who, s.at, s.place, s.mark from (${source.sql}) s
       left join evenhand.find_text f on f.workspace_id = $1 and f.kind = $2 and f.id = s.id
      where f.mark is distinct from s.mark and length(s.id) <= 400 limit $3`,
    [workspaceId, source.kind, atOnce],
  );
  await tx.rows("select set_config('enable_nestloop', 'on', true)");
  if (texts.length > 0) await keep(tx, workspaceId, { kind: source.kind, texts });
  return texts.length;
}

async function keep(tx: Tx, workspaceId: string, { kind, texts }: { kind: FindKind; texts: readonly Text[] }): Promise<void> {
  const { next } = await tx.one<{ next: number }>("update evenhand.find_state set next_no = next_no + $2 where workspace_id = $1 returning next_no as next", [
    workspaceId,
    texts.length,
  ]);
  const block = next - texts.length;
  const column = (of: (text: Text, n: number) => unknown) => texts.map(of);
  await tx.run(
    `insert into evenhand.find_text (workspace_id, kind, id, no, title, body, who, at, place, mark)
     select $1, $2, x.* from unnest($3::text[], $4::int[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::text[], $10::text[]) as x
     on conflict (workspace_id, kind, id) do update set no = excluded.no, title = excluded.title, body = excluded.body, who = excluded.who, at = excluded.at,
       place = excluded.place, mark = excluded.mark`,
    [
      workspaceId,
      kind,
      column(({ id }) => id),
      column((_text, n) => block + n),
      column(({ title }) => title.slice(0, longestTitle)),
      column(({ body }) => body.slice(0, longestBody)),
      column(({ who }) => who),
      column(({ at }) => at),
      column(({ place }) => place),
      column(({ mark }) => mark),
    ],
  );
  await keepWords(tx, workspaceId, { block, texts });
}

/** Each word with the texts of this block that it stands in: in their titles, and in the rest of those whose titles lack it. */
async function keepWords(tx: Tx, workspaceId: string, { block, texts }: { block: number; texts: readonly Text[] }): Promise<void> {
  const each = texts.map(({ title, body, who }) => {
    const inTitle = indexed(title);
    const beside = indexed(`${body}\n${who ?? ""}`);
    return { inTitle, beside: new Set([...beside].filter((word) => !inTitle.has(word))) };
  });
  const stem = await stemsOf(tx, new Set(each.flatMap(({ inTitle, beside }) => [...inTitle, ...beside])));
  const places = new Map<string, number[]>();
  const put = (word: string, flag: "t" | "f", no: number) => {
    const key = flag + word;
    const own = places.get(key);
    if (own === undefined) places.set(key, [no]);
    else if (own.at(-1) !== no) own.push(no);
  };
  for (const [n, { inTitle, beside }] of each.entries())
    for (const [flag, own] of [
      ["t", inTitle],
      ["f", beside],
    ] as const)
      for (const word of own) {
        put(word, flag, block + n);
        const root = stem(word);
        if (root !== null && root !== word) put(root, flag, block + n);
      }
  const keys = [...places.keys()];
  for (let from = 0; from < keys.length; from += 20_000) {
    const piece = keys.slice(from, from + 20_000);
    await tx.run(
      `insert into evenhand.find_word (workspace_id, word, block, in_title, texts)
       select $1, x.word, $2, x.in_title, x.texts::int[] from unnest($3::text[], $4::boolean[], $5::text[]) as x (word, in_title, texts)`,
      [workspaceId, block, piece.map((key) => key.slice(1)), piece.map((key) => key.startsWith("t")), piece.map((key) => `{${places.get(key)!.join(",")}}`)],
    );
  }
}
