// What members are told: the kinds of notices, what each says, and when it also goes out by mail.
import type { Role } from "#facts/department.ts";

/** What a kind is to the one who is told: it waits for them, something came of what they began, or the house itself needs a hand. */
export const noticeGroups = ["waits", "came", "house"] as const;
export type NoticeGroup = (typeof noticeGroups)[number];

export const mailChoices = ["at-once", "daily", "never"] as const;
export type MailChoice = (typeof mailChoices)[number];

/** What holds until a member chooses: what waits for them comes at once, the rest once a day. */
export const usualChoices: Readonly<Record<NoticeGroup, MailChoice>> = { waits: "at-once", came: "daily", house: "at-once" };

interface NoticeKindAbout {
  readonly group: NoticeGroup;
  /**
   * Names of the values in its sentence, `kind-<kind>` of the room of notices, in both languages. How a value is written follows from its
   * name's end: `…At` is a moment, `…On` a day, `…Code` a code with words of its own (`code-<value>`); everything else stands as it is.
   */
  readonly says: readonly string[];
}

/** Every kind. To add one: a line here, its sentence in both tables of words, and where its subject stands (`placeOf` in the room's rules). */
export const noticeKinds = {
  "feedback-new": { group: "waits", says: ["who", "about", "said"] },
  "feedback-written": { group: "waits", says: ["who", "about", "said"] },
  "feedback-overdue": { group: "waits", says: ["who", "about", "dueAt"] },
  "feedback-answered": { group: "came", says: ["who", "about", "said"] },
  "feedback-outcome": { group: "came", says: ["who", "about", "outcomeCode", "said"] },
  "request-new": { group: "waits", says: ["who", "said", "about", "dueAt"] },
  "request-overdue": { group: "waits", says: ["who", "said", "dueAt"] },
  "request-taken": { group: "came", says: ["who", "said", "dueAt"] },
  "request-delivered": { group: "came", says: ["who", "said"] },
  "request-declined": { group: "came", says: ["who", "said", "reason"] },
  "action-given": { group: "waits", says: ["who", "said", "dueOn"] },
  "action-due": { group: "waits", says: ["said", "dueOn"] },
  "action-done": { group: "came", says: ["who", "said"] },
  "handoff-offered": { group: "waits", says: ["who", "lead", "dueAt"] },
  "handoff-given": { group: "waits", says: ["who", "lead", "dueAt"] },
  "handoff-returned": { group: "waits", says: ["who", "lead", "reasonCode", "dueAt"] },
  "handoff-due": { group: "waits", says: ["lead", "owedCode", "dueAt"] },
  "dispute-new": { group: "waits", says: ["who", "said", "dueOn"] },
  "dispute-due": { group: "waits", says: ["said", "dueOn"] },
  "dispute-decided": { group: "came", says: ["said", "outcomeCode"] },
  "decision-asked": { group: "waits", says: ["who", "title"] },
  "decision-agreed": { group: "came", says: ["who", "title"] },
  "decision-review": { group: "waits", says: ["title", "untilOn"] },
  "claim-verdict": { group: "came", says: ["said", "verdictCode"] },
  "turn-found": { group: "waits", says: ["turnCode", "sinceOn"] },
  "turn-entered": { group: "waits", says: ["who", "title", "sinceOn"] },
  "practice-asleep": { group: "waits", says: ["practiceCode", "days"] },
  "meeting-invited": { group: "waits", says: ["who", "title", "startsAt"] },
  "meeting-moved": { group: "waits", says: ["who", "title", "startsAt"] },
  "meeting-uninvited": { group: "waits", says: ["who", "title", "startsAt"] },
  "meeting-cancelled": { group: "waits", says: ["who", "title", "startsAt", "reason"] },
  "agenda-ready": { group: "waits", says: ["title", "startsAt", "items"] },
  "minutes-corrected": { group: "waits", says: ["who", "title", "startsAt", "reason"] },
  "minutes-ready": { group: "waits", says: ["who", "title", "startsAt"] },
  "thread-named": { group: "waits", says: ["who", "about", "said"] },
  "thread-written": { group: "came", says: ["who", "about", "said"] },
  "project-owned": { group: "waits", says: ["who", "title", "startsOn"] },
  "project-task-given": { group: "waits", says: ["who", "said", "title", "dueOn"] },
  "project-task-due": { group: "waits", says: ["said", "title", "dueOn"] },
  "project-measured": { group: "came", says: ["title", "days"] },
  "project-judged": { group: "waits", says: ["who", "title", "verdictCode"] },
  "survey-asked": { group: "waits", says: ["who", "days"] },
  "survey-planned": { group: "waits", says: ["days"] },
  "survey-opened": { group: "waits", says: ["closesOn"] },
  "survey-reminder": { group: "waits", says: ["closesOn"] },
  "survey-closed": { group: "came", says: ["number"] },
  "cooperation-asked": { group: "waits", says: ["who", "whatCode"] },
  "cooperation-goal": { group: "waits", says: ["who", "whatCode"] },
  "agency-promise-asked": { group: "waits", says: ["who", "whatCode"] },
  "routing-found": { group: "house", says: ["found", "of"] },
  "webhook-paused": { group: "house", says: ["name", "reply"] },
  "mail-given-up": { group: "house", says: ["to", "reply"] },
} as const satisfies Readonly<Record<string, NoticeKindAbout>>;

export type NoticeKind = keyof typeof noticeKinds;
export const noticeKindNames = Object.keys(noticeKinds) as readonly NoticeKind[];

/** All that an agency is ever told: what waits for its own signature. */
const kindsForAgencies: readonly NoticeKind[] = ["agency-promise-asked"];

/** The kinds that somebody of this role is told, and reads: what a member was told before becoming an agency is an agency's no more. */
export function noticeKindsFor(role: Role): readonly NoticeKind[] {
  return role === "agency" ? kindsForAgencies : noticeKindNames;
}

export type NoticeValue = string | number | null;
/** The values of one kind's sentence. */
export type NoticeData<K extends NoticeKind = NoticeKind> = Readonly<Record<(typeof noticeKinds)[K]["says"][number], NoticeValue>>;

/** What a notice is about: the kind of thing, and which. */
export interface NoticeSubject {
  readonly kind: string;
  readonly id: string;
}

export function isNoticeKind(kind: string): kind is NoticeKind {
  return Object.hasOwn(noticeKinds, kind);
}
