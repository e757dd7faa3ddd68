// What every room says of its own things: may this member see them, and what are they called. To add a kind, add its line here.
import { decisionNames } from "#apps/server/decided.ts";
import { whyNotReadActions } from "#features/actions/access.ts";
import { whyNotReadClaims } from "#features/claims/access.ts";
import { whyNotReadDecisions } from "#features/decisions/access.ts";
import { register } from "#features/decisions/rules.ts";
import { whyNotReadDisputes } from "#features/disputes/access.ts";
import { words as figuresEn } from "#features/figures/words.en.ts";
import { words as figuresRu } from "#features/figures/words.ru.ts";
import { whyNotReadMeetings } from "#facts/meeting-rights.ts";
import { whyNotReadPractices } from "#features/practices/access.ts";
import { ownPractices } from "#features/practices/store.ts";
import { words as practicesEn } from "#features/practices/words.en.ts";
import { words as practicesRu } from "#features/practices/words.ru.ts";
import { whyNotSeeProject } from "#features/projects/access.ts";
import { whyNotListRecords } from "#features/records/access.ts";
import { maySeeMessage, whyNotEdit } from "#features/threads/access.ts";
import { messageOf } from "#features/threads/store.ts";
import type { Asker } from "#facts/department.ts";
import { dayIn } from "#http/today.ts";
import { whyNotChangeAnything, whyNotReadRoom } from "#facts/rights.ts";
import { isPracticeKey } from "#facts/practices.ts";
import { type SubjectKind, type SubjectSeen, isSubjectKind, subjectKey } from "#facts/subject.ts";
import type { KnowSubjects, SeeFileThing, SubjectBook } from "#http/subjects.ts";
import type { WhyNot } from "#kit/refusal.ts";
import { decisionRows } from "#ledger/decision-register.ts";
import { isProjectSharedWith, projectRow } from "#ledger/project-facts.ts";
import { type SubjectOnRecord, campaignsSharedWith, subjectsNamedBy } from "#ledger/subject-names.ts";
import { workspaceToAsk } from "#ledger/workspaces.ts";

/** Things with a table: all of them or none are open to a member. */
function onRecord(kind: SubjectOnRecord, whyNotRead: (asker: Asker) => WhyNot): KnowSubjects {
  return async (tx, asker, ids) => (whyNotRead(asker) === null ? named(await subjectsNamedBy(tx, asker.workspaceId, { kind, ids })) : new Map());
}

const named = (found: Awaited<ReturnType<typeof subjectsNamedBy>>) =>
  new Map(found.map(({ id, title, now }) => [id, { title: { en: title, ru: title }, now }]));

/** Campaigns are what an agency can be shown. What they were planned to cost is not among it. */
const campaigns: KnowSubjects = async (tx, asker, ids) => {
  if (asker.role !== "agency") return onRecord("campaign", whyNotListRecords)(tx, asker, ids);
  const shared = await campaignsSharedWith(tx, asker.workspaceId, { memberId: asker.memberId, ids });
  const found = named(await subjectsNamedBy(tx, asker.workspaceId, { kind: "campaign", ids: [...shared] }));
  return new Map([...found].map(([id, { title, now }]) => [id, { title, now: now === null ? null : { code: "", on: now.on ?? null } }]));
};

const isKey = /^[a-z][a-z0-9-]{0,79}$/;

/** A number is called as home calls it; one that home does not show, by its key. */
const numbers: KnowSubjects = async (_, asker, ids) => {
  if (whyNotReadRoom(asker) !== null) return new Map();
  const called = (table: Readonly<Record<string, string>>, id: string) => table[`figure.${id}`] ?? id.replaceAll("-", " ");
  return new Map(ids.filter((id) => isKey.test(id)).map((id) => [id, { title: { en: called(figuresEn, id), ru: called(figuresRu, id) }, now: null }]));
};

/** A project is open to all of us, and to an agency that was shown it. */
const projects: KnowSubjects = async (tx, asker, ids) => {
  const found = new Map<string, SubjectSeen>();
  for (const id of ids.filter((one) => uuid.test(one))) {
    const project = await projectRow(tx, asker.workspaceId, id);
    if (project === null || project.removedAt !== null) continue;
    const isShared = await isProjectSharedWith(tx, asker.workspaceId, { projectId: id, memberId: asker.memberId });
    if (whyNotSeeProject(asker, { isShared }) === null)
      found.set(id, { title: { en: project.name, ru: project.name }, now: { code: project.state, on: project.startsOn } });
  }
  return found;
};
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Every decision on the log, by its name in the register. */
const decisions: KnowSubjects = async (tx, asker, ids) => {
  if (whyNotReadDecisions(asker) !== null) return new Map();
  const rows = await decisionRows(tx, asker.workspaceId);
  const { timeZone, currency } = await workspaceToAsk(tx, asker.workspaceId);
  const views = register(rows, { asker, today: dayIn(timeZone, new Date()), currency, nameOf: decisionNames });
  return new Map(views.filter(({ id }) => ids.includes(id)).map(({ id, title, state, until }) => [id, { title, now: { code: state, on: until } }]));
};

/** Ways of working of the house's list by their keys, and the firm's own as it calls them. */
const practices: KnowSubjects = async (tx, asker, ids) => {
  if (whyNotReadPractices(asker) !== null) return new Map();
  const ofTheHouse = ids.filter(isPracticeKey).map((key) => [key, { en: practicesEn[`name-${key}`], ru: practicesRu[`name-${key}`] }] as const);
  const own = ofTheHouse.length === ids.length ? [] : (await ownPractices(tx, asker.workspaceId)).filter(({ id }) => ids.includes(id));
  const titles = [...ofTheHouse, ...own.map(({ id, name }) => [id, { en: name, ru: name }] as const)];
  return new Map(titles.map(([id, title]) => [id, { title, now: null }]));
};

const knows: Readonly<Record<SubjectKind, KnowSubjects>> = {
  lead: onRecord("lead", whyNotListRecords),
  deal: onRecord("deal", whyNotListRecords),
  account: onRecord("account", whyNotListRecords),
  campaign: campaigns,
  claim: onRecord("claim", whyNotReadClaims),
  action: onRecord("action", whyNotReadActions),
  number: numbers,
  meeting: onRecord("meeting", whyNotReadMeetings),
  dispute: onRecord("dispute", whyNotReadDisputes),
  project: projects,
  decision: decisions,
  practice: practices,
};

export const subjectBook: SubjectBook = {
  async seen(tx, asker, subjects) {
    const all = new Map<string, SubjectSeen>();
    for (const kind of new Set(subjects.map((one) => one.kind))) {
      const ids = [...new Set(subjects.filter((one) => one.kind === kind).map(({ id }) => id))];
      for (const [id, seen] of await knows[kind](tx, asker, ids)) all.set(subjectKey({ kind, id }), seen);
    }
    return all;
  },
  async one(tx, asker, subject) {
    return (await knows[subject.kind](tx, asker, [subject.id])).get(subject.id) ?? null;
  },
};

/** Files hang on whatever the book knows, and on single messages, for whoever may read them; to a message its author alone adds. */
export const seeFileThing: SeeFileThing = async (tx, asker, { kind, id }) => {
  if (kind === "message") {
    const message = uuid.test(id) ? await messageOf(tx, asker.workspaceId, { id }) : null;
    if (message === null || message.removedAt !== null || !maySeeMessage(asker, message)) return null;
    const isSeen = (await subjectBook.one(tx, asker, { kind: message.subjectKind, id: message.subjectId })) !== null;
    return isSeen ? { whyNotChange: whyNotEdit(asker, message) } : null;
  }
  if (!isSubjectKind(kind) || (await subjectBook.one(tx, asker, { kind, id })) === null) return null;
  return { whyNotChange: whyNotChangeAnything(asker) };
};
