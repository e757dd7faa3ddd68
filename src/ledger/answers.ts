// Answers that are kept: the same question about the same facts is worked out once, and everybody who asks meanwhile waits for that one.

export interface Answers {
  /** The kept answer, or the one that `work` gives; a failure is not kept. */
  to<T>(question: Question, work: () => Promise<T>): Promise<T>;
  /** Forgets what is kept of a workspace. */
  forget(workspaceId: string): void;
}

export interface Question {
  readonly workspaceId: string;
  /** Raised with every change of the facts: an answer of an older version is never given. */
  readonly factsVersion: number;
  /** Everything else that the answer depends on, today's date included. */
  readonly name: string;
}

/** Keeps at most `most` answers, dropping those asked for longest ago. Each process keeps its own: they only save work. */
export function keptAnswers(most: number): Answers {
  const kept = new Map<string, { workspaceId: string; factsVersion: number; answer: Promise<unknown> }>();
  return {
    to<T>({ workspaceId, factsVersion, name }: Question, work: () => Promise<T>): Promise<T> {
      const key = `${workspaceId} ${factsVersion} ${name}`;
      const known = kept.get(key);
      if (known) {
        kept.delete(key);
        kept.set(key, known);
        return known.answer as Promise<T>;
      }
      // Facts of an older version are never asked for again: their answers make room at once.
      for (const [old, entry] of kept) if (entry.workspaceId === workspaceId && entry.factsVersion < factsVersion) kept.delete(old);
      const answer = work();
      kept.set(key, { workspaceId, factsVersion, answer });
      answer.catch(() => kept.get(key)?.answer === answer && kept.delete(key));
      for (const old of kept.keys()) {
        if (kept.size <= most) break;
        kept.delete(old);
      }
      return answer;
    },
    forget(workspaceId) {
      for (const [key, entry] of kept) if (entry.workspaceId === workspaceId) kept.delete(key);
    },
  };
}
