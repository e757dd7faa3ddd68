// Planning a series or changing it: how often, at what hour, with whom, and when the agenda goes out.
import { SimpleGrid, TextInput } from "@mantine/core";

import { type MeetingList, type SeriesView, changeSeries, listMeetings, planSeries } from "#features/meetings/contract.ts";
import { PeopleChoice } from "#features/meetings/parts/people-choice.tsx";
import { choiceOf, minuteOf, often, ruleOf, timeOf, weekdays, which } from "#features/meetings/parts/rule-words.ts";
import type { words } from "#features/meetings/words.en.ts";
import { type HolidayWay, holidayWays } from "#facts/meetings.ts";
import { isDay } from "#kit/day.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { TimeZoneChoice } from "#ui/choices.tsx";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { Select } from "#ui/select.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";

interface SeriesFormProps {
  /** The series to change; absent: one is planned. */
  readonly of?: SeriesView;
  readonly told: MeetingList;
  readonly onClose: () => void;
}

const isWithin = (text: string, from: number, until: number) => /^\d+$/.test(text.trim()) && Number(text) >= from && Number(text) <= until;

export function SeriesForm({ of, told, onClose }: SeriesFormProps) {
  const t = useWords<typeof words>("meetings");
  const kit = useWords<typeof kitWords>("kit");
  const workspace = useWorkspaceSlug();
  const fields = useFields(firstOf(of, told, t("field-title-usual")), {
    title: (text) => (text.trim() === "" ? t("check-title") : null),
    startsOn: (day) => (isDay(day) ? null : t("check-day")),
    time: (text) => (minuteOf(text) === null ? t("check-time") : null),
    minutes: (text) => (isWithin(text, 5, 480) ? null : t("check-minutes")),
    agendaHours: (text) => (isWithin(text, 1, 336) ? null : t("check-hours")),
    people: (chosen) => (chosen.length === 0 ? t("check-people") : null),
    rule: (text, { often: how }) => (how === "own" && text.trim() === "" ? t("why.rule-not-known") : null),
  });
  const { values } = fields;
  const done = (text: string) => () => {
    toast({ text });
    onClose();
  };
  const plan = useTell(planSeries, { changes: [listMeetings], onDone: done(t("series-planned")) });
  const change = useTell(changeSeries, { changes: [listMeetings], onDone: done(t("series-changed")) });
  const send = () => {
    if (!fields.isGood()) return;
    const { title, startsOn, time, minutes, timeZone, place, onHoliday, agendaHours, people } = values;
    const body = {
      title: title.trim(),
      rule: ruleOf(values),
      startsOn,
      atMinute: minuteOf(time)!,
      minutes: Number(minutes),
      timeZone,
      place: place.trim(),
      onHoliday,
      agendaHours: Number(agendaHours),
      people,
    };
    if (of === undefined) plan.mutate({ params: { workspace }, body });
    else change.mutate({ params: { workspace, id: of.id }, body });
  };
  return (
    <Modal opened onClose={onClose} size="44rem" title={t(of === undefined ? "series-title" : "edit-series")} closeOnClickOutside={false}>
      <Form
        send={of === undefined ? t("plan-series") : kit("save")}
        isSending={plan.isPending || change.isPending}
        error={plan.error ?? change.error}
        onSend={send}
      >
        <TextInput label={t("field-title")} maxLength={200} {...fields.text("title")} />
        <RuleFields fields={fields} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
          <TextInput type="date" label={t("field-starts-on")} {...fields.text("startsOn")} />
          <TextInput type="time" label={t("field-time")} {...fields.text("time")} />
          <TextInput inputMode="numeric" label={t("field-minutes")} {...fields.text("minutes")} />
          <TimeZoneChoice label={t("field-zone")} value={values.timeZone} onChange={(zone) => fields.set("timeZone", zone ?? values.timeZone)} />
          <TextInput label={t("field-place")} maxLength={300} {...fields.text("place")} />
          <Select
            label={t("field-holiday")}
            data={holidayWays.map((value) => ({ value, label: t(`holiday-${value}`) }))}
            value={values.onHoliday}
            onChange={(way) => fields.set("onHoliday", way ?? "next")}
          />
          <TextInput inputMode="numeric" label={t("field-agenda-hours")} {...fields.text("agendaHours")} />
        </SimpleGrid>
        <PeopleChoice people={told.people} chosen={values.people} error={fields.error("people")} onChange={(people) => fields.set("people", people)} />
      </Form>
    </Modal>
  );
}

function firstOf(of: SeriesView | undefined, told: MeetingList, title: string) {
  const here = new Set(told.people.map(({ memberId }) => memberId));
  // Both departments are asked unless somebody is taken out.
  const usual = told.people.filter(({ department }) => department === "sales" || department === "marketing").map(({ memberId }) => memberId);
  const choice = choiceOf(of?.rule ?? "FREQ=MONTHLY;BYDAY=2TU");
  return {
    title: of?.title ?? title,
    often: choice.often,
    which: choice.which,
    weekday: choice.weekday,
    rule: choice.rule,
    startsOn: of?.startsOn ?? told.today,
    time: timeOf(of?.atMinute ?? 600),
    minutes: String(of?.minutes ?? 60),
    timeZone: of?.timeZone ?? told.timeZone,
    place: of?.place ?? "",
    onHoliday: of?.onHoliday ?? ("next" satisfies HolidayWay),
    agendaHours: String(of?.agendaHours ?? 24),
    people: of ? of.people.map(({ memberId }) => memberId).filter((id) => here.has(id)) : usual,
  };
}

type SeriesFields = ReturnType<typeof useFields<ReturnType<typeof firstOf>>>;

function RuleFields({ fields }: { readonly fields: SeriesFields }) {
  const t = useWords<typeof words>("meetings");
  const { values } = fields;
  const hasWhich = values.often === "monthly" || values.often === "quarterly";
  return (
    <SimpleGrid cols={{ base: 1, xs: hasWhich ? 3 : 2 }} spacing={16}>
      <Select
        label={t("field-rule")}
        data={often.map((value) => ({ value, label: t(`rule-${value}`) }))}
        value={values.often}
        onChange={(how) => fields.set("often", how ?? "monthly")}
      />
      {hasWhich ? (
        <Select
          label={t("field-which")}
          data={which.map((value) => ({ value, label: t(`which-${value}`) }))}
          value={values.which}
          onChange={(place) => fields.set("which", place ?? "1")}
        />
      ) : null}
      {values.often === "own" ? (
        <TextInput label={t("field-rule-text")} placeholder="FREQ=MONTHLY;BYMONTHDAY=15" maxLength={300} {...fields.text("rule")} />
      ) : (
        <Select
          label={t("field-weekday")}
          data={weekdays.map((value) => ({ value, label: t(`weekday-${value}`) }))}
          value={values.weekday}
          onChange={(day) => fields.set("weekday", day ?? "TU")}
        />
      )}
    </SimpleGrid>
  );
}
