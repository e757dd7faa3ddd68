// Answering beside the pages: what is asked of another thread, what comes back, and when nobody waits for it any more.
import type { FastifyReply } from "fastify";

import type { House } from "#http/house.ts";
import type { MemberQuestion, Reply } from "#http/question.ts";
import type { Wire } from "#http/wire.ts";
import { type Refusal, refuse } from "#kit/refusal.ts";
import type { UnderWay } from "#kit/under-way.ts";

/** A member's question in plain values that can be handed to another thread; who asks and what is asked have been checked. */
export type BesideQuestion = Pick<MemberQuestion, "params" | "query" | "body" | "headers" | "address" | "asOf" | "now" | "asker" | "workspace" | "entrance"> & {
  /** Name of the endpoint. */
  readonly endpoint: string;
  /** The answer depends on facts, day, asker and question alone: it may be given again while they are the same. */
  readonly isOfFactsAlone: boolean;
  /** Names the request in the log. */
  readonly request: string;
};

/** What a handler did to the answer besides giving it. */
export type ReplyAct = { [K in keyof Reply]: readonly [K, ...Parameters<Reply[K]>] }[keyof Reply];

export interface BesideAnswer {
  readonly wire: Wire;
  readonly acts: readonly ReplyAct[];
}

export interface Beside {
  /**
   * The answer, a refusal included. When the signal fires, its reason (a refusal) is the answer at once, and what has not begun is left.
   * A thread that broke down answers 503 `answer-broke-off`, and `out-of-memory` where that was why. Throws what the handler threw.
   */
  ask(question: BesideQuestion, signal: AbortSignal): Promise<BesideAnswer>;
  /** What is asked and not answered yet by one member. */
  underWay(asker: BesideQuestion["asker"]): UnderWay[];
}

/** The house as routes stand in it: with the thread beside, or null where heavy questions are answered here. */
export interface HouseAndBeside extends House {
  readonly beside: Beside | null;
}

/** Does to the real answer what the handler did to its own. */
export function actOn(reply: Reply, acts: readonly ReplyAct[]): void {
  for (const act of acts) {
    if (act[0] === "header") reply.header(act[1], act[2]);
    else reply.cookies(act[1]);
  }
}

/** Fires when the asker has gone before the answer was whole. (The frame's own signal fires as soon as a body has been read.) */
export function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) gone.abort({ ...refuse("asker-gone"), status: 499 } satisfies Refusal & { status: number });
  });
  return gone.signal;
}

/** The same, and after so many milliseconds. */
export function goneOrLate(gone: AbortSignal, milliseconds: number): { signal: AbortSignal; done: () => void } {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(refuse("took-too-long")), milliseconds);
  return { signal: AbortSignal.any([gone, late.signal]), done: () => clearTimeout(timer) };
}
