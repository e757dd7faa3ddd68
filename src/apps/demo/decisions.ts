// What the demo company's heads have agreed beside meetings: one that holds, one past its last day, one that waits for sales; with the figures of then.
import { randomUUID } from "node:crypto";

import type { Heads } from "#apps/demo/agreements.ts";
import { knownBy } from "#apps/server/quoted.ts";
import { insertDecision, keepEvidence } from "#features/decisions/store.ts";
import { readFigures } from "#features/figures/contract.ts";
import { words as en } from "#features/figures/words.en.ts";
import { words as ru } from "#features/figures/words.ru.ts";
import type { Tx } from "#db/database.ts";
import { type FigureKey, figuresOf } from "#evidence/kpi/figures.ts";
import { enteredId } from "#facts/decisions.ts";
import type { Quote } from "#facts/thread.ts";
import { type Day, addDays } from "#kit/day.ts";
import { paths } from "#kit/paths.ts";
import { periodName } from "#kit/period.ts";
import { audit } from "#ledger/audit.ts";
import { claimGroundOf } from "#testing/claim-ground.ts";
import type { SimulatedFirm } from "#testing/demo/company.ts";
import type { Tongue } from "#testing/demo/names.ts";

type Said = Readonly<Record<Tongue, string>>;

interface Agreed {
  readonly title: Said;
  readonly said: Said;
  readonly by: "sales" | "marketing";
  readonly ago: number;
  /** Days from today; null: until something else is decided. */
  readonly until: number | null;
  readonly isAgreed: boolean;
  readonly rests: readonly FigureKey[];
}

const agreed: readonly Agreed[] = [
  {
    title: { en: "Leads of a fair are called before the leads of the site", ru: "Лидам с выставки звоним раньше, чем лидам с сайта" },
    said: { en: "For a week after each fair, two of sales do nothing else.", ru: "Неделю после каждой выставки двое продавцов занимаются только ими." },
    by: "marketing",
    ago: 9,
    until: 90,
    isAgreed: true,
    rests: ["win-rate", "cycle-median-won"],
  },
  {
    title: { en: "No discount above a tenth without a word from marketing", ru: "Скидка больше десятой доли — только после слова маркетинга" },
    said: { en: "Until the new price list is out.", ru: "Пока не вышел новый прайс." },
    by: "sales",
    ago: 70,
    until: -5,
    isAgreed: true,
    rests: ["discount", "average-deal"],
  },
  {
    title: { en: "One report a week instead of three", ru: "Один отчёт в неделю вместо трёх" },
    said: { en: "Marketing takes from the records what it needs.", ru: "Что нужно, маркетинг берёт из записей сам." },
    by: "marketing",
    ago: 1,
    until: null,
    isAgreed: false,
    rests: ["deals-opened"],
  },
];

interface Made {
  readonly firm: SimulatedFirm;
  readonly today: Day;
  readonly tongue: Tongue;
}

/** Written down once, however often the demo is taken up again. */
export async function agreeOnMore(tx: Tx, heads: Heads, { firm, today, tongue }: Made): Promise<void> {
  const { workspaceId } = heads.sales;
  if ((await tx.maybe("select 1 from evenhand.decision where workspace_id = $1 limit 1", [workspaceId])) !== null) return;
  // The shows of past years were planned before they were held.
  await tx.run(
    `update evenhand.budget_revision b set changed_at = least(b.changed_at, (p.starts_on - 150)::timestamp + interval '9 hours')
       from evenhand.project p where b.workspace_id = $1 and p.workspace_id = $1 and p.id = b.project_id`,
    [workspaceId],
  );
  const figures = figuresOf(claimGroundOf(firm).lens, firm.period);
  const { slug, version } = await tx.one<{ slug: string; version: number }>(
    "select slug, facts_version as version from evenhand.workspace where workspace_id = $1",
    [workspaceId],
  );
  const period = periodName(firm.period);
  for (const one of agreed) {
    const id = randomUUID();
    const on = addDays(today, -one.ago);
    // What is over was written down with a last day that lay ahead then.
    const until = one.until === null ? null : addDays(today, one.until);
    const { memberId: salesId } = heads.sales;
    const { memberId: marketingId } = heads.marketing;
    const words = { title: one.title[tongue], said: one.said[tongue], until };
    const at = `${on}T09:30:00Z`;
    await insertDecision(tx, workspaceId, { id, ...words, supersedes: null, endsIt: false, salesId, marketingId, by: heads[one.by].memberId, at });
    const own = one.by === "sales" ? "sales_at" : "marketing_at";
    const set = one.isAgreed ? "sales_at = $3, marketing_at = $3" : `${own} = $3`;
    await tx.run(`update evenhand.decision set ${set}, review_told_at = case when until < $4 then now() end where workspace_id = $1 and id = $2`, [
      workspaceId,
      id,
      at,
      today,
    ]);
    for (const [place, key] of one.rests.entries()) {
      const where = figures.findIndex((figure) => figure.key === key);
      if (where === -1) continue;
      const number = figures[where]!;
      const quote: Quote = {
        name: (tongue === "ru" ? ru : en)[`figure.${key}`],
        number,
        asOf: on,
        factsVersion: version,
        source: { endpoint: readFigures.name, params: {}, query: { period } },
        trail: ["numbers", { at: where, known: knownBy(number) }],
        href: paths.home(slug, { period }),
      };
      await keepEvidence(tx, workspaceId, { decision: enteredId(id), place, quote });
    }
    await audit(tx, heads[one.by], { act: "decision.entered", subjectKind: "decision", subjectId: enteredId(id), after: { title: words.title, until } });
  }
}
