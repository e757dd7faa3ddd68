// Where a thread stands in a room: the app fills it, so that no room depends on the one that keeps threads.
import { type ComponentType, createContext, use } from "react";

import type { NumberWithPapers } from "#facts/papers.ts";
import type { SubjectKind } from "#facts/subject.ts";

export interface ThreadProps {
  readonly kind: SubjectKind;
  readonly id: string;
}

export interface QuoteProps {
  /** As its page calls it. */
  readonly name: string;
  readonly number: NumberWithPapers;
}

export interface ThreadParts {
  readonly Thread: ComponentType<ThreadProps>;
  readonly Quote: ComponentType<QuoteProps>;
}

export const ThreadContext = createContext<ThreadParts | null>(null);

/** What is said about one thing, with a field to say more: `<Thread kind="deal" id={id} />`. Nothing where the app has none. */
export function Thread(props: ThreadProps) {
  const parts = use(ThreadContext);
  return parts === null ? null : <parts.Thread {...props} key={`${props.kind}:${props.id}`} />;
}

/** Talks about a number, and quotes it in a thread. */
export function QuoteNumber(props: QuoteProps) {
  const parts = use(ThreadContext);
  return parts === null ? null : <parts.Quote {...props} />;
}
