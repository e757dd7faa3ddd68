// One thing that was found: what it says, with the words marked, what it is, when and whose.
import { Anchor } from "@mantine/core";

import type { FoundView } from "#features/search/contract.ts";
import classes from "#features/search/parts/search.module.css";
import { addressOfFound } from "#features/search/rules.ts";
import { isRecordKind } from "#facts/finds.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useFactNames } from "#ui/fact-names.ts";
import { useFormat, useWords } from "#ui/language.ts";
import type { words } from "#ui/words.en.ts";

export function Result({ of, isAgency }: { readonly of: FoundView; readonly isAgency: boolean }) {
  const t = useWords<typeof words>("kit");
  const names = useFactNames();
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const isRecord = isRecordKind(of.kind);
  const about = [
    isRecordKind(of.kind) ? names.entity(of.kind) : t(`found-${of.kind}`),
    isRecord ? of.id : null,
    of.at === null ? null : format.day(of.at.slice(0, 10)),
    of.who,
  ].filter((each) => each !== null);
  return (
    <li className={classes["one"]}>
      <Anchor component={GoTo} href={addressOfFound(workspace, of, isAgency)} className={classes["title"] ?? ""}>
        <Pieces of={of.title} />
      </Anchor>
      {of.text.length === 0 ? null : (
        <p>
          <Pieces of={of.text} />
        </p>
      )}
      <p className={classes["about"]}>{about.join(" · ")}</p>
    </li>
  );
}

function Pieces({ of }: { readonly of: FoundView["title"] }) {
  return of.map(({ text, isHit }, n) => {
    // oxlint-disable-next-line no-array-index-key -- pieces of one text: their order is all they are
    return isHit ? <mark key={n}>{text}</mark> : <span key={n}>{text}</span>;
  });
}
