// The faces of those who are here, those at the same thing first; opened, where each of them is, and the switch not to be seen.
import { Anchor, Switch, VisuallyHidden } from "@mantine/core";
import { IconEyeOff } from "@tabler/icons-react";
import { use } from "react";

import { choosePresence, readPresence } from "#features/presence/contract.ts";
import type { words } from "#features/presence/words.en.ts";
import type { PersonHere, Place } from "#facts/presence.ts";
import { pathOfSubject, subjectOfKey } from "#facts/subject.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { Panel } from "#ui/dropdown.tsx";
import { useSentence, useWords } from "#ui/language.ts";
import { PresenceContext } from "#ui/presence-context.ts";
import { Face } from "#ui/presence.tsx";
import classes from "#ui/presence.module.css";
import { useAsk, useTell } from "#ui/use-ask.ts";

export interface FacesProps {
  readonly isAgency: boolean;
  /** False: the reader does not want to be seen, and sees nobody. */
  readonly isSeen: boolean;
  /** The thing that the reader looks at. */
  readonly about: string | null;
}

const mostFaces = 4;

/** Who is here, those at the same thing first; opened, where each of them is, and the switch not to be seen. */
export function Faces({ isAgency, isSeen, about }: FacesProps) {
  const t = useWords<typeof words>("presence");
  const people = use(PresenceContext);
  const isAtSame = ({ places }: PersonHere) => about !== null && places.some((place) => place.about === about);
  const ordered = people.toSorted((a, b) => Number(isAtSame(b)) - Number(isAtSame(a)));
  const same = ordered.filter(isAtSame);
  const label =
    people.length === 0
      ? t("hidden")
      : same.length === 0
        ? t("here", { count: people.length })
        : t("same", { count: people.length, names: same.map(({ name }) => name).join(", ") });
  if (people.length === 0 && isSeen) return null;
  return (
    <Panel
      label={t("title")}
      target={
        <button type="button" className={classes["faces"]} title={label}>
          <VisuallyHidden>{label}</VisuallyHidden>
          {people.length === 0 ? <IconEyeOff size={20} stroke={1.5} aria-hidden /> : null}
          {ordered.slice(0, mostFaces).map((person) => (
            <Face key={person.id} name={person.name} isHere={isAtSame(person)} />
          ))}
          {people.length > 1 ? (
            <span className={classes["more"]} {...(people.length > mostFaces ? {} : { "data-few": true })} aria-hidden>
              <span>+{people.length - mostFaces}</span>
              <span>+{people.length - 1}</span>
            </span>
          ) : null}
        </button>
      }
    >
      {(close) => (
        <>
          {people.length === 0 ? null : (
            <ul className={classes["people"]}>
              {ordered.map((person) => (
                <li key={person.id}>
                  <Face name={person.name} isHere={isAtSame(person)} />
                  <div>
                    <strong>{person.name}</strong>
                    <PlaceOf place={person.places[0]} isSame={isAtSame(person)} onGo={close} />
                  </div>
                </li>
              ))}
            </ul>
          )}
          {isAgency ? null : <SeenSwitch />}
        </>
      )}
    </Panel>
  );
}

function PlaceOf({ place, isSame, onGo }: { readonly place: Place | undefined; readonly isSame: boolean; readonly onGo: () => void }) {
  const t = useWords<typeof words>("presence");
  const say = useSentence("kit");
  const workspace = useWorkspaceSlug();
  if (isSame) return <span className={classes["place"]}>{t("at-same")}</span>;
  const room = place?.room ?? null;
  const name = room === null ? null : say(`room-${room === "" ? "home" : room}`);
  if (place === undefined || name === null) return <span className={classes["place"]}>{t("somewhere")}</span>;
  return (
    <Anchor component={GoTo} href={hrefOf(workspace, place)} className={classes["place"]} onClick={onGo}>
      {name}
    </Anchor>
  );
}

/** The thing itself, or the room. */
function hrefOf(workspace: string, { room, about }: Place): string {
  const subject = about === null ? null : subjectOfKey(about);
  return subject === null ? paths.room(workspace, room ?? "") : pathOfSubject(workspace, subject);
}

/** Being seen and seeing others go together: nobody watches unseen. */
export function SeenSwitch() {
  const t = useWords<typeof words>("presence");
  const workspace = useWorkspaceSlug();
  const params = { workspace };
  const chosen = useAsk(readPresence, { params });
  const choose = useTell(choosePresence, { changes: [readPresence] });
  return (
    <div className={classes["rule"]}>
      <Switch
        label={t("seen")}
        description={t("seen-words")}
        disabled={chosen.data === undefined || choose.isPending}
        checked={chosen.data?.isHidden === false}
        onChange={(event) => choose.mutate({ params, body: { isHidden: !event.currentTarget.checked } })}
      />
    </div>
  );
}
