// The fence: looks at all sources and names every place where the house is not built by its plan.
import { type FeatureFile, featureFileOf, featureFiles, floorOf, isPure, isTest, longestFile, mayTake, purePackages } from "./plan.ts";
import { type Import, type Source, importsOf, lineAt } from "./sources.ts";

export interface Fault {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly sentence: string;
}

/** All faults of a set of sources; an empty list means that the plan stands. */
export function faultsOf(sources: readonly Source[]): Fault[] {
  const files = sources.filter(({ path }) => !path.endsWith(".md"));
  const imports = new Map(files.map((source) => [source.path, /\.(ts|tsx)$/.test(source.path) ? importsOf(source) : []]));
  return [
    ...files.flatMap((source) => aboutFile(source)),
    ...files.flatMap((source) => aboutText(source)),
    ...files.flatMap(({ path }) => aboutImports(path, imports.get(path)!)),
    ...circles(imports),
    ...numbersTwice(sources.map(({ path }) => path)),
  ].sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1));
}

/** Migrations run in the order of their numbers, and records are cited by theirs: two that took the same one, each in good faith, are named. */
function numbersTwice(paths: readonly string[]): Fault[] {
  const first = new Map<string, string>();
  return paths.toSorted().flatMap((path) => {
    const numbered = /^(?:src\/db\/migrations|docs\/decisions)\/\d+(?=[_-])/.exec(path)?.[0];
    if (numbered === undefined) return [];
    const other = first.get(numbered);
    if (other !== undefined) return [{ rule: "number-twice", path, line: 1, sentence: `this number is taken by ${other}: take the next free one` }];
    first.set(numbered, path);
    return [];
  });
}

/** Name, caption and length of one file. */
function aboutFile({ path, text }: Source): Fault[] {
  const faults: Fault[] = [];
  const lines = text.split("\n");
  const add = (rule: string, sentence: string) => faults.push({ rule, path, line: 1, sentence });
  if (!isTest(path) && !/^(\/\/|--|\/\*|#!)\s?\S/.test(lines[0] ?? ""))
    add("caption", "the first line is no caption: say in a comment what a sales director would understand");
  const reasoned = lines.slice(0, 6).some((line) => line.includes("Long because:"));
  if (lines.length - 1 > longestFile && !reasoned && !path.endsWith(".sql"))
    add("length", `${lines.length - 1} lines: split it, or give its reason ('Long because: …') below the caption`);
  const file = featureFileOf(path);
  if (file !== null && file.kind === null && !isTest(path))
    add("closed-names", "a feature folder holds only contract, access, rules, store, routes, routes/, jobs, page, parts/ and words");
  if (path.startsWith("src/") && floorOf(path) === null && path.split("/").length > 2) add("floor", "this folder is no floor of the house");
  if (!path.endsWith(".sql") && !/^[a-z0-9.-]+$/.test(path.split("/").at(-1)!)) add("kebab-case", "file names are kebab-case");
  return faults;
}

const clocksAndChance = /\b(Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\(|Temporal\.Now|globalThis\.|process\.|setTimeout\(|fetch\()/;

/** What the text may not hold: clock or chance in the pure middle, and statements that forget the workspace. */
function aboutText({ path, text }: Source): Fault[] {
  const faults: Fault[] = [];
  if (isTest(path)) return faults;
  if (isPure(path)) {
    text.split("\n").forEach((line, i) => {
      if (clocksAndChance.test(line) && !/^\s*(\/\/|\*)/.test(line)) {
        faults.push({
          rule: "pure",
          path,
          line: i + 1,
          sentence: "the pure middle knows no clock, chance, network or process: let it come in as asOf or dice",
        });
      }
    });
  }
  if (path.startsWith("src/") && /\.tsx?$/.test(path)) {
    for (const match of text.matchAll(/`[^`]*\b(?:from|into|update|join)\s+evenhand\.[a-z_]+[^`]*`/gi)) {
      if (!/workspace_id|\bevenhand\.migration\b/.test(match[0])) {
        faults.push({
          rule: "workspace-named",
          path,
          line: lineAt(text, match.index),
          sentence: "this statement reads a workspace's table without naming workspace_id",
        });
      }
    }
  }
  return faults;
}

function aboutImports(path: string, imports: readonly Import[]): Fault[] {
  return imports.flatMap((one) => {
    const add = (rule: string, sentence: string): Fault[] => [{ rule, path, line: one.line, sentence }];
    if (one.from.startsWith(".") && path.startsWith("src/")) return add("hash-imports", `'${one.from}': imports inside src/ are written '#floor/file.ts'`);
    if (one.from.startsWith("#") && !/\.(ts|tsx|css|json)$/.test(one.from.replace(/\?.*$/, ""))) return add("extension", `'${one.from}' lacks its extension`);
    if (isTest(path)) return [];
    if (!one.from.startsWith("#")) return isPure(path) && !isPurePackage(one.from) ? add("pure", `'${one.from}' is not for the pure middle`) : [];
    return aboutFloor(path, `src/${one.from.slice(1)}`, one);
  });
}

function isPurePackage(name: string): boolean {
  return purePackages.some((one) => name === one || name.startsWith(`${one}/`));
}

function aboutFloor(path: string, target: string, one: Import): Fault[] {
  const [from, to] = [floorOf(path), floorOf(target)];
  if (from === null || to === null) return [];
  const fault = (rule: string, sentence: string): Fault[] => [{ rule, path, line: one.line, sentence }];
  const [here, there] = [featureFileOf(path), featureFileOf(target)];
  if (here && there) {
    if (here.feature !== there.feature) return fault("siblings", `features never import one another: '${there.feature}' from '${here.feature}'`);
    return here.kind && there.kind && !own(here.kind).includes(there.kind) ? fault("feature-file", `${here.kind} may not take from ${there.kind}`) : [];
  }
  if (here?.kind) {
    const open: readonly string[] = featureFiles[here.kind].floors;
    return open.includes(to) ? [] : fault("feature-file", `${here.kind} may not take from ${to}`);
  }
  return from === to || mayTake[from].includes(to) ? [] : fault("floors", `${from} may not take from ${to}: imports run down the floors`);
}

function own(kind: FeatureFile): readonly string[] {
  return featureFiles[kind].own;
}

/** Circles of files, each named once, found by Tarjan's strongly connected components; imports of types alone count too. */
function circles(imports: ReadonlyMap<string, readonly Import[]>): Fault[] {
  const faults: Fault[] = [];
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const visit = (path: string): void => {
    order.set(path, order.size);
    low.set(path, order.get(path)!);
    stack.push(path);
    for (const one of imports.get(path) ?? []) {
      const target = one.from.startsWith("#") ? `src/${one.from.slice(1)}` : null;
      if (target === null || !imports.has(target)) continue;
      if (!order.has(target)) visit(target);
      if (stack.includes(target)) low.set(path, Math.min(low.get(path)!, low.get(target)!));
    }
    if (low.get(path) !== order.get(path)) return;
    const circle = stack.splice(stack.indexOf(path));
    if (circle.length > 1) faults.push({ rule: "circle", path, line: 1, sentence: `a circle of imports: ${circle.join(" -> ")}` });
  };
  for (const path of imports.keys()) if (!order.has(path)) visit(path);
  return faults;
}
