// A page answers a question: the title asks, one sentence answers, then the picture and the table, the papers beside.
import { type CSSProperties, type ReactNode, useEffect, useRef } from "react";

import { useLocation } from "@tanstack/react-router";

import { useWords } from "#ui/language.ts";
import classes from "#ui/page.module.css";
import type { words } from "#ui/words.en.ts";

export interface PageProps {
  /** The question: 'Where is the shortfall?' */
  readonly title: string;
  /** The answer in one sentence; leave room with <AnswerSkeleton/> while it is on its way. */
  readonly answer?: ReactNode;
  /** How many lines it usually takes on a desk and on a phone: so much room is held for it, and nothing below jumps when it comes. */
  readonly answerLines?: readonly [desk: number, phone: number];
  readonly actions?: ReactNode;
  /** How we know: method, definition, records. Beside the page on wide screens, below it on narrow ones. */
  readonly papers?: ReactNode;
  /** A column of text or a form. */
  readonly isNarrow?: boolean;
  readonly children: ReactNode;
}

const oneLine = [1, 1] as const;

export function Page({ title, answer, answerLines = oneLine, actions, papers, isNarrow = false, children }: PageProps) {
  const t = useWords<typeof words>("kit");
  const heading = useTitleInFocus(title);
  return (
    <article className={classes.page} {...(isNarrow ? { "data-narrow": true } : {})}>
      <header className={classes.head}>
        <div className={classes.words}>
          <h1 className={classes.title} ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {answer === undefined ? null : (
            <div className={classes.answer} style={{ "--answer-lines": answerLines[0], "--answer-lines-phone": answerLines[1] } as CSSProperties}>
              {answer}
            </div>
          )}
        </div>
        {actions === undefined ? null : <div className={`${classes.actions} not-on-paper`}>{actions}</div>}
      </header>
      <div className={classes.columns} {...(papers === undefined ? {} : { "data-papers": true })}>
        <div className={classes.main}>{children}</div>
        {papers === undefined ? null : (
          <aside className={classes.papers} aria-label={t("papers")}>
            <h2>{t("papers")}</h2>
            {papers}
          </aside>
        )}
      </div>
    </article>
  );
}

let pathInFocus: string | null = null;

/** Names the tab, and after a change of room puts readers of the screen at its title. */
function useTitleInFocus(title: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const path = useLocation({ select: (location) => location.pathname });
  useEffect(() => {
    document.title = `${title} · Evenhand`;
  }, [title]);
  useEffect(() => {
    if (pathInFocus !== null && pathInFocus !== path) heading.current?.focus({ preventScroll: true });
    pathInFocus = path;
  }, [path]);
  return heading;
}

/** A part of a page under its own heading. */
export function Section({
  title,
  note,
  actions,
  children,
}: {
  readonly title: string;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className={classes.section}>
      <header>
        <h2>{title}</h2>
        {actions}
        {note === undefined ? null : <p>{note}</p>}
      </header>
      <div className={classes.parts}>{children}</div>
    </section>
  );
}

/** Number cards side by side. */
export function Cards({ children }: { readonly children: ReactNode }) {
  return <div className={classes.cards}>{children}</div>;
}

/** A quiet sheet under a chart, a form or a list. */
export function Surface({ children }: { readonly children: ReactNode }) {
  return <div className={classes.surface}>{children}</div>;
}
