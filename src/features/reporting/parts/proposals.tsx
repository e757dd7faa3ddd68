// Fields that are filled in by hand and stand in no register: each waits for a reader and a decision.
import { Button } from "@mantine/core";

import type { Reporting } from "#features/reporting/contract.ts";
import classes from "#features/reporting/parts/reporting.module.css";
import type { words } from "#features/reporting/words.en.ts";
import type { EntityName } from "#facts/entities.ts";
import { useFactNames } from "#ui/fact-names.ts";
import { useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";

export function useFieldName(): (field: string) => string {
  const t = useWords<typeof words>("reporting");
  const names = useFactNames();
  return (field) => {
    const [entity, name] = field.split(".") as [EntityName, string];
    return t("proposal", { entity: names.entity(entity), field: names.field(name) });
  };
}

export function Proposals({ told, onPick }: { readonly told: Reporting; readonly onPick: (field: string) => void }) {
  const t = useWords<typeof words>("reporting");
  const called = useFieldName();
  if (told.proposals.length === 0 || told.whyNotChange !== null) return null;
  return (
    <Section title={t("proposals-title")} note={t("proposals-note")}>
      <ul className={classes["list"]} aria-label={t("proposals-title")}>
        {told.proposals.map(({ field, askedOf, filled }) => (
          <li key={field} className={classes["row"]}>
            <div>
              {called(field)}
              <small>{t("proposal-count", { count: filled })}</small>
            </div>
            <SideBadge side={askedOf}>{t(askedOf)}</SideBadge>
            <Button variant="default" size="compact-md" aria-label={`${t("proposal-add")}: ${called(field)}`} onClick={() => onPick(field)}>
              {t("proposal-add")}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
