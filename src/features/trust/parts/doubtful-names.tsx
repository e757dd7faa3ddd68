// Names that stand in records and on no list, with what was probably meant: GTXPro, GTX Pro.
import { Anchor } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";

import type { FindingView } from "#features/trust/contract.ts";
import classes from "#features/trust/parts/trust.module.css";
import type { words } from "#features/trust/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";

const shown = 8;

export function DoubtfulNames({ finding: { names, entity, field, code } }: { readonly finding: FindingView }) {
  const t = useWords<typeof words>("trust");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const rest = names.length - shown;
  return (
    <div className={classes.names}>
      <table>
        <caption className="seen-by-readers-only">{t(code === "names-alike" ? "names-alike-title" : "names-title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("written")}</th>
            <th scope="col">{t("meant")}</th>
            <th scope="col" data-number>
              {t("times")}
            </th>
          </tr>
        </thead>
        <tbody>
          {names.slice(0, shown).map(({ name, count, suggestion }) => (
            <tr key={name}>
              <td>
                {field === null || code === "names-alike" ? (
                  name
                ) : (
                  <Anchor component={GoTo} href={paths.records(workspace, { entity, field, equals: name })} inherit>
                    {name}
                  </Anchor>
                )}
              </td>
              <td>
                {suggestion === null ? (
                  "–"
                ) : (
                  <>
                    <IconArrowRight size={14} stroke={1.75} aria-hidden /> <strong>{suggestion}</strong>
                  </>
                )}
              </td>
              <td data-number>{format.count(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 ? <small className={classes.quiet}>{t("names-more", { count: rest })}. </small> : null}
      <small className={classes.quiet}>{t("names-mend")}</small>
    </div>
  );
}
