// What a message says: text with light marks, colleagues by name, and addresses of our rooms as chips with how the thing stands now.
import { Anchor } from "@mantine/core";
import { Fragment, type ReactNode, createContext, use } from "react";

import type { LinkView } from "#features/threads/contract.ts";
import classes from "#features/threads/parts/threads.module.css";
import type { words } from "#features/threads/words.en.ts";
import { pathOfAddress, targetAt } from "#facts/links.ts";
import type { SubjectNow } from "#facts/subject.ts";
import { type Piece, readMarks } from "#kit/light-marks.ts";
import { isOurPage } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useLanguage, useSentence, useWords } from "#ui/language.ts";
import { CautionChip } from "#ui/marks.tsx";

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
  const url = URL.parse(href, window.location.origin);
  const path = pathOfAddress(href);
  if (url === null || path === null || url.origin !== window.location.origin || !isOurPage(path, workspace))
    return (
      <Anchor href={href} target="_blank" rel="noreferrer noopener nofollow" inherit>
        {href}
      </Anchor>
    );
  return targetAt(workspace, path) === null ? <RoomChip path={path} room={url.pathname.split("/")[3] ?? ""} /> : <LiveLink path={path} href={href} />;
}

function RoomChip({ path, room }: { readonly path: string; readonly room: string }) {
  const say = useSentence("kit");
  return (
    <Anchor component={GoTo} href={path} className={classes["chip"]}>
      {say(`room-${room === "" ? "home" : room}`) ?? path}
    </Anchor>
  );
}

/** What the links of this piece of the thread lead to; null until it is known. */
export const LinksContext = createContext<ReadonlyMap<string, LinkView> | null>(null);

/** A link with what stands behind it now. For whoever may not see that, and where nothing is, it stays as it was written. */
function LiveLink({ path, href }: { readonly path: string; readonly href: string }) {
  const t = useWords<typeof words>("threads");
  const { language } = useLanguage();
  const links = use(LinksContext);
  const link = links?.get(path);
  if (link === undefined)
    return (
      <Anchor component={GoTo} href={path} inherit>
        {href}
      </Anchor>
    );
  const isThing = link.kind !== "number" && link.kind !== "goal" && link.kind !== "promise";
  return (
    <Anchor component={GoTo} href={path} className={classes["chip"]} data-live>
      {isThing ? null : <span className={classes["quiet"]}>{t(`kind-${link.kind}`)}</span>}
      <strong>{link.title[language]}</strong>
      <LiveValue link={link} />
    </Anchor>
  );
}

function LiveValue({ link: { kind, figure, now, aim } }: { readonly link: LinkView }) {
  const t = useWords<typeof words>("threads");
  const format = useFormat();
  const state = useNowWords();
  const measure = figure === null ? null : { unit: figure.unit, currency: figure.currency ?? undefined };
  return (
    <>
      {figure === null || measure === null ? null : (
        <span className="figures">
          <span className={classes["when"]}>{t("live-now")}</span> {figure.value === null ? t("live-untold") : format.value(figure.value, measure, true)}
          {figure.isMonthly && figure.value !== null ? ` ${t("live-monthly")}` : ""}
          {figure.value === null || figure.interval === null ? "" : ` (${format.interval(figure.interval, measure)})`}
        </span>
      )}
      {figure === null ? null : <span className={classes["quiet"]}>{format.period(figure.period)}</span>}
      {aim === null || measure === null ? null : (
        <span className={classes["quiet"]}>{t(kind === "promise" ? "live-promised" : "live-aim", { value: format.value(aim, measure, true) })}</span>
      )}
      {now === null ? null : (
        <span className={classes["quiet"]}>
          {figure === null ? <span className={classes["when"]}>{t("live-now")}</span> : null} {state(now)}
        </span>
      )}
      {figure === null || figure.cautions === 0 ? null : <CautionChip count={figure.cautions} />}
    </>
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
