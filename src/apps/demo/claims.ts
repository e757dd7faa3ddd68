// What people of the demo company say of one another, as they say it: both heads alike, and one seller who would rather stay unnamed.
import { randomUUID } from "node:crypto";

import type { Heads } from "#apps/demo/agreements.ts";
import type { Tx } from "#db/database.ts";
import type { ClaimKey } from "#facts/claims.ts";
import { claimRows, insertClaim } from "#features/claims/store.ts";
import { audit } from "#ledger/audit.ts";
import { type Tongue, labelOf } from "#testing/demo/names.ts";

interface Said {
  readonly by: "sales" | "marketing" | "unnamed";
  readonly standard: ClaimKey;
  /** The key of a channel's name. */
  readonly channel?: string;
  readonly said: readonly [en: string, ru: string];
}

/** Two from each head about the other side, one about the market, one unnamed about prices. */
const said: readonly Said[] = [
  {
    by: "marketing",
    standard: "leads-answered-late",
    channel: "exhibition",
    said: ["We stand at the fair for a week, and then nobody calls these people.", "Мы неделю стоим на выставке, а потом этим людям никто не звонит."],
  },
  {
    by: "sales",
    standard: "channel-leads-worse",
    channel: "exhibition",
    said: ["People from the fair take a pen and a catalogue. They do not buy.", "С выставки приходят за ручкой и каталогом. Они не покупают."],
  },
  {
    by: "sales",
    standard: "leads-not-as-agreed",
    channel: "site",
    said: [
      "The site sends us private flats, and we agreed on commercial buildings.",
      "С сайта к нам идут частные квартиры, а договаривались о коммерческих зданиях.",
    ],
  },
  {
    by: "marketing",
    standard: "discounts-follow-person",
    said: ["Who gets a discount depends on who sells, not on the deal.", "Кому достанется скидка, решает не сделка, а кто её ведёт."],
  },
  { by: "sales", standard: "market-fell", said: ["Nobody sells in a market like this one.", "На таком рынке не продаёт никто."] },
  {
    by: "unnamed",
    standard: "prices-lose-deals",
    said: ["We are simply too expensive. That is what I hear every week.", "Мы просто дорогие. Я слышу это каждую неделю."],
  },
];

/** Puts them on file, the first said first. Nothing happens where a claim is on file already. */
export async function fileClaims(tx: Tx, heads: Heads, tongue: Tongue): Promise<void> {
  const { workspaceId } = heads.sales;
  if ((await claimRows(tx, workspaceId)).length > 0) return;
  const seller = await tx.one<{ id: string }>("select id from evenhand.member where workspace_id = $1 and role = 'sales' order by name, id limit 1", [
    workspaceId,
  ]);
  for (const [place, one] of said.entries()) {
    const isUnnamed = one.by === "unnamed";
    const by = one.by === "unnamed" ? seller.id : heads[one.by].memberId;
    const subject = one.channel === undefined ? null : labelOf(tongue, one.channel);
    const claim = { id: randomUUID(), standard: one.standard, said: one.said[tongue === "ru" ? 1 : 0], subject, isUnnamed, from: null, until: null };
    await insertClaim(tx, workspaceId, { ...claim, by });
    // All of one transaction would carry the same moment.
    await tx.run("update evenhand.claim set filed_at = now() - make_interval(mins => $3) where workspace_id = $1 and id = $2", [
      workspaceId,
      claim.id,
      said.length - place,
    ]);
    await audit(
      tx,
      { workspaceId, memberId: isUnnamed ? null : by },
      {
        act: "claim.filed",
        subjectKind: "claim",
        subjectId: claim.id,
        after: { standard: claim.standard, subject, said: claim.said },
      },
    );
  }
}
