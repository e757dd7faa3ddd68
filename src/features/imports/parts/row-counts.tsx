// What became of the rows: five counts side by side.
import type { ImportDetail } from "#features/imports/contract.ts";
import classes from "#features/imports/parts/imports.module.css";
import type { words } from "#features/imports/words.en.ts";
import { useFormat, useWords } from "#ui/language.ts";

export function RowCounts({ one: { rows } }: { readonly one: Pick<ImportDetail, "rows"> }) {
  const t = useWords<typeof words>("imports");
  const format = useFormat();
  const counts = [
    { name: t("rows-new"), count: rows.added },
    { name: t("rows-changed"), count: rows.changed },
    { name: t("rows-same"), count: rows.same },
    ...(rows.repeated > 0 ? [{ name: t("rows-repeated"), count: rows.repeated }] : []),
    { name: t("rows-aside"), count: rows.setAside },
  ];
  return (
    <dl className={classes.counts}>
      {counts.map(({ name, count }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{format.count(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
