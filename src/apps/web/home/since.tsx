// What changed since the reader was last here, and what is due from them; asked from the records, and the visit is kept for them alone.
import { Anchor } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { type NewsView, markVisit, readNews } from "#features/digest/contract.ts";
import { NewsSections } from "#features/digest/parts/news-sections.tsx";
import type { words } from "#features/digest/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { useFormat, useLanguage, useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { Section, Surface } from "#ui/page.tsx";
import { Answers, RowsWaiting } from "#ui/states.tsx";
import { forget, useAsk } from "#ui/use-ask.ts";

/** Two parts of home out of one answer. */
export function SinceAndDue({ when }: { readonly when: boolean }) {
  const t = useWords<typeof words>("digest");
  const { language } = useLanguage();
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const news = useAsk(readNews, { params: { workspace }, query: { language } }, { when, keepsLast: true });
  for (const kind of ["notices", "threads", "actions", "meetings", "handoff"]) {
    // oxlint-disable-next-line react/rules-of-hooks -- always the same five, in the same order
    useLive(kind, () => void forget(client, [readNews]));
  }
  useVisit(workspace, news.data !== undefined);
  return (
    <>
      <div data-long>
        <Section title={t("since-title")}>
          <Answers of={news} waiting={<RowsWaiting count={4} />}>
            {(told) => <Since told={told} workspace={workspace} />}
          </Answers>
        </Section>
      </div>
      <Section title={t("due-title")}>
        <Answers of={news} waiting={<RowsWaiting count={3} />}>
          {({ sections }) => {
            const due = sections.filter(({ part }) => part === "due");
            return (
              <Surface>
                {due.length === 0 ? <p style={{ marginTop: 0 }}>{t("due-none")}</p> : <NewsSections sections={due} isBare />}
                <p style={{ marginBottom: 0 }}>
                  <Anchor component={GoTo} href={paths.actions(workspace)}>
                    {t("due-actions")}
                  </Anchor>
                </p>
              </Surface>
            );
          }}
        </Answers>
      </Section>
    </>
  );
}

/** What waits, is due and comes next has places of its own on this page. */
const elsewhere: ReadonlySet<string> = new Set(["due", "waits", "meeting"]);

/** Of each kind of news: more is no glance any more. */
const mostEach = 5;

function Since({ told: { since, sections }, workspace }: { readonly told: NewsView; readonly workspace: string }) {
  const t = useWords<typeof words>("digest");
  const format = useFormat();
  const fresh = sections
    .filter(({ part }) => !elsewhere.has(part))
    .map(({ part, items, more }) => ({ part, items: items.filter(({ isNew }) => isNew), more }))
    .filter(({ items }) => items.length > 0)
    .map(({ part, items, more }) => ({ part, items: items.slice(0, mostEach), more: more + Math.max(0, items.length - mostEach) }));
  const said =
    since === null
      ? t(fresh.length === 0 ? "since-none-first" : "since-first")
      : t(fresh.length === 0 ? "since-none" : "since-from", { moment: format.moment(since) });
  return (
    <Surface>
      <p style={{ marginTop: 0 }}>{said}</p>
      {fresh.length === 0 ? null : <NewsSections sections={fresh} />}
      <p style={{ marginBottom: 0 }}>
        <Anchor component={GoTo} href={paths.digest(workspace)}>
          {t("since-digest")}
        </Anchor>
      </p>
    </Surface>
  );
}

/** The visit begins when the answer is on screen, and lasts as long as somebody has it before them. */
function useVisit(workspace: string, isShown: boolean): void {
  useEffect(() => {
    if (!isShown) return undefined;
    // Nothing hangs on it: a visit that could not be kept shows the same once more.
    const mark = () => void ask(markVisit, { params: { workspace } }).catch(() => undefined);
    mark();
    document.addEventListener("visibilitychange", mark);
    return () => document.removeEventListener("visibilitychange", mark);
  }, [workspace, isShown]);
}
