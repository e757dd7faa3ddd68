// All rooms whose questions the server answers, and their work that comes round by the clock.
import { allFindSources } from "#apps/server/finds.ts";
import { pressingIn } from "#apps/server/pressing.ts";
import { linksIn } from "#apps/server/links.ts";
import { tellPresence } from "#apps/server/presence.ts";
import { decisionNames } from "#apps/server/decided.ts";
import { numbersIn } from "#apps/server/quoted.ts";
import { turnHouseIn } from "#apps/server/turn-checks.ts";
import { twinsIn } from "#apps/server/twins.ts";
import { relationshipIn } from "#apps/server/relationship.ts";
import { seeFileThing, subjectBook } from "#apps/server/subjects.ts";
import { reminderWork } from "#features/actions/jobs.ts";
import { routes as actions } from "#features/actions/routes.ts";
import { routes as agency } from "#features/agency/routes.ts";
import { routes as agencyPromises } from "#features/agency-promises/routes.ts";
import { routes as audit } from "#features/audit/routes.ts";
import { routes as calendar } from "#features/calendar/routes.ts";
import { routes as capture } from "#features/capture/routes.ts";
import { routes as claims } from "#features/claims/routes.ts";
import { routes as changes } from "#features/changes/routes.ts";
import { routesWith as cooperation } from "#features/cooperation/routes.ts";
import { routes as costs } from "#features/costs/routes.ts";
import { routes as cycle } from "#features/cycle/routes.ts";
import { reviewWork } from "#features/decisions/jobs.ts";
import { routesWith as decisions } from "#features/decisions/routes.ts";
import { routes as definitions } from "#features/definitions/routes.ts";
import { routes as debriefs } from "#features/debriefs/routes.ts";
import { tellNews } from "#apps/server/digests.ts";
import { routesWith as digest } from "#features/digest/routes.ts";
import { dueWork as disputesDue } from "#features/disputes/jobs.ts";
import { routes as disputes } from "#features/disputes/routes.ts";
import { overdueWork, takeFeedbackReply } from "#features/feedback/jobs.ts";
import { routes as feedback } from "#features/feedback/routes.ts";
import { routes as figures } from "#features/figures/routes.ts";
import { routesWith as files } from "#features/files/routes.ts";
import { routes as forecast } from "#features/forecast/routes.ts";
import { routes as goals } from "#features/goals/routes.ts";
import { works as handoffWorks } from "#features/handoff/jobs.ts";
import { routes as handoff } from "#features/handoff/routes.ts";
import { routes as imports } from "#features/imports/routes.ts";
import { routes as journeys } from "#features/journeys/routes.ts";
import { routes as keys } from "#features/keys/routes.ts";
import { routes as mappings } from "#features/mappings/routes.ts";
import { routes as members } from "#features/members/routes.ts";
import { notesOf, routesWith as meetingRoom } from "#features/meeting-room/routes.ts";
import { routes as meetings } from "#features/meetings/routes.ts";
import { tidyWork } from "#features/notices/jobs.ts";
import { routes as notices } from "#features/notices/routes.ts";
import { routes as owners } from "#features/owners/routes.ts";
import { routes as paths } from "#features/paths/routes.ts";
import { routesWith as presence } from "#features/presence/routes.ts";
import { routes as prices } from "#features/prices/routes.ts";
import { taskWork } from "#features/projects/jobs.ts";
import { sleepWork } from "#features/practices/jobs.ts";
import { routes as practices } from "#features/practices/routes.ts";
import { routes as projects } from "#features/projects/routes.ts";
import { routes as promises } from "#features/promises/routes.ts";
import { routes as records } from "#features/records/routes.ts";
import { routes as reporting } from "#features/reporting/routes.ts";
import { work as routingWork } from "#features/routing/jobs.ts";
import { routes as routing } from "#features/routing/routes.ts";
import { routes as score } from "#features/score/routes.ts";
import { routes as response } from "#features/response/routes.ts";
import { routes as ripening } from "#features/ripening/routes.ts";
import { searchWork } from "#features/search/jobs.ts";
import { routesWith as search } from "#features/search/routes.ts";
import { routes as session } from "#features/session/routes.ts";
import { routesWith as threads } from "#features/threads/routes.ts";
import { routes as stage } from "#features/stage/routes.ts";
import { routes as trust } from "#features/trust/routes.ts";
import { routes as webhooks } from "#features/webhooks/routes.ts";
import { routesWith as workspace } from "#features/workspace/routes.ts";
import { routesWith as survey } from "#features/survey/routes.ts";
import { routesWith as turns } from "#features/turns/routes.ts";
import { routes as workings } from "#features/workings/routes.ts";
import { routes as shortfall } from "#features/shortfall/routes.ts";
import type { LiveKind } from "#http/live/kind.ts";
import type { Route } from "#http/route.ts";
import type { ClockWork } from "#ledger/clock-work.ts";
import type { TakeReply } from "#ledger/mail-replies.ts";

const rooms: readonly Route[] = [
  ...session,
  ...shortfall,
  ...practices,
  ...stage,
  ...journeys,
  ...workspace(tellPresence),
  ...workings,
  ...members,
  ...handoff,
  ...agency,
  ...agencyPromises,
  ...keys,
  ...audit,
  ...notices,
  ...digest(tellNews),
  ...presence(subjectBook),
  ...feedback,
  ...definitions,
  ...owners,
  ...figures,
  ...response,
  ...ripening,
  ...paths,
  ...changes,
  ...claims,
  ...actions,
  ...disputes,
  ...costs,
  ...debriefs,
  ...cycle,
  ...forecast,
  ...goals,
  ...score,
  ...prices,
  ...promises,
  ...trust,
  ...records,
  ...reporting,
  ...routing,
  ...calendar,
  ...capture,
  ...imports,
  ...mappings,
  ...projects,
  ...files(seeFileThing),
  ...meetings,
  ...search(allFindSources),
  ...webhooks,
];

/** Asks the rooms again for numbers of theirs. */
const numbers = numbersIn(rooms);
const decided = decisions(numbers, decisionNames);
const cooperating = cooperation(relationshipIn(rooms, twinsIn(rooms)));

const waves = survey(twinsIn(rooms));

/** The room of a meeting asks the other rooms what presses, threads what things are called and what numbers stand at. */
export const allRoutes: readonly Route[] = [
  ...rooms,
  ...decided,
  ...waves,
  ...turns(turnHouseIn([...rooms, ...waves])),
  ...cooperating,
  ...threads(subjectBook, numbers, linksIn(rooms, allFindSources)),
  ...meetingRoom([pressingIn([...rooms, ...decided, ...cooperating])]),
];

/** Documents of rooms that several people write at once. */
export const allLive: readonly LiveKind[] = [notesOf];

/** What rooms give the clock in their jobs.ts. */
export const allWork: readonly ClockWork[] = [
  tidyWork(),
  overdueWork(),
  reminderWork(),
  taskWork(),
  ...handoffWorks,
  routingWork,
  disputesDue(),
  reviewWork(),
  sleepWork(),
  searchWork(allFindSources),
];

/** Rooms that take answers by mail, by the kind of thing that a letter was about. */
export const replyTakers: ReadonlyMap<string, TakeReply> = new Map([["feedback", takeFeedbackReply]]);
