// The numbers that a decision is to rest on, while it is written down: figures as home shows them, and whatever number led here.
import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";

import type { EvidenceBody } from "#features/decisions/contract.ts";
import classes from "#features/decisions/parts/decisions.module.css";
import type { words } from "#features/decisions/words.en.ts";
import { type GoalKey, goalKeys } from "#facts/goal-keys.ts";
import { useSentence, useWords } from "#ui/language.ts";
import { Select } from "#ui/select.tsx";

const mostNumbers = 12;
const keyOf = (one: EvidenceBody) => ("figure" in one ? one.figure : `${one.key} ${one.href}`);

interface EvidenceFieldsProps {
  readonly evidence: readonly EvidenceBody[];
  readonly onChange: (evidence: readonly EvidenceBody[]) => void;
}

export function EvidenceFields({ evidence, onChange }: EvidenceFieldsProps) {
  const t = useWords<typeof words>("decisions");
  const figures = useSentence("figures");
  const nameOf = (key: GoalKey) => figures(`figure.${key}`) ?? key;
  const left = goalKeys.filter((key) => !evidence.some((one) => "figure" in one && one.figure === key));
  return (
    <fieldset className={classes["field"]}>
      <legend>{t("field-evidence")}</legend>
      <p className={classes["quiet"]}>{t("field-evidence-help")}</p>
      {evidence.length === 0 ? null : (
        <ul className={classes["chosen"]} style={{ margin: "8px 0" }}>
          {evidence.map((one) => (
            <li key={keyOf(one)}>
              {one.name}
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t("evidence-remove", { name: one.name })}
                onClick={() => onChange(evidence.filter((each) => each !== one))}
              >
                <IconX size={16} stroke={1.5} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      {left.length === 0 || evidence.length >= mostNumbers ? null : (
        <Select<GoalKey>
          aria-label={t("evidence-choose")}
          placeholder={t("evidence-choose")}
          value={null}
          data={left.map((value) => ({ value, label: nameOf(value) }))}
          onChange={(figure) => (figure === null ? undefined : onChange([...evidence, { figure, name: nameOf(figure) }]))}
        />
      )}
    </fieldset>
  );
}
