// What can be told to chats and systems outside: events by name, with the values of their sentences. People are not named in any of them.
import type { NoticeValue } from "#facts/notice.ts";

/** `says`: the values; how each is written follows from the end of its name, as in notices: …At a moment, …On a day, …Code a code with words of its own. */
export const webhookEvents = {
  "claim.verdict": ["said", "verdictCode"],
  "dispute.opened": ["said", "dueOn"],
  "dispute.due": ["said", "dueOn"],
  "dispute.decided": ["said", "outcomeCode"],
  "decision.agreed": ["title"],
  "decision.due": ["title", "untilOn"],
  "action.overdue": ["said", "dueOn"],
  "meeting.closed": ["title", "startsAt"],
  "lead.returned": ["lead", "reasonCode"],
  "promise.due": ["lead", "owedCode", "dueAt"],
  "feedback.new": ["about", "said"],
  "feedback.overdue": ["about", "dueAt"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type WebhookEvent = keyof typeof webhookEvents;
export const webhookEventNames = Object.keys(webhookEvents) as readonly WebhookEvent[];

/** Sent by hand, to see that it arrives. */
export const testEvent = "test";

export type WebhookData<E extends WebhookEvent = WebhookEvent> = Readonly<Record<(typeof webhookEvents)[E][number], NoticeValue>>;

export const webhookShapes = ["event", "text"] as const;
export type WebhookShape = (typeof webhookShapes)[number];

export const deliveryStates = ["waiting", "delivered", "failed"] as const;
export type DeliveryState = (typeof deliveryStates)[number];
