// Answers how waiting and coming through go together.
import { waysOf } from "#evidence/funnel/ways.ts";
import { stretchOf } from "#evidence/kpi/series.ts";
import { enquiriesOf } from "#evidence/promises/enquiries.ts";
import { byChance } from "#evidence/response/by-chance.ts";
import { responseCurve } from "#evidence/response/curve.ts";
import { responseLeads } from "#evidence/response/leads.ts";
import { waitFigures } from "#evidence/response/times.ts";
import { unansweredOf } from "#evidence/response/unanswered.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import { whyNotReadResponse } from "#features/response/access.ts";
import { readResponse } from "#features/response/contract.ts";
import { answerOf } from "#features/response/rules.ts";
import { words } from "#features/response/words.en.ts";
import { deny, invalid } from "#http/answers.ts";
import { type Route, serve } from "#http/route.ts";
import { addMonths, dayOf } from "#kit/day.ts";
import { periodName, readPeriod } from "#kit/period.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { answerOn, derivedFrom, keptFacts } from "#ledger/kept-facts.ts";
import { keptHandoffWork } from "#ledger/kept-handoff-work.ts";
import { readWorkingWeek } from "#ledger/working-week.ts";

/** Without a period: leads of the last two years. */
const usualMonths = 24;

export const routes: Route[] = [
  serve(
    readResponse,
    async ({ asker, database, workspace, asOf, query: { outcome, period: asked } }) => {
      const why = whyNotReadResponse(asker);
      if (why !== null) return deny(why);
      const kept = await keptFacts(database, workspace);
      const { lens } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
      const { leads } = lens.facts;
      if (stretchOf(lens) === null && (leads?.count ?? 0) === 0) return { ...invalid("no-facts-yet"), status: 404 };
      const work = await keptHandoffWork(database, workspace);
      if (leads === null || work === null) return invalid("no-leads");
      if (work.firstAttemptAt.every((moment) => Number.isNaN(moment))) return invalid("no-attempts");
      const week = await database.inWorkspace(workspace.id, (tx) => readWorkingWeek(tx, workspace.id), { readOnly: true });
      const until = dayOf(lens.lastSeen + 1);
      const period = (asked === undefined ? null : readPeriod(asked)) ?? { from: addMonths(until, -usualMonths), until };
      return answerOn(kept, `response ${asOf} ${outcome} ${periodName(period)} ${JSON.stringify(week)}`, () => {
        const ways = waysOf(lens);
        const enquiries = enquiriesOf(lens, ways);
        const wonOn = ways.unit === "lead" && ways.isJoined ? ways.days[5]! : null;
        const facts = { leads, work, week, lastSeen: lens.lastSeen, wonOn, wonDays: enquiries.ok ? enquiries.value.lagP90 : null };
        const of = responseLeads(facts, outcome, period);
        if (of === null) return invalid("too-few-won");
        const curve = responseCurve(of);
        if (!curve.ok) return invalid(curve.reason, curve.details ?? {});
        return answerOf({
          of,
          curve: curve.value,
          unanswered: unansweredOf(of),
          byChance: byChance(of),
          waits: waitFigures(work, { week, lastSeen: lens.lastSeen, period }),
          period,
          leads,
          holidays: week.holidays,
        });
      });
    },
    { sentences: sentencesOf(words), runsBeside: true },
  ),
];
