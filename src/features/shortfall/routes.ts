// Answers about where a shortfall is located: the parts, the records behind them, the page as a file, and what can be asked.
import { stepsOf, stretchOf } from "#evidence/kpi/series.ts";
import { explainShortfall as explain, recordsBehind } from "#evidence/shortfall/explain.ts";
import { plannedMoney } from "#evidence/shortfall/plan.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import { whyNotExplain } from "#features/shortfall/access.ts";
import { type Explanation, driverKey, explainShortfall, exportShortfall, shortfallChoices, shortfallRecords } from "#features/shortfall/contract.ts";
import { type Asked, dimensionsOf, explanationOf, moneyIn, questionOf } from "#features/shortfall/rules.ts";
import { words } from "#features/shortfall/words.en.ts";
import { words as russian } from "#features/shortfall/words.ru.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { csvOf } from "#http/report/csv.ts";
import { pdfOf } from "#http/report/pdf.ts";
import type { Report, ReportTable } from "#http/report/report.ts";
import { waterfallSvg } from "#http/report/waterfall.ts";
import { workbookOf } from "#http/report/workbook.ts";
import { type Route, serve } from "#http/route.ts";
import { dayNumber } from "#kit/day.ts";
import { toMajor } from "#kit/money.ts";
import { type Period, periodName } from "#kit/period.ts";
import type { Refusal } from "#kit/refusal.ts";
import { sayPeriod } from "#kit/say-period.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { type Language, type WordValues, sentenceOf } from "#kit/words.ts";
import { type KeptFacts, answerOn, derivedFrom, keptFacts } from "#ledger/kept-facts.ts";
import { readRecords } from "#ledger/read-records.ts";

const beside = { sentences: sentencesOf(words), runsBeside: true };
const ofFacts = { ...beside, isOfFactsAlone: true };

/** The facts as this asker may look at them today; a refusal where they may not. */
async function look({ asker, database, workspace, asOf }: Pick<MemberQuestion, "asker" | "database" | "workspace" | "asOf">) {
  const why = whyNotExplain(asker);
  if (why !== null) return { refusal: deny(why) };
  const kept = await keptFacts(database, workspace);
  const { lens } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
  return { kept, lens };
}

const refused = ({ reason, details }: Refusal) => invalid(reason, details);

/** The explanation, worked out once for each state of the facts and each day. */
async function explained(question: Pick<MemberQuestion, "asker" | "database" | "workspace" | "asOf">, asked: Asked): Promise<Explanation | Refusal> {
  const seen = await look(question);
  if (seen.refusal) return seen.refusal;
  const input = questionOf(seen.kept, seen.lens, asked);
  if (!input.ok) return refused(input);
  return answerOn(seen.kept, `shortfall ${input.value.asOf} ${JSON.stringify(input.value.question)}`, () => {
    const told = explain(input.value);
    return told.ok ? explanationOf(told.value, seen.kept) : refused(told);
  });
}

const isRefusal = (answer: Explanation | Refusal): answer is Refusal => "ok" in answer;

const files = {
  pdf: { type: "application/pdf", write: pdfOf },
  xlsx: { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write: workbookOf },
  csv: { type: "text/csv; charset=utf-8", write: async (report: Parameters<typeof csvOf>[0]) => csvOf(report) },
} as const;

export const routes: Route[] = [
  serve(explainShortfall, (question) => explained(question, question.query), ofFacts),
  serve(
    exportShortfall,
    async (question) => {
      const { format, language, ...asked } = question.query;
      const told = await explained(question, asked);
      if (isRefusal(told)) return told;
      const file = files[format];
      const content = await file.write(reportOf(told, language, question.workspace.name));
      return { name: `evenhand-shortfall-${told.question.period}.${format}`, type: file.type, content };
    },
    beside,
  ),
  serve(
    shortfallRecords,
    async (question) => {
      const { driver, segment, side, limit, offset, ...asked } = question.query;
      const seen = await look(question);
      if (seen.refusal) return seen.refusal;
      const input = questionOf(seen.kept, seen.lens, asked);
      if (!input.ok) return refused(input);
      const behind = recordsBehind(input.value, driver, segment);
      if (!behind.ok) return refused(behind);
      const { entity } = behind.value;
      const ids = behind.value[side];
      if (segment !== undefined && ids.length === 0 && asked.by.length === 0) return missing();
      const page = ids.slice(offset, offset + limit);
      const workspaceId = question.workspace.id;
      const found = await question.database.inWorkspace(workspaceId, (tx) => readRecords(tx, { workspaceId, entity, ids: page, limit, offset: 0 }), {
        readOnly: true,
      });
      return {
        entity,
        total: ids.length,
        rows: withNames(
          seen.kept,
          found.records.map(({ id, fields }) => shown(entity, { ...fields, id })),
        ),
      };
    },
    beside,
  ),
  serve(
    shortfallChoices,
    async (question) => {
      const seen = await look(question);
      if (seen.refusal) return seen.refusal;
      const { kept, lens } = seen;
      const stretch = stretchOf(lens);
      const input = questionOf(kept, lens, {});
      const { deals } = lens.facts;
      const quarters = stretch ? [...stepsOf(stretch, "quarter"), ...stepsOf(stretch, "month")] : [];
      const days = lens.byClose.map((row) => deals.closedOn[row]!);
      const closedIn = (period: Period) => {
        const [from, until] = [dayNumber(period.from), dayNumber(period.until)];
        return days.reduce((count, day) => (day >= from && day < until ? count + 1 : count), 0);
      };
      return {
        periods: quarters.map((period) => ({
          name: periodName(period),
          closed: closedIn(period),
          hasPlan: plannedMoney(kept.plans, period, "revenue") !== null,
        })),
        dimensions: dimensionsOf(lens),
        hasCosts: deals.cost.some((cost) => !Number.isNaN(cost)),
        suggested: input.ok
          ? {
              period: periodName(input.value.question.period),
              against: input.value.question.against === "plan" ? "plan" : periodName(input.value.question.against),
            }
          : null,
      };
    },
    ofFacts,
  ),
];

/** Names in place of ids wherever the lists know them. */
function withNames(kept: KeptFacts, rows: readonly Record<string, string | number | boolean | null>[]) {
  const lists = { account: kept.named.accounts, owner: kept.named.sellers, product: kept.named.products };
  const wanted = new Set(rows.flatMap((row) => Object.keys(lists).map((field) => row[field])));
  const names = Object.fromEntries(
    Object.entries(lists).map(([field, list]) => [field, new Map(list.ids.flatMap((id, place) => (wanted.has(id) ? [[id, list.names[place]] as const] : [])))]),
  );
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([field, value]) => [field, names[field]?.get(String(value)) ?? value])));
}

const columns = {
  deal: ["id", "name", "account", "owner", "product", "channel", "segment", "region", "stage", "createdOn", "closedOn", "amount", "listPrice"],
  lead: ["id", "name", "account", "owner", "product", "channel", "segment", "region", "stage", "createdAt", "grade"],
} as const;

/** The fields that tell a reader which record it is, in a fixed order. */
function shown(entity: "deal" | "lead", fields: Readonly<Record<string, string | number | boolean | null>>) {
  return Object.fromEntries(columns[entity].map((name) => [name, fields[name] ?? null]));
}

type Say = (key: string, values?: WordValues) => string;

/** The page on paper: the question, the sentence, the waterfall, the parts, their segments, and how we know. */
function reportOf(told: Explanation, language: Language, company: string): Report {
  const say: Say = (key, values = {}) => sentenceOf(language === "ru" ? russian : words, language, key, values);
  const { papers } = told;
  const parts = partsTable(told, say);
  return {
    title: `${say(told.shortfall < 0 ? "title" : "title-surplus")} ${company}`,
    sentence: told.summary[language],
    language,
    asOf: papers.asOf,
    picture: { svg: picture(told, language, say), textAlternative: told.summary[language], key: say("report-key") },
    tables: told.question.by.length === 0 ? [parts] : [parts, segmentsTable(told, say)],
    papers: [
      [say("report-papers"), say(papers.leads > 0 ? "papers-method" : "papers-method-deals", { draws: papers.draws })],
      [say("col-verdict"), say("papers-verdict", { parts: told.parts.length })],
      [say("parts"), say("parts-note")],
      ...(told.question.by.length === 0 ? [] : [[say("cut-by"), say("cut-note")] as const]),
      [say("col-records"), say(papers.leads > 0 ? "papers-sample" : "papers-sample-deals", { deals: papers.deals, leads: papers.leads })],
      [say("report-asof"), papers.asOf],
      ...(told.switchedOff.length === 0
        ? []
        : [[say("switched-off"), [...new Set(told.switchedOff.map((off) => say(`driver-${off.driver}`)))].join(", ")] as const]),
    ],
  };
}

function picture(told: Explanation, language: Language, say: Say): string {
  const money = (minor: number) => (minor < 0 ? "\u2212" : "") + moneyIn(language, Math.abs(minor), told.currency);
  const total = (label: string, amount: number) => ({ label, printed: money(amount), amount, low: null, high: null, kind: "total" as const, owner: null });
  const isPlan = told.question.against === "plan";
  return waterfallSvg([
    total(say(isPlan ? "plan" : "reference", { period: sayPeriod(language, isPlan ? told.period : told.referencePeriod) }), told.reference),
    ...told.parts.map((part) => ({
      label: say(driverKey(part.driver, told.switchedOff)),
      printed: (part.amount > 0 ? "+" : "") + money(part.amount),
      amount: part.amount,
      low: part.interval.low,
      high: part.interval.high,
      kind: part.verdict === "within-chance" || part.verdict === "cannot-be-told" ? ("within-chance" as const) : ("part" as const),
      owner: part.owner,
    })),
    total(say("actual", { period: sayPeriod(language, told.period) }), told.actual),
  ]);
}

function partsTable(told: Explanation, say: Say): ReportTable {
  const { currency } = told;
  const major = (minor: number | null) => (minor === null ? null : toMajor(minor, currency));
  const checks = new Map(told.crossCheck.parts.map((part) => [part.driver, part.amount]));
  return {
    caption: say("parts"),
    columns: [
      { title: say("col-driver") },
      { title: say("col-owner") },
      { title: say("report-amount", { currency }), digits: 2 },
      { title: say("report-low"), digits: 2 },
      { title: say("report-high"), digits: 2 },
      { title: say("col-verdict") },
      { title: say("report-check", { currency }), digits: 2 },
    ],
    rows: [
      ...told.parts.map((part) => [
        say(driverKey(part.driver, told.switchedOff)),
        say(`sum-owner-${part.owner}`),
        major(part.amount),
        major(part.interval.low),
        major(part.interval.high),
        say(`sum-${part.verdict}`),
        major(checks.get(part.driver) ?? null),
      ]),
      [say(told.shortfall < 0 ? "shortfall" : "surplus"), "", major(told.shortfall), major(told.interval.low), major(told.interval.high), "", null],
    ],
  };
}

function segmentsTable(told: Explanation, say: Say): ReportTable {
  const name = (segment: Explanation["parts"][number]["segments"][number]) =>
    segment.isRest ? say("segment-rest") : segment.names.map((each) => each ?? say("segment-none")).join(" · ");
  return {
    caption: say("segments"),
    columns: [
      { title: say("col-segment") },
      { title: say("col-driver") },
      { title: say("report-amount", { currency: told.currency }), digits: 2 },
      { title: say("report-low"), digits: 2 },
      { title: say("report-high"), digits: 2 },
    ],
    rows: told.parts.flatMap((part) =>
      part.segments.map((each) => [
        name(each),
        say(driverKey(part.driver, told.switchedOff)),
        toMajor(each.amount, told.currency),
        each.interval.low === null ? null : toMajor(each.interval.low, told.currency),
        each.interval.high === null ? null : toMajor(each.interval.high, told.currency),
      ]),
    ),
  };
}
