// What a screen shows when there is nothing yet, when something is on its way, when it was refused, and when it cannot be told.
import { Button, Skeleton } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";

import { problemOf } from "#ui/client.ts";
import { useWords } from "#ui/language.ts";
import pageClasses from "#ui/page.module.css";
import { useProblemWords, useReason } from "#ui/reasons.ts";
import classes from "#ui/states.module.css";
import type { words } from "#ui/words.en.ts";

export interface EmptyStateProps {
  /** What will stand here. */
  readonly title: string;
  /** The one file or step that fills it. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
  /** What it would look like with the demo company's figures: any part of the kit. */
  readonly example?: ReactNode;
}

/** Empty is a beginning: what will be here, what it would look like, and the one step that fills it. */
export function EmptyState({ title, children, action, example }: EmptyStateProps) {
  const t = useWords<typeof words>("kit");
  return (
    <section className={classes.empty} {...(example === undefined ? {} : { "data-example": true })}>
      <div>
        <h2>{title}</h2>
        <p>{children}</p>
        {action}
      </div>
      {example === undefined ? null : (
        <figure className={classes.example} style={{ margin: 0 }}>
          <div inert>{example}</div>
          <figcaption>{t("empty-example")}</figcaption>
        </figure>
      )}
    </section>
  );
}

/** An answer that is not to be had: why, and what would make it so. */
export function CannotBeTold({
  reason,
  details,
  remedy,
}: {
  readonly reason: string;
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
  readonly remedy?: ReactNode;
}) {
  const t = useWords<typeof words>("kit");
  const say = useReason();
  return (
    <div className={classes.untold}>
      <div>
        <p>
          <strong>{t("cannot-be-told")}.</strong> {say(reason, details)}
        </p>
        {remedy === undefined ? null : (
          <p>
            {t("what-would-help")}: {remedy}
          </p>
        )}
      </div>
    </div>
  );
}

/** A refusal or a failure in the reader's words; with a button where trying again may help. */
export function ErrorState({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const t = useWords<typeof words>("kit");
  const problem = problemOf(error);
  const say = useProblemWords();
  return (
    <div className={classes.problem} role="alert">
      <IconAlertTriangle size={20} stroke={1.75} aria-hidden />
      <div className={classes.rows}>
        <p>{say(problem)}</p>
        {problem.status >= 500 || problem.instance !== undefined ? (
          <p className={classes.small}>
            {t("error-code", { code: problem.code })}
            {problem.instance === undefined ? "" : `, ${t("error-request", { instance: problem.instance })}`}
          </p>
        ) : null}
        {onRetry === undefined ? null : (
          <div>
            <Button size="xs" variant="default" onClick={onRetry}>
              {t("retry")}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

/** A grey shape of the size of what comes, in pixels. */
export function Waiting({ height, width = "100%" }: { readonly height: number; readonly width?: number | string }) {
  const t = useWords<typeof words>("kit");
  return (
    <div role="status" aria-label={t("loading")}>
      <Skeleton height={height} width={width} radius="md" />
    </div>
  );
}

/** The answer's sentence on its way. */
export function AnswerWaiting() {
  return <Waiting height={28} width="min(36rem, 100%)" />;
}

/** As many number cards as will come. */
export function CardsWaiting({ count }: { readonly count: number }) {
  return (
    <div className={pageClasses.cards}>
      {Array.from({ length: count }, (_, index) => (
        <Waiting key={index} height={168} />
      ))}
    </div>
  );
}

/** As many table rows as will come, in the height of real ones. */
export function RowsWaiting({ count }: { readonly count: number }) {
  return <Waiting height={40 + count * 40} />;
}

export interface AnswersProps<T> {
  readonly of: { readonly data: T | undefined; readonly error: unknown; readonly refetch: () => unknown };
  /** Of the size of what comes. */
  readonly waiting: ReactNode;
  readonly children: (answer: T) => ReactNode;
}

/** Shows a question's answer, its waiting shape, or why it was refused: <Answers of={useAsk(…)} waiting={…}>{(a) => …}</Answers>. */
export function Answers<T>({ of, waiting, children }: AnswersProps<T>) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error) return <ErrorState error={of.error} onRetry={() => void of.refetch()} />;
  return <>{waiting}</>;
}
