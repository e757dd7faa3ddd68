// The week in which people work and the country whose holidays count, changed and put back.
import { Button, Checkbox, Group, Text, TextInput } from "@mantine/core";

import { type CalendarAnswer, setCalendar } from "#features/calendar/contract.ts";
import { changedByCalendar, useForget } from "#features/calendar/parts/asking.ts";
import type { words } from "#features/calendar/words.en.ts";
import { type HolidayCountry, holidayCountries } from "#kit/holidays/countries.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { Section, Surface } from "#ui/page.tsx";
import { useReason } from "#ui/reasons.ts";
import { Select } from "#ui/select.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

const twoDigits = (number: number) => String(number).padStart(2, "0");
const clockText = (minutes: number) => (minutes === 1440 ? "00:00" : `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`);

/** '18:00' to 1080; midnight at the end of a day is 1440. */
function minutesOf(text: string, isEnd: boolean): number | null {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const all = Number(hours) * 60 + Number(minutes);
  return isEnd && all === 0 ? 1440 : all;
}

interface Entered {
  readonly days: readonly number[];
  readonly from: string;
  readonly until: string;
  readonly country: HolidayCountry | null;
}

export function Week({ told }: { readonly told: CalendarAnswer }) {
  const t = useWords<typeof words>("calendar");
  const reason = useReason();
  const first: Entered = { days: told.days, from: clockText(told.from), until: clockText(told.until), country: told.country };
  const { values, set, text, isGood } = useFields(first, {
    days: (days) => (days.length === 0 ? t("days-wrong") : null),
    until: (written, { from }) => ((minutesOf(written, true) ?? 0) > (minutesOf(from, false) ?? 1440) ? null : t("hours-wrong")),
  });
  const save = useSave(told);
  const send = (country = values.country) =>
    isGood() && save.mutate({ days: [...values.days], from: minutesOf(values.from, false)!, until: minutesOf(values.until, true)!, country });
  const isClosed = told.whyNotChange !== null;
  const proposed = told.country === null ? told.proposedCountry : null;
  return (
    <Section title={t("calendar")} {...(told.isSet ? {} : { note: t("calendar-usual") })}>
      <Surface>
        <Form send={t("save")} isSending={save.isPending} error={save.error} onSend={() => send()}>
          <Checkbox.Group label={t("days")} value={values.days.map(String)} onChange={(days) => set("days", days.map(Number))}>
            <Group gap={16} mt={4}>
              {([0, 1, 2, 3, 4, 5, 6] as const).map((day) => (
                <Checkbox key={day} value={String(day)} label={t(`day-${day}`)} disabled={isClosed} />
              ))}
            </Group>
          </Checkbox.Group>
          <Group align="start">
            <TextInput type="time" label={t("from")} disabled={isClosed} {...text("from")} />
            <TextInput type="time" label={t("until")} disabled={isClosed} {...text("until")} />
            <Select
              label={t("country")}
              clearable
              placeholder={t("country-none")}
              disabled={isClosed}
              data={holidayCountries.map((value) => ({ value, label: t(`country-${value}`) }))}
              value={values.country}
              onChange={(country) => set("country", country)}
            />
          </Group>
          {proposed === null || isClosed ? null : (
            <Group gap={8}>
              <Text size="sm">{t("country-proposed", { zone: told.timeZone, country: t(`country-${proposed}`) })}</Text>
              <Button size="compact-sm" variant="default" onClick={() => send(proposed)}>
                {t("use-proposed", { country: t(`country-${proposed}`) })}
              </Button>
            </Group>
          )}
          {isClosed ? (
            <Text size="sm" c="dimmed">
              {reason(told.whyNotChange!)}
            </Text>
          ) : null}
        </Form>
      </Surface>
    </Section>
  );
}

type WeekSaid = Pick<CalendarAnswer, "days" | "from" | "until" | "country">;

/** Saves the week, with a way back to what it was. */
function useSave(told: CalendarAnswer) {
  const t = useWords<typeof words>("calendar");
  const params = { workspace: useWorkspaceSlug() };
  const forget = useForget();
  const before = told.isSet ? { days: told.days, from: told.from, until: told.until, country: told.country } : null;
  const asItWas = async () => {
    await ask(setCalendar, { params, body: { week: before } });
    await forget(changedByCalendar);
  };
  const tell = useTell(setCalendar, { changes: changedByCalendar, onDone: () => toast({ text: t("calendar-saved"), undo: asItWas }) });
  return { mutate: (week: WeekSaid) => tell.mutate({ params, body: { week } }), isPending: tell.isPending, error: tell.error };
}
