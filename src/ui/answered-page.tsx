// A room around one question: nothing on record yet, on its way, refused, not to be told, answered; the same in every room.
import { Button } from "@mantine/core";
import type { ReactNode } from "react";

import { paths } from "#kit/paths.ts";

import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { problemOf } from "#ui/client.ts";
import { Page, type PageProps } from "#ui/page.tsx";
import { AnswerWaiting, CannotBeTold, EmptyState, ErrorState } from "#ui/states.tsx";

/** A question as useAsk gives it. */
interface Asked<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** What a room says before the first file: what will stand here, what fills it, and the words on the way there. */
export interface NothingYetWords {
  readonly title: string;
  readonly words: string;
  readonly act: string;
}

export interface AnsweredPageProps<T> extends Pick<PageProps, "title" | "answerLines" | "actions"> {
  readonly of: Asked<T>;
  readonly nothing: NothingYetWords;
  readonly answer: (told: T) => ReactNode;
  readonly papers: (told: T) => ReactNode;
  /** Of the size of what comes: the sentence, the page, and the papers where they are long. */
  readonly waiting: { readonly answer?: ReactNode; readonly page: ReactNode; readonly papers?: ReactNode };
  /** What would make a question that cannot be told answerable; the imports, called as in `nothing`, unless said. */
  readonly remedy?: ReactNode;
  /** Stands above the answer in every state but the empty one: a choice of views. */
  readonly above?: ReactNode;
  readonly children: (told: T) => ReactNode;
}

/** The codes with which rooms say that there is nothing on record at all. */
const nothingYet = new Set(["no-facts-yet", "no-deals"]);

/** True where the room should stand empty: nothing that it tells of has been brought in. */
export function isNothingYet(error: unknown): boolean {
  return Boolean(error) && nothingYet.has(problemOf(error).code);
}

/** The answer as long as it stands: a refusal ends it, a server out of reach does not. */
export function toldOf<T>({ data, error }: Pick<Asked<T>, "data" | "error">): T | undefined {
  if (!error) return data;
  const { status } = problemOf(error);
  return status >= 400 && status < 500 ? undefined : data;
}

export function AnsweredPage<T>({ of, nothing, answer, papers, waiting, remedy, above, children, ...frame }: AnsweredPageProps<T>) {
  if (isNothingYet(of.error)) return <EmptyRoom title={frame.title} nothing={nothing} />;
  const told = toldOf(of);
  const isWaiting = told === undefined && !of.error;
  const beside = told === undefined ? (isWaiting ? waiting.papers : undefined) : papers(told);
  return (
    <Page
      {...frame}
      answer={told === undefined ? (isWaiting ? (waiting.answer ?? <AnswerWaiting />) : undefined) : answer(told)}
      {...(beside === undefined ? {} : { papers: beside })}
    >
      {above}
      <Refused of={of} remedy={remedy ?? <ToImports>{nothing.act}</ToImports>} />
      {told === undefined ? (isWaiting ? waiting.page : null) : children(told)}
    </Page>
  );
}

/** The room's title and the one step that fills it. */
export function EmptyRoom({ title, nothing }: { readonly title: string; readonly nothing: NothingYetWords }) {
  const workspace = useWorkspaceSlug();
  return (
    <Page title={title}>
      <EmptyState
        title={nothing.title}
        action={
          <Button component={GoTo} href={paths.imports(workspace)}>
            {nothing.act}
          </Button>
        }
      >
        {nothing.words}
      </EmptyState>
    </Page>
  );
}

/** Why there is no answer: a question that the facts do not carry, with what would help; or a refusal, with a way to ask again. Nothing where all is well. */
export function Refused({ of, remedy }: { readonly of: Omit<Asked<unknown>, "data">; readonly remedy: ReactNode }) {
  if (!of.error) return null;
  const { status, code, details } = problemOf(of.error);
  if (status !== 422) return <ErrorState error={of.error} onRetry={() => void of.refetch()} />;
  return <CannotBeTold reason={code} {...(details === undefined ? {} : { details })} remedy={remedy} />;
}

function ToImports({ children }: { readonly children: ReactNode }) {
  return <GoTo href={paths.imports(useWorkspaceSlug())}>{children}</GoTo>;
}
