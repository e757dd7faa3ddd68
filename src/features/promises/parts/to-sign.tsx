// What waits for a signature: proposals, and usual values that not both heads have agreed to; whoever may sign goes straight to it.
import { Button } from "@mantine/core";

import type { PromiseView, PromisesAnswer } from "#features/promises/contract.ts";
import classes from "#features/promises/parts/promises.module.css";
import { usePromiseWords } from "#features/promises/parts/told.ts";
import type { words } from "#features/promises/words.en.ts";
import { useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import type { words as kitWords } from "#ui/words.en.ts";

export function ToSign({ told, onOpen }: { readonly told: PromisesAnswer; readonly onOpen: (key: string) => void }) {
  const t = useWords<typeof words>("promises");
  const kit = useWords<typeof kitWords>("kit");
  const { says } = usePromiseWords(told.currency);
  const waiting = told.promises.flatMap(({ key, waits }) => (waits === null ? [] : [{ key, waits }]));
  if (waiting.length === 0) return null;
  const heads = ({ lacks }: NonNullable<PromiseView["waits"]>) => lacks.map((head) => kit(`role-${head}`)).join(", ");
  return (
    <Section title={t("to-sign")} note={t("to-sign-note")}>
      <ul className={classes.waiting} aria-label={t("to-sign")}>
        {waiting.map(({ key, waits }) => (
          <li key={key}>
            <div>
              <strong>{kit(`promise-${key}`)}</strong>
              <p>{t(waits.isProposal ? "to-sign-new" : "to-sign-usual", { terms: says(key, waits.terms) })}</p>
              <p className={classes.quiet}>{t("to-sign-lacks", { heads: heads(waits) })}</p>
            </div>
            <Button className="not-on-paper" variant={waits.isYours ? "filled" : "default"} onClick={() => onOpen(key)}>
              {t(waits.isYours ? "to-sign-mine" : "to-sign-read")}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
