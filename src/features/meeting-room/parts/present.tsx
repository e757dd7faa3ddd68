// Who is asked, what they answered, and who is there.
import { Checkbox } from "@mantine/core";

import { type MeetingRoom, attendMeeting } from "#features/meeting-room/contract.ts";
import classes from "#features/meeting-room/parts/meeting-room.module.css";
import { changedInRoom } from "#features/meeting-room/parts/room-acts.ts";
import type { words } from "#features/meeting-room/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { ErrorState } from "#ui/states.tsx";
import { useTell } from "#ui/use-ask.ts";

export function Present({ told }: { readonly told: MeetingRoom }) {
  const t = useWords<typeof words>("meeting-room");
  const { meeting, whyNotTakePart } = told;
  const params = { workspace: useWorkspaceSlug(), id: meeting.id };
  const attend = useTell(attendMeeting, { changes: changedInRoom });
  return (
    <>
      {attend.error ? <ErrorState error={attend.error} /> : null}
      <div className={classes["people"]}>
        {meeting.people.map(({ memberId, name, answer, wasThere }) =>
          meeting.state === "open" ? (
            <Checkbox
              key={memberId}
              label={name}
              checked={wasThere}
              disabled={whyNotTakePart !== null}
              onChange={(event) => attend.mutate({ params, body: { memberId, wasThere: event.currentTarget.checked } })}
            />
          ) : (
            <span key={memberId}>
              {name} <span className={classes["quiet"]}>{t(`answered-${answer ?? "none"}`)}</span>
            </span>
          ),
        )}
      </div>
    </>
  );
}
