// Before loading: what is unclear, what the file is, which column is what, and what the first rows become.
import { Alert, Anchor } from "@mantine/core";

import type { ImportDetail } from "#features/imports/contract.ts";
import { ColumnTable } from "#features/imports/parts/column-table.tsx";
import { FileShape } from "#features/imports/parts/file-shape.tsx";
import { ImportActs } from "#features/imports/parts/import-acts.tsx";
import { PreviewTable } from "#features/imports/parts/preview-table.tsx";
import { Questions } from "#features/imports/parts/questions.tsx";
import type { words } from "#features/imports/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { useFactNames } from "#ui/fact-names.ts";

const problemCodes = ["unknown-field", "field-twice", "no-column", "missing-column", "column-twice", "unmapped-key"] as const;

export function Proposal({ one, whyNotStart }: { readonly one: ImportDetail; readonly whyNotStart: string | null }) {
  return (
    <>
      <Problems of={one.preview?.problems ?? []} />
      <ForeignMoney one={one} />
      <Questions one={one} />
      <FileShape one={one} />
      {one.mapping === null ? null : <ColumnTable one={one} mapping={one.mapping} />}
      {one.mapping === null || one.preview === null || one.preview.rows.length === 0 ? null : (
        <PreviewTable preview={one.preview} mapping={one.mapping} currency={one.currency} />
      )}
      <ImportActs of={one} whyNotStart={whyNotStart} />
    </>
  );
}

/** Money that cannot be converted is said before loading, not found out after. */
function ForeignMoney({ one: { withoutRate, ownCurrency } }: { readonly one: ImportDetail }) {
  const t = useWords<typeof words>("imports");
  const workspace = useWorkspaceSlug();
  if (withoutRate.length === 0) return null;
  const about = { currencies: withoutRate.join(", "), own: ownCurrency };
  return (
    <Alert color="yellow" title={t("no-rate-title", about)}>
      {t("no-rate-words", about)}{" "}
      <Anchor component={GoTo} href={paths.settings(workspace)} inherit>
        {t("no-rate-settings")}
      </Anchor>
    </Alert>
  );
}

/** 'missing-column:Amount' in words. */
function Problems({ of }: { readonly of: readonly string[] }) {
  const t = useWords<typeof words>("imports");
  const names = useFactNames();
  if (of.length === 0) return null;
  return (
    <Alert color="red" title={t("say-problems")}>
      <ul style={{ margin: 0, paddingLeft: 20 }}>
        {of.map((problem) => {
          const [code, name] = [problem.slice(0, problem.indexOf(":")), problem.slice(problem.indexOf(":") + 1)];
          const known = problemCodes.find((each) => each === code);
          return <li key={problem}>{known === undefined ? problem : t(`problem.${known}`, { name: names.field(name) })}</li>;
        })}
      </ul>
    </Alert>
  );
}
