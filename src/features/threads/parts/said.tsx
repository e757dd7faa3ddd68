// What a message says: text with light marks, colleagues by name, and addresses of our rooms as chips with how the thing stands now.
import { Anchor } from "@mantine/core";
import { Fragment, type ReactNode } from "react";

import { showSubjects } from "#features/threads/contract.ts";
import classes from "#features/threads/parts/threads.module.css";
import type { words } from "#features/threads/words.en.ts";
import { type SubjectNow, subjectAt, subjectKey } from "#facts/subject.ts";
import { type Piece, readMarks } from "#kit/light-marks.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useLanguage, useSentence, useWords } from "#ui/language.ts";
import { useAsk } from "#ui/use-ask.ts";

export interface SaidProps {
  readonly text: string;
  /** Members named in it. */
  readonly nameOf: (id: string) => string | null;
}

export function Said({ text, nameOf }: SaidProps) {
  return (
    <div className={classes["said"]}>
      {readMarks(text).map((block, place) =>
        block.is === "list" ? (
          // oxlint-disable-next-line react/no-array-index-key -- pieces of a text have no other name than their place
          <ul key={place}>
            {block.items.map((item, n) => (
              // oxlint-disable-next-line react/no-array-index-key -- as above
              <li key={n}>{piecesOf(item, nameOf)}</li>
            ))}
          </ul>
        ) : (
          // oxlint-disable-next-line react/no-array-index-key -- as above
          <p key={place}>
            {block.lines.map((line, n) => (
              // oxlint-disable-next-line react/no-array-index-key -- as above
              <Fragment key={n}>
                {n === 0 ? null : <br />}
                {piecesOf(line, nameOf)}
              </Fragment>
            ))}
          </p>
        ),
      )}
    </div>
  );
}

function piecesOf(pieces: readonly Piece[], nameOf: SaidProps["nameOf"]): ReactNode[] {
  return pieces.map((piece, place) => {
    if (piece.is === "text") return piece.text;
    // oxlint-disable react/no-array-index-key -- pieces of a text have no other name than their place
    if (piece.is === "bold") return <strong key={place}>{piecesOf(piece.pieces, nameOf)}</strong>;
    if (piece.is === "member")
      return (
        <span key={place} className={classes["named"]}>
          @{nameOf(piece.id) ?? "…"}
        </span>
      );
    return <Link key={place} href={piece.href} />;
    // oxlint-enable react/no-array-index-key
  });
}

/** Our own pages open in place and say what stands there; everything else opens beside and is told nothing of us. */
function Link({ href }: { readonly href: string }) {
  const workspace = useWorkspaceSlug();
  const url = URL.parse(href);
  if (url === null || url.origin !== window.location.origin || !(url.pathname === `/w/${workspace}` || url.pathname.startsWith(`/w/${workspace}/`)))
    return (
      <Anchor href={href} target="_blank" rel="noreferrer noopener nofollow" inherit>
        {href}
      </Anchor>
    );
  const subject = subjectAt(workspace, url.pathname, new Map(url.searchParams));
  const path = url.pathname + url.search;
  return subject === null ? <RoomChip path={path} room={url.pathname.split("/")[3] ?? ""} /> : <SubjectChip path={path} about={subjectKey(subject)} />;
}

function RoomChip({ path, room }: { readonly path: string; readonly room: string }) {
  const say = useSentence("kit");
  return (
    <Anchor component={GoTo} href={path} className={classes["chip"]}>
      {say(`room-${room === "" ? "home" : room}`) ?? path}
    </Anchor>
  );
}

function SubjectChip({ path, about }: { readonly path: string; readonly about: string }) {
  const t = useWords<typeof words>("threads");
  const { language } = useLanguage();
  const workspace = useWorkspaceSlug();
  const now = useNowWords();
  const shown = useAsk(showSubjects, { params: { workspace }, query: { about: [about] } });
  const subject = shown.data?.subjects[0];
  if (shown.data !== undefined && subject === undefined)
    return (
      <span className={classes["chip"]} data-closed>
        {t("chip-closed")}
      </span>
    );
  return (
    <Anchor component={GoTo} href={path} className={classes["chip"]}>
      <span>{subject?.title[language] ?? "…"}</span>
      {subject?.now ? <span className={classes["quiet"]}>{now(subject.now)}</span> : null}
    </Anchor>
  );
}

/** How a thing stands, in a few words: 'Won · $12,400'. */
export function useNowWords(): (now: SubjectNow) => string {
  const say = useSentence("threads");
  const format = useFormat();
  return ({ code, amount = null, currency = null, on = null }) => {
    const word = code === "" ? null : (say(`now-${code}`) ?? code);
    const money = amount === null || currency === null ? null : format.money(amount, currency, true);
    return [word, money, on === null ? null : format.day(on)].filter((part) => part !== null).join(" · ");
  };
}
