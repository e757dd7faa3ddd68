// Who is in the room now, each under the colour of their cursor, and whether the line holds.
import type { MeetingRoom } from "#features/meeting-room/contract.ts";
import { useLiveNotes, useLiveState } from "#features/meeting-room/parts/live-notes.ts";
import classes from "#features/meeting-room/parts/note-editor.module.css";
import type { words } from "#features/meeting-room/words.en.ts";
import { useWords } from "#ui/language.ts";

export function PeopleHere({ where }: { readonly where: NonNullable<MeetingRoom["live"]> }) {
  const t = useWords<typeof words>("meeting-room");
  const { line, isUnsent, people } = useLiveState(useLiveNotes(where));
  return (
    <div className={`${classes["here"]} not-on-paper`} role="status">
      {line === "here" && people.length > 0 ? (
        <>
          <span>{t("here", { count: people.length })}</span>
          {people.map(({ id, name, colour }) => (
            <span key={id} className={`${classes["badge"]} ${classes[`person${colour}`]}`}>
              {name}
            </span>
          ))}
        </>
      ) : null}
      {line === "away" ? <span className={classes["away"]}>{t(isUnsent ? "notes-unsent" : "notes-away")}</span> : null}
      {line === "out" ? <span className={classes["away"]}>{t("notes-out")}</span> : null}
      {line === "over" ? <span>{t("why.meeting-is-over")}</span> : null}
    </div>
  );
}
