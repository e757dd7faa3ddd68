// What waits at the demo company's handoff today: a few of its youngest open leads, offered or offered again in the last days, some accepted and tried, some returned, some overdue.
import type { Heads } from "#apps/demo/agreements.ts";
import type { Tx } from "#db/database.ts";
import type { Day } from "#kit/day.ts";
import { enlistSellers } from "#ledger/handoff-people.ts";
import { type NewAct, act } from "#ledger/handoff.ts";
import type { Tongue } from "#testing/demo/names.ts";

/** Hours ago, and what was done; by marketing's head where it is an offer, else by the seller. */
type Told = readonly [hoursAgo: number, said: Omit<NewAct, "lead" | "memberId" | "at" | "personId">];

const call = (isReached: boolean) => ({ act: "attempted", kind: "call", isReached }) as const;
const offer = { act: "offered", kind: "hand" } as const;
const accepted = { act: "accepted" } as const;

/** One story a lead; few, so that no figure of the company is moved by them. */
const stories = (t: (en: string, ru: string) => string): readonly (readonly Told[])[] => [
  [[1, offer]],
  [[3, offer]],
  [[26, offer]],
  [[75, offer]],
  [[98, offer]],
  [
    [30, offer],
    [4, accepted],
  ],
  [
    [120, offer],
    [100, accepted],
  ],
  [
    [74, offer],
    [72, accepted],
    [50, call(false)],
    [27, call(false)],
  ],
  [
    [150, offer],
    [148, accepted],
    [146, call(true)],
  ],
  [
    [52, offer],
    [28, { act: "returned", kind: "definitional", note: t("A private flat", "Частная квартира") }],
  ],
  [
    [124, offer],
    [97, { act: "returned", kind: "clerical", note: t("No telephone, no name", "Ни телефона, ни имени") }],
  ],
  [
    [170, offer],
    [146, { act: "returned", kind: "procedural", note: t("Another region", "Другой регион") }],
    [27, offer],
  ],
];

interface Waiting {
  readonly id: string;
  readonly owner: string;
  readonly qualifiedAt: string;
  /** Returned by sales in the quarter that the company's records end with: mended since, and offered again. */
  readonly cameBack: boolean;
}

/** Puts the list on record as of a day: today by the clock, an earlier day at its noon. Nothing happens where there is one already. */
export async function offerLeads(tx: Tx, heads: Heads, { asOf, tongue }: { asOf: Day; tongue: Tongue }): Promise<void> {
  const { workspaceId } = heads.sales;
  const known = await tx.one<{ count: number }>("select count(*)::int as count from evenhand.handoff where workspace_id = $1", [workspaceId]);
  if (known.count > 0) return;
  const told = stories((en, ru) => (tongue === "ru" ? ru : en));
  const leads = await tx.rows<Waiting>(
    `select l.id, l.owner, l.qualified_at as "qualifiedAt", l.returned_at is not null as "cameBack"
       from evenhand.lead l join evenhand.seller s on s.workspace_id = $1 and s.id = l.owner and (s.until is null or s.until > $2::date)
      where l.workspace_id = $1 and l.qualified_at is not null and l.accepted_at is null and l.first_attempt_at is null
        and l.first_contact_at is null and l.sales_qualified_at is null and l.converted_at is null and l.deal is null
      order by l.returned_at is not null, l.created_at desc, l.id limit $3`,
    [workspaceId, asOf, told.length],
  );
  await enlistSellers(tx, workspaceId, [...new Set(leads.map(({ owner }) => owner))]);
  const people = await tx.rows<{ id: string; seller: string; memberId: string | null }>(
    `select id, seller, member_id as "memberId" from evenhand.handoff_person where workspace_id = $1 and seller is not null`,
    [workspaceId],
  );
  const now = new Date();
  const fromMs = now.toISOString().startsWith(asOf) ? now.getTime() : Date.parse(`${asOf}T12:00:00Z`);
  for (const [place, { id, owner, qualifiedAt, cameBack }] of leads.entries()) {
    const person = people.find(({ seller }) => seller === owner);
    if (cameBack) await act(tx, workspaceId, { lead: id, act: "offered", kind: "source", memberId: null, at: qualifiedAt, personId: person?.id ?? null });
    for (const [hoursAgo, said] of told[place]!) {
      const at = new Date(fromMs - hoursAgo * 3_600_000).toISOString();
      const isOffer = said.act === "offered";
      const by = isOffer ? heads.marketing.memberId : (person?.memberId ?? heads.sales.memberId);
      await act(tx, workspaceId, { lead: id, memberId: by, at, personId: isOffer ? (person?.id ?? null) : null, ...said });
    }
  }
}
