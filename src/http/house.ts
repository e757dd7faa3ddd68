// What all routes of one running server share.
import type { Database } from "#db/database.ts";
import type { Attempts } from "#http/attempts.ts";
import type { Metrics } from "#http/metrics.ts";
import type { AllowedTargets } from "#http/outgoing-target.ts";
import type { ServerSettings } from "#http/settings.ts";
import type { SignIn } from "#http/sign-in/sign-in.ts";

/** Makes the demo company in its own workspace, or finds the one that is there. */
export type MakeDemo = (database: Database, language: "en" | "ru") => Promise<{ readonly workspaceId: string; readonly slug: string }>;

export interface House {
  readonly database: Database;
  readonly settings: ServerSettings;
  readonly signIn: SignIn;
  readonly attempts: Attempts;
  readonly metrics: Metrics;
  readonly makeDemo: MakeDemo | null;
  /** Whom the server may call. */
  readonly targets: AllowedTargets;
  /** Fires when the server stops: what lasts (events, long answers) ends. */
  readonly stopping: AbortSignal;
  readonly now: () => Date;
}
