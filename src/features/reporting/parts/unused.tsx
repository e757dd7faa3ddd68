// What nobody used for a quarter: proposed for removal, one by one, with a way back.
import { Button } from "@mantine/core";

import type { Reporting } from "#features/reporting/contract.ts";
import { useEnding } from "#features/reporting/parts/acts.ts";
import { useMinutes } from "#features/reporting/parts/minutes.ts";
import classes from "#features/reporting/parts/reporting.module.css";
import type { words } from "#features/reporting/words.en.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";

export function Unused({ told, onOpen }: { readonly told: Reporting; readonly onOpen: (id: string) => void }) {
  const t = useWords<typeof words>("reporting");
  const format = useFormat();
  const minutes = useMinutes();
  const end = useEnding();
  const unused = told.items.filter(({ use, askedUntil }) => askedUntil === null && use.state === "unused");
  if (unused.length === 0) return null;
  return (
    <Section title={t("unused-title")} note={t("unused-note")}>
      <ul className={classes["list"]} aria-label={t("unused-title")}>
        {unused.map((item) => (
          <li key={item.id} className={classes["row"]}>
            <div>
              <Button variant="transparent" size="compact-md" px={0} onClick={() => onOpen(item.id)}>
                {item.name}
              </Button>
              <small>
                {item.minutes === null ? "" : `${t("unused-minutes", { minutes: minutes(item.minutes), people: t(`people-${item.askedOf}`) })} · `}
                {item.use.lastUsedOn === null ? t("never-used") : t("last-used", { day: format.day(item.use.lastUsedOn) })}
              </small>
            </div>
            <ReasonButton whyNot={told.whyNotChange} variant="default" onClick={() => end(item)}>
              {t("end")}
            </ReasonButton>
          </li>
        ))}
      </ul>
    </Section>
  );
}
