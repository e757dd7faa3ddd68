// Handoffs as the live list shows them, read with the names of everything they touch; and the telling of those that changed.
import type { Tx } from "#db/database.ts";
import { type HandoffNews, type HandoffRow, closedStates } from "#facts/handoff-row.ts";
import { type Handoff, type LeadAsRead, standing } from "#facts/handoff.ts";
import { type HandoffTerms, dueOf } from "#facts/handoff-terms.ts";
import { type WorkingWeek, type ZonedHours, zonedHours } from "#kit/working-hours.ts";
import { readHandoffTerms } from "#ledger/handoff-terms.ts";
import { readWorkingWeek } from "#ledger/working-week.ts";

/** What decides when something is due in a workspace. */
export interface HandoffClock {
  readonly terms: HandoffTerms;
  readonly week: WorkingWeek;
  readonly zone: string;
  readonly currency: string;
}

export async function readHandoffClock(tx: Tx, workspaceId: string): Promise<HandoffClock> {
  const { zone, currency } = await tx.one<{ zone: string; currency: string }>(
    "select time_zone as zone, currency from evenhand.workspace where workspace_id = $1",
    [workspaceId],
    { isOften: true },
  );
  return { terms: await readHandoffTerms(tx, workspaceId), week: await readWorkingWeek(tx, workspaceId), zone, currency };
}

/** Which handoffs: some by their lead; those that are open; or those that came to an end since a moment. */
export type Which = { readonly leads: readonly string[] } | { readonly open: true } | { readonly closedSince: string };

interface Found extends Handoff, LeadAsRead {
  readonly lead: string;
  readonly name: string | null;
  readonly account: string | null;
  readonly contact: string | null;
  readonly channel: string | null;
  readonly campaign: string | null;
  readonly segment: string | null;
  readonly grade: string | null;
  readonly product: string | null;
  readonly amount: number | null;
  readonly currency: string | null;
  readonly personName: string | null;
  readonly memberId: string | null;
  readonly personZone: string | null;
  readonly lastAct: number;
  readonly changedAt: string;
  readonly readAcceptedAt: string | null;
  readonly readReturnedAt: string | null;
  readonly readFirstAttemptAt: string | null;
  readonly readFirstContactAt: string | null;
  /** Of a lead that was promised sooner than others: one of a stand. */
  readonly attemptHours: number | null;
}

const select = `
  select h.lead, h.offered_as as "offeredAs", h.round, h.first_offered_at as "firstOfferedAt", h.offered_at as "offeredAt", h.accept_from as "acceptFrom",
    h.person_id as "personId", h.accepted_at as "acceptedAt", h.returned_at as "returnedAt", h.return_class as "returnClass", h.return_note as "returnNote",
    h.kept_at as "keptAt", h.returns, h.attempts, h.first_attempt_at as "firstAttemptAt", h.last_attempt_at as "lastAttemptAt",
    h.first_contact_at as "firstContactAt", h.contacted_at as "contactedAt", h.outcome, h.outcome_at as "outcomeAt", h.changed_at as "changedAt",
    l.qualified_at as "qualifiedAt", l.accepted_at as "readAcceptedAt", l.returned_at as "readReturnedAt", l.first_attempt_at as "readFirstAttemptAt",
    l.first_contact_at as "readFirstContactAt", l.sales_qualified_at as "salesQualifiedAt", l.converted_at as "convertedAt",
    coalesce(l.name, k.name, a.name) as name, coalesce(a.name, l.account) as account, coalesce(k.name, l.contact) as contact,
    coalesce(l.channel, c.channel) as channel, coalesce(c.name, l.campaign) as campaign, coalesce(l.segment, a.segment) as segment, l.grade,
    coalesce(q.name, l.product) as product, d.amount, d.currency, p.name as "personName", p.member_id as "memberId", p.time_zone as "personZone",
    (select max(t.id) from evenhand.handoff_act t where t.workspace_id = $1 and t.lead = h.lead) as "lastAct",
    sl.attempt_hours as "attemptHours"
  from evenhand.handoff h
  join evenhand.lead l on l.workspace_id = $1 and l.id = h.lead
  left join evenhand.handoff_person p on p.workspace_id = $1 and p.id = h.person_id
  left join evenhand.account a on a.workspace_id = $1 and a.id = l.account
  left join evenhand.contact k on k.workspace_id = $1 and k.id = l.contact
  left join evenhand.campaign c on c.workspace_id = $1 and c.id = l.campaign
  left join evenhand.product q on q.workspace_id = $1 and q.id = l.product
  left join evenhand.deal d on d.workspace_id = $1 and d.id = l.deal
  left join evenhand.stand_lead sl on sl.workspace_id = $1 and sl.lead = h.lead
  where h.workspace_id = $1`;

/** In no particular order. `open` leaves out what has come to an end here or in the CRM. */
export async function handoffRows(tx: Tx, workspaceId: string, { which, clock }: { which: Which; clock: HandoffClock }): Promise<HandoffRow[]> {
  const [condition, values] = conditionOf(which);
  const found = await tx.rows<Found>(`${select} and ${condition}`, [workspaceId, ...values], { isOften: "leads" in which });
  const hours = hoursBy(clock.week);
  const rows = found.map((each) => rowOf(each, clock, hours));
  return "leads" in which ? rows : rows.filter(({ state }) => closedStates.has(state) === "closedSince" in which);
}

function conditionOf(which: Which): [string, readonly unknown[]] {
  if ("leads" in which) return ["h.lead = any($2)", [which.leads]];
  if ("open" in which) return ["h.outcome is null and h.kept_at is null", []];
  return ["greatest(h.outcome_at, h.kept_at, l.sales_qualified_at, l.converted_at) >= $2::timestamptz", [which.closedSince]];
}

function hoursBy(week: WorkingWeek): (zone: string) => ZonedHours {
  const made = new Map<string, ZonedHours>();
  return (zone) => {
    const hours = made.get(zone) ?? zonedHours(week, zone);
    made.set(zone, hours);
    return hours;
  };
}

function rowOf(found: Found, clock: HandoffClock, hours: (zone: string) => ZonedHours): HandoffRow {
  const asRead: LeadAsRead = {
    qualifiedAt: found.qualifiedAt,
    acceptedAt: found.readAcceptedAt,
    returnedAt: found.readReturnedAt,
    firstAttemptAt: found.readFirstAttemptAt,
    firstContactAt: found.readFirstContactAt,
    salesQualifiedAt: found.salesQualifiedAt,
    convertedAt: found.convertedAt,
  };
  const stands = standing(found, asRead);
  const zone = found.personZone ?? clock.zone;
  const { lead, name, account, contact, channel, campaign, segment, grade, product, offeredAs, offeredAt, round, returns, attempts } = found;
  return {
    lead,
    name,
    account,
    contact,
    channel,
    campaign,
    segment,
    grade,
    product,
    value: found.amount === null ? null : { amount: found.amount, currency: found.currency ?? clock.currency },
    state: stands.state,
    offeredAs,
    offeredAt,
    round,
    returns,
    person: found.personId === null ? null : { id: found.personId, name: found.personName ?? found.personId, memberId: found.memberId, zone },
    acceptedAt: stands.acceptedAt,
    returnedAt: stands.returnedAt,
    returnClass: found.returnClass,
    returnNote: found.returnNote,
    attempts,
    lastAttemptAt: found.lastAttemptAt,
    outcomeAt: stands.outcomeAt ?? found.keptAt,
    lastAct: found.lastAct,
    changedAt: found.changedAt,
    due: dueOf(found, stands, { terms: clock.terms, hours: hours(zone), grade, ownHours: found.attemptHours }),
  };
}

/** A message of the database holds 8,000 bytes; what does not fit is asked for by those who need it. */
const mostBytes = 7_500;

/** Tells every open screen, once the transaction is committed, how these handoffs stand now. */
export async function tellHandoffs(tx: Tx, workspaceId: string, leads: readonly string[], clock?: HandoffClock): Promise<HandoffRow[]> {
  const rows = await handoffRows(tx, workspaceId, { which: { leads }, clock: clock ?? (await readHandoffClock(tx, workspaceId)) });
  const standing = new Set(rows.map(({ lead }) => lead));
  const news: HandoffNews[] = rows.map((row) => ({ workspaceId, rows: [row], gone: [], asks: [] }));
  const gone = leads.filter((lead) => !standing.has(lead));
  if (gone.length > 0) news.push({ workspaceId, rows: [], gone, asks: [] });
  for (const one of news) {
    const text = JSON.stringify(one);
    const asks = one.rows.map(({ lead }) => lead);
    if (Buffer.byteLength(text) <= mostBytes) await tx.notify("evenhand_handoff", text);
    else
      await tx.notify("evenhand_handoff", JSON.stringify({ workspaceId, rows: [], gone: [], ...(asks.length === 0 ? { asks: [], isAll: true } : { asks }) }));
  }
  return rows;
}

/** Many changed at once: every open list is asked anew. */
export async function tellAllHandoffs(tx: Tx, workspaceId: string): Promise<void> {
  const news: HandoffNews = { workspaceId, rows: [], gone: [], asks: [], isAll: true };
  await tx.notify("evenhand_handoff", JSON.stringify(news));
}
