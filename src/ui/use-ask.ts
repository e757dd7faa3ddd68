// Questions and acts as screens use them: kept while fresh, asked again when facts change.
import {
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";

import type { Endpoint } from "#kit/endpoint.ts";

import { ProblemError, type Question, type ReplyOf, ask } from "#ui/client.ts";

export interface AskOptions {
  /** false: not asked yet, because something it needs is not known. */
  readonly when?: boolean;
  /** Keep showing the last answer while the next one (another period, another page) is on its way. */
  readonly keepsLast?: boolean;
  /** Milliseconds after which the answer is looked up again by itself. */
  readonly every?: number;
}

/** The query of a question, for useAsk, for loading ahead, and for reading the cache. */
export function asked<E extends Endpoint>(endpoint: E, question: Question<E>) {
  return queryOptions<ReplyOf<E>, ProblemError>({
    queryKey: [endpoint.name, question],
    queryFn: ({ signal }) => ask(endpoint, question, signal),
    meta: { isApartFromFacts: endpoint.isApartFromFacts === true },
  });
}

/** Asks and keeps the answer: `data` undefined while it is on its way, `error` a ProblemError. */
export function useAsk<E extends Endpoint>(endpoint: E, question: Question<E>, options: AskOptions = {}): UseQueryResult<ReplyOf<E>, ProblemError> {
  return useQuery<ReplyOf<E>, ProblemError>({
    queryKey: [endpoint.name, question],
    queryFn: ({ signal }) => ask(endpoint, question, signal),
    enabled: options.when ?? true,
    meta: { isApartFromFacts: endpoint.isApartFromFacts === true },
    ...(options.keepsLast === true ? { placeholderData: keepPreviousData } : {}),
    ...(options.every === undefined ? {} : { refetchInterval: options.every }),
  });
}

export interface TellOptions<E extends Endpoint> {
  /** Questions whose answers are stale after this: asked again wherever they are shown. */
  readonly changes?: readonly Pick<Endpoint, "name">[];
  readonly onDone?: (reply: ReplyOf<E>, question: Question<E>) => void;
  readonly onProblem?: (problem: ProblemError) => void;
}

/** An act: `tell.mutate(question)`; `tell.isPending`, `tell.error`. */
export function useTell<E extends Endpoint>(endpoint: E, options: TellOptions<E> = {}): UseMutationResult<ReplyOf<E>, ProblemError, Question<E>> {
  const client = useQueryClient();
  return useMutation<ReplyOf<E>, ProblemError, Question<E>>({
    mutationFn: (question) => ask(endpoint, question),
    onSuccess: async (reply, question) => {
      await forget(client, options.changes ?? []);
      options.onDone?.(reply, question);
    },
    onError: (problem) => options.onProblem?.(problem),
  });
}

/** Marks the answers to these questions as stale, so that those on screen are asked again. */
export async function forget(client: QueryClient, endpoints: readonly Pick<Endpoint, "name">[]): Promise<void> {
  await Promise.all(endpoints.map((endpoint) => client.invalidateQueries({ queryKey: [endpoint.name] })));
}

/** The one store of answers of the app. A refusal is final; only an unreachable server is asked again. */
export function retriesQuestion(failures: number, error: unknown): boolean {
  return error instanceof ProblemError && (error.problem.status === 0 || error.problem.status === 503) && failures < 3;
}
