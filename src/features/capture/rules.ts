// Decisions of the stand: what a phone sends next and what becomes of it, what a lead needs, how it stands to its promise, and on which record it probably is the same.
import { z } from "zod";

import type { Captured, Fate, OnRecord, StandLead } from "#features/capture/contract.ts";
import { capturedShape, mostAtOnce } from "#features/capture/contract.ts";
import {
  type StandCard,
  type StandEntry,
  type StandPerson,
  type StandSaid,
  attemptDays,
  companyKey,
  emailKey,
  isReachable,
  phoneKey,
  standLeadOf,
} from "#facts/stand.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";

/** A lead as it waits on a device. */
export interface Waiting extends Captured {
  /** In the order of taking. */
  readonly place: number;
  readonly workspace: string;
  readonly project: string;
  readonly takenByName: string;
  /** Taken back before it was sent, or after: told to the server either way. */
  readonly isWithdrawn: boolean;
  /** Sent, and withdrawn since. */
  readonly isSent: boolean;
  /** Why the server would not have it; null: not asked yet, or out of reach. */
  readonly refusedAs: string | null;
}

/** A phone or mail address, or the photo of a card: else nobody can be called. */
export function whyNotSave(said: Pick<StandPerson, "phone" | "email">, hasPhoto: boolean): "nobody-to-reach" | "email-wrong" | "phone-wrong" | null {
  if (said.email !== null && emailKey(said.email) === null) return "email-wrong";
  if (said.phone !== null && phoneKey(said.phone) === null) return "phone-wrong";
  return isReachable(said, hasPhoto) ? null : "nobody-to-reach";
}

/** Largest body of one sending, characters of base64 among them. */
const mostCharacters = 2_500_000;

export interface Sending {
  readonly leads: readonly Waiting[];
  readonly withdrawn: readonly string[];
  /** Leads that somebody else took here, who must be asked for first. */
  readonly ofOthers: readonly Waiting[];
}

/**
 * What goes out next, oldest first: what was kept while the same member was signed in, whoever took it, and of others only where somebody said so. What the server refused waits for a person.
 */
export function nextSending(waiting: readonly Waiting[], { me, forOthers }: { readonly me: string; readonly forOthers: boolean }): Sending {
  const inOrder = waiting.filter(({ refusedAs }) => refusedAs === null).toSorted((a, b) => a.place - b.place);
  const isMine = ({ takenBy, keptBy }: Waiting) => (keptBy ?? takenBy) === me;
  const ofOthers = inOrder.filter((one) => !isMine(one));
  const mine = forOthers ? inOrder : inOrder.filter(isMine);
  const leads: Waiting[] = [];
  let characters = 0;
  for (const one of mine.filter(({ isWithdrawn }) => !isWithdrawn)) {
    const size = 1_000 + (one.photo?.length ?? 0);
    if (leads.length === mostAtOnce || (leads.length > 0 && characters + size > mostCharacters)) break;
    leads.push(one);
    characters += size;
  }
  return { leads, withdrawn: mine.flatMap(({ id, isWithdrawn }) => (isWithdrawn ? id : [])).slice(0, 50), ofOthers: forOthers ? [] : ofOthers };
}

/** What becomes of a waiting lead by the server's answer: gone from the device, or kept with its reason. What was taken back in between stays until the server knows. */
export function afterFate(now: Waiting, { fate, code }: Pick<Fate, "fate" | "code">): Waiting | null {
  if (fate === "refused") return now.isWithdrawn && code === "sales-has-begun" ? null : { ...now, refusedAs: code ?? "refused" };
  if (fate === "withdrawn") return null;
  return now.isWithdrawn ? { ...now, isSent: true } : null;
}

const savedShape = z.object({
  workspace: z.string(),
  project: z.string(),
  leads: z.array(z.object({ ...capturedShape.shape, takenByName: z.string().max(200) })).max(5_000),
});
export type SavedLead = z.output<typeof savedShape>["leads"][number];

/** Everything that waits on a device, with photos, as the file of an emergency. */
export function savedText(leads: readonly Waiting[], { workspace, project }: Pick<Waiting, "workspace" | "project">): string {
  return JSON.stringify({ workspace, project, leads }, null, 1);
}

/** Leads out of a file that a device saved in an emergency, each with the id that it was taken by: whatever has arrived meanwhile is known by it. */
export function leadsOfSaved(text: string, here: Pick<Waiting, "workspace" | "project">): Outcome<readonly SavedLead[]> {
  const said = savedShape.safeParse(jsonOf(text));
  if (!said.success) return refuse("saved-not-ours");
  return said.data.workspace === here.workspace && said.data.project === here.project ? accept(said.data.leads) : refuse("saved-elsewhere");
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

interface SaidThere extends StandEntry {
  readonly by: string | null;
}

/** What all who spoke of a visitor said, as any room may show it. */
export function cardOf(entries: readonly SaidThere[], project: Pick<StandCard, "project" | "projectName">): StandCard | null {
  const said = standLeadOf(entries);
  if (said === null) return null;
  const { name, company, title, phone, email, grade, nextStep, nextOn, note, takenAt, ways } = said;
  return {
    ...project,
    grade,
    person: { name, company, title, phone, email },
    interest: interestOf(said),
    nextStep,
    nextOn,
    note,
    takenAt,
    takenBy: takersOf(entries),
    ways,
    photo: photoEntryOf(entries),
  };
}

export const interestOf = ({ products, segments, interest }: Pick<StandSaid, "products" | "segments" | "interest">): string[] => [
  ...products,
  ...segments,
  ...(interest === null ? [] : [interest]),
];

export const takersOf = (entries: readonly SaidThere[]): string | null => [...new Set(entries.flatMap(({ by }) => by ?? []))].join(", ") || null;

/** The latest statement with a photo. */
export const photoEntryOf = (entries: readonly StandEntry[]): string | null => entries.findLast(({ hasPhoto }) => hasPhoto)?.id ?? null;

/** How a lead stands to its promise: called in time or late, waiting, back with marketing, or nowhere. */
export function standingOf({ dueAt, attemptedAt, state }: Pick<StandLead, "dueAt" | "attemptedAt" | "state">, now: string): StandLead["standing"] {
  if (attemptedAt !== null) return dueAt === null || attemptedAt <= dueAt ? "kept" : "late";
  if (state === null) return "none";
  if (state === "returned" || state === "kept" || state === "disqualified" || state === "recycled") return "returned";
  return dueAt !== null && dueAt < now ? "late" : "waits";
}

/** Hours of the clock that a grade is promised. */
export function promiseHoursOf(grade: StandLead["grade"]): number | null {
  const days = grade === null ? undefined : attemptDays[grade];
  return days === undefined ? null : days * 24;
}

/** Records on which a visitor is probably the same: by mail address first, then phone, then the firm's name. At most five. */
export function probablyOf(person: StandPerson, records: readonly OnRecord[]): StandLead["probably"] {
  const [email, phone, company] = [emailKey(person.email), phoneKey(person.phone), companyKey(person.company)];
  const found = records.flatMap((record): StandLead["probably"] => {
    const by = (because: "email" | "phone" | "name") => [{ kind: record.kind, id: record.id, name: record.name ?? record.id, because }];
    if (record.kind === "account") return company !== null && companyKey(record.name) === company ? by("name") : [];
    if (email !== null && emailKey(record.email) === email) return by("email");
    return phone !== null && phoneKey(record.phone) === phone ? by("phone") : [];
  });
  const rank = { email: 0, phone: 1, name: 2 } as const;
  return found.toSorted((a, b) => rank[a.because] - rank[b.because] || (a.id < b.id ? -1 : 1)).slice(0, 5);
}
