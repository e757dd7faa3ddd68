// How marketing stands in the demo company: an independent department with an agency; one task between two chairs, one done twice, and promises with the agency kept and not.
import { randomUUID } from "node:crypto";

import type { Heads } from "#apps/demo/agreements.ts";
import { type NewDealing, insertDealing, insertSignature, insertVersion } from "#features/agency-promises/store.ts";
import { insertDone, insertStage, putOwners } from "#features/stage/store.ts";
import type { Tx } from "#db/database.ts";
import { type AgencyPromiseKey, usualAgencyTerms } from "#facts/agency-promises.ts";
import type { StageAnswers } from "#facts/firm-stage.ts";
import type { MarketingTaskKey, TaskOwner } from "#facts/marketing-tasks.ts";
import { type Day, addDays, addMonths } from "#kit/day.ts";
import { audit } from "#ledger/audit.ts";
import type { Tongue } from "#testing/demo/names.ts";

const answers: StageAnswers = { who: "both", people: 5, agencyFor: ["campaigns", "site"], reportsTo: "director", budget: "director", apart: "no" };

const texts = {
  en: {
    preferences: "Twelve installers asked at the partners' day",
    positioning: "One page for salespeople: whom we are for, and against whom",
    briefs: ["Spring campaign for dealers", "Videos of the new cameras", "Landing page: access control", "Autumn campaign for integrators"],
    report: "Report of the month",
    invoices: ["Invoice 17", "Invoice 21"],
    note: "So that both know how many leads the budget buys.",
  },
  ru: {
    preferences: "Двенадцать монтажников опрошены на дне партнёров",
    positioning: "Одна страница для продавцов: для кого мы и против кого",
    briefs: ["Весенняя кампания для дилеров", "Ролики о новых камерах", "Посадочная: контроль доступа", "Осенняя кампания для интеграторов"],
    report: "Отчёт за месяц",
    invoices: ["Счёт 17", "Счёт 21"],
    note: "Чтобы обе стороны знали, сколько лидов покупает бюджет.",
  },
} as const satisfies Record<Tongue, object>;

interface Told {
  readonly today: Day;
  readonly tongue: Tongue;
}

/** Entered once, however often the demo is taken up again. */
export async function sayWhoDoesWhat(tx: Tx, heads: Heads, { today, tongue }: Told): Promise<void> {
  const { workspaceId, memberId: by } = heads.marketing;
  if ((await tx.maybe("select 1 from evenhand.firm_stage where workspace_id = $1 limit 1", [workspaceId])) !== null) return;
  const since = addDays(today, -400);
  const id = randomUUID();
  await insertStage(tx, workspaceId, { id, stage: "department", answers, since, note: "", by });
  await audit(tx, heads.marketing, { act: "stage.said", subjectKind: "stage", subjectId: id, before: {}, after: { stage: "department", since } });
  const owned = async (task: MarketingTaskKey, owners: readonly TaskOwner[], days: number) =>
    putOwners(tx, workspaceId, { id: randomUUID(), task, owners, since: addDays(today, -days), by });
  // Whose prices are since the last product manager left was never said; letters go out from two desks.
  await owned("price-place", [], 160);
  await owned(
    "mailing",
    [
      { kind: "role", role: "operational-marketing" },
      { kind: "role", role: "agency" },
    ],
    210,
  );
  const done = async (task: "preferences" | "positioning", days: number) =>
    insertDone(tx, workspaceId, { id: randomUUID(), task, on: addDays(today, -days), note: texts[tongue][task], by });
  await done("preferences", 130);
  await done("positioning", 220);
  const agency = await tx.maybe<{ id: string }>("select id from evenhand.member where workspace_id = $1 and role = 'agency' order by name limit 1", [
    workspaceId,
  ]);
  if (agency !== null) await promiseWithAgency(tx, heads, { today, tongue, agencyId: agency.id });
}

async function promiseWithAgency(tx: Tx, heads: Heads, { today, tongue, agencyId }: Told & { readonly agencyId: string }): Promise<void> {
  const { workspaceId, memberId: by } = heads.marketing;
  const signedOn = addDays(today, -200);
  const promised = async (key: AgencyPromiseKey, isSigned: boolean) => {
    const of = { agencyId, key, version: 1 };
    const terms = usualAgencyTerms[key];
    await insertVersion(tx, workspaceId, { ...of, terms, note: isSigned ? "" : texts[tongue].note, holdsFrom: null, by });
    const at = isSigned ? { at: `${signedOn}T09:00:00Z` } : {};
    await insertSignature(tx, workspaceId, { ...of, party: "firm", memberId: by, ...at });
    if (isSigned) await insertSignature(tx, workspaceId, { ...of, party: "agency", memberId: agencyId, ...at });
    await audit(tx, heads.marketing, {
      act: "agency-promise.proposed",
      subjectKind: "agency-promise",
      subjectId: `${agencyId}/${key}@1`,
      after: { level: terms.level, atLeast: terms.atLeast },
    });
  };
  for (const key of ["brief-answered", "report-in-time", "brief-in-time", "invoice-paid"] as const) await promised(key, true);
  await promised("leads-delivered", false);
  const passed = async (one: Pick<NewDealing, "kind" | "about" | "askedOn"> & { readonly forOn?: Day; readonly after: number | null }) => {
    const { forOn = null, after, ...more } = one;
    const answeredOn = after === null ? null : addDays(one.askedOn, after);
    await insertDealing(tx, workspaceId, { ...more, id: randomUUID(), agencyId, forOn, answeredOn, by });
  };
  const briefs = texts[tongue].briefs;
  for (const [place, [days, ahead, after]] of (
    [
      [180, 30, 4],
      [130, 20, 3],
      [80, 10, 5],
      [30, 21, 4],
    ] as const
  ).entries()) {
    const askedOn = addDays(today, -days);
    await passed({ kind: "brief", about: briefs[place]!, askedOn, forOn: addDays(askedOn, ahead), after });
  }
  const firstOfThis = `${today.slice(0, 7)}-01`;
  for (const months of [5, 4, 3, 2]) {
    const askedOn = addMonths(firstOfThis, -months);
    const next = addMonths(askedOn, 1);
    // All by the tenth of the next month, but for one that came on the nineteenth; the last one is owed still.
    const givenOn = addDays(next, months === 3 ? 18 : 6);
    const about = `${texts[tongue].report} ${askedOn.slice(0, 7)}`;
    await insertDealing(tx, workspaceId, { id: randomUUID(), agencyId, kind: "report", about, askedOn, forOn: null, answeredOn: givenOn, by });
  }
  await passed({ kind: "invoice", about: texts[tongue].invoices[0], askedOn: addDays(today, -150), after: 24 });
  await passed({ kind: "invoice", about: texts[tongue].invoices[1], askedOn: addDays(today, -70), after: 29 });
}
