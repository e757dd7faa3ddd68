// One finding: how much, in a sentence; which figures it touches; what was probably meant; and its records.
import { Anchor } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconUrgent } from "@tabler/icons-react";
import { useEffect, useRef } from "react";

import type { FindingView } from "#features/trust/contract.ts";
import { DoubtfulNames } from "#features/trust/parts/doubtful-names.tsx";
import classes from "#features/trust/parts/trust.module.css";
import type { words } from "#features/trust/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useLanguage, useSentence, useWords } from "#ui/language.ts";

const icons = { serious: IconUrgent, warning: IconAlertTriangle, note: IconInfoCircle, good: IconCircleCheck } as const;

export function FindingCard({ finding, isAsked }: { readonly finding: FindingView; readonly isAsked: boolean }) {
  const t = useWords<typeof words>("trust");
  const format = useFormat();
  const { language } = useLanguage();
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isAsked) card.current?.scrollIntoView({ block: "center" });
  }, [isAsked]);
  const Icon = icons[finding.severity];
  const isGood = finding.severity === "good";
  // An old extract is old for every record: its share says nothing.
  const isOfAll = finding.code === "old-extract";
  return (
    <li ref={card} className={classes.card} data-severity={finding.severity} {...(isAsked ? { "data-asked": true } : {})}>
      <Icon size={20} stroke={1.5} aria-hidden />
      <div className={classes.words}>
        <p>{finding.sentence[language]}</p>
        {isGood ? null : <Touches keys={finding.affects} />}
        {finding.names.length === 0 ? null : <DoubtfulNames finding={finding} />}
        <Ways finding={finding} />
      </div>
      {isGood || finding.share === null || finding.count === 0 || isOfAll ? null : (
        <div className={classes.share}>
          <strong>{format.share(finding.share)}</strong>
          <small>{t("concerned", { count: finding.count, of: finding.of })}</small>
          <span className={classes.bar} aria-hidden>
            <i style={{ width: `${Math.max(1, finding.share * 100)}%` }} />
          </span>
        </div>
      )}
    </li>
  );
}

function Touches({ keys }: { readonly keys: readonly string[] }) {
  const t = useWords<typeof words>("trust");
  const sayFigure = useSentence("figures");
  const names = [...new Set(keys.map((key) => sayFigure(`figure.${key}`) ?? key))];
  return <small className={classes.quiet}>{names.length === 0 ? t("touches-none") : `${t("touches")}: ${names.join(", ")}`}</small>;
}

/** The records themselves, and the step that mends it where there is one. */
function Ways({ finding }: { readonly finding: FindingView }) {
  const t = useWords<typeof words>("trust");
  const workspace = useWorkspaceSlug();
  const mends =
    finding.code === "stage-not-mapped"
      ? { href: paths.mappings(workspace), text: t("to-stages") }
      : finding.code === "spend-counted-twice"
        ? { href: paths.imports(workspace), text: t("to-imports") }
        : finding.code === "currency-without-rate"
          ? { href: paths.imports(workspace), text: t("to-rates") }
          : finding.code === "field-absent"
            ? { href: paths.imports(workspace), text: t("to-file") }
            : null;
  const hasRecords = finding.recordCount > 0 && finding.severity !== "good";
  if (mends === null && !hasRecords) return null;
  return (
    <span className={classes.ways}>
      {hasRecords ? (
        <Anchor component={GoTo} href={paths.records(workspace, { entity: finding.entity, finding: finding.id })} size="sm">
          {t("open-records-count", { count: finding.recordCount })}
        </Anchor>
      ) : null}
      {mends === null ? null : (
        <Anchor component={GoTo} href={mends.href} size="sm">
          {mends.text}
        </Anchor>
      )}
    </span>
  );
}
