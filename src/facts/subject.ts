// What people talk about, follow and attach things to: a kind and an id, and where it stands in the house.
import { paths } from "#kit/paths.ts";

/** number: a figure by its key, 'win-rate'; practice: by its key where it is of the house's list; everything else by the id that it has on record. */
export const subjectKinds = [
  "lead",
  "deal",
  "account",
  "campaign",
  "claim",
  "action",
  "number",
  "meeting",
  "dispute",
  "project",
  "decision",
  "practice",
] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** How a thing stands at present: a code with words of its own, and what belongs to it. Money in minor units. */
export interface SubjectNow {
  readonly code: string;
  readonly amount?: number | null;
  readonly currency?: string | null;
  readonly on?: string | null;
}

/** What a member who may see a thing is told of it. */
export interface SubjectSeen {
  /** What it is called, in both languages. */
  readonly title: { readonly en: string; readonly ru: string };
  /** Null: nothing to tell beside its name. */
  readonly now: SubjectNow | null;
}

export function isSubjectKind(kind: string): kind is SubjectKind {
  return (subjectKinds as readonly string[]).includes(kind);
}

/** 'deal:4711': one text for maps and addresses. */
export function subjectKey({ kind, id }: Subject): string {
  return `${kind}:${id}`;
}

/** The other way round; null where it names nothing. */
export function subjectOfKey(key: string): Subject | null {
  const cut = key.indexOf(":");
  const [kind, id] = [key.slice(0, cut), key.slice(cut + 1)];
  return cut > 0 && id !== "" && isSubjectKind(kind) ? { kind, id } : null;
}

/** Where it stands. */
export function pathOfSubject(workspace: string, { kind, id }: Subject): string {
  switch (kind) {
    case "claim":
      return paths.claims(workspace, { claim: id });
    case "action":
      return paths.actions(workspace, { action: id });
    case "number":
      return paths.threads(workspace, { about: `number:${id}` });
    case "meeting":
      return paths.meeting(workspace, id);
    case "dispute":
      return paths.disputes(workspace, { dispute: id });
    case "project":
      return paths.project(workspace, id);
    case "decision":
      return paths.decisions(workspace, { decision: id });
    case "practice":
      return paths.practices(workspace, { practice: id });
    default:
      return paths.records(workspace, { entity: kind, id });
  }
}

/** Rooms in whose address a part of the search names one thing. */
const named: Readonly<Record<string, readonly [search: string, kind: SubjectKind]>> = {
  claims: ["claim", "claim"],
  actions: ["action", "action"],
  disputes: ["dispute", "dispute"],
  decisions: ["decision", "decision"],
  practices: ["practice", "practice"],
};

/** The thing at an address of this workspace ('/w/firm/claims?claim=…'); null for a room as a whole, another workspace or another site's path. */
export function subjectAt(workspace: string, path: string, search: ReadonlyMap<string, string>): Subject | null {
  const [, w, slug, room = "", part] = path.split("/");
  if (w !== "w" || slug !== workspace) return null;
  const one = (kind: string | undefined, id: string | undefined) => (kind === undefined || id === undefined ? null : subjectOfKey(`${kind}:${id}`));
  if (room === "records")
    return ["lead", "deal", "account", "campaign"].includes(search.get("entity") ?? "") ? one(search.get("entity"), search.get("id")) : null;
  if (room === "meetings") return one("meeting", part);
  if (room === "projects") return one("project", part);
  if (room === "threads") return subjectOfKey(search.get("about") ?? "");
  const [name, kind] = (Object.hasOwn(named, room) ? named[room] : undefined) ?? [];
  return name === undefined ? null : one(kind, search.get(name));
}
