// Leads of a stand on record: each statement once however often it is sent, one lead a person and event, offered to sales with its promise, taken back whole.
import type { Tx } from "#db/database.ts";
import { type StandEntry, type StandPerson, emailKey, isSamePerson, nameKey, phoneKey, standAttemptHours, standLeadOf } from "#facts/stand.ts";
import { actsThatCount } from "#facts/handoff.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";
import { heldHandoff, personFor, write } from "#ledger/handoff-doing.ts";
import { tellOffered } from "#ledger/handoff-notices.ts";
import { type HandoffClock, tellHandoffs } from "#ledger/handoff-rows.ts";
import { nameOf } from "#ledger/meetings.ts";
import { holdRouting, takeBackTurn } from "#ledger/routing.ts";
import { removeStandFact, writeStandFact } from "#ledger/stand-facts.ts";
import { raiseFactsVersionAtEnd } from "#ledger/version.ts";

/** A statement as it arrives. */
export interface NewEntry extends StandEntry {
  readonly file: string | null;
  readonly line: number | null;
  readonly takenById: string | null;
  readonly sentById: string;
  readonly deviceAt: string | null;
  readonly receivedAt: string;
  readonly tookMs: number | null;
  readonly photo: Uint8Array | null;
}

export interface StandPlace {
  readonly workspaceId: string;
  readonly project: string;
  readonly clock: HandoffClock;
  /** A whole file of them: nobody is told of each. */
  readonly isMany?: boolean;
}

/** taken: a lead of its own; joined: the same person was taken before; known: this very statement was here before; withdrawn: it was taken back. */
export type EntryFate = "taken" | "joined" | "known" | "withdrawn";

const fields = `e.id, e.way, e.name, e.company, e.title, e.phone, e.email, e.grade, e.products, e.segments, e.interest, e.next_step as "nextStep", e.next_on as "nextOn", e.note,
  e.taken_at as "takenAt", (p.entry_id is not null) as "hasPhoto"`;

/** Holds a project's stand until the transaction ends: of two who send the same person the second sees what the first did. */
export async function holdStand(tx: Tx, { workspaceId, project }: Pick<StandPlace, "workspaceId" | "project">): Promise<void> {
  await holdRouting(tx, workspaceId);
  await tx.run("select pg_advisory_xact_lock(hashtextextended($1 || ' stand ' || $2, 0))", [workspaceId, project]);
}

/** Takes one statement. The same id again changes nothing, whatever it says. An id that belongs elsewhere is refused. */
export async function takeEntry(tx: Tx, place: StandPlace, entry: NewEntry): Promise<Outcome<{ fate: EntryFate; lead: string | null }>> {
  const { workspaceId, project } = place;
  await holdStand(tx, place);
  const known = await tx.maybe<{ project: string; lead: string | null }>(
    "select project_id as project, lead from evenhand.stand_entry where workspace_id = $1 and id = $2",
    [workspaceId, entry.id],
  );
  if (known !== null && known.project !== project) return refuse("id-taken");
  if (known !== null) return accept({ fate: known.lead === null ? "withdrawn" : "known", lead: known.lead });
  const same = await samePerson(tx, place, entry);
  const lead = same ?? `stand:${entry.id}`;
  if (same === null) await tx.run("insert into evenhand.stand_lead (workspace_id, lead, project_id) values ($1, $2, $3)", [workspaceId, lead, project]);
  await insertEntry(tx, place, { lead, entry });
  await settleLead(tx, place, lead);
  if (same === null) await offer(tx, place, { lead, by: entry.takenById ?? entry.sentById, at: entry.receivedAt });
  return accept({ fate: same === null ? "taken" : "joined", lead });
}

async function insertEntry(tx: Tx, { workspaceId, project }: StandPlace, { lead, entry }: { lead: string; entry: NewEntry }): Promise<void> {
  await tx.run(
    `insert into evenhand.stand_entry (workspace_id, id, project_id, lead, way, file_id, line, name, company, title, phone, email, grade, products, segments, interest, next_step, next_on,
       note, taken_by, sent_by, device_at, received_at, taken_at, took_ms, email_key, phone_key, name_key)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28)`,
    [
      workspaceId,
      entry.id,
      project,
      lead,
      entry.way,
      entry.file,
      entry.line,
      entry.name,
      entry.company,
      entry.title,
      entry.phone,
      entry.email,
      entry.grade,
      entry.products,
      entry.segments,
      entry.interest,
      entry.nextStep,
      entry.nextOn,
      entry.note,
      entry.takenById,
      entry.sentById,
      entry.deviceAt,
      entry.receivedAt,
      entry.takenAt,
      entry.tookMs,
      emailKey(entry.email),
      phoneKey(entry.phone),
      nameKey(entry.name),
    ],
  );
  if (entry.photo !== null)
    await tx.run("insert into evenhand.stand_photo (workspace_id, entry_id, bytes) values ($1, $2, $3)", [workspaceId, entry.id, Buffer.from(entry.photo)]);
}

/** The lead of whoever is the same person at this event; the earliest where several are. */
async function samePerson(tx: Tx, { workspaceId, project }: StandPlace, person: StandPerson): Promise<string | null> {
  const all = await tx.rows<StandPerson & { lead: string }>(
    `select lead, name, company, title, phone, email from evenhand.stand_entry
      where workspace_id = $1 and project_id = $2 and lead is not null and (email_key = $3 or phone_key = $4 or name_key = $5) order by taken_at, id`,
    [workspaceId, project, emailKey(person.email), phoneKey(person.phone), nameKey(person.name)],
  );
  return all.find((each) => isSamePerson(each, person))?.lead ?? null;
}

export async function entriesOf(tx: Tx, workspaceId: string, lead: string): Promise<StandEntry[]> {
  return tx.rows<StandEntry>(
    `select ${fields} from evenhand.stand_entry e left join evenhand.stand_photo p on p.workspace_id = $1 and p.entry_id = e.id
      where e.workspace_id = $1 and e.lead = $2 order by e.taken_at, e.id`,
    [workspaceId, lead],
  );
}

/** Works out anew what the statements of a lead come to, among the records and in its promise. */
export async function settleLead(tx: Tx, { workspaceId, project, clock }: StandPlace, lead: string): Promise<void> {
  const said = standLeadOf(await entriesOf(tx, workspaceId, lead));
  if (said === null) return;
  const joined = await tx.one<{ account: string | null; contact: string | null }>(
    "update evenhand.stand_lead set attempt_hours = $3 where workspace_id = $1 and lead = $2 returning account, contact",
    [workspaceId, lead, standAttemptHours(said.grade, clock.week)],
  );
  await writeStandFact(tx, workspaceId, { lead, project, said, ...joined });
  raiseFactsVersionAtEnd(tx, workspaceId);
}

/** Offered from the moment it is here: sales cannot call whom it does not know of, however long the phone was without a network. */
async function offer(tx: Tx, { workspaceId, clock, isMany = false }: StandPlace, { lead, by, at }: { lead: string; by: string; at: string }): Promise<void> {
  await heldHandoff(tx, workspaceId, { lead, clock });
  const person = await personFor(tx, workspaceId, { to: "turn", lead });
  await write(tx, workspaceId, { lead, act: "offered", kind: "hand", memberId: by, personId: person.ok ? person.value : null, at });
  if (isMany) return;
  const [row] = await tellHandoffs(tx, workspaceId, [lead], clock);
  const who = await nameOf(tx, { workspaceId, memberId: by });
  if (row) await tellOffered(tx, workspaceId, { row, who, by, kind: "handoff-offered" });
}

export interface Withdrawn {
  readonly id: string;
  readonly by: string;
  readonly at: string;
}

/**
 * Takes a statement back, also one that has not arrived yet: when it comes, it is not taken. Refused where sales has begun with the lead.
 * Done twice it is done once.
 */
export async function withdrawEntry(tx: Tx, place: StandPlace, { id, by, at }: Withdrawn): Promise<Outcome<EntryFate>> {
  const { workspaceId, project } = place;
  await holdStand(tx, place);
  const known = await tx.maybe<{ project: string; lead: string | null }>(
    "select project_id as project, lead from evenhand.stand_entry where workspace_id = $1 and id = $2",
    [workspaceId, id],
  );
  if (known !== null && known.project !== project) return refuse("id-taken");
  if (known === null) {
    await tx.run(
      `insert into evenhand.stand_entry (workspace_id, id, project_id, way, sent_by, received_at, taken_at, withdrawn_at) values ($1, $2, $3, 'capture', $4, $5, $5, $5)`,
      [workspaceId, id, project, by, at],
    );
    return accept("withdrawn" as const);
  }
  if (known.lead === null) return accept("withdrawn" as const);
  const left = await tx.one<{ count: number }>("select count(*)::int as count from evenhand.stand_entry where workspace_id = $1 and lead = $2 and id <> $3", [
    workspaceId,
    known.lead,
    id,
  ]);
  if (left.count === 0) {
    const gone = await takeOfferBack(tx, place, { lead: known.lead, by });
    if (!gone.ok) return gone;
  }
  await tx.run("delete from evenhand.stand_photo where workspace_id = $1 and entry_id = $2", [workspaceId, id]);
  // What was said of a person is not kept once it was taken back; that there was something is.
  await tx.run(
    `update evenhand.stand_entry set lead = null, withdrawn_at = $3, name = null, company = null, title = null, phone = null, email = null, email_key = null, phone_key = null, name_key = null, interest = null, note = null where workspace_id = $1 and id = $2`,
    [workspaceId, id, at],
  );
  if (left.count > 0) await settleLead(tx, place, known.lead);
  return accept("withdrawn" as const);
}

/** The lead leaves the handoff and the records, as long as nobody has done anything with it but us. */
async function takeOfferBack(tx: Tx, { workspaceId, project, clock }: StandPlace, { lead, by }: { lead: string; by: string }): Promise<Outcome<null>> {
  const { acts, row } = await heldHandoff(tx, workspaceId, { lead, clock });
  const counting = actsThatCount(acts);
  if (counting.length > 1 || (row !== null && row.state !== "offered")) return refuse("sales-has-begun");
  if (counting[0] !== undefined) {
    await takeBackTurn(tx, workspaceId, lead);
    await write(tx, workspaceId, { lead, act: "undone", memberId: by, undoes: counting[0].id });
  }
  await removeStandFact(tx, workspaceId, { lead, project });
  await tx.run("delete from evenhand.stand_lead where workspace_id = $1 and lead = $2", [workspaceId, lead]);
  await tellHandoffs(tx, workspaceId, [lead], clock);
  raiseFactsVersionAtEnd(tx, workspaceId);
  return accept(null);
}

/** Joins a lead to the account and contact on record that it is, or parts it from them (null). */
export async function joinLead(tx: Tx, place: StandPlace, { lead, account, contact }: { lead: string; account: string | null; contact: string | null }) {
  await holdStand(tx, place);
  await tx.run("update evenhand.stand_lead set account = $3, contact = $4 where workspace_id = $1 and lead = $2", [place.workspaceId, lead, account, contact]);
  await settleLead(tx, place, lead);
  await tellHandoffs(tx, place.workspaceId, [lead], place.clock);
}
