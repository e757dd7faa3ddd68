// One meeting: its room, and what planning does with it, side by side because no room knows another.
import { useQueryClient } from "@tanstack/react-query";

import { readMeeting } from "#features/meeting-room/contract.ts";
import { Page as Room } from "#features/meeting-room/page.tsx";
import { listMeetings } from "#features/meetings/contract.ts";
import { Coming, MeetingActs, MeetingForms } from "#features/meetings/parts/one-meeting.tsx";
import { useSearchValue } from "#ui/address.tsx";
import { useLive } from "#ui/live.tsx";
import { RoomContext } from "#ui/room.tsx";
import { forget } from "#ui/use-ask.ts";

const changes = [readMeeting, listMeetings];

export function Page() {
  const client = useQueryClient();
  const [form, setForm] = useSearchValue("form");
  // The list of meetings is another room's: what is done here makes it stale all the same.
  useLive("meetings", () => void forget(client, [listMeetings]));
  return (
    <Room
      planning={{
        acts: ({ meeting }) => (
          <RoomContext value="meetings">
            <MeetingActs meeting={meeting} changes={changes} onForm={setForm} />
          </RoomContext>
        ),
        coming: ({ meeting, isAsked, myAnswer }) => (
          <RoomContext value="meetings">
            <Coming meeting={meeting} changes={changes} isAsked={isAsked} myAnswer={myAnswer} />
          </RoomContext>
        ),
        forms: ({ meeting, people, today }) => (
          <RoomContext value="meetings">
            <MeetingForms meeting={meeting} changes={changes} told={{ people, today }} form={form} onClose={() => setForm(null)} />
          </RoomContext>
        ),
      }}
    />
  );
}
