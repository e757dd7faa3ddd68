// What the address asks of the room: which feedback is shown, which stands open, what a comment is begun about.
import { feedbackAbout, feedbackMoods, feedbackStates } from "#facts/feedback.ts";
import { type SearchOf, useSearch } from "#ui/address.tsx";

const oneOf = <T extends string>(known: readonly T[], value: unknown): T | null => known.find((each) => each === value) ?? null;

export const shownStates = [...feedbackStates, "overdue"] as const;

export function useFeedbackQuestion() {
  const [search, change] = useSearch();
  const text = (name: string) => [search[name] ?? null].flat()[0] ?? null;
  const [kind, ...id] = (text("about") ?? "").split(":");
  const aboutKind = oneOf(feedbackAbout, kind);
  return {
    state: oneOf(shownStates, text("state")),
    mood: oneOf(feedbackMoods, text("mood")),
    kind: oneOf(feedbackAbout, text("kind")),
    isMine: text("mine") !== null,
    offset: Number(text("offset") ?? 0) || 0,
    item: text("item"),
    /** 'lead:17': what a comment is begun about. */
    about: aboutKind === null || id.length === 0 ? null : { kind: aboutKind, id: id.join(":") },
    rate: text("rate"),
    filter: (some: SearchOf) => change({ offset: undefined, ...some }),
    open: (some: SearchOf) => change(some, { keepsHistory: true }),
  } as const;
}

export type FeedbackQuestion = ReturnType<typeof useFeedbackQuestion>;
export const unfiltered = { state: undefined, mood: undefined, kind: undefined, mine: undefined } as const;
