// Who is asked to come: members of each department, ticked.
import { Checkbox, Input, Stack } from "@mantine/core";

import type { MeetingList } from "#features/meetings/contract.ts";
import classes from "#features/meetings/parts/meetings.module.css";
import type { words } from "#features/meetings/words.en.ts";
import { departments } from "#facts/department.ts";
import { useWords } from "#ui/language.ts";

interface PeopleChoiceProps {
  readonly people: MeetingList["people"];
  readonly chosen: readonly string[];
  readonly error: string | null;
  readonly onChange: (chosen: string[]) => void;
}

export function PeopleChoice({ people, chosen, error, onChange }: PeopleChoiceProps) {
  const t = useWords<typeof words>("meetings");
  const groups = [...departments, null].map((department) => ({ department, members: people.filter((person) => person.department === department) }));
  const set = new Set(chosen);
  const toggle = (ids: readonly string[], isOn: boolean) =>
    onChange(people.map(({ memberId }) => memberId).filter((id) => (ids.includes(id) ? isOn : set.has(id))));
  return (
    <Input.Wrapper label={t("field-people")} error={error} labelElement="div">
      <div className={classes["people"]}>
        {groups
          .filter(({ members }) => members.length > 0)
          .map(({ department, members }) => {
            const ids = members.map(({ memberId }) => memberId);
            const on = ids.filter((id) => set.has(id)).length;
            return (
              <fieldset key={department ?? "none"}>
                <legend className="seen-by-readers-only">{t(`people-of-${department ?? "none"}`)}</legend>
                <Stack gap={8}>
                  <Checkbox
                    fw={600}
                    label={t(`people-of-${department ?? "none"}`)}
                    checked={on === ids.length}
                    indeterminate={on > 0 && on < ids.length}
                    onChange={(event) => toggle(ids, event.currentTarget.checked)}
                  />
                  {members.map(({ memberId, name }) => (
                    <Checkbox key={memberId} label={name} checked={set.has(memberId)} onChange={(event) => toggle([memberId], event.currentTarget.checked)} />
                  ))}
                </Stack>
              </fieldset>
            );
          })}
      </div>
    </Input.Wrapper>
  );
}
