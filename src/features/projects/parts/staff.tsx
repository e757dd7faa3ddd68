// Who stands where, day by day; who is needed in two places at once, and days with nobody on the stand.
import { Button, Checkbox, SimpleGrid, TextInput } from "@mantine/core";

import { type ProjectRoom, addShifts } from "#features/projects/contract.ts";
import { changedByProjects, minuteAsTyped, typedMinute, usePartActs } from "#features/projects/parts/project-acts.ts";
import classes from "#features/projects/parts/projects.module.css";
import type { words } from "#features/projects/words.en.ts";
import { type ShiftRole, hasStand, shiftRoles } from "#facts/projects.ts";
import { addDays, daysBetween } from "#kit/day.ts";
import { useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { Select } from "#ui/select.tsx";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

export function Staff({ told }: { readonly told: ProjectRoom }) {
  const t = useWords<typeof words>("projects");
  const format = useFormat();
  const acts = usePartActs();
  const [form, setForm] = useSearchValue("form");
  const atStand = hasStand(told.project.kind);
  const roleOf = (role: ShiftRole) => t(role === "stand" && !atStand ? "role-there" : `role-${role}`);
  const days = [...new Set(told.shifts.map(({ day }) => day))];
  const hours = (day: string) =>
    told.shifts.filter((shift) => shift.day === day && shift.role === "stand").reduce((sum, { fromMinute, toMinute }) => sum + (toMinute - fromMinute) / 60, 0);
  return (
    <Section
      title={t("shift-title")}
      note={t("staff-note")}
      actions={
        <ReasonButton whyNot={told.whyNotPlan} variant="default" size="xs" onClick={() => setForm("shift")}>
          {t("shift-add")}
        </ReasonButton>
      }
    >
      {acts.error ? <ErrorState error={acts.error} /> : null}
      {told.shifts.length === 0 ? <p>{t("staff-none")}</p> : null}
      {told.uncovered.length === 0 ? null : (
        <p className={classes["late"]}>{t(atStand ? "uncovered" : "uncovered-there", { days: told.uncovered.map((day) => format.day(day)).join(", ") })}</p>
      )}
      {days.map((day) => (
        <div key={day} className={classes["day"]}>
          <h3>
            {format.day(day)} <span className={classes["quiet"]}>{t(atStand ? "hours" : "hours-there", { count: Math.round(hours(day) * 10) / 10 })}</span>
          </h3>
          <ul className={classes["lines"]}>
            {told.shifts
              .filter((shift) => shift.day === day)
              .map((shift) => (
                <li key={shift.id} className={classes["line"]}>
                  <div>
                    <strong>{shift.person}</strong>, {minuteAsTyped(shift.fromMinute)}–{minuteAsTyped(shift.toMinute)}, {roleOf(shift.role)}
                    {shift.clash === null ? null : <p className={classes["late"]}>{t("shift-clash", { name: shift.clash })}</p>}
                  </div>
                  {told.whyNotPlan === null ? (
                    <Button
                      variant="subtle"
                      size="xs"
                      aria-label={t("shift-remove", { name: shift.person, day: format.day(shift.day) })}
                      onClick={() => acts.removeShift(shift.id)}
                    >
                      {t("template-remove")}
                    </Button>
                  ) : null}
                </li>
              ))}
          </ul>
        </div>
      ))}
      {form === "shift" && told.whyNotPlan === null ? <ShiftForm told={told} onClose={() => setForm(null)} /> : null}
    </Section>
  );
}

const other = "other";
const firstRole: ShiftRole = "stand";
/** Days offered by a tick; longer projects are filled in stretches. */
const mostDays = 14;

function ShiftForm({ told, onClose }: { readonly told: ProjectRoom; readonly onClose: () => void }) {
  const t = useWords<typeof words>("projects");
  const format = useFormat();
  const params = { workspace: useWorkspaceSlug(), id: told.project.id };
  const { startsOn, endsOn } = told.project;
  const offered = Array.from({ length: Math.min(mostDays, daysBetween(startsOn, endsOn) + 1) }, (_, place) => addDays(startsOn, place));
  const fields = useFields(
    { who: null as string | null, person: "", from: "09:00", to: "18:00", role: firstRole, days: offered },
    {
      who: (who) => (who === null ? t("check-person") : null),
      person: (text, { who }) => (who === other && text.trim() === "" ? t("check-person") : null),
      from: (text) => (typedMinute(text) === null ? t("check-time") : null),
      to: (text, { from }) =>
        typedMinute(text) === null ? t("check-time") : typedMinute(text)! <= (typedMinute(from) ?? 0) ? t("why.ends-before-start") : null,
      days: (days) => (days.length === 0 ? t("check-days") : null),
    },
  );
  const { values } = fields;
  const add = useTell(addShifts, {
    changes: changedByProjects,
    onDone: () => {
      toast({ text: t("shift-added") });
      onClose();
    },
  });
  const send = () => {
    if (!fields.isGood()) return;
    const isOther = values.who === other;
    const who = { memberId: isOther ? null : values.who, person: isOther ? values.person.trim() : "" };
    add.mutate({ params, body: { ...who, fromMinute: typedMinute(values.from)!, toMinute: typedMinute(values.to)!, role: values.role, days: values.days } });
  };
  return (
    <Modal opened onClose={onClose} size="36rem" title={t("shift-title")} closeOnClickOutside={false}>
      <Form send={t("shift-add")} isSending={add.isPending} error={add.error} onSend={send}>
        <Select
          label={t("shift-who")}
          data={[...told.people.map(({ memberId, name }) => ({ value: memberId, label: name })), { value: other, label: t("shift-other") }]}
          value={values.who}
          error={fields.error("who")}
          onChange={(who) => fields.set("who", who)}
        />
        {values.who === other ? <TextInput label={t("shift-name")} maxLength={200} {...fields.text("person")} /> : null}
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing={16}>
          <TextInput type="time" label={t("shift-from")} {...fields.text("from")} />
          <TextInput type="time" label={t("shift-to")} {...fields.text("to")} />
          <Select
            label={t("shift-role")}
            data={shiftRoles.map((value) => ({ value, label: t(value === "stand" && !hasStand(told.project.kind) ? "role-there" : `role-${value}`) }))}
            value={values.role}
            onChange={(role) => fields.set("role", role ?? "stand")}
          />
        </SimpleGrid>
        <Checkbox.Group label={t("shift-days")} value={[...values.days]} error={fields.error("days")} onChange={(days) => fields.set("days", days)}>
          <div className={classes["acts"]}>
            {offered.map((day) => (
              <Checkbox key={day} value={day} label={format.day(day)} />
            ))}
          </div>
        </Checkbox.Group>
      </Form>
    </Modal>
  );
}
