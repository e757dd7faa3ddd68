// Touches of a workspace as columns, kept in parts by import: after a change only the parts that changed are read again.
import type { Database, Tx } from "#db/database.ts";
import { type Coded, Coder, codedOf } from "#facts/columns.ts";
import { type TouchColumns, type TouchFacts, type TouchText, touchTexts } from "#facts/touch-columns.ts";
import { keptAnswers } from "#ledger/answers.ts";
import { copiedColumns } from "#ledger/copied-columns.ts";
import { type Mark, type TouchKind, marksOf, touchMarks } from "#ledger/fact-marks.ts";
import { type PartName, forgetLaid, isSamePart, laidPart, layBy, leastLaid, readLaid } from "#ledger/laid-touches.ts";

/** The rows that one import was the last to state. `mark` is another when they changed. */
interface Part {
  readonly mark: string;
  readonly columns: TouchColumns;
}

/** One kind of touch of one workspace. Texts have the same number in all parts. */
interface Book {
  readonly coders: Readonly<Record<TouchText, Coder>>;
  parts: ReadonlyMap<string, Part>;
}

const sources = {
  touchpoint: { channel: "channel", campaign: "campaign", account: "account", contact: "contact", lead: "lead", deal: "deal" },
  activity: { channel: "kind", campaign: "null::text", account: "account", contact: "contact", lead: "lead", deal: "deal" },
} as const satisfies Record<TouchKind, Readonly<Record<TouchText, string>>>;

const mostWorkspaces = 3;
const books = new Map<string, Record<TouchKind, Book>>();
const facts = keptAnswers(mostWorkspaces);
const readingMs = 300_000;

interface Whose {
  readonly workspaceId: string;
  readonly timeZone: string;
}

/** The touches at the workspace's present version, and who stands behind records; read in one unchanging state. Large parts are laid by for whoever begins anew. */
export function keptTouches(database: Database, workspace: { readonly id: string; readonly factsVersion: number }): Promise<TouchFacts> {
  const question = { workspaceId: workspace.id, factsVersion: workspace.factsVersion, name: "touches" };
  return facts.to(question, async () => {
    const marks = await (await touchMarks(database, workspace)).counted;
    const { found, toLay, toForget } = await database.inWorkspace(workspace.id, (tx) => readTouchFacts(tx, workspace.id, marks), {
      readOnly: true,
      timeoutMs: readingMs,
    });
    if (toLay.length + toForget.length > 0) {
      const laying = database.inWorkspace(workspace.id, async (tx) => {
        for (const name of toForget) await forgetLaid(tx, workspace.id, name);
        for (const { name, columns } of toLay) await layBy(tx, workspace.id, name, columns);
      });
      // What could not be laid by is read from its rows the next time, too.
      laidBy = Promise.allSettled([laidBy, laying]);
    }
    return found;
  });
}

let laidBy: Promise<unknown> = Promise.resolve();
/** Waits until what was read has been laid by. */
export async function laidByNow(): Promise<void> {
  await laidBy;
}

interface Touched {
  readonly found: TouchFacts;
  readonly toLay: readonly { readonly name: PartName; readonly columns: TouchColumns }[];
  readonly toForget: readonly PartName[];
}

async function readTouchFacts(tx: Tx, workspaceId: string, marks: Readonly<Record<TouchKind, readonly Mark[]>>): Promise<Touched> {
  const { timeZone } = await tx.one<{ timeZone: string }>(`select time_zone as "timeZone" from evenhand.workspace where workspace_id = $1`, [workspaceId]);
  const whose = { workspaceId, timeZone };
  const own = bookOf(whose);
  const { laid, moving } = await readLaid(tx, workspaceId);
  const touchpoints = await renewed(tx, whose, { kind: "touchpoint", book: own.touchpoint, marks: marks.touchpoint, laid });
  const activities = await renewed(tx, whose, { kind: "activity", book: own.activity, marks: marks.activity, laid });
  const found = {
    touchpoints,
    activities,
    parts: { touchpoints: partsOf(own.touchpoint), activities: partsOf(own.activity) },
    ...(await readBehind(tx, workspaceId)),
  };
  const present = (["touchpoint", "activity"] as const).flatMap((kind) =>
    Array.from(own[kind].parts, ([importId, { mark, columns }]) => ({ name: { kind, importId, mark, timeZone }, columns })),
  );
  return {
    found,
    toLay: present.filter(({ name, columns }) => columns.count >= leastLaid && !moving.has(name.importId) && !laid.some((each) => isSamePart(each, name))),
    toForget: laid.filter((each) => !present.some(({ name }) => isSamePart(each, name))),
  };
}

type Behind = Omit<TouchFacts, "touchpoints" | "activities">;
type BehindKind = "account" | "campaign" | "contact" | "deal" | "lead";
const behind = new Map<string, Map<BehindKind, { readonly mark: string; readonly read: Partial<Behind> }>>();

/** Who stands behind records: read again where its kind of record changed, else the same objects as before. */
async function readBehind(tx: Tx, workspaceId: string): Promise<Behind> {
  const pairsOf = (kind: "contact" | "deal" | "lead", other: string) =>
    pairs(tx, workspaceId, `select id, ${other} from evenhand.${kind} where workspace_id = $1 and ${other} is not null`);
  const readers: Record<BehindKind, () => Promise<Partial<Behind>>> = {
    account: async () => ({ accounts: await accountTraits(tx, workspaceId) }),
    campaign: async () => ({ channelOfCampaign: await campaignChannels(tx, workspaceId) }),
    contact: async () => ({ accountOfContact: await pairsOf("contact", "account") }),
    deal: async () => ({ contactOfDeal: await pairsOf("deal", "contact") }),
    lead: async () => ({ contactOfLead: await pairsOf("lead", "contact") }),
  };
  const kinds = Object.keys(readers) as BehindKind[];
  const marks = await marksOf(tx, workspaceId, kinds);
  const known = behind.get(workspaceId);
  const own: typeof known = new Map();
  for (const kind of kinds) {
    const mark = JSON.stringify(marks[kind]);
    const before = known?.get(kind);
    own.set(kind, before?.mark === mark ? before : { mark, read: await readers[kind]() });
  }
  behind.delete(workspaceId);
  behind.set(workspaceId, own);
  if (behind.size > mostWorkspaces) behind.delete(behind.keys().next().value!);
  return Object.assign({}, ...[...own.values()].map(({ read }) => read)) as Behind;
}

/** Minutes are the workspace's own: another time zone begins another book. Whoever was asked for longest ago makes room. */
function bookOf({ workspaceId, timeZone }: Whose): Record<TouchKind, Book> {
  const key = `${workspaceId} ${timeZone}`;
  const fresh = (): Book => ({ coders: Object.fromEntries(touchTexts.map((field) => [field, new Coder()])) as Book["coders"], parts: new Map() });
  const own = books.get(key) ?? { touchpoint: fresh(), activity: fresh() };
  books.delete(key);
  books.set(key, own);
  for (const old of books.keys()) {
    if (books.size <= mostWorkspaces) break;
    books.delete(old);
  }
  return own;
}

interface Renewing {
  readonly kind: TouchKind;
  readonly book: Book;
  readonly marks: readonly Mark[];
  /** What was laid by. */
  readonly laid: readonly PartName[];
}

/** Reads what changed since: a part whose mark is the same stays as it is. */
async function renewed(tx: Tx, whose: Whose, { kind, book, marks, laid }: Renewing): Promise<TouchColumns> {
  const parts = new Map<string, Part>();
  const missing: string[] = [];
  for (const { import: id, mark } of marks) {
    const known = book.parts.get(id);
    if (known?.mark === mark) parts.set(id, known);
    else missing.push(id);
  }
  const markOf = new Map(marks.map((each) => [each.import, each.mark]));
  for (const importId of missing) {
    const name = { kind, importId, mark: markOf.get(importId)!, timeZone: whose.timeZone };
    const whole = laid.some((each) => isSamePart(each, name)) ? await laidPart(tx, whose.workspaceId, name, book.coders) : null;
    parts.set(importId, whole === null ? await readPart(tx, whose, { kind, book, importId, mark: name.mark }) : { mark: name.mark, columns: whole });
  }
  book.parts = parts;
  return joined(book);
}

async function readPart(
  tx: Tx,
  { workspaceId, timeZone }: Whose,
  { kind, book, importId, mark }: { kind: TouchKind; book: Book; importId: string; mark: string },
) {
  const columns = touchTexts.map((field) => sources[kind][field]);
  const { minutes, codes } = await copiedColumns(tx, {
    // In brackets a setting is looked up once: without them it is looked up and read for each row, which takes longer than all the rest.
    query: `select at at time zone (select current_setting('evenhand.touch_zone')), ${columns.join(", ")}
      from evenhand.${kind} where workspace_id = (select current_setting('evenhand.touch_workspace')::uuid)
      and last_import = (select current_setting('evenhand.touch_import')::uuid)`,
    settings: { "evenhand.touch_zone": timeZone, "evenhand.touch_workspace": workspaceId, "evenhand.touch_import": importId },
    coders: touchTexts.map((field) => book.coders[field]),
    expected: Number.parseInt(mark, 10),
  });
  const texts = Object.fromEntries(touchTexts.map((field, place) => [field, { codes: codes[place]!, names: book.coders[field].names }]));
  return { mark, columns: { count: minutes.length, minute: minutes, ...(texts as unknown as Record<TouchText, Coded>) } };
}

const partsOf = ({ parts }: Book): readonly TouchColumns[] => Array.from(parts.values(), ({ columns }) => columns);

function joined(book: Book): TouchColumns {
  const { coders } = book;
  const all = partsOf(book);
  const count = all.reduce((sum, part) => sum + part.count, 0);
  const column = (read: (part: TouchColumns) => Int32Array): Int32Array => {
    if (all.length === 1) return read(all[0]!);
    const whole = new Int32Array(count);
    let at = 0;
    for (const part of all) {
      whole.set(read(part), at);
      at += part.count;
    }
    return whole;
  };
  const text = (field: TouchText): Coded => ({ codes: column((part) => part[field].codes), names: coders[field].names });
  return {
    count,
    minute: column((part) => part.minute),
    channel: text("channel"),
    campaign: text("campaign"),
    account: text("account"),
    contact: text("contact"),
    lead: text("lead"),
    deal: text("deal"),
  };
}

async function campaignChannels(tx: Tx, workspaceId: string): Promise<Map<string, string>> {
  const rows = await tx.rows<{ id: string; name: string | null; channel: string }>(
    `select id, name, channel from evenhand.campaign where workspace_id = $1 and channel is not null order by id collate "C"`,
    [workspaceId],
  );
  // Ids go before names.
  return new Map([
    ...rows.flatMap(({ name, channel }) => (name === null ? [] : [[name, channel] as const])),
    ...rows.map(({ id, channel }) => [id, channel] as const),
  ]);
}

async function accountTraits(tx: Tx, workspaceId: string): Promise<TouchFacts["accounts"]> {
  const found: { ids: string[]; names: (string | null)[]; traits: (string | null)[][] } = { ids: [], names: [], traits: [[], [], []] };
  for await (const rows of tx.columns(`select id, name, segment, region, size from evenhand.account where workspace_id = $1 order by id collate "C"`, [
    workspaceId,
  ])) {
    for (const [id, name, ...traits] of rows as [string, ...(string | null)[]][]) {
      found.ids.push(id);
      found.names.push(name ?? null);
      traits.forEach((trait, n) => found.traits[n]!.push(trait));
    }
  }
  const [segment, region, size] = found.traits.map(codedOf);
  return { ids: found.ids, names: found.names, segment: segment!, region: region!, size: size! };
}

async function pairs(tx: Tx, workspaceId: string, sql: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const rows of tx.columns(sql, [workspaceId])) for (const [id, other] of rows as [string, string][]) found.set(id, other);
  return found;
}
