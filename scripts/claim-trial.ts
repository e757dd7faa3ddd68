// Puts the standard claims on trial in simulated firms and writes the table bench/claims.md: npm run claim-trial [-- --firms 100]
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { claimTrial, tableOf } from "#testing/claim-trial.ts";

const { values } = parseArgs({ options: { firms: { type: "string", default: "100" } } });
const firms = Number(values.firms);
if (!Number.isSafeInteger(firms) || firms < 1) throw new RangeError(`--firms takes a whole number, not ${values.firms}`);

const text = `# Claims on trial

In each of ${firms} simulated firms seven troubles are planted or not by the toss of a coin, as large as in the demo company: too few callers after exhibitions, a campaign
for the wrong buyers, leads that are not what was agreed, discounts beyond policy, a market that falls by four per cent,
campaigns of which sales was told at the last moment, materials that lie unused. The claims below are tested together in
each firm, about its last year. A claim is *true* where the trouble behind it was planted, and *not true* where nothing that could make it true was. Of what is true
as much as possible should be supported, and at least 85 of a hundred claims that are not true must not be. Written by \`npm run claim-trial\`.

${tableOf(claimTrial(firms))}
`;
writeFileSync(new URL("../bench/claims.md", import.meta.url), text);
