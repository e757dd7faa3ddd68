// Who else is here: the app fills it from what is told live; rooms show who looks at the same thing.
import { use } from "react";

import type { SubjectKind } from "#facts/subject.ts";

import classes from "#ui/presence.module.css";
import { useWords } from "#ui/language.ts";
import { PresenceContext } from "#ui/presence-context.ts";
import type { words } from "#ui/words.en.ts";

/** First letters of the first and the last name. */
export function initialsOf(name: string): string {
  const parts = name.split(/\s+/).filter((part) => part !== "");
  return [parts[0], parts.length > 1 ? parts.at(-1) : undefined]
    .map((part) => Array.from(part ?? "")[0] ?? "")
    .join("")
    .toUpperCase();
}

/** A face without a picture; beside it, or around it, stands the name. */
export function Face({ name, isHere = false }: { readonly name: string; readonly isHere?: boolean }) {
  return (
    <span className={classes["face"]} {...(isHere ? { "data-here": true } : {})} aria-hidden>
      {initialsOf(name)}
    </span>
  );
}

/** Who looks at this thing too, now: `<AlsoHere kind="claim" id={id} />`. Nothing where nobody does. */
export function AlsoHere({ kind, id }: { readonly kind: SubjectKind; readonly id: string }) {
  const t = useWords<typeof words>("kit");
  const here = use(PresenceContext).filter(({ places }) => places.some(({ about }) => about === `${kind}:${id}`));
  return (
    <span role="status" className={classes["also"]}>
      {here.length === 0 ? null : t("presence-also", { names: here.map(({ name }) => name).join(", ") })}
    </span>
  );
}
