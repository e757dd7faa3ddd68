// When the two departments meet next, and what is on the table then.
import { Anchor } from "@mantine/core";

import { type MeetingList, listMeetings } from "#features/meetings/contract.ts";
import type { words } from "#apps/web/home/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { Section, Surface } from "#ui/page.tsx";
import { Answers, RowsWaiting } from "#ui/states.tsx";
import { forget, useAsk } from "#ui/use-ask.ts";
import { useQueryClient } from "@tanstack/react-query";

export function NextMeeting({ when }: { readonly when: boolean }) {
  const t = useWords<typeof words>("home");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const meetings = useAsk(listMeetings, { params: { workspace } }, { when });
  useLive("meetings", () => void forget(client, [listMeetings]));
  return (
    <Section title={t("meeting")}>
      <Answers of={meetings} waiting={<RowsWaiting count={3} />}>
        {(told) => (
          <Surface>
            <p style={{ marginTop: 0 }}>
              <Said told={told} />
            </p>
            <p style={{ marginBottom: 0 }}>
              <Anchor component={GoTo} href={hrefOf(told, workspace)}>
                {t(nextOf(told) === undefined ? "meeting-all" : "meeting-open")}
              </Anchor>
            </p>
          </Surface>
        )}
      </Answers>
    </Section>
  );
}

const nextOf = ({ coming }: MeetingList) => coming.find(({ state }) => state === "open") ?? coming.find(({ state }) => state === "planned");

function hrefOf(told: MeetingList, workspace: string): string {
  const next = nextOf(told);
  return next === undefined ? paths.meetings(workspace) : paths.meeting(workspace, next.id);
}

function Said({ told }: { readonly told: MeetingList }) {
  const t = useWords<typeof words>("home");
  const format = useFormat();
  const next = nextOf(told);
  if (next === undefined) return <>{t("meeting-none")}</>;
  if (next.state === "open") return <>{t("meeting-now", { title: next.title })}</>;
  return (
    <>
      {t("meeting-next", { title: next.title, when: format.moment(next.startsAt) })}{" "}
      {next.items === 0 ? t("meeting-no-agenda", { when: format.moment(next.agendaGoesOutAt) }) : t("meeting-items", { count: next.items })}
    </>
  );
}
