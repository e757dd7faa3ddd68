// What the list is narrowed by: whose, state, channel, grade, person, overdue; all of it in the address.
import { Button, Checkbox, SegmentedControl } from "@mantine/core";

import { type HandoffList, whoses } from "#features/handoff/contract.ts";
import classes from "#features/handoff/parts/handoff.module.css";
import type { HandoffQuestion } from "#features/handoff/parts/question.ts";
import type { words } from "#features/handoff/words.en.ts";
import { handoffStates } from "#facts/handoff.ts";
import { useWords } from "#ui/language.ts";
import { Select } from "#ui/select.tsx";

export function Filters({ told, question }: { readonly told: HandoffList; readonly question: HandoffQuestion }) {
  const t = useWords<typeof words>("handoff");
  const { filter, narrow } = question;
  const any = { value: "all", label: t("filter-any") };
  const named = (values: readonly string[]) => [any, ...values.map((value) => ({ value, label: value }))];
  const lists = [
    {
      name: "state",
      data: [{ value: "all", label: t("filter-open") }, ...handoffStates.map((state) => ({ value: state as string, label: t(`state-${state}`) }))],
    },
    { name: "channel", data: named(told.channels) },
    { name: "grade", data: named(told.grades) },
    { name: "person", data: [any, ...told.people.map(({ id, name }) => ({ value: id, label: name })), { value: "nobody", label: t("nobody") }] },
  ] as const;
  return (
    <div className={`${classes["filters"]} not-on-paper`}>
      <SegmentedControl
        aria-label={t("filter-whose")}
        value={filter.whose}
        onChange={(whose) => narrow({ whose: whose })}
        data={whoses.map((whose) => ({ value: whose, label: t(`whose-${whose}`) }))}
      />
      {lists.map(({ name, data }) => (
        <Select
          key={name}
          size="sm"
          w={160}
          label={t(`filter-${name}`)}
          data={data}
          value={filter[name][0] ?? "all"}
          onChange={(value) => narrow({ [name]: value })}
        />
      ))}
      <Checkbox
        label={t("filter-overdue")}
        checked={filter.overdue}
        onChange={(event) => narrow({ overdue: event.currentTarget.checked })}
        style={{ paddingBottom: 8 }}
      />
      {question.isFiltered ? (
        <Button variant="subtle" size="compact-md" onClick={question.clear}>
          {t("show-all")}
        </Button>
      ) : null}
    </div>
  );
}
