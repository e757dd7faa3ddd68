// Who else is here: this tab says where it is while it is looked at, and the frame shows the faces of the others.
import { Anchor, Switch } from "@mantine/core";
import { IconEyeOff } from "@tabler/icons-react";
import { useLocation } from "@tanstack/react-router";
import { use, useEffect, useState } from "react";

import { choosePresence, readPresence, standHere } from "#features/presence/contract.ts";
import { pages } from "#apps/web/pages.ts";
import type { PersonHere, Place } from "#facts/presence.ts";
import { pathOfSubject, subjectAt, subjectKey, subjectOfKey } from "#facts/subject.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Panel } from "#ui/dropdown.tsx";
import { useSentence, useWords } from "#ui/language.ts";
import { useIsOffline, useLive } from "#ui/live.tsx";
import { newId } from "#ui/new-id.ts";
import { Face, PresenceContext } from "#ui/presence.tsx";
import classes from "#ui/presence.module.css";
import { addressOfRoom } from "#ui/rooms.ts";
import { useAsk, useTell } from "#ui/use-ask.ts";
import type { words } from "#ui/words.en.ts";

const beatMs = 10_000;
/** Whoever passes through on the way elsewhere is not told of. */
const settleMs = 400;

/** This tab among all. */
export const thisTab = newId();

/** Where this tab is: the room, and the one thing that its address names. */
function usePlace(workspace: string): { readonly room: string; readonly about: string | null } {
  const address = useLocation({ select: ({ pathname, searchStr }) => `${pathname}${searchStr}` });
  const { pathname, searchParams } = new URL(address, window.location.origin);
  const about = subjectAt(workspace, pathname, new Map(searchParams));
  return { room: pathname.split("/")[3] ?? "", about: about === null ? null : subjectKey(about) };
}

/** Says where this tab is while somebody has it before them, and gives the others as they are told. */
export function usePresence(workspace: string, { isAgency, memberId }: { readonly isAgency: boolean; readonly memberId: string | undefined }) {
  const { room, about } = usePlace(workspace);
  const [people, setPeople] = useState<readonly PersonHere[]>([]);
  const isOffline = useIsOffline();
  useLive("presence", ({ people: told }) => setPeople(told as readonly PersonHere[]));
  const isTold = memberId !== undefined && !isOffline && (!isAgency || about !== null);
  useEffect(() => {
    if (!isTold) return undefined;
    // Nothing hangs on it: the next beat says the same.
    const say = () => {
      if (document.visibilityState === "visible") void ask(standHere, { params: { workspace, tab: thisTab }, body: { room, about } }).catch(() => undefined);
    };
    const first = setTimeout(say, settleMs);
    const beat = setInterval(say, beatMs);
    document.addEventListener("visibilitychange", say);
    return () => {
      clearTimeout(first);
      clearInterval(beat);
      document.removeEventListener("visibilitychange", say);
    };
  }, [workspace, room, about, isTold]);
  return people.filter(({ id }) => id !== memberId);
}

const mostFaces = 4;

/** Who is here, those at the same thing first; opened, where each of them is, and the switch not to be seen. */
export function Faces({ isAgency }: { readonly isAgency: boolean }) {
  const t = useWords<typeof words>("kit");
  const workspace = useWorkspaceSlug();
  const { about } = usePlace(workspace);
  const people = use(PresenceContext);
  const isAtSame = ({ places }: PersonHere) => about !== null && places.some((place) => place.about === about);
  const ordered = people.toSorted((a, b) => Number(isAtSame(b)) - Number(isAtSame(a)));
  const same = ordered.filter(isAtSame);
  const label =
    people.length === 0
      ? t("presence-hidden")
      : same.length === 0
        ? t("presence-here", { count: people.length })
        : t("presence-same", { count: people.length, names: same.map(({ name }) => name).join(", ") });
  const chosen = useAsk(readPresence, { params: { workspace } }, { when: !isAgency });
  if (people.length === 0 && chosen.data?.isHidden !== true) return null;
  return (
    <Panel
      label={t("presence-title")}
      target={
        <button type="button" className={classes["faces"]} aria-label={label} title={label}>
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
  const t = useWords<typeof words>("kit");
  const say = useSentence("kit");
  const workspace = useWorkspaceSlug();
  if (isSame) return <span className={classes["place"]}>{t("presence-at-same")}</span>;
  const room = place?.room ?? null;
  const name = room === null ? null : say(`room-${room === "" ? "home" : room}`);
  const href = place === undefined ? null : hrefOf(workspace, place);
  if (name === null) return <span className={classes["place"]}>{t("presence-somewhere")}</span>;
  if (href === null) return <span className={classes["place"]}>{name}</span>;
  return (
    <Anchor component={GoTo} href={href} className={classes["place"]} onClick={onGo}>
      {name}
    </Anchor>
  );
}

/** The thing itself, or the room; null where the room has no page without a thing. */
function hrefOf(workspace: string, { room, about }: Place): string | null {
  const subject = about === null ? null : subjectOfKey(about);
  if (subject !== null) return pathOfSubject(workspace, subject);
  const page = pages.find(({ path }) => path === (room === "" || room === null ? "" : `/${room}`));
  return page === undefined ? null : addressOfRoom(page, workspace, "");
}

/** Being seen and seeing others go together: nobody watches unseen. */
export function SeenSwitch() {
  const t = useWords<typeof words>("kit");
  const workspace = useWorkspaceSlug();
  const params = { workspace };
  const chosen = useAsk(readPresence, { params });
  const choose = useTell(choosePresence, { changes: [readPresence] });
  return (
    <div className={classes["rule"]}>
      <Switch
        label={t("presence-seen")}
        description={t("presence-seen-words")}
        disabled={chosen.data === undefined || choose.isPending}
        checked={chosen.data?.isHidden === false}
        onChange={(event) => choose.mutate({ params, body: { isHidden: !event.currentTarget.checked } })}
      />
    </div>
  );
}
