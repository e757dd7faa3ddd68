// The plan of the house: which floor may take from which, and which files a feature folder may hold.

export const floors = ["kit", "apart", "facts", "db", "ui", "evidence", "ledger", "http", "intake", "features", "apps", "testing"] as const;
export type Floor = (typeof floors)[number];

/** What each floor may import; its own floor is always open, except between features. */
export const mayTake: Readonly<Record<Floor, readonly Floor[]>> = {
  kit: [],
  apart: [],
  facts: ["kit"],
  db: ["kit"],
  ui: ["kit", "facts"],
  evidence: ["kit", "facts"],
  ledger: ["kit", "facts", "db"],
  http: ["kit", "facts", "db", "ledger"],
  intake: ["kit", "apart", "facts", "db", "evidence", "ledger"],
  features: ["kit", "facts", "db", "ui", "evidence", "ledger", "http", "intake"],
  apps: ["kit", "apart", "facts", "db", "ui", "evidence", "ledger", "http", "intake", "features", "testing"],
  testing: ["kit", "apart", "facts", "db", "evidence", "ledger", "http", "intake", "features", "apps"],
};

/** The files of a feature by their kind, and what each may take: floors, and kinds of its own folder. */
export const featureFiles = {
  contract: { floors: ["facts", "kit"], own: [] },
  access: { floors: ["facts", "kit"], own: ["contract"] },
  rules: { floors: ["evidence", "facts", "kit"], own: ["contract", "access", "words"] },
  store: { floors: ["db", "facts", "kit"], own: ["contract"] },
  routes: { floors: ["db", "evidence", "facts", "http", "intake", "kit", "ledger"], own: ["contract", "access", "rules", "store", "routes", "jobs", "words"] },
  jobs: { floors: ["db", "evidence", "facts", "intake", "kit", "ledger"], own: ["contract", "rules", "store"] },
  page: { floors: ["evidence", "facts", "kit", "ui"], own: ["contract", "access", "rules", "words", "parts"] },
  parts: { floors: ["evidence", "facts", "kit", "ui"], own: ["contract", "access", "rules", "words", "parts"] },
  words: { floors: ["kit"], own: ["words"] },
} as const satisfies Readonly<Record<string, { floors: readonly Floor[]; own: readonly string[] }>>;
export type FeatureFile = keyof typeof featureFiles;

/** Packages that the pure middle may take: they know no clock, network, screen or database either. */
export const purePackages = ["zod", "pure-rand", "ml-matrix"] as const;

/** Lines a source file may have before it must give its reason ('// Long because: …' among its first lines). */
export const longestFile = 300;

/** The floor of a path such as 'src/evidence/cycle/survival.ts'; null outside src/. */
export function floorOf(path: string): Floor | null {
  const floor = /^src\/([^/]+)\//.exec(path)?.[1];
  return floor !== undefined && (floors as readonly string[]).includes(floor) ? (floor as Floor) : null;
}

/** The feature and kind of a path inside src/features/; kind is null for a name outside the closed set. */
export function featureFileOf(path: string): { feature: string; kind: FeatureFile | null } | null {
  const match = /^src\/features\/([^/]+)\/(.+)$/.exec(path);
  if (!match) return null;
  const name = match[2]!;
  const feature = match[1]!;
  if (name === "page.tsx") return { feature, kind: "page" };
  if (/^parts\/[a-z0-9-]+\.tsx?$/.test(name)) return { feature, kind: "parts" };
  if (/^words\.(en|ru)\.ts$/.test(name)) return { feature, kind: "words" };
  if (/^routes\/[a-z0-9-]+\.ts$/.test(name)) return { feature, kind: "routes" };
  const kind = /^(contract|access|rules|store|routes|jobs)\.ts$/.exec(name)?.[1];
  return { feature, kind: kind === undefined ? null : (kind as FeatureFile) };
}

/** Whether a file belongs to the pure middle. */
export function isPure(path: string): boolean {
  if (["kit", "facts", "evidence"].includes(floorOf(path) ?? "")) return true;
  const kind = featureFileOf(path)?.kind;
  return kind === "contract" || kind === "access" || kind === "rules" || kind === "words";
}

export function isTest(path: string): boolean {
  return /\.(test|journey)\.tsx?$/.test(path) || path.includes("/test-data/");
}
