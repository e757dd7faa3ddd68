// Who decides what is told outside: administrators alone.
import type { Asker } from "#facts/department.ts";
import type { WhyNot } from "#kit/refusal.ts";

export const mostWebhooks = 20;

export function whyNotWebhooks({ role }: Pick<Asker, "role">): WhyNot {
  return role === "administrator" ? null : "webhooks-are-for-administrators";
}
