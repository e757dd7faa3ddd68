// What goes over the wire: a handler's answer, checked against its description and ready to be sent.
import type { EventsAnswer, FileAnswer } from "#http/answers.ts";
import type { Endpoint } from "#kit/endpoint.ts";
import type { Refusal } from "#kit/refusal.ts";

export type Wire =
  | { readonly kind: "json"; readonly text: string }
  | { readonly kind: "refusal"; readonly refusal: Refusal }
  | { readonly kind: "file"; readonly file: FileAnswer }
  | { readonly kind: "events"; readonly events: EventsAnswer };

/** Throws where the answer is not as the contract describes it: a fault of ours, of which nothing is shown. */
export function wireOf(endpoint: Endpoint, answer: unknown): Wire {
  if (isRefusal(answer)) return { kind: "refusal", refusal: answer };
  if (endpoint.gives === "events") return { kind: "events", events: answer as EventsAnswer };
  const value = isAccepted(answer) ? answer.value : answer;
  if (endpoint.gives === "file") return { kind: "file", file: value as FileAnswer };
  const checked = endpoint.reply.safeParse(value);
  if (!checked.success) throw new Error(`the answer of '${endpoint.name}' is not as described: ${checked.error.message}`);
  return { kind: "json", text: JSON.stringify(checked.data) };
}

function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === "object" && answer !== null && "ok" in answer && answer.ok === false && "reason" in answer && typeof answer.reason === "string";
}

function isAccepted(answer: unknown): answer is { ok: true; value: unknown } {
  return typeof answer === "object" && answer !== null && (answer as { ok?: unknown }).ok === true && "value" in answer;
}
