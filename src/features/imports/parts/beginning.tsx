// The first visit: which one file is enough, where each CRM hides its export, and what it switches on.
import { SystemList } from "#features/imports/parts/system-list.tsx";
import { SwitchedOn } from "#features/imports/parts/switched-on.tsx";
import type { words } from "#features/imports/words.en.ts";
import { useWords } from "#ui/language.ts";
import { Section, Surface } from "#ui/page.tsx";

/** What a usual export of deals holds. */
const usualDeals = new Set(["stage", "amount", "createdOn", "closedOn", "owner", "account", "product"]);

export function Beginning() {
  const t = useWords<typeof words>("imports");
  return (
    <>
      <Section title={t("begin-title")} note={t("begin-words")}>
        <Surface>
          <SwitchedOn entities={new Set(["deal"])} dealFields={usualDeals} leads={{ on: t("on-with-deals"), off: t("off-enough") }} />
        </Surface>
      </Section>
      <Section title={t("where-title")} note={t("where-note")}>
        <SystemList />
      </Section>
    </>
  );
}
