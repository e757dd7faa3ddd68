// The way out: what waits is signed and sent, tried again for a day, and an address that does not answer is paused.
import { createHmac } from "node:crypto";

import { type Happened, bodyOf, waitSeconds } from "#features/webhooks/rules.ts";
import { type ClaimedDelivery, claimDeliveries, companyOf, endDelivery, forgetDeliveries, setPaused, webhookRow } from "#features/webhooks/store.ts";
import { type ClockWork, type Turn, allWorkspaces } from "#ledger/clock-work.ts";
import { audit } from "#ledger/audit.ts";
import { membersWithRole, tell } from "#ledger/notices.ts";

/** Sends one body; never throws. Status null: no answer came, and `reply` says why. */
export type HookPost = (
  address: string,
  letter: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
) => Promise<{ readonly status: number | null; readonly reply: string }>;

export interface HookOffice {
  readonly post: HookPost;
  /** Opens what was encrypted for a place; null where it cannot be. */
  readonly open: (sealed: string, about: string) => string | null;
  /** 'https://evenhand.example.com'. */
  readonly base: string;
  /** The path at which a thing stands. */
  readonly placeOf: (workspace: string, subject: { readonly kind: string; readonly id: string }) => string;
  /** Seconds since 1970, for signatures. */
  readonly nowSeconds?: () => number;
}

const atOnce = 20;
const halfMinute = 30_000;

/** The sealed part of a webhook. */
export interface HookSecrets {
  readonly address: string;
  readonly secret: string;
}

export const hookKey = "webhooks";
export const aboutHook = (workspaceId: string, id: string) => `webhook ${workspaceId} ${id}`;

export function webhookWork(office: HookOffice): ClockWork {
  return {
    name: "webhooks",
    every: halfMinute,
    wokenBy: "evenhand_webhooks",
    run: async (turn) => {
      for (const workspaceId of await allWorkspaces(turn.database)) {
        if (turn.signal.aborted) return;
        await sendDue(office, turn, workspaceId);
      }
    },
  };
}

/** Everything that is due in one workspace, a few at the same time, so that one slow address holds up no other for long. */
export async function sendDue(office: HookOffice, turn: Pick<Turn, "database" | "log" | "signal">, workspaceId: string): Promise<void> {
  const { database, signal } = turn;
  for (;;) {
    if (signal.aborted) return;
    const { claimed, company } = await database.inWorkspace(workspaceId, async (tx) => {
      const due = await claimDeliveries(tx, workspaceId, atOnce);
      if (due.length === 0) await forgetDeliveries(tx, workspaceId);
      return { claimed: due, company: due.length === 0 ? null : await companyOf(tx, workspaceId) };
    });
    if (company === null) return;
    await Promise.all(claimed.map((delivery) => sendOne(office, turn, { workspaceId, delivery, company })));
  }
}

interface Sending {
  readonly workspaceId: string;
  readonly delivery: ClaimedDelivery;
  readonly company: Happened["company"];
}

async function sendOne(office: HookOffice, { database }: Pick<Turn, "database">, { workspaceId, delivery, company }: Sending): Promise<void> {
  const { id, webhookId, event, subjectKind, subjectId, attempts, shape } = delivery;
  const opened = office.open(delivery.sealed, aboutHook(workspaceId, webhookId));
  const subject = { kind: subjectKind, id: subjectId };
  const url = office.base + office.placeOf(company.slug, subject);
  const body = bodyOf({ ...delivery, subject, url, company }, shape);
  // Encrypted under a secret that the server no longer has: nobody can send it.
  const { status, reply } =
    opened === null ? { status: null, reply: "secret-cannot-be-read" } : await sent(office, JSON.parse(opened) as HookSecrets, { id, body });
  const isDelivered = status !== null && status >= 200 && status < 300;
  const seconds = isDelivered || status === 410 || event === "test" ? null : waitSeconds(attempts);
  await database.inWorkspace(workspaceId, async (tx) => {
    const state = isDelivered ? "delivered" : seconds === null ? "failed" : "waiting";
    await endDelivery(tx, workspaceId, { id, state, status, reply, ...(seconds === null ? {} : { seconds }) });
    if (state === "failed" && event !== "test") await pause(tx, workspaceId, { webhookId, because: status === 410 ? "gone" : "failed", reply });
    await tx.notify("evenhand_webhook", workspaceId);
  });
}

/** As the Standard Webhooks specification has it: id, time and body are signed together, so that none of them can be another. */
async function sent(office: HookOffice, { address, secret }: HookSecrets, { id, body }: { id: string; body: string }) {
  const timestamp = String(office.nowSeconds?.() ?? Math.floor(Date.now() / 1000));
  const headers = {
    "content-type": "application/json",
    "user-agent": "Evenhand",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signature(secret, { id, timestamp, body }),
  };
  return office.post(address, { headers, body });
}

export const secretPrefix = "whsec_";

export function signature(secret: string, { id, timestamp, body }: { id: string; timestamp: string; body: string }): string {
  const key = Buffer.from(secret.slice(secretPrefix.length), "base64");
  return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
}

async function pause(
  tx: Parameters<typeof setPaused>[0],
  workspaceId: string,
  { webhookId, because, reply }: { webhookId: string; because: "failed" | "gone"; reply: string },
) {
  if (!(await setPaused(tx, workspaceId, { id: webhookId, because }))) return;
  const webhook = (await webhookRow(tx, workspaceId, webhookId))!;
  const to = await membersWithRole(tx, workspaceId, ["administrator"]);
  await tell(tx, workspaceId, { to, kind: "webhook-paused", subject: { kind: "webhook", id: webhookId }, data: { name: webhook.name, reply } });
  await audit(
    tx,
    { workspaceId, memberId: null },
    { act: "webhook.paused", subjectKind: "webhook", subjectId: webhookId, after: { name: webhook.name, because } },
  );
}
