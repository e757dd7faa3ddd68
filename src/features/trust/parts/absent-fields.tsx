// Fields that no record has: one sheet for all of them, with the figures that miss them.
import { Anchor } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";

import type { FindingView } from "#features/trust/contract.ts";
import classes from "#features/trust/parts/trust.module.css";
import type { words } from "#features/trust/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useSentence, useWords } from "#ui/language.ts";

export function AbsentFields({ findings }: { readonly findings: readonly FindingView[] }) {
  const t = useWords<typeof words>("trust");
  const say = useSentence("trust");
  const sayFigure = useSentence("figures");
  const workspace = useWorkspaceSlug();
  return (
    <li className={classes.card} data-severity="note">
      <IconInfoCircle size={20} stroke={1.5} aria-hidden />
      <div className={classes.words}>
        <p>{t("absent")}</p>
        <ul className={classes.absent}>
          {findings.map(({ id, entity, field, affects }) => (
            <li key={id}>
              {t("absent-field", { entity: t(`entity.${entity}`), field: say(`field.${field}`) ?? field })}{" "}
              {affects.length === 0 ? null : (
                <small className={classes.quiet}>{t("absent-needed", { figures: affects.map((key) => sayFigure(`figure.${key}`) ?? key).join(", ") })}</small>
              )}
            </li>
          ))}
        </ul>
        <small className={classes.quiet}>{t("absent-words")}</small>
        <span className={classes.ways}>
          <Anchor component={GoTo} href={paths.imports(workspace)} size="sm">
            {t("to-file")}
          </Anchor>
        </span>
      </div>
    </li>
  );
}
