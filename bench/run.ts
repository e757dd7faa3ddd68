// Runs the measurements and writes bench/README.md: what was measured, on which machine, and what is aimed at. `npm run bench` for all, or `npm run bench start memory` for some.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";

const folder = import.meta.dirname;
const page = join(folder, "README.md");

/** File, heading, and what is aimed at. */
const all = {
  import: ["Import", "Rows a second of an import against a bare COPY of the same rows into the same table. The aim: at least a third of its speed."],
  shortfall: ["Shortfall", "A shortfall split over its drivers with 90 % ranges. The aim: ten drivers and 1,000 segments under a second."],
  ripening: ["Ripening", "A million leads into the share within a window, by age and in the end, with ranges. The aim: under a second."],
  survival: ["Survival", "A million deals into curves of what is still open, of won against lost, and into ratios of pace."],
  forecast: [
    "Forecast",
    "A quarter forecast from a hundred thousand deals and more; the whole answer holds up to twelve forecasts of earlier quarters, of 300 draws each.",
  ],
  prices: ["Prices", "The slope of winning on the discount within sellers, and the discount that leaves most."],
  response: [
    "Response and promises",
    "The company's own response curve, verdicts on all promises, and the way back from a revenue goal. The aim: a second for the curve and for the way back, two for the promises.",
  ],
  changes: ["Changes", "Turning points of a figure over five years of weeks."],
  journeys: [
    "Journeys",
    "Credit shared out over ten million touches from columns. The aim on one core: five rules, equal split and walk in 0.35 s and 250 MB; 500 channels in 0.5 s; 200 draws for the walk in 0.3 s more.",
  ],
  "journeys-database": [
    "Journeys from the database",
    "A million touches from the database to the answer. The aim: 3 s the first time, 0.3 s when nothing changed; after an import what it brought is read, and no more.",
  ],
  "journeys-refresh": [
    "Journeys after an import",
    "Ten models, 400 draws, from columns in memory, after an import of 1,000 touches; processor seconds. The baseline is the same answer worked out anew. The aim: 0.6 s for a million touches, and for two million at most 1.2 times what half a million cost.",
  ],
  "claims-round": [
    "A round of verdicts",
    "Every standard claim put to the facts of a hundred thousand deals and a million touchpoints, in one go. The baseline is the same round in a company of a tenth.",
  ],
  "handoff-live": [
    "Live lists",
    "Members with the live list of the handoff open, and fifty changes a second; from before the change is sent until it stands on another screen. The database writes every change through to the disk.",
  ],
  "notes-live": [
    "Notes of a meeting",
    "Thirty people write in one document, five changes a second each; from the keystroke's change until it stands on another screen. The baseline is Hocuspocus alone, which keeps nothing.",
  ],
  "notes-long": [
    "Long notes",
    "Notes of two hundred pages in a real browser; the baseline is empty notes in the same run. The aim: 3 s until one can type, and 95 of 100 letters drawn within 50 ms of the key.",
  ],
  search: ["Search", "Ten kinds of questions to a hundred thousand records in two languages; the baseline is ILIKE over the same texts in the same run."],
  start: ["Start", "From the command to the last byte of the first page."],
  "while-loading": [
    "While loading",
    "The pages of the demo company, opened in turn twice a second while a million touchpoints come into it; half way the server is killed. The aim: 95 of 100 pages within a second.",
  ],
  memory: ["Memory", "The server process while a million touchpoints come in through the interface, and with them on record."],
} as const;
type Name = keyof typeof all;

const names = Object.keys(all) as Name[];
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(names as string[]).includes(name));
if (unknown.length > 0) throw new Error(`${unknown.join(", ")}: choose among ${names.join(", ")}`);

const before = existsSync(page) ? readFileSync(page, "utf8") : "";
const sections = names.map((name) => {
  const [title, aim] = all[name];
  const kept = before.split("\n## ").find((section) => section.startsWith(`${title}\n`));
  if (wanted.length > 0 && !wanted.includes(name)) return kept === undefined ? "" : `## ${kept.trim()}\n`;
  console.error(`measuring: ${name}`);
  const said = execFileSync(process.execPath, [join(folder, `${name}.ts`)], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: 2 ** 26 });
  return `## ${title}\n\n${aim} ${machine()}\n\n${said.trim()}\n`;
});
writeFileSync(
  page,
  `# Measured\n\nWritten by \`npm run bench\`. Where simulated firms hold the planted truth: [coverage.md](coverage.md).\n\n${sections.filter(Boolean).join("\n")}`,
);
console.log(`Written: ${page}`);

/** '2 × Intel … , 24 GB, Node 24.21.0, load 0.4, 2026-11-23'. A high load means that others worked on the machine, and the figures are poorer than they would be alone. */
function machine(): string {
  const [first] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const day = new Date().toISOString().slice(0, 10);
  return `Measured on ${cpus().length} × ${first?.model.trim() ?? "unknown"}, ${gigabytes} GB, Node ${process.versions.node}, on ${day}, at a load of ${loadavg()[0]!.toFixed(1)}.`;
}
