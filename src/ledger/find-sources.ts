// Where search takes its texts from: one small file a kind of thing. A further room adds its file here.
import { actionSource } from "#ledger/find-sources/actions.ts";
import { claimSource } from "#ledger/find-sources/claims.ts";
import { decisionSource } from "#ledger/find-sources/decisions.ts";
import { disputeSource } from "#ledger/find-sources/disputes.ts";
import { feedbackSource } from "#ledger/find-sources/feedback.ts";
import { meetingSources } from "#ledger/find-sources/meetings.ts";
import { projectSource } from "#ledger/find-sources/projects.ts";
import { recordSources } from "#ledger/find-sources/records.ts";
import type { FindSource } from "#ledger/find-sources/source.ts";
import { threadSource } from "#ledger/find-sources/threads.ts";
import { turningPointSource } from "#ledger/find-sources/turning-points.ts";

/** All but what both heads agree on: its names are words of the screens (apps/server/finds.ts brings them). */
export const findSources: readonly FindSource[] = [
  ...recordSources,
  claimSource,
  disputeSource,
  actionSource,
  ...meetingSources,
  projectSource,
  decisionSource,
  turningPointSource,
  threadSource,
  feedbackSource,
];
