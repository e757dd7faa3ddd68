// Every page of the house in one list: to add a room, add its entry here.
// Long because: a reader finds every page of the house in this one list, in the order of the navigation.
import {
  IconAdjustments,
  IconArrowsExchange,
  IconArrowsShuffle,
  IconArrowsRightLeft,
  IconArrowsSplit2,
  IconCalendarEvent,
  IconCalendarStar,
  IconCalendarTime,
  IconChartBarPopular,
  IconChecklist,
  IconChartHistogram,
  IconClipboardCheck,
  IconCoins,
  IconFileImport,
  IconFilter,
  IconGavel,
  IconHeartHandshake,
  IconHome,
  IconHourglass,
  IconKey,
  IconListDetails,
  IconMessage2,
  IconMessages,
  IconMoodSmile,
  IconPlant,
  IconRoute,
  IconRubberStamp,
  IconScale,
  IconSearch,
  IconPhoneCall,
  IconShieldCheck,
  IconSignature,
  IconSitemap,
  IconSpeakerphone,
  IconStairsUp,
  IconStopwatch,
  IconTarget,
  IconTable,
  IconTag,
  IconTimeline,
  IconTrendingDown,
  IconUsers,
  IconUsersGroup,
  IconWebhook,
} from "@tabler/icons-react";

import { loadWords } from "#ui/language.ts";
import type { PageEntry } from "#ui/rooms.ts";

const figureWords = { en: () => import("#features/figures/words.en.ts"), ru: () => import("#features/figures/words.ru.ts") };
const definitionWords = { en: () => import("#features/definitions/words.en.ts"), ru: () => import("#features/definitions/words.ru.ts") };
const noticeWords = { en: () => import("#features/notices/words.en.ts"), ru: () => import("#features/notices/words.ru.ts") };
const decisionWords = { en: () => import("#features/decisions/words.en.ts"), ru: () => import("#features/decisions/words.ru.ts") };
const digestWords = { en: () => import("#features/digest/words.en.ts"), ru: () => import("#features/digest/words.ru.ts") };
const goalWords = { en: () => import("#features/goals/words.en.ts"), ru: () => import("#features/goals/words.ru.ts") };
const ownerWords = { en: () => import("#features/owners/words.en.ts"), ru: () => import("#features/owners/words.ru.ts") };
const shortfallWords = { en: () => import("#features/shortfall/words.en.ts"), ru: () => import("#features/shortfall/words.ru.ts") };
const agencyPromiseWords = { en: () => import("#features/agency-promises/words.en.ts"), ru: () => import("#features/agency-promises/words.ru.ts") };

const disputeWords = { en: () => import("#features/disputes/words.en.ts"), ru: () => import("#features/disputes/words.ru.ts") };
const meetingWords = { en: () => import("#features/meetings/words.en.ts"), ru: () => import("#features/meetings/words.ru.ts") };
const projectWords = { en: () => import("#features/projects/words.en.ts"), ru: () => import("#features/projects/words.ru.ts") };
const actionWords = { en: () => import("#features/actions/words.en.ts"), ru: () => import("#features/actions/words.ru.ts") };
const workingWords = { en: () => import("#features/workings/words.en.ts"), ru: () => import("#features/workings/words.ru.ts") };
const importWords = { en: () => import("#features/imports/words.en.ts"), ru: () => import("#features/imports/words.ru.ts") };

const claimWords = { en: () => import("#features/claims/words.en.ts"), ru: () => import("#features/claims/words.ru.ts") };
const priceWords = { en: () => import("#features/prices/words.en.ts"), ru: () => import("#features/prices/words.ru.ts") };
const promiseWords = { en: () => import("#features/promises/words.en.ts"), ru: () => import("#features/promises/words.ru.ts") };
const turnWords = { en: () => import("#features/turns/words.en.ts"), ru: () => import("#features/turns/words.ru.ts") };
const surveyWords = { en: () => import("#features/survey/words.en.ts"), ru: () => import("#features/survey/words.ru.ts") };
const practiceWords = { en: () => import("#features/practices/words.en.ts"), ru: () => import("#features/practices/words.ru.ts") };
const cooperationWords = { en: () => import("#features/cooperation/words.en.ts"), ru: () => import("#features/cooperation/words.ru.ts") };
const debriefWords = { en: () => import("#features/debriefs/words.en.ts"), ru: () => import("#features/debriefs/words.ru.ts") };
const captureWords = { en: () => import("#features/capture/words.en.ts"), ru: () => import("#features/capture/words.ru.ts") };

/** Pages inside a workspace. */
export const pages: readonly PageEntry[] = [
  {
    room: "home",
    path: "",
    area: "happened",
    icon: IconHome,
    key: "h",
    load: async () => {
      // Home shows parts of several rooms: their words come with it.
      await Promise.all([
        loadWords("figures", figureWords),
        loadWords("shortfall", shortfallWords),
        loadWords("notices", noticeWords),
        loadWords("digest", digestWords),
        loadWords("decisions", decisionWords),
      ]);
      return import("#apps/web/home/home.tsx");
    },
    words: { en: () => import("#apps/web/home/words.en.ts"), ru: () => import("#apps/web/home/words.ru.ts") },
  },
  {
    room: "shortfall",
    path: "/shortfall",
    area: "happened",
    icon: IconChartBarPopular,
    key: "w",
    load: () => import("#features/shortfall/page.tsx"),
    words: shortfallWords,
  },
  {
    room: "forecast",
    path: "/forecast",
    area: "happened",
    icon: IconChartHistogram,
    key: "q",
    load: () => import("#features/forecast/page.tsx"),
    words: { en: () => import("#features/forecast/words.en.ts"), ru: () => import("#features/forecast/words.ru.ts") },
  },
  {
    room: "funnel",
    path: "/funnel",
    area: "happened",
    icon: IconFilter,
    key: "f",
    load: () => import("#features/figures/page.tsx"),
    words: figureWords,
  },
  {
    room: "ripening",
    path: "/ripening",
    area: "happened",
    icon: IconPlant,
    key: "n",
    isTimeless: true,
    load: () => import("#features/ripening/page.tsx"),
    words: { en: () => import("#features/ripening/words.en.ts"), ru: () => import("#features/ripening/words.ru.ts") },
  },
  {
    room: "paths",
    path: "/paths",
    area: "happened",
    icon: IconArrowsSplit2,
    key: "p",
    isTimeless: true,
    load: () => import("#features/paths/page.tsx"),
    words: { en: () => import("#features/paths/words.en.ts"), ru: () => import("#features/paths/words.ru.ts") },
  },
  {
    room: "cycle",
    path: "/cycle",
    area: "happened",
    icon: IconHourglass,
    key: "c",
    load: () => import("#features/cycle/page.tsx"),
    words: { en: () => import("#features/cycle/words.en.ts"), ru: () => import("#features/cycle/words.ru.ts") },
  },
  {
    room: "handoff",
    path: "/handoff",
    area: "do",
    icon: IconArrowsRightLeft,
    key: "e",
    isTimeless: true,
    load: () => import("#features/handoff/page.tsx"),
    words: { en: () => import("#features/handoff/words.en.ts"), ru: () => import("#features/handoff/words.ru.ts") },
  },
  {
    room: "claims",
    path: "/claims",
    area: "right",
    icon: IconScale,
    key: "v",
    isTimeless: true,
    load: async () => {
      // Steps begin from a claim on its page; figures are called as home calls them.
      await Promise.all([loadWords("actions", actionWords), loadWords("disputes", disputeWords), loadWords("figures", figureWords)]);
      return import("#apps/web/claims/claims.tsx");
    },
    words: claimWords,
  },
  {
    room: "debriefs",
    path: "/projects/$id/beside/$other",
    isTimeless: true,
    load: () => import("#features/debriefs/parts/side-by-side.tsx"),
    words: debriefWords,
  },
  {
    room: "debriefs",
    path: "/projects/$id/debrief",
    icon: IconGavel,
    isTimeless: true,
    load: async () => {
      // Steps begin from a project on the page of its debrief.
      await loadWords("actions", actionWords);
      return import("#apps/web/debrief/debrief.tsx");
    },
    words: debriefWords,
  },
  {
    room: "disputes",
    path: "/disputes",
    area: "right",
    icon: IconGavel,
    isTimeless: true,
    load: () => import("#features/disputes/page.tsx"),
    words: disputeWords,
  },
  {
    room: "feedback",
    path: "/feedback",
    area: "right",
    icon: IconMessage2,
    key: "k",
    isTimeless: true,
    load: () => import("#features/feedback/page.tsx"),
    words: { en: () => import("#features/feedback/words.en.ts"), ru: () => import("#features/feedback/words.ru.ts") },
  },
  {
    room: "journeys",
    path: "/journeys",
    area: "right",
    icon: IconRoute,
    key: "j",
    isTimeless: true,
    load: () => import("#features/journeys/page.tsx"),
    words: { en: () => import("#features/journeys/words.en.ts"), ru: () => import("#features/journeys/words.ru.ts") },
  },
  {
    room: "prices",
    path: "/prices",
    area: "happened",
    icon: IconTag,
    key: "l",
    load: () => import("#features/prices/page.tsx"),
    words: priceWords,
  },
  {
    room: "costs",
    path: "/costs",
    area: "happened",
    icon: IconCoins,
    key: "b",
    load: () => import("#features/costs/page.tsx"),
    words: { en: () => import("#features/costs/words.en.ts"), ru: () => import("#features/costs/words.ru.ts") },
  },
  {
    room: "score",
    path: "/score",
    area: "right",
    icon: IconPhoneCall,
    isTimeless: true,
    load: () => import("#features/score/page.tsx"),
    words: { en: () => import("#features/score/words.en.ts"), ru: () => import("#features/score/words.ru.ts") },
  },
  {
    room: "changes",
    path: "/changes",
    area: "happened",
    icon: IconTimeline,
    key: "x",
    isTimeless: true,
    load: async () => {
      // Changes are told of figures, by the names that home gives them.
      await loadWords("figures", figureWords);
      return import("#features/changes/page.tsx");
    },
    words: { en: () => import("#features/changes/words.en.ts"), ru: () => import("#features/changes/words.ru.ts") },
  },
  {
    room: "actions",
    path: "/actions",
    area: "do",
    icon: IconChecklist,
    key: "a",
    isTimeless: true,
    load: async () => {
      // What an action should move is called as home calls it.
      await loadWords("figures", figureWords);
      return import("#features/actions/page.tsx");
    },
    words: actionWords,
  },
  {
    room: "meetings",
    path: "/meetings",
    area: "together",
    icon: IconCalendarEvent,
    key: "z",
    isTimeless: true,
    load: () => import("#features/meetings/page.tsx"),
    words: meetingWords,
  },
  {
    room: "meeting-room",
    path: "/meetings/$id",
    isTimeless: true,
    load: async () => {
      // What an action should move is called as home calls it; planning has its part here.
      await Promise.all([loadWords("figures", figureWords), loadWords("meetings", meetingWords)]);
      return import("#apps/web/meeting/page.tsx");
    },
    words: { en: () => import("#features/meeting-room/words.en.ts"), ru: () => import("#features/meeting-room/words.ru.ts") },
  },
  { room: "capture", path: "/projects/$id/leads", isTimeless: true, load: () => import("#features/capture/page.tsx"), words: captureWords },
  {
    room: "decisions",
    path: "/decisions",
    area: "together",
    icon: IconRubberStamp,
    isTimeless: true,
    load: async () => {
      // Figures that a decision rests on are called as home calls them.
      await loadWords("figures", figureWords);
      return import("#features/decisions/page.tsx");
    },
    words: decisionWords,
  },
  {
    room: "survey",
    path: "/survey",
    area: "together",
    icon: IconMoodSmile,
    isTimeless: true,
    load: () => import("#features/survey/page.tsx"),
    words: surveyWords,
  },
  { room: "survey", path: "/survey/answer", isTimeless: true, load: () => import("#features/survey/parts/answer-page.tsx"), words: surveyWords },
  {
    room: "survey",
    path: "/survey/waves/$id",
    isTimeless: true,
    load: async () => {
      // What is measured beside the statements is said with the cautions of its own room.
      await Promise.all([
        loadWords("promises", promiseWords),
        loadWords("claims", claimWords),
        loadWords("prices", priceWords),
        loadWords("figures", figureWords),
      ]);
      return import("#features/survey/parts/wave-page.tsx");
    },
    words: surveyWords,
  },
  {
    room: "turns",
    path: "/turning-points",
    area: "together",
    icon: IconTrendingDown,
    isTimeless: true,
    load: async () => {
      await loadWords("figures", figureWords);
      return import("#features/turns/page.tsx");
    },
    words: turnWords,
  },
  {
    room: "turns",
    path: "/turning-points/$id",
    isTimeless: true,
    load: async () => {
      // Claims to expect, statements of a pulse and figures are called as their own rooms call them.
      await Promise.all([loadWords("claims", claimWords), loadWords("survey", surveyWords), loadWords("figures", figureWords)]);
      return import("#features/turns/parts/turn-page.tsx");
    },
    words: turnWords,
  },
  {
    room: "practices",
    path: "/practices",
    area: "together",
    icon: IconUsersGroup,
    isTimeless: true,
    load: () => import("#features/practices/page.tsx"),
    words: practiceWords,
  },
  {
    room: "cooperation",
    path: "/cooperation",
    area: "together",
    icon: IconStairsUp,
    isTimeless: true,
    load: async () => {
      // What the survey states is named by its room, and what is measured is said with the cautions of the room that measures.
      await Promise.all([
        loadWords("survey", surveyWords),
        loadWords("promises", promiseWords),
        loadWords("claims", claimWords),
        loadWords("prices", priceWords),
        loadWords("figures", figureWords),
      ]);
      return import("#features/cooperation/page.tsx");
    },
    words: cooperationWords,
  },
  {
    room: "stage",
    path: "/stage",
    area: "together",
    icon: IconSitemap,
    isTimeless: true,
    load: () => import("#features/stage/page.tsx"),
    words: { en: () => import("#features/stage/words.en.ts"), ru: () => import("#features/stage/words.ru.ts") },
  },
  {
    room: "threads",
    path: "/threads",
    area: "together",
    icon: IconMessages,
    isTimeless: true,
    load: async () => {
      await loadWords("figures", figureWords);
      return import("#apps/web/threads/threads.tsx");
    },
    words: { en: () => import("#features/threads/words.en.ts"), ru: () => import("#features/threads/words.ru.ts") },
  },
  {
    room: "projects",
    path: "/projects",
    area: "together",
    icon: IconCalendarStar,
    isForAgencies: "too",
    isTimeless: true,
    load: () => import("#features/projects/page.tsx"),
    words: projectWords,
  },
  {
    room: "projects",
    path: "/projects/$id",
    isForAgencies: "too",
    isTimeless: true,
    load: () => import("#features/projects/parts/room.tsx"),
    words: projectWords,
  },
  {
    room: "reporting",
    path: "/reporting",
    area: "together",
    icon: IconClipboardCheck,
    key: "y",
    isTimeless: true,
    load: () => import("#features/reporting/page.tsx"),
    words: { en: () => import("#features/reporting/words.en.ts"), ru: () => import("#features/reporting/words.ru.ts") },
  },
  {
    room: "routing",
    path: "/routing",
    area: "do",
    icon: IconArrowsShuffle,
    key: "u",
    isTimeless: true,
    load: () => import("#features/routing/page.tsx"),
    words: { en: () => import("#features/routing/words.en.ts"), ru: () => import("#features/routing/words.ru.ts") },
  },
  {
    room: "goals",
    path: "/goals",
    area: "do",
    icon: IconTarget,
    key: "o",
    isTimeless: true,
    load: () => import("#apps/web/goals/goals.tsx"),
    words: goalWords,
  },
  {
    room: "promises",
    path: "/promises",
    area: "right",
    icon: IconHeartHandshake,
    load: () => import("#features/promises/page.tsx"),
    words: promiseWords,
  },
  {
    room: "response",
    path: "/response",
    area: "right",
    icon: IconStopwatch,
    load: () => import("#features/response/page.tsx"),
    words: { en: () => import("#features/response/words.en.ts"), ru: () => import("#features/response/words.ru.ts") },
  },
  {
    room: "imports",
    path: "/imports",
    area: "facts",
    icon: IconFileImport,
    key: "i",
    isTimeless: true,
    load: () => import("#features/imports/page.tsx"),
    words: importWords,
  },
  { room: "imports", path: "/imports/$id", isTimeless: true, load: () => import("#features/imports/parts/one-import.tsx"), words: importWords },
  {
    room: "mappings",
    path: "/mappings",
    area: "facts",
    icon: IconArrowsExchange,
    isTimeless: true,
    load: () => import("#features/mappings/page.tsx"),
    words: { en: () => import("#features/mappings/words.en.ts"), ru: () => import("#features/mappings/words.ru.ts") },
  },
  {
    room: "trust",
    path: "/trust",
    area: "facts",
    icon: IconShieldCheck,
    key: "t",
    isTimeless: true,
    load: async () => {
      // Findings name the figures they touch.
      await loadWords("figures", figureWords);
      return import("#features/trust/page.tsx");
    },
    words: { en: () => import("#features/trust/words.en.ts"), ru: () => import("#features/trust/words.ru.ts") },
  },
  {
    room: "records",
    path: "/records",
    area: "facts",
    icon: IconTable,
    key: "r",
    load: () => import("#features/records/page.tsx"),
    words: { en: () => import("#features/records/words.en.ts"), ru: () => import("#features/records/words.ru.ts") },
  },
  {
    room: "definitions",
    path: "/definitions",
    area: "facts",
    icon: IconSignature,
    key: "d",
    isTimeless: true,
    load: async () => {
      // Definitions and owners stand on one page; drivers are called as the shortfall calls them.
      await Promise.all([loadWords("owners", ownerWords), loadWords("shortfall", shortfallWords)]);
      return import("#apps/web/agreements/agreements.tsx");
    },
    words: definitionWords,
  },
  {
    room: "members",
    path: "/members",
    area: "workspace",
    icon: IconUsers,
    key: "m",
    isTimeless: true,
    load: () => import("#features/members/page.tsx"),
    words: { en: () => import("#features/members/words.en.ts"), ru: () => import("#features/members/words.ru.ts") },
  },
  {
    room: "agency",
    path: "/agency",
    area: "happened",
    icon: IconSpeakerphone,
    isForAgencies: true,
    load: () => import("#features/agency/page.tsx"),
    words: { en: () => import("#features/agency/words.en.ts"), ru: () => import("#features/agency/words.ru.ts") },
  },
  {
    room: "agency-promises",
    path: "/agency-promises",
    area: "right",
    icon: IconHeartHandshake,
    isForAgencies: true,
    isTimeless: true,
    load: () => import("#features/agency-promises/page.tsx"),
    words: agencyPromiseWords,
  },
  {
    room: "calendar",
    path: "/calendar",
    area: "workspace",
    icon: IconCalendarTime,
    isTimeless: true,
    load: () => import("#features/calendar/page.tsx"),
    words: { en: () => import("#features/calendar/words.en.ts"), ru: () => import("#features/calendar/words.ru.ts") },
  },
  {
    room: "settings",
    path: "/settings",
    area: "workspace",
    icon: IconAdjustments,
    key: "s",
    isTimeless: true,
    load: () => import("#features/workspace/page.tsx"),
    words: { en: () => import("#features/workspace/words.en.ts"), ru: () => import("#features/workspace/words.ru.ts") },
  },
  {
    room: "keys",
    path: "/keys",
    area: "workspace",
    icon: IconKey,
    isTimeless: true,
    load: () => import("#features/keys/page.tsx"),
    words: { en: () => import("#features/keys/words.en.ts"), ru: () => import("#features/keys/words.ru.ts") },
  },
  {
    room: "webhooks",
    path: "/webhooks",
    area: "workspace",
    icon: IconWebhook,
    isTimeless: true,
    load: () => import("#features/webhooks/page.tsx"),
    words: { en: () => import("#features/webhooks/words.en.ts"), ru: () => import("#features/webhooks/words.ru.ts") },
  },
  {
    room: "notices",
    path: "/notices",
    isForAgencies: "too",
    isTimeless: true,
    load: () => import("#features/notices/page.tsx"),
    words: { en: () => import("#features/notices/words.en.ts"), ru: () => import("#features/notices/words.ru.ts") },
  },
  { room: "digest", path: "/digest", isTimeless: true, load: () => import("#features/digest/page.tsx"), words: digestWords },
  {
    room: "search",
    path: "/search",
    icon: IconSearch,
    isTimeless: true,
    load: () => import("#features/search/page.tsx"),
    words: { en: () => import("#features/search/words.en.ts"), ru: () => import("#features/search/words.ru.ts") },
  },
  { room: "workings", path: "/methods", isTimeless: true, load: () => import("#features/workings/page.tsx"), words: workingWords },
  { room: "workings", path: "/methods/$id", isTimeless: true, load: () => import("#features/workings/parts/one-method.tsx"), words: workingWords },
  {
    room: "audit",
    path: "/audit",
    area: "workspace",
    icon: IconListDetails,
    isTimeless: true,
    load: async () => {
      // The log names goals by their figure, owners by their driver, conditions and promises by their words.
      await Promise.all([
        loadWords("figures", figureWords),
        loadWords("shortfall", shortfallWords),
        loadWords("cooperation", cooperationWords),
        loadWords("agency-promises", agencyPromiseWords),
      ]);
      return import("#features/audit/page.tsx");
    },
    words: { en: () => import("#features/audit/words.en.ts"), ru: () => import("#features/audit/words.ru.ts") },
  },
];

const sessionWords = { en: () => import("#features/session/words.en.ts"), ru: () => import("#features/session/words.ru.ts") };

/** Pages without a frame, which open without a network too; their paths are whole. */
export const barePages: readonly PageEntry[] = [
  { room: "capture", path: "/w/$workspace/projects/$id/capture", load: () => import("#features/capture/parts/stand-page.tsx"), words: captureWords },
];

/** Pages before and beside a workspace; their paths are whole. */
export const openPages: readonly PageEntry[] = [
  { room: "session", path: "/sign-in", load: () => import("#features/session/page.tsx"), words: sessionWords },
  { room: "session", path: "/welcome", load: () => import("#features/session/parts/welcome.tsx"), words: sessionWords },
  { room: "session", path: "/account", load: () => import("#features/session/parts/account.tsx"), words: sessionWords },
  {
    room: "members",
    path: "/invitation/$token",
    load: () => import("#features/members/parts/invitation.tsx"),
    words: { en: () => import("#features/members/words.en.ts"), ru: () => import("#features/members/words.ru.ts") },
  },
  { room: "digest", path: "/letters/stop", load: () => import("#features/digest/parts/stop-page.tsx"), words: digestWords },
  // Every part of the kit, while developing.
  ...(import.meta.env.DEV || import.meta.env["VITE_GALLERY"] === "yes"
    ? [{ room: "gallery", path: "/gallery", load: () => import("#apps/web/gallery.tsx"), words: sessionWords }]
    : []),
];
