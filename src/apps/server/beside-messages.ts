// What is said between the pages' thread and the thread that works out heavy answers.
import type { BesideAnswer, BesideQuestion } from "#http/beside.ts";
import type { WorkPart } from "#kit/long-work.ts";

/** What the thread is told when it starts. */
export interface BesideStart {
  /** As the server's own role. */
  readonly databaseUrl: string;
  /** URL of the module that gathers the routes. */
  readonly routesFrom: string;
}

export type ToBeside =
  | { readonly kind: "ask"; readonly number: number; readonly question: BesideQuestion }
  /** Nobody waits for this answer any more. */
  | { readonly kind: "leave"; readonly number: number }
  | { readonly kind: "close" };

export type FromBeside =
  | { readonly kind: "answer"; readonly number: number; readonly answer: BesideAnswer }
  /** The handler threw. */
  | { readonly kind: "fault"; readonly number: number; readonly message: string; readonly stack: string }
  /** What was to be left has been left. */
  | { readonly kind: "left"; readonly number: number }
  /** How far the work on a question has come. */
  | { readonly kind: "came"; readonly number: number; readonly part: WorkPart; readonly share: number | null }
  | { readonly kind: "log"; readonly level: "info" | "warn" | "error"; readonly fields: object; readonly sentence: string };
