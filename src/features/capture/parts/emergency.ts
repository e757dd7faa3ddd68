// Waiting leads as a file that a spreadsheet opens, and that the import of badge files reads again.
import type { Waiting } from "#features/capture/rules.ts";
import { csvLine, csvStart } from "#kit/csv.ts";

export function asCsv(waiting: readonly Waiting[]): string {
  const lines = waiting.map((lead) =>
    csvLine([
      lead.name,
      lead.company,
      lead.title,
      lead.phone,
      lead.email,
      lead.grade,
      [...lead.products, ...lead.segments, ...(lead.interest === null ? [] : [lead.interest])].join(", "),
      [lead.note, lead.nextStep, lead.nextOn].filter((each) => each !== null).join("; "),
      lead.takenAt,
      lead.takenByName,
    ]),
  );
  return csvStart + csvLine(["Name", "Company", "Job Title", "Phone", "Email", "Grade", "Interest", "Notes", "Scanned At", "Scanned By"]) + lines.join("");
}
