// Threads, faces, and what was said at a stand, as the app lends them to every room.
import type { FacesProps } from "#features/presence/parts/faces.tsx";
import type { StandCardProps } from "#ui/stand-card.tsx";
import type { QuoteProps, ThreadParts, ThreadProps } from "#ui/thread.tsx";

import { lent } from "#apps/web/lent.tsx";

const words = { en: () => import("#features/threads/words.en.ts"), ru: () => import("#features/threads/words.ru.ts") };
const standWords = { en: () => import("#features/capture/words.en.ts"), ru: () => import("#features/capture/words.ru.ts") };

export const threadParts: ThreadParts = {
  Thread: lent<ThreadProps>("threads", words, async () => (await import("#features/threads/parts/thread.tsx")).ThreadOf),
  Quote: lent<QuoteProps>("threads", words, async () => (await import("#features/threads/parts/quote-number.tsx")).QuoteNumber),
};

export const standParts = {
  Card: lent<StandCardProps>("capture", standWords, async () => (await import("#features/capture/parts/stand-card.tsx")).StandCardOf),
};

const presenceWords = { en: () => import("#features/presence/words.en.ts"), ru: () => import("#features/presence/words.ru.ts") };

export const Faces = lent<FacesProps>("presence", presenceWords, async () => (await import("#features/presence/parts/faces.tsx")).Faces);

const cooperationWords = { en: () => import("#features/cooperation/words.en.ts"), ru: () => import("#features/cooperation/words.ru.ts") };

/** Goals of the cooperation, as the rooms of goals and of home show them. */
export const CooperationGoals = lent<object>(
  "cooperation",
  cooperationWords,
  async () => (await import("#features/cooperation/parts/goals.tsx")).CooperationGoals,
);
export const CooperationAtHome = lent<{ readonly when: boolean }>(
  "cooperation",
  cooperationWords,
  async () => (await import("#features/cooperation/parts/goals.tsx")).CooperationAtHome,
);
