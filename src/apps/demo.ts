// Opens the demo company: SectorVision's two years, loaded through the same door as anybody's files, with people, definitions and goals.
import { setTimeout as pause } from "node:timers/promises";

import { type Heads, agreeOnDefinitions, agreeOnPromises, setGoals } from "#apps/demo/agreements.ts";
import { fileClaims } from "#apps/demo/claims.ts";
import { weighMovingUp } from "#apps/demo/cooperation.ts";
import { agreeOnMore } from "#apps/demo/decisions.ts";
import { workTogether } from "#apps/demo/practices.ts";
import { meetingNames, planMeetings } from "#apps/demo/meetings.ts";
import { holdMeeting } from "#apps/demo/past-meeting.ts";
import { planProjects } from "#apps/demo/projects.ts";
import { turnWithTheMarket } from "#apps/demo/turns.ts";
import { askForReports } from "#apps/demo/reporting.ts";
import { giveDemoFeedback } from "#apps/demo/feedback.ts";
import { offerLeads } from "#apps/demo/handoffs.ts";
import { doubtNumbers } from "#apps/demo/disputes.ts";
import { loadFactFiles } from "#apps/demo/load.ts";
import { sayWhoDoesWhat } from "#apps/demo/stage.ts";
import { takeVisitors } from "#apps/demo/stand.ts";
import { startSteps } from "#apps/demo/steps.ts";
import { askHowItGoes } from "#apps/demo/survey.ts";
import { talkOfThings } from "#apps/demo/threads.ts";
import { judgeDeals } from "#apps/demo/verdicts.ts";
import type { Database, Tx } from "#db/database.ts";
import { type Log, silent } from "#db/log.ts";
import type { Asker } from "#facts/department.ts";
import type { Stage } from "#facts/stage.ts";
import { type Day, addDays, addMonths } from "#kit/day.ts";
import { audit } from "#ledger/audit.ts";
import { setStages } from "#ledger/stage-mapping.ts";
import { addMember, beginWorkspace } from "#ledger/workspaces.ts";
import { demoStart } from "#testing/demo/calendar.ts";
import { type SimulatedFirm, simulateFirm, usualSeed } from "#testing/demo/company.ts";
import { type FactFile, dealFileOf, filesOf, stageNames } from "#testing/demo/files.ts";
import { type Tongue, labelOf } from "#testing/demo/names.ts";
import { earlierStates } from "#testing/demo/states.ts";

export interface OpenDemoOptions {
  /** Today: the demo's records end with the last whole quarter before it. */
  readonly asOf: Day;
  /** The same seed and quarter give the same company. */
  readonly seed?: number;
  readonly language?: Tongue;
  readonly log?: Log;
  /** Files loaded so far, of how many, and the name of the next one. */
  readonly onProgress?: (done: number, total: number, name: string) => void;
}

export interface DemoWorkspace {
  readonly workspaceId: string;
  readonly slug: string;
  /** False: it was there already, and nothing was changed. */
  readonly isNew: boolean;
}

const source = "sectorvision-crm";
const begun = "demo.begun";
const completed = "demo.completed";

/** Finds the demo company's workspace or makes it. One that was interrupted on its way is finished; what is loaded twice changes nothing. */
export async function openDemoWorkspace(database: Database, options: OpenDemoOptions): Promise<DemoWorkspace> {
  const unlock = await lockDemo(database);
  try {
    const found = await findDemo(database);
    if (found?.isComplete) return { workspaceId: found.workspaceId, slug: found.slug, isNew: false };
    const { workspaceId, slug, made } = found ?? (await beginDemo(database, options));
    await fill(database, { ...options, workspaceId, made });
    return { workspaceId, slug, isNew: true };
  } finally {
    await unlock();
  }
}

/** What a demo was made from, as its log keeps it. */
interface Made {
  readonly from: Day;
  readonly seed: number;
  readonly language: Tongue;
}

interface FoundDemo {
  readonly workspaceId: string;
  readonly slug: string;
  readonly made: Made;
  readonly isComplete: boolean;
}

async function lockDemo(database: Database): Promise<() => Promise<void>> {
  for (;;) {
    const unlock = await database.tryLock("demo");
    if (unlock) return unlock;
    await pause(200);
  }
}

async function findDemo(database: Database): Promise<FoundDemo | null> {
  const candidates = await database.inSignIn((tx) =>
    tx.rows<{ workspaceId: string; slug: string }>(
      `select workspace_id as "workspaceId", slug from sign_in.workspace_slug where slug like 'demo%' order by slug`,
    ),
  );
  for (const { workspaceId, slug } of candidates) {
    const acts = await database.inWorkspace(
      workspaceId,
      (tx) =>
        tx.rows<{ act: string; after: Made }>(
          `select a.act, a.after from evenhand.audit_entry a join evenhand.workspace w on w.workspace_id = a.workspace_id
            where a.workspace_id = $1 and w.is_demo and a.act in ($2, $3) order by a.id`,
          [workspaceId, begun, completed],
        ),
      { readOnly: true },
    );
    const first = acts.find((entry) => entry.act === begun);
    if (first) return { workspaceId, slug, made: first.after, isComplete: acts.some((entry) => entry.act === completed) };
  }
  return null;
}

async function beginDemo(database: Database, { asOf, seed = usualSeed, language = "en" }: OpenDemoOptions): Promise<FoundDemo> {
  const made = { from: demoStart(asOf), seed, language };
  const name = language === "ru" ? "Сектор-Вижн (пример)" : "SectorVision (demo)";
  const workspace = await beginWorkspace(database, { name, slug: "demo", currency: "RUB", timeZone: "Europe/Moscow", language, isDemo: true });
  await database.inWorkspace(workspace.workspaceId, (tx) =>
    audit(tx, { workspaceId: workspace.workspaceId, memberId: null }, { act: begun, subjectKind: "workspace", subjectId: workspace.workspaceId, after: made }),
  );
  return { ...workspace, made, isComplete: false };
}

async function fill(database: Database, options: OpenDemoOptions & { workspaceId: string; made: Made }): Promise<void> {
  const { workspaceId, made, log = silent, onProgress } = options;
  const firm = simulateFirm({ seed: made.seed, from: made.from, tongue: made.language });
  const heads = await database.inWorkspace(workspaceId, async (tx) => (await headsOf(tx, workspaceId)) ?? addPeople(tx, workspaceId, { firm, made }));
  const files = datedFiles(firm, made);
  // Which stages end a deal is known before the first file: only open deals are looked at from day to day.
  await database.inWorkspace(workspaceId, (tx) => setStages(tx, workspaceId, mappedStages(made.language)));
  const loaded = await database.inWorkspace(workspaceId, (tx) => loadedNames(tx, workspaceId), { readOnly: true });
  const missing = files.filter((file) => !loaded.has(file.name));
  const onFile = (n: number) => onProgress?.(files.length - missing.length + n, files.length, missing[n]!.name);
  await loadFactFiles(missing, { database, workspaceId, memberId: heads.sales.memberId, log, onFile });
  onProgress?.(files.length, files.length, "");
  await database.inWorkspace(workspaceId, async (tx) => {
    await agreeOnDefinitions(tx, heads);
    await agreeOnPromises(tx, heads, firm);
    await setGoals(tx, heads, firm);
    await judgeDeals(tx, heads, { firm, seed: made.seed });
    await fileClaims(tx, heads, made.language);
    await startSteps(tx, heads, { today: options.asOf, tongue: made.language });
    await doubtNumbers(tx, heads, { firm, today: options.asOf, tongue: made.language });
    await askForReports(tx, heads, { tongue: made.language, today: options.asOf, seed: made.seed });
    await giveDemoFeedback(tx, heads, made.language);
    await offerLeads(tx, heads, { asOf: options.asOf, tongue: made.language });
    await planMeetings(tx, heads, { tongue: made.language, now: new Date().toISOString() });
    await holdMeeting(tx, heads, { tongue: made.language, today: options.asOf, ...meetingNames(made.language) });
    await planProjects(tx, heads, { tongue: made.language, today: options.asOf });
    await takeVisitors(tx, heads, { tongue: made.language, today: options.asOf });
    await agreeOnMore(tx, heads, { firm, today: options.asOf, tongue: made.language });
    await workTogether(tx, heads, { today: options.asOf, factsUntil: firm.asOf, tongue: made.language });
    await sayWhoDoesWhat(tx, heads, { today: options.asOf, tongue: made.language });
    await talkOfThings(tx, heads, { tongue: made.language });
    await askHowItGoes(tx, heads, { today: options.asOf, tongue: made.language, seed: made.seed });
    await weighMovingUp(tx, heads, { today: options.asOf, tongue: made.language });
    await turnWithTheMarket(tx, heads, { day: firm.against.until, tongue: made.language });
    await audit(tx, { workspaceId, memberId: null }, { act: completed, subjectKind: "workspace", subjectId: workspaceId });
  });
}

/** The firm's files, and before its deals how they stood at the beginning and in the middle of the quarter explained: so what moved in the pipeline is on record. */
function datedFiles(firm: SimulatedFirm, { seed, language: tongue }: Made): FactFile[] {
  const { from } = firm.period;
  const states = earlierStates(firm.rows.deal, [from, addDays(from, 45)], seed).map((state) => dealFileOf(state, { source, tongue }));
  const last = (file: FactFile): FactFile => Object.assign(file, { broughtOn: firm.asOf });
  return filesOf(firm.rows, source, tongue).flatMap((file) => (file.entity === "deal" ? states.concat(last(file)) : file));
}

async function loadedNames(tx: Tx, workspaceId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ name: string }>("select name from evenhand.import where workspace_id = $1 and state = 'done'", [workspaceId]);
  return new Set(rows.map((row) => row.name));
}

function mappedStages(language: Tongue): { source: string; recordKind: "deal" | "lead"; sourceStage: string; stage: Stage }[] {
  const every = Object.entries(stageNames[language]) as [Stage, string][];
  return (["deal", "lead"] as const).flatMap((recordKind) => every.map(([stage, sourceStage]) => ({ source, recordKind, sourceStage, stage })));
}

const headNames = { en: ["Viktor Rechnoy", "Elena Zareva"], ru: ["Виктор Речной", "Елена Зарева"] } as const;

async function headsOf(tx: Tx, workspaceId: string): Promise<Heads | null> {
  const rows = await tx.rows<{ id: string; role: string }>("select id, role from evenhand.member where workspace_id = $1 and role like 'head-of-%'", [
    workspaceId,
  ]);
  const [sales, marketing] = ["head-of-sales", "head-of-marketing"].map((role) => rows.find((row) => row.role === role)?.id);
  return sales && marketing ? askers(workspaceId, sales, marketing) : null;
}

function askers(workspaceId: string, sales: string, marketing: string): Heads {
  const asker = (memberId: string, role: Asker["role"], department: Asker["department"]): Asker => ({ memberId, workspaceId, role, department });
  return { sales: asker(sales, "head-of-sales", "sales"), marketing: asker(marketing, "head-of-marketing", "marketing") };
}

/** Both heads and everybody of the two departments, with their dates of service; none of them has an account. */
async function addPeople(tx: Tx, workspaceId: string, { firm, made }: { firm: SimulatedFirm; made: Made }): Promise<Heads> {
  const [salesName, marketingName] = headNames[made.language];
  const servedFrom = addMonths(made.from, -36);
  const sales = await addMember(tx, workspaceId, {
    name: salesName,
    email: "sales.head@sectorvision.example",
    role: "head-of-sales",
    department: "sales",
    servedFrom,
  });
  const marketing = await addMember(tx, workspaceId, {
    name: marketingName,
    email: "marketing.head@sectorvision.example",
    role: "head-of-marketing",
    department: "marketing",
    servedFrom,
  });
  let marketers = 0;
  for (const seller of firm.rows.seller) {
    const isSales = seller.department === "sales";
    const role = isSales ? "sales" : marketers++ === 0 ? "marketing-strategic" : "marketing-operational";
    const department = isSales ? "sales" : "marketing";
    await addMember(tx, workspaceId, { name: seller.name!, email: seller.email, role, department, servedFrom: seller.from, servedUntil: seller.until });
  }
  await addMember(tx, workspaceId, { name: labelOf(made.language, "agency"), email: "desk@agency.example", role: "agency", department: null });
  return askers(workspaceId, sales, marketing);
}
