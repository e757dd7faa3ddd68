// Where the export of deals is in each CRM, in one line each.
import classes from "#features/imports/parts/imports.module.css";
import type { words } from "#features/imports/words.en.ts";
import { useFactNames } from "#ui/fact-names.ts";
import { useWords } from "#ui/language.ts";

const systems = ["hubspot", "salesforce", "pipedrive", "bitrix24", "amocrm", "zoho", "file"] as const;

export function SystemList() {
  const t = useWords<typeof words>("imports");
  const names = useFactNames();
  return (
    <dl className={classes.systems}>
      {systems.map((system) => (
        <div key={system}>
          <dt>{names.source(system)}</dt>
          <dd>{t(`where-${system}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
