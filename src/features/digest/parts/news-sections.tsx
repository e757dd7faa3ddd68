// News by part: what waits, what is due, what was decided, what changed; each line leads to its thing.
import { Anchor } from "@mantine/core";

import type { NewsSection } from "#features/digest/contract.ts";
import classes from "#features/digest/parts/digest.module.css";
import type { words } from "#features/digest/words.en.ts";
import { GoTo } from "#ui/address.tsx";
import { useSentence } from "#ui/language.ts";
import type { WordKey } from "#kit/words.ts";

export interface NewsSectionsProps {
  readonly sections: readonly NewsSection[];
  /** Says of each line whether it is new. */
  readonly marksNew?: boolean;
  /** Without headings: there is one part, and its heading stands above. */
  readonly isBare?: boolean;
}

export function NewsSections({ sections, marksNew = false, isBare = false }: NewsSectionsProps) {
  const say = useSentence("digest");
  const t = (key: WordKey<typeof words>, values?: Record<string, number>) => say(key, values) ?? key;
  return (
    <div className={classes["parts"]}>
      {sections.map(({ part, items, more }) => (
        <div key={part}>
          {isBare ? null : <h3>{t(`part-${part}`)}</h3>}
          <ul>
            {items.map(({ text, href, isNew }) => (
              <li key={`${href} ${text}`}>
                <Anchor component={GoTo} href={href} inherit>
                  {text}
                </Anchor>
                {marksNew ? <span className={classes["quiet"]}> · {t(isNew ? "new" : "old")}</span> : null}
              </li>
            ))}
          </ul>
          {more === 0 ? null : <p className={classes["quiet"]}>{t("more", { count: more })}</p>}
        </div>
      ))}
    </div>
  );
}
