// What waits for the reader: the notices that ask something of them, newest first, and threads with something new.
import { Anchor } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";

import type { words } from "#apps/web/home/words.en.ts";
import { listNotices } from "#features/notices/contract.ts";
import { useNoticePlace, useNoticeSentence } from "#features/notices/parts/notice-sentence.ts";
import { listThreads } from "#features/threads/contract.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { Section, Surface } from "#ui/page.tsx";
import { Answers, RowsWaiting } from "#ui/states.tsx";
import { forget, useAsk } from "#ui/use-ask.ts";

/** More is no glance any more: the rest stands in its room. */
const most = 5;

export function WaitsForMe({ when }: { readonly when: boolean }) {
  const t = useWords<typeof words>("home");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const params = { workspace };
  const notices = useAsk(listNotices, { params, query: { unseen: "true", limit: 100 } }, { when });
  const threads = useAsk(listThreads, { params, query: { of: "unread" } }, { when });
  useLive("notices", () => void forget(client, [listNotices]));
  useLive("threads", () => void forget(client, [listThreads]));
  const sentence = useNoticeSentence();
  const place = useNoticePlace();
  const unread = threads.data?.unread ?? 0;
  return (
    <Section title={t("waits")}>
      <Answers of={notices} waiting={<RowsWaiting count={4} />}>
        {(told) => {
          const waiting = told.notices.filter(({ group }) => group === "waits").slice(0, most);
          return (
            <Surface>
              {waiting.length === 0 ? <p style={{ marginTop: 0 }}>{t("waits-none")}</p> : null}
              {waiting.length === 0 ? null : (
                <ul style={{ margin: 0, paddingInlineStart: 20 }}>
                  {waiting.map((notice) => (
                    <li key={notice.id} style={{ marginBottom: 8, overflowWrap: "anywhere" }}>
                      <Anchor component={GoTo} href={place(notice)}>
                        {sentence(notice)}
                      </Anchor>
                    </li>
                  ))}
                </ul>
              )}
              {told.waiting > waiting.length ? (
                <p>
                  <Anchor component={GoTo} href={paths.notices(workspace)}>
                    {t("waits-more", { count: told.waiting - waiting.length })}
                  </Anchor>
                </p>
              ) : null}
              <p style={{ marginBottom: 0 }}>
                <Anchor component={GoTo} href={paths.threads(workspace, unread === 0 ? {} : { of: "unread" })}>
                  {unread === 0 ? t("waits-threads-none") : t("waits-threads", { count: unread })}
                </Anchor>
              </p>
            </Surface>
          );
        }}
      </Answers>
    </Section>
  );
}
