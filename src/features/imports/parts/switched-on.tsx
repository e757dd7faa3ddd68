// What works with the facts at hand, and what each missing answer needs.
import { IconCheck, IconLock } from "@tabler/icons-react";

import { type AtHand, capabilities } from "#features/imports/parts/capabilities.ts";
import classes from "#features/imports/parts/imports.module.css";
import type { words } from "#features/imports/words.en.ts";
import { useWords } from "#ui/language.ts";

export function SwitchedOn({ leads, ...at }: AtHand & { readonly leads?: { readonly on: string; readonly off: string } }) {
  const t = useWords<typeof words>("imports");
  const all = capabilities(at);
  const [on, off] = [all.filter((each) => each.missing.length === 0), all.filter((each) => each.missing.length > 0)];
  return (
    <div className={classes.switched}>
      {on.length === 0 ? null : (
        <div>
          <p>{leads?.on ?? t("on-enough")}</p>
          <ul>
            {on.map(({ name }) => (
              <li key={name}>
                <IconCheck size={16} stroke={2} aria-hidden />
                <span>{t(`cap.${name}`)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {off.length === 0 ? null : (
        <div>
          <p>{leads?.off ?? t("off-enough")}</p>
          <ul data-off>
            {off.map(({ name, missing }) => (
              <li key={name}>
                <IconLock size={16} stroke={1.5} aria-hidden />
                <span>
                  {t(`cap.${name}`)} <small>{t("needs", { what: missing.map((need) => t(`need.${need}`)).join(", ") })}</small>
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
