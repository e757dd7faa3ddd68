// Claims on trial: in many simulated firms, how often is a planted trouble found by its claim, and how often is something claimed that was never there.
import { testClaims } from "#evidence/claims/test-claims.ts";
import type { ClaimKey } from "#facts/claims.ts";
import { type ClaimFirm, type Trouble, aClaimFirm, troubles } from "#testing/claim-firms.ts";

interface Tried {
  readonly key: ClaimKey;
  readonly subject: string | null;
  /** The trouble that makes it true. */
  readonly by: Trouble | null;
  /** Other troubles that make it partly true: firms with one of these count neither way. */
  readonly alsoBy?: readonly Trouble[];
}

const tried: readonly Tried[] = [
  { key: "leads-answered-late", subject: null, by: "callersLost" },
  { key: "leads-got-worse", subject: "Site", by: "wrongBuyers", alsoBy: ["definitional"] },
  { key: "leads-not-as-agreed", subject: "Site", by: "definitional", alsoBy: ["wrongBuyers"] },
  { key: "discounts-grew", subject: null, by: "beyondPolicy" },
  { key: "market-fell", subject: null, by: "market" },
  { key: "campaigns-without-notice", subject: null, by: "unannounced" },
  { key: "materials-not-used", subject: null, by: "unused" },
  { key: "leads-answered-late", subject: "Site", by: null },
  { key: "leads-answered-late", subject: "Referral", by: null },
  { key: "leads-got-worse", subject: "Exhibition", by: null },
  { key: "leads-got-worse", subject: "Referral", by: null },
  { key: "channel-leads-worse", subject: "Exhibition", by: null },
  { key: "channel-leads-worse", subject: "Referral", by: null },
  { key: "leads-not-as-agreed", subject: "Referral", by: null },
  { key: "leads-incomplete", subject: null, by: null },
  { key: "leads-dearer", subject: null, by: null },
  { key: "campaign-did-not-pay", subject: "C-show-spring-2026", by: null },
  { key: "channel-brings-no-deals", subject: "Site", by: null },
  { key: "cherry-picking", subject: null, by: null },
  { key: "neglects-product", subject: "turnkey", by: null },
  { key: "few-accounts", subject: null, by: null },
  { key: "discounts-follow-person", subject: null, by: null, alsoBy: ["beyondPolicy"] },
  { key: "padded-pipeline", subject: null, by: null },
  { key: "crm-not-filled-in", subject: null, by: null },
  { key: "one-region", subject: null, by: null },
  { key: "budget-cut", subject: null, by: null },
  { key: "too-many-leads", subject: null, by: null, alsoBy: ["callersLost"] },
  { key: "fewer-people", subject: null, by: null },
  { key: "change-changed-result", subject: "quarter", by: null, alsoBy: troubles },
];

export interface TrialRow {
  readonly key: ClaimKey;
  readonly subject: string | null;
  /** Firms in which it is true, and in how many of these it was supported; the same where it is not, with how often it was refuted. */
  readonly planted: number;
  readonly found: number;
  readonly absent: number;
  readonly claimed: number;
  readonly refuted: number;
}

/** All claims of a firm are tested together, as they are in the product. */
export function claimTrial(firms: number, first = 1): TrialRow[] {
  const rows = tried.map(({ key, subject }) => ({ key, subject, planted: 0, found: 0, absent: 0, claimed: 0, refuted: 0 }));
  for (let n = 0; n < firms; n++) {
    const firm = aClaimFirm(first + n);
    verdictsIn(firm).forEach((verdict, place) => {
      const { by, alsoBy = [] } = tried[place]!;
      const row = rows[place]!;
      if (by !== null && firm.planted.has(by)) {
        row.planted++;
        row.found += Number(verdict === "supported");
      } else if (!alsoBy.some((trouble) => firm.planted.has(trouble))) {
        row.absent++;
        row.claimed += Number(verdict === "supported");
        row.refuted += Number(verdict === "refuted");
      }
    });
  }
  return rows;
}

function verdictsIn({ ground, period }: ClaimFirm) {
  return testClaims(
    ground,
    tried.map(({ key, subject }) => ({ key, subject, period })),
  ).map(({ verdict }) => verdict);
}

const header = "| claim | of | true in | found | not true in | supported all the same | refuted |";

/** The table that stands in bench/claims.md. */
export function tableOf(rows: readonly TrialRow[]): string {
  const cells = ({ key, subject, planted, found, absent, claimed, refuted }: TrialRow) =>
    `| ${[key, subject ?? "all", planted, found, absent, claimed, refuted].join(" | ")} |`;
  return [header, "|---|---|--:|--:|--:|--:|--:|", ...rows.map(cells)].join("\n");
}

/** The rows of such a table. */
export function rowsOf(text: string): Omit<TrialRow, "key">[] {
  const lines = text.slice(text.indexOf(header)).split("\n").slice(2);
  return lines
    .filter((line) => line.startsWith("| "))
    .map((line) => {
      const [, subject, ...numbers] = line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim());
      const [planted, found, absent, claimed, refuted] = numbers.map(Number) as [number, number, number, number, number];
      return { subject: subject!, planted, found, absent, claimed, refuted };
    });
}
