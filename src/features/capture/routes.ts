// Answers about leads of a stand: what a phone needs, each lead taken once, the list against its promises, and files of badge scanners.
// Long because: phone and file end in the same few steps, and they are easiest to check side by side.
import { createHash } from "node:crypto";

import { whyNotChangeStand, whyNotReadStand, whyNotTake } from "#features/capture/access.ts";
import * as contract from "#features/capture/contract.ts";
import { cardOf, interestOf, photoEntryOf, probablyOf, promiseHoursOf, standingOf, takersOf } from "#features/capture/rules.ts";
import * as store from "#features/capture/store.ts";
import { words } from "#features/capture/words.en.ts";
import type { Tx } from "#db/database.ts";
import { secondsOf } from "#evidence/statistics/quantile.ts";
import { attemptHours } from "#facts/handoff-terms.ts";
import type { HandoffRow } from "#facts/handoff-row.ts";
import { type StandSaid, emailKey, phoneKey, standLeadOf, takenMsOf } from "#facts/stand.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { type BadgeField, type BadgeMapping, badgeFields } from "#intake/badge/fields.ts";
import { type BadgeTable, type Badges, badgeBytes, openBadges, readBadges } from "#intake/badge/read.ts";
import { dayOf } from "#kit/day.ts";
import { plainJpeg } from "#kit/jpeg.ts";
import { type Outcome, type Refusal, accept, refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { wallClockOf } from "#kit/time-zone.ts";
import { zonedHours } from "#kit/working-hours.ts";
import { peopleOn } from "#ledger/action-register.ts";
import { audit } from "#ledger/audit.ts";
import { type HandoffClock, handoffRows, readHandoffClock, tellAllHandoffs } from "#ledger/handoff-rows.ts";
import { nameOf } from "#ledger/meetings.ts";
import { type NewEntry, type StandPlace, joinLead, takeEntry, withdrawEntry } from "#ledger/stand-leads.ts";

const options = { sentences: sentencesOf(words) };
type Here = Pick<MemberQuestion, "asker" | "database" | "now"> & { readonly params: { readonly id: string } };

/** The project, once it is there and the asker may do what they want with its stand. */
async function projectFor(tx: Tx, { asker, params }: Here, whyNot: (project: store.StandProject) => string | null): Promise<Outcome<store.StandProject>> {
  const project = await store.standProject(tx, asker.workspaceId, { id: params.id, memberId: asker.memberId });
  const why = whyNot(project ?? nowhere);
  if (why !== null) return deny(why);
  return project === null ? missing() : accept(project);
}
const nowhere: store.StandProject = { id: "", name: "", place: null, startsOn: "", endsOn: "", zone: "UTC", isOver: true, isShared: false };

const told = ({ id, name, place, startsOn, endsOn }: store.StandProject) => ({ id, name, place, startsOn, endsOn });

export const routes: Route[] = [
  serve(
    contract.readCapture,
    async (question) => {
      const { asker, database, asOf } = question;
      return database.inWorkspace(
        asker.workspaceId,
        async (tx) => {
          const project = await projectFor(tx, question, (found) => (asker.role === "agency" ? whyNotTake(asker, found) : whyNotReadStand(asker)));
          if (!project.ok) return project;
          const you = { memberId: asker.memberId, name: (await nameOf(tx, asker))! };
          return {
            project: told(project.value),
            you,
            people: asker.role === "agency" ? [you] : (await peopleOn(tx, asker.workspaceId, asOf)).map(({ memberId, name }) => ({ memberId, name })),
            ...(await store.interestsOf(tx, asker.workspaceId)),
            whyNotTake: whyNotTake(asker, project.value) ?? (project.value.isOver ? "project-is-over" : null),
          };
        },
        { readOnly: true },
      );
    },
    options,
  ),
  serve(contract.sendCaptured, (question) => send(question), { ...options, bodyLimit: 6_000_000 }),
  serve(
    contract.listStandLeads,
    async (question) => {
      const { asker, database } = question;
      return database.inWorkspace(
        asker.workspaceId,
        async (tx) => {
          const project = await projectFor(tx, question, () => whyNotReadStand(asker));
          return project.ok ? listView(tx, question, project.value) : project;
        },
        { readOnly: true },
      );
    },
    options,
  ),
  serve(
    contract.readStandCard,
    async ({ asker, database, params }) => {
      const why = whyNotReadStand(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(
        asker.workspaceId,
        async (tx) => {
          const event = await store.eventOfLead(tx, asker.workspaceId, params.lead);
          if (event === null) return missing();
          const { isGone, ...project } = event;
          const card = cardOf(await store.entryRows(tx, asker.workspaceId, { lead: params.lead }), project);
          if (card === null) return missing();
          // A photo is shown through its event, and not once that was taken away.
          return { ...card, interest: [...card.interest], ways: [...card.ways], photo: isGone ? null : card.photo };
        },
        { readOnly: true },
      );
    },
    options,
  ),
  serve(
    contract.readStandPhoto,
    async (question) => {
      const { asker, database, params } = question;
      const found = await database.inWorkspace(
        asker.workspaceId,
        async (tx) => {
          const project = await projectFor(tx, question, () => whyNotReadStand(asker));
          if (!project.ok) return project;
          const bytes = await store.photoOf(tx, asker.workspaceId, { project: params.id, entry: params.entry });
          return bytes === null ? missing() : accept(bytes);
        },
        { readOnly: true },
      );
      return found.ok ? { name: `card-${params.entry.slice(0, 8)}.jpg`, type: "image/jpeg", content: found.value, inline: true } : found;
    },
    options,
  ),
  serve(contract.joinStandLead, (question) => join(question), options),
  serve(contract.lookAtBadges, (question) => look(question), { ...options, bodyLimit: badgeBytes }),
  serve(contract.takeBadges, (question) => takeFile(question), { ...options, bodyLimit: badgeBytes }),
  serve(contract.undoBadges, (question) => undoFile(question), options),
  serve(
    contract.listBadgesAside,
    async (question) => {
      const { asker, database, params } = question;
      return database.inWorkspace(
        asker.workspaceId,
        async (tx) => {
          const project = await projectFor(tx, question, () => whyNotReadStand(asker));
          if (!project.ok) return project;
          const aside = await store.fileAside(tx, asker.workspaceId, { project: params.id, file: params.file });
          return aside === null ? missing() : { rows: aside.rows.map(({ line, reason, raw }) => ({ line, reason, raw: [...raw] })) };
        },
        { readOnly: true },
      );
    },
    options,
  ),
];

/** Each lead in a transaction of its own: one that cannot be taken keeps none of the others from being taken. */
async function send(question: MemberQuestion<typeof contract.sendCaptured>) {
  const { asker, database, body, now, params } = question;
  const { workspaceId, memberId } = asker;
  const ready = await database.inWorkspace(
    workspaceId,
    async (tx) => {
      const project = await projectFor(tx, question, (found) => whyNotTake(asker, found));
      if (!project.ok) return project;
      // Somebody else has signed in since the device last looked: nothing is taken in the name of one who was not asked.
      if (body.as !== memberId) return refuse("another-member");
      const takers = body.leads.map(({ takenBy }) => takenBy);
      if (!(await store.areMembers(tx, workspaceId, takers))) return refuse("another-member");
      // Whoever kept it on the device sends it, also where a colleague took it; an agency speaks for nobody else.
      const senders = asker.role === "agency" ? takers : body.leads.map(({ takenBy, keptBy }) => keptBy ?? takenBy);
      if (!body.forOthers && senders.some((id) => id !== memberId)) return refuse("another-member");
      return accept({ project: project.value, clock: await readHandoffClock(tx, workspaceId) });
    },
    { readOnly: true },
  );
  if (!ready.ok) return ready;
  const place: StandPlace = { workspaceId, project: params.id, clock: ready.value.clock };
  const fates: contract.Fate[] = [];
  for (const lead of body.leads) {
    const entry = entryOf(lead, { sentAt: body.sentAt, sentById: memberId, now });
    const fate = entry.ok
      ? await database.inWorkspace(workspaceId, (tx) => takeOne(tx, question, { place, entry: entry.value, isOver: ready.value.project.isOver }))
      : entry;
    fates.push(fate.ok ? { id: lead.id, fate: fate.value, code: null } : { id: lead.id, fate: "refused", code: fate.reason });
  }
  for (const id of body.withdrawn) {
    const fate = await database.inWorkspace(workspaceId, async (tx) => {
      const gone = await withdrawEntry(tx, place, { id, by: memberId, at: now });
      if (gone.ok) await audit(tx, asker, { act: "stand-lead.withdrawn", subjectKind: "project", subjectId: params.id, before: { entry: id } });
      return gone;
    });
    fates.push(fate.ok ? { id, fate: fate.value, code: null } : { id, fate: "refused", code: fate.reason });
  }
  return { fates };
}

interface One {
  readonly place: StandPlace;
  readonly entry: NewEntry;
  readonly isOver: boolean;
}

async function takeOne(
  tx: Tx,
  { asker, params }: MemberQuestion<typeof contract.sendCaptured>,
  { place, entry, isOver }: One,
): Promise<Outcome<contract.Fate["fate"]>> {
  if (isOver) return refuse("project-is-over");
  const taken = await takeEntry(tx, place, entry);
  if (!taken.ok) return taken;
  const { fate, lead } = taken.value;
  if (fate === "taken" || fate === "joined")
    await audit(tx, asker, { act: "stand-lead.taken", subjectKind: "project", subjectId: params.id, after: { lead, grade: entry.grade } });
  return accept(fate);
}

function entryOf(lead: contract.Captured, { sentAt, sentById, now }: { sentAt: string; sentById: string; now: string }): Outcome<NewEntry> {
  const photo = lead.photo === null ? null : plainJpeg(Buffer.from(lead.photo, "base64"));
  if (lead.photo !== null && (photo === null || photo.length > contract.mostPhotoBytes)) return refuse("photo-wrong");
  if (photo === null && emailKey(lead.email) === null && phoneKey(lead.phone) === null) return refuse("nobody-to-reach");
  const { takenBy, keptBy: _keptBy, takenAt, photo: _, ...said } = lead;
  const takenMs = takenMsOf(Date.parse(now), { takenAt: Date.parse(takenAt), sentAt: Date.parse(sentAt) });
  return accept({
    ...said,
    way: "capture",
    file: null,
    line: null,
    takenById: takenBy,
    sentById,
    deviceAt: takenAt,
    receivedAt: now,
    takenAt: new Date(takenMs).toISOString(),
    photo,
    hasPhoto: photo !== null,
  });
}

type ListQuestion = Pick<MemberQuestion<typeof contract.listStandLeads>, "asker" | "now">;

async function listView(tx: Tx, { asker, now }: ListQuestion, project: store.StandProject) {
  const { workspaceId } = asker;
  const entries = await store.entryRows(tx, workspaceId, { project: project.id });
  const byLead = Map.groupBy(entries, ({ lead }) => lead);
  const stands = await store.standings(tx, workspaceId, project.id);
  const clock = await readHandoffClock(tx, workspaceId);
  const handoffs = new Map((await handoffRows(tx, workspaceId, { which: { leads: [...byLead.keys()] }, clock })).map((row) => [row.lead, row]));
  const records = await store.recordsLike(tx, workspaceId, {
    emails: entries.flatMap(({ email }) => emailKey(email) ?? []),
    phones: entries.flatMap(({ phone }) => phoneKey(phone) ?? []),
    companies: entries.flatMap(({ company }) => company ?? []),
  });
  const wall = wallClockOf(project.zone);
  const leads = [...byLead].map(([lead, all]) => viewOf({ lead, all, stands: stands.get(lead), row: handoffs.get(lead), records, clock, wall, now }));
  return {
    project: told(project),
    leads: leads.toSorted((a, b) => (a.takenAt < b.takenAt ? 1 : -1)),
    files: await store.fileRows(tx, workspaceId, project.id),
    seconds: secondsOf(entries.flatMap(({ tookMs }) => tookMs ?? [])),
    whyNotTake: whyNotChangeStand(asker) ?? (project.isOver ? "project-is-over" : null),
  };
}

interface ToShow {
  readonly lead: string;
  readonly all: readonly store.EntryRow[];
  readonly stands: store.LeadStands | undefined;
  readonly row: HandoffRow | undefined;
  readonly records: Parameters<typeof probablyOf>[1];
  readonly clock: HandoffClock;
  readonly wall: (ms: number) => number;
  readonly now: string;
}

function viewOf({ lead, all, stands, row, records, clock, wall, now }: ToShow): contract.StandLead {
  const { products, segments, interest, ways: _ways, hasPhoto: _hasPhoto, ...said } = standLeadOf(all)!;
  const zone = row?.person?.zone ?? clock.zone;
  const from = stands?.acceptFrom ?? null;
  const hours = attemptHours(clock.terms, said.grade, stands?.attemptHours ?? null);
  const due = from === null ? null : zonedHours(clock.week, zone).due(Date.parse(from), hours);
  const dueAt = due === null ? null : new Date(due).toISOString();
  const attemptedAt = stands?.attemptedAt ?? null;
  const state = row?.state ?? null;
  const takenWall = wall(Date.parse(said.takenAt));
  return {
    lead,
    ...said,
    interest: interestOf({ products, segments, interest }),
    takenOn: dayOf(Math.floor(takenWall / 86_400_000)),
    takenHour: Math.floor((takenWall % 86_400_000) / 3_600_000),
    takenBy: takersOf(all),
    photo: photoEntryOf(all),
    entries: all.map(({ id, way, by, takenAt, file }) => ({ id, way, by, at: takenAt, file })),
    state,
    person: row?.person?.name ?? null,
    offeredAt: stands?.offeredAt ?? null,
    dueAt,
    attemptedAt,
    promiseHours: promiseHoursOf(said.grade),
    standing: standingOf({ dueAt, attemptedAt, state }, now),
    account: stands?.account == null ? null : { id: stands.account, name: stands.accountName ?? stands.account },
    contact: stands?.contact == null ? null : { id: stands.contact, name: stands.contactName ?? stands.contact },
    probably: probablyOf(said, records).filter(({ kind }) => (kind === "account" ? stands?.account == null : stands?.contact == null)),
  };
}

async function join(question: MemberQuestion<typeof contract.joinStandLead>) {
  const { asker, database, body, params } = question;
  const { workspaceId } = asker;
  return database.inWorkspace(workspaceId, async (tx) => {
    const project = await projectFor(tx, question, () => whyNotChangeStand(asker));
    if (!project.ok) return project;
    if ((await store.projectOfLead(tx, workspaceId, body.lead))?.project !== params.id) return missing();
    for (const kind of ["account", "contact"] as const) {
      const id = body[kind];
      if (id !== null && (await store.recordOf(tx, workspaceId, { kind, id })) === null) return invalid("no-such-record");
    }
    await joinLead(tx, { workspaceId, project: params.id, clock: await readHandoffClock(tx, workspaceId) }, body);
    await audit(tx, asker, { act: "stand-lead.joined", subjectKind: "project", subjectId: params.id, after: body });
    return {};
  });
}

/** A mapping as it was said in the address; null where it names fields that there are none of. */
function mappingIn(text: string): BadgeMapping | null {
  try {
    const said = JSON.parse(text) as unknown;
    if (typeof said !== "object" || said === null || Array.isArray(said)) return null;
    const isGood = Object.values(said).every((field) => (badgeFields as readonly unknown[]).includes(field));
    return isGood ? (said as BadgeMapping) : null;
  } catch {
    return null;
  }
}

const ofColumns = (mapping: Readonly<Record<string, string>>, { columns }: BadgeTable): BadgeMapping =>
  Object.fromEntries(Object.entries(mapping).filter((each): each is [string, BadgeField] => columns.includes(each[0])));

const mostAside = 200;

async function look(question: MemberQuestion<typeof contract.lookAtBadges>) {
  const { asker, database, query, stream } = question;
  const project = await database.inWorkspace(asker.workspaceId, (tx) => projectFor(tx, question, () => whyNotChangeStand(asker)), { readOnly: true });
  if (!project.ok) return project;
  const said = query.mapping === undefined ? null : mappingIn(query.mapping);
  if (query.mapping !== undefined && said === null) return invalid("mapping-wrong");
  const table = await openBadges(stream!, query.name);
  if (!table.ok) return invalid(table.reason, table.details);
  const used = await database.inWorkspace(asker.workspaceId, (tx) => store.usedMapping(tx, asker.workspaceId, table.value.fingerprint), { readOnly: true });
  const mapping = ofColumns(said ?? used ?? table.value.proposed, table.value);
  const { badges, aside, gradesUnread } = readBadges(table.value, mapping, project.value);
  return {
    columns: table.value.columns.map((column, place) => ({
      column,
      field: mapping[column] ?? null,
      examples: [...new Set(table.value.rows.map(({ cells }) => (cells[place] ?? "").trim()).filter((cell) => cell !== ""))].slice(0, 3),
    })),
    mappingBy: said !== null ? ("person" as const) : used !== null ? ("used" as const) : ("proposed" as const),
    mapping,
    rows: table.value.rows.length + table.value.broken.length,
    taken: badges.length,
    gradesUnread,
    undated: badges.filter(({ scannedMs }) => scannedMs === null).length,
    first: badges.slice(0, 5).map(({ line, said: { name, company, email, phone, grade } }) => ({ line, name, company, reach: email ?? phone, grade })),
    aside: asideOf(aside).slice(0, mostAside),
  };
}

const asideOf = (aside: Badges["aside"]) => aside.map(({ line, reason, raw }) => ({ line, reason, raw: raw.slice(0, 40).map((cell) => cell.slice(0, 200)) }));

async function takeFile(question: MemberQuestion<typeof contract.takeBadges>) {
  const { asker, database, query, stream, params, now } = question;
  const { workspaceId, memberId } = asker;
  const project = await database.inWorkspace(workspaceId, (tx) => projectFor(tx, question, () => whyNotChangeStand(asker)), { readOnly: true });
  if (!project.ok) return project;
  if (project.value.isOver) return refuse("project-is-over");
  const mapping = mappingIn(query.mapping);
  if (mapping === null) return invalid("mapping-wrong");
  const table = await openBadges(stream!, query.name);
  if (!table.ok) return invalid(table.reason, table.details);
  const kept = ofColumns(mapping, table.value);
  const { badges, aside } = readBadges(table.value, kept, project.value);
  const done = await database.inWorkspace(
    workspaceId,
    async (tx): Promise<Outcome<store.FileRow> | Refusal> => {
      const place: StandPlace = { workspaceId, project: params.id, clock: await readHandoffClock(tx, workspaceId), isMany: true };
      const file = {
        id: query.file,
        project: params.id,
        name: query.name,
        fingerprint: table.value.fingerprint,
        mapping: kept,
        aside: asideOf(aside),
        memberId,
      };
      if (await store.insertFile(tx, workspaceId, file)) {
        const counts = { taken: 0, known: 0 };
        for (const badge of badges) {
          const taken = await takeEntry(tx, place, badgeEntry(badge, { file: query.file, memberId, now }));
          if (taken.ok) counts[taken.value.fate === "taken" ? "taken" : "known"]++;
        }
        await store.countFile(tx, workspaceId, { id: query.file, ...counts });
        await tellAllHandoffs(tx, workspaceId);
        await audit(tx, asker, {
          act: "stand-file.taken",
          subjectKind: "project",
          subjectId: params.id,
          after: { file: query.name, ...counts, setAside: aside.length },
        });
      }
      const row = (await store.fileRows(tx, workspaceId, params.id)).find(({ id }) => id === query.file);
      return row === undefined ? missing() : accept(row);
    },
    { timeoutMs: 120_000 },
  );
  return done;
}

interface FromFile {
  readonly file: string;
  readonly memberId: string;
  readonly now: string;
}

function badgeEntry({ line, said, scannedMs }: Badges["badges"][number], { file, memberId, now }: FromFile): NewEntry {
  const nowMs = Date.parse(now);
  return {
    ...(said satisfies StandSaid),
    // Of the file and its line: whoever sends the file again sends the same statements.
    id: uuidOf(`${file} ${line}`),
    way: "badge",
    file,
    line,
    takenById: null,
    sentById: memberId,
    deviceAt: null,
    receivedAt: now,
    takenAt: new Date(scannedMs === null ? nowMs : Math.min(scannedMs, nowMs)).toISOString(),
    tookMs: null,
    photo: null,
    hasPhoto: false,
  };
}

/** A UUID (version 8) out of a text. */
function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

async function undoFile(question: MemberQuestion<typeof contract.undoBadges>) {
  const { asker, database, params, now } = question;
  const { workspaceId, memberId } = asker;
  return database.inWorkspace(
    workspaceId,
    async (tx) => {
      const project = await projectFor(tx, question, () => whyNotChangeStand(asker));
      if (!project.ok) return project;
      const file = (await store.fileRows(tx, workspaceId, params.id)).find(({ id }) => id === params.file);
      if (file === undefined) return missing();
      const place: StandPlace = { workspaceId, project: params.id, clock: await readHandoffClock(tx, workspaceId), isMany: true };
      let [removed, kept] = [0, 0];
      for (const id of await store.entriesOfFile(tx, workspaceId, params.file)) {
        const gone = await withdrawEntry(tx, place, { id, by: memberId, at: now });
        if (gone.ok) removed++;
        else kept++;
      }
      await store.markUndone(tx, workspaceId, { file: params.file, at: now });
      await tellAllHandoffs(tx, workspaceId);
      await audit(tx, asker, { act: "stand-file.undone", subjectKind: "project", subjectId: params.id, before: { file: file.name }, after: { removed, kept } });
      return { removed, kept };
    },
    { timeoutMs: 120_000 },
  );
}
