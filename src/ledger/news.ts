// What is new for one member, and what is due from them: read from the records themselves, for the digest by mail and for home.
// Long because: each source of news stands here as one query with the sentence it becomes.
import type { Tx } from "#db/database.ts";
import { standingOf, successors } from "#facts/decision-standing.ts";
import type { DecisionKind } from "#facts/decisions.ts";
import type { Asker } from "#facts/department.ts";
import type { NewsKind, NewsPiece } from "#facts/digest.ts";
import { type NoticeData, type NoticeKind, noticeKindNames, noticeKinds } from "#facts/notice.ts";
import { whyNotReadHandoffs } from "#facts/rights.ts";
import type { Day } from "#kit/day.ts";
import { type DecisionRow, decisionRows } from "#ledger/decision-register.ts";
import { nameOf } from "#ledger/handoff-notices.ts";
import { handoffRows, readHandoffClock } from "#ledger/handoff-rows.ts";

/** From when to when one looks. Moments are ISO 8601 in UTC. */
export interface NewsWindow {
  /** Later than this is new … */
  readonly since: string;
  /** … up to and with this. */
  readonly until: string;
  /** What is owed before this is told … */
  readonly dueBefore: string;
  /** … and is a reason to tell when it is owed before this, and was not yet when one looked last. */
  readonly newDueBefore: string;
  /** Days that those two moments fall on, and today. */
  readonly today: Day;
  readonly dueDay: Day;
  readonly newDueDay: Day;
  /** For a letter: the one that is on its way (null: the next, which nobody has queued yet), of what one follows alone. Null: for home, of everything. */
  readonly letter: { readonly mailId: string | null } | null;
}

type Who = Pick<Asker, "workspaceId" | "memberId" | "role">;
type Source = (tx: Tx, asker: Who, window: NewsWindow) => Promise<NewsPiece[]>;

/** Longest list from one source: more is no glance any more. */
const most = 20;

const news = (kind: NewsKind, data: Readonly<Record<string, string | number | null>>): NewsPiece["of"] => ({ news: kind, data });
const asNotice = <K extends NoticeKind>(notice: K, data: NoticeData<K>): NewsPiece["of"] => ({ notice, data: data as NoticeData });

/** Unseen, the latest first. A kind that a later version no longer knows is passed over. By mail, what was asked for by mail alone. */
const notices: Source = async (tx, { workspaceId, memberId }, { since, until, letter }) => {
  const isHome = letter === null;
  const rows = await tx.rows<{ kind: NoticeKind; data: NoticeData; subjectKind: string; subjectId: string; isNew: boolean }>(
    `select kind, data, subject_kind as "subjectKind", subject_id as "subjectId",
            case when $6 then at > $3 when $7::uuid is null then by_mail = 'daily' and mail_id is null else mail_id is not distinct from $7::uuid end as "isNew"
       from evenhand.notice
      where workspace_id = $1 and member_id = $2 and kind = any($5) and at <= $4 and seen_at is null
        and ($6 or (by_mail <> 'never' and (kind = any($8) or mail_id is not distinct from $7::uuid)))
      order by at desc, id limit 60`,
    [
      workspaceId,
      memberId,
      since,
      until,
      noticeKindNames,
      isHome,
      letter?.mailId ?? null,
      noticeKindNames.filter((kind) => noticeKinds[kind].group === "waits"),
    ],
  );
  return rows.map(({ kind, data, subjectKind, subjectId, isNew }) => ({
    part: kind === "thread-named" ? "named" : noticeKinds[kind].group === "waits" ? "waits" : "changed",
    of: asNotice(kind, data),
    subject: { kind: subjectKind, id: subjectId },
    // What waits on and on, told in a letter of its own, is a reminder.
    isNew,
  }));
};

/** Threads that one follows in which others have written and one has not read. */
const threads: Source = async (tx, { workspaceId, memberId }, { since, until }) => {
  const rows = await tx.rows<{ kind: string; id: string; count: number; who: string | null; isNew: boolean }>(
    `select f.subject_kind as kind, f.subject_id as id, count(*)::int as count, bool_or(t.at > $3) as "isNew",
            (array_agg(m.name order by t.place desc))[1] as who
       from evenhand.subject_follow f
       join evenhand.thread_message t on t.workspace_id = $1 and t.subject_kind = f.subject_kind and t.subject_id = f.subject_id
        and t.place > f.read_to and t.member_id <> $2 and t.removed_at is null and t.at <= $4
        and not exists (select 1 from evenhand.member_mute u where u.workspace_id = $1 and u.member_id = $2 and u.muted_id = t.member_id)
       left join evenhand.member m on m.workspace_id = $1 and m.id = t.member_id
      where f.workspace_id = $1 and f.member_id = $2 and f.state = 'follows'
      group by f.subject_kind, f.subject_id order by max(t.place) desc limit ${most}`,
    [workspaceId, memberId, since, until],
  );
  return rows.map(({ kind, id, count, who, isNew }) => ({
    part: "changed",
    of: news("thread", { count, who }),
    subject: { kind: "thread", id: `${kind}:${id}` },
    isNew,
  }));
};

/** Own actions, own tasks of projects, and what one promised to deliver. */
const owed: Source = async (tx, { workspaceId, memberId }, { dueDay, newDueDay, today, dueBefore, newDueBefore, until }) => {
  const values = [workspaceId, memberId, dueDay];
  const isNew = (day: Day) => day >= today && day < newDueDay;
  const actions = await tx.rows<{ id: string; title: string; dueOn: Day }>(
    `select id, title, due_on as "dueOn" from evenhand.action
      where workspace_id = $1 and owner_id = $2 and state = 'open' and removed_at is null and due_on < $3 order by due_on, id limit ${most}`,
    values,
  );
  const tasks = await tx.rows<{ projectId: string; said: string; title: string; dueOn: Day }>(
    `select k.project_id as "projectId", k.title as said, p.name as title, k.due_on as "dueOn"
       from evenhand.project_task k join evenhand.project p on p.workspace_id = k.workspace_id and p.id = k.project_id and p.removed_at is null
      where k.workspace_id = $1 and k.owner_id = $2 and k.state = 'open' and k.removed_at is null and k.action_id is null and k.due_on < $3
      order by k.due_on, k.id limit ${most}`,
    values,
  );
  const requests = await tx.rows<{ id: string; said: string; who: string | null; dueAt: string }>(
    `select f.id, f.said, m.name as who, f.due_at as "dueAt" from evenhand.feedback f
       left join evenhand.member m on m.workspace_id = f.workspace_id and m.id = f.asked_by
      where f.workspace_id = $1 and f.taken_by = $2 and f.mood = 'request' and f.outcome is null and f.withdrawn_at is null and f.due_at < $3::timestamptz
      order by f.due_at, f.id limit ${most}`,
    [workspaceId, memberId, dueBefore],
  );
  return [
    ...actions.map(({ id, title, dueOn }): NewsPiece => ({
      part: "due",
      of: asNotice("action-due", { said: title, dueOn }),
      subject: { kind: "action", id },
      isNew: isNew(dueOn),
    })),
    ...tasks.map(({ projectId, dueOn, ...said }): NewsPiece => ({
      part: "due",
      of: asNotice("project-task-due", { ...said, dueOn }),
      subject: { kind: "project", id: projectId },
      isNew: isNew(dueOn),
    })),
    ...requests.map(({ id, ...said }): NewsPiece => ({
      part: "due",
      of: news("request-due", said),
      subject: { kind: "feedback", id },
      isNew: isBetween(said.dueAt, until, newDueBefore),
    })),
  ];
};

const isAfter = (at: string, other: string) => Date.parse(at) > Date.parse(other);
const isBetween = (at: string, from: string, until: string) => Date.parse(at) >= Date.parse(from) && Date.parse(at) < Date.parse(until);

/** What the promises of the handoff ask of this member, by the clocks that the heads agreed on. */
const handoffs: Source = async (tx, asker, { dueBefore, newDueBefore, until }) => {
  if (whyNotReadHandoffs(asker) !== null) return [];
  const { workspaceId, memberId, role } = asker;
  // Nobody's own list: no clock is read for them.
  const has = await tx.one<{ any: boolean }>("select exists (select 1 from evenhand.handoff where workspace_id = $1 and outcome is null) as any", [
    workspaceId,
  ]);
  if (!has.any) return [];
  const rows = await handoffRows(tx, workspaceId, { which: { open: true }, clock: await readHandoffClock(tx, workspaceId) });
  const isMine = (row: (typeof rows)[number]) =>
    row.due?.by === "sales"
      ? row.person?.memberId === memberId || (!row.person?.memberId && role === "head-of-sales")
      : role === "head-of-marketing" || role === "marketing-operational";
  return rows
    .flatMap((row) => {
      const at = row.due?.at;
      return row.due === null || at === null || at === undefined || at >= Date.parse(dueBefore) || !isMine(row) ? [] : [{ row, at, kind: row.due.kind }];
    })
    .toSorted((a, b) => a.at - b.at)
    .slice(0, most)
    .map(({ row, at, kind }) => {
      const dueAt = new Date(at).toISOString();
      return {
        part: "due",
        of: asNotice("handoff-due", { lead: nameOf(row), owedCode: kind, dueAt }),
        subject: { kind: "handoff", id: row.lead },
        isNew: isBetween(dueAt, until, newDueBefore),
      };
    });
};

/** The next meeting that one is asked to come to. */
const meeting: Source = async (tx, { workspaceId, memberId }, { until, dueBefore, newDueBefore }) => {
  const next = await tx.maybe<{ id: string; title: string; startsAt: string; items: number }>(
    `select g.id, g.title, g.starts_at as "startsAt",
            (select count(*)::int from evenhand.agenda_item i where i.workspace_id = $1 and i.meeting_id = g.id and i.taken_off_at is null) as items
       from evenhand.meeting g join evenhand.meeting_member p on p.workspace_id = $1 and p.meeting_id = g.id and p.member_id = $2
      where g.workspace_id = $1 and g.state in ('planned', 'open') and g.starts_at + make_interval(mins => g.minutes) > $3 and g.starts_at < $4
        and p.answer is distinct from 'no'
      order by g.starts_at, g.id limit 1`,
    [workspaceId, memberId, until, dueBefore],
  );
  if (next === null) return [];
  const { id, title, startsAt, items } = next;
  const isNew = isBetween(startsAt, until, newDueBefore);
  return [{ part: "meeting", of: news("meeting", { title, startsAt, count: items }), subject: { kind: "meeting", id }, isNew }];
};

/** Definitions, owners and promises are signed many at a time: from so many on they are told as one. */
const fewestSigned = 3;
const signedKinds: ReadonlySet<DecisionKind> = new Set(["definition", "owner", "promise"]);

/** What was decided wherever it was: in meetings, over disputes, at debriefs, signed or written down; and what asks soon to be looked at again. */
const decisions: Source = async (tx, { workspaceId }, { since, until, today, dueDay, newDueDay, letter }) => {
  const rows = await decisionRows(tx, workspaceId);
  const next = successors(rows, today);
  const taken = rows.filter((row) => !row.isWithdrawn && row.decidedAt !== null && isAfter(row.decidedAt, since) && !isAfter(row.decidedAt, until));
  const piece = (row: DecisionRow): NewsPiece => ({
    part: "decided",
    of: news(row.said === null ? "decision" : "decision-said", { whatCode: `decided-${row.kind}`, said: row.said }),
    subject: { kind: "decision", id: row.id },
    isNew: true,
  });
  const line = ({ kind, decidedAt }: DecisionRow) => (signedKinds.has(kind) ? `${kind} ${decidedAt!.slice(0, 10)}` : null);
  const told = new Set<string>();
  const fresh = taken.flatMap((row): NewsPiece[] => {
    const key = line(row);
    const alike = key === null ? [row] : taken.filter((one) => line(one) === key);
    if (alike.length < fewestSigned) return [piece(row)];
    if (told.has(key!)) return [];
    told.add(key!);
    return [{ ...piece(row), of: news("decisions-signed", { whatCode: `signed-${row.kind}`, count: alike.length, kind: row.kind }) }];
  });
  // Home shows what ends soon beside all that holds.
  if (letter === null) return fresh.slice(0, most);
  const ending = rows
    .filter((row) => row.until !== null && row.until >= today && row.until < dueDay && standingOf(row, next.get(row.id), today).state === "in-force")
    .map((row): NewsPiece => ({
      part: "decided",
      of: news("decision-ends", { untilOn: row.until }),
      subject: { kind: "decision", id: row.id },
      isNew: row.until! < newDueDay,
    }));
  return [...fresh.slice(0, most), ...ending.slice(0, most)];
};

/** Verdicts that became others. */
const verdicts: Source = async (tx, { workspaceId, memberId }, { since, until, letter }) => {
  const rows = await tx.rows<{ id: string; said: string; verdictCode: string }>(
    `select c.id, c.said, v.verdict as "verdictCode" from evenhand.claim c
       join lateral (select verdict, given_at from evenhand.claim_verdict v where v.workspace_id = $1 and v.claim_id = c.id and v.given_at <= $3
                      order by given_at desc, facts_version desc, as_of desc limit 1) v on v.given_at > $2
       left join lateral (select verdict from evenhand.claim_verdict o where o.workspace_id = $1 and o.claim_id = c.id and o.given_at <= $2
                      order by given_at desc, facts_version desc, as_of desc limit 1) o on true
      where c.workspace_id = $1 and c.withdrawn_at is null and o.verdict is distinct from v.verdict
        and ($4 or exists (select 1 from evenhand.subject_follow f where f.workspace_id = $1 and f.member_id = $5 and f.subject_kind = 'claim'
                             and f.subject_id = c.id::text and f.state = 'follows'))
      order by v.given_at desc limit ${most}`,
    [workspaceId, since, until, letter === null, memberId],
  );
  return rows.map(({ id, ...said }) => ({ part: "changed", of: news("verdict", said), subject: { kind: "claim", id }, isNew: true }));
};

/** What others ended or held, for all to see: news of home alone. Files that were read in have a place of their own there. */
const forAll: Source = async (tx, { workspaceId, memberId }, { since, until, letter }) => {
  if (letter !== null) return [];
  const values = [workspaceId, memberId, since, until];
  const ended = await tx.rows<{ id: string; said: string; who: string; stateCode: string }>(
    `select a.id, a.title as said, m.name as who, a.state as "stateCode" from evenhand.action a join evenhand.member m on m.workspace_id = $1 and m.id = a.owner_id
      where a.workspace_id = $1 and a.owner_id <> $2 and a.state <> 'open' and a.removed_at is null and a.ended_at > $3 and a.ended_at <= $4
      order by a.ended_at desc limit ${most}`,
    values,
  );
  const held = await tx.rows<{ id: string; title: string }>(
    `select id, title from evenhand.meeting where workspace_id = $1 and state = 'closed' and closed_by is distinct from $2 and closed_at > $3 and closed_at <= $4
      order by closed_at desc limit ${most}`,
    values,
  );
  const piece =
    (kind: NewsKind, of: string) =>
    ({ id, ...data }: { readonly id: string; readonly [name: string]: string | null }): NewsPiece => ({
      part: "changed",
      of: news(kind, data),
      subject: { kind: of, id },
      isNew: true,
    });
  return [...held.map(piece("minutes", "meeting")), ...ended.map(piece("action-ended", "action"))];
};

const sources: readonly Source[] = [owed, handoffs, notices, meeting, decisions, threads, verdicts, forAll];

/**
 * Everything for this member, part by part in the order of the sources. What the records themselves say takes the place of a notice about the same thing:
 * nobody is told twice. Whether the member may still see each thing is asked by whoever shows it.
 */
export async function newsFor(tx: Tx, asker: Who, window: NewsWindow): Promise<NewsPiece[]> {
  const pieces: NewsPiece[] = [];
  for (const source of sources) pieces.push(...(await source(tx, asker, window)));
  const keyOf = ({ subject: { kind, id } }: NewsPiece) => `${kind} ${id}`;
  const owedHere = new Set(pieces.filter(({ part }) => part === "due").map(keyOf));
  const read = new Set(pieces.filter(({ of }) => "news" in of && of.news === "thread").map(keyOf));
  return pieces.filter((piece) => {
    if (!("notice" in piece.of) || piece.part === "due") return true;
    if (piece.of.notice === "thread-written") return !read.has(keyOf(piece));
    return piece.of.notice === "thread-named" || !owedHere.has(keyOf(piece)) || !noticesOfDue.has(piece.of.notice);
  });
}

/** Notices that say no more than that something is owed. */
const noticesOfDue: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  "action-given",
  "action-due",
  "handoff-offered",
  "handoff-given",
  "handoff-due",
  "project-task-given",
  "project-task-due",
]);
