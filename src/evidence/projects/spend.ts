// The lines of spend that joint projects are read from: each touch once, whoever wrote it down, and campaigns by their ids.
import type { Campaign, Spend } from "#facts/entities.ts";
import { campaignIdIn } from "#evidence/campaigns/placing.ts";
import type { ProjectBook } from "#evidence/projects/units.ts";

export function projectSpend({ lens, campaigns }: Pick<ProjectBook, "lens" | "campaigns">): readonly Spend[] {
  return byCampaignId(lens.spend.lines, campaigns);
}

/** A line that names its campaign by a name that one campaign alone bears stands as if it had named the id. */
export function byCampaignId(lines: readonly Spend[], campaigns: readonly Campaign[]): readonly Spend[] {
  const idOf = campaignIdIn(campaigns);
  return lines.map((line) => {
    const campaign = idOf(line.campaign);
    return campaign === line.campaign ? line : Object.assign({}, line, { campaign });
  });
}
