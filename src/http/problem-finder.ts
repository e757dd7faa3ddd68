// How a room tells what presses: gathered by the server for the agendas of meetings.
import type { Problem } from "#facts/meetings.ts";
import type { MemberQuestion } from "#http/question.ts";

/** What presses in the facts of now, as this asker may see it; empty where there is nothing, or nothing can be told. */
export type FindProblems = (question: Pick<MemberQuestion, "asker" | "database" | "workspace" | "asOf">) => Promise<readonly Problem[]>;
