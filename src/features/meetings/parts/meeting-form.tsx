// Planning one meeting, or moving one: when, how long, where, with whom.
import { SimpleGrid, TextInput } from "@mantine/core";

import { type MeetingList, changeMeeting, listMeetings, planMeeting } from "#features/meetings/contract.ts";
import { PeopleChoice } from "#features/meetings/parts/people-choice.tsx";
import { minuteOf } from "#features/meetings/parts/rule-words.ts";
import type { words } from "#features/meetings/words.en.ts";
import type { MeetingView } from "#facts/meetings-shape.ts";
import { addDays, dayNumber, isDay } from "#kit/day.ts";
import type { Endpoint } from "#kit/endpoint.ts";
import { momentAt, wallClockOf } from "#kit/time-zone.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";

interface MeetingFormProps {
  /** The meeting to move; absent: one is planned. */
  readonly of?: MeetingView;
  readonly told: Pick<MeetingList, "people" | "today" | "timeZone">;
  /** Questions whose answers are stale after it. */
  readonly changes?: readonly Pick<Endpoint, "name">[];
  readonly onClose: () => void;
}

const ofPlanning = [listMeetings];

export function MeetingForm({ of, told, changes = ofPlanning, onClose }: MeetingFormProps) {
  const t = useWords<typeof words>("meetings");
  const kit = useWords<typeof kitWords>("kit");
  const workspace = useWorkspaceSlug();
  const zone = of?.timeZone ?? told.timeZone;
  const wall = of === undefined ? null : new Date(wallClockOf(zone)(Date.parse(of.startsAt))).toISOString();
  const here = new Set(told.people.map(({ memberId }) => memberId));
  const usual = told.people.filter(({ department }) => department === "sales" || department === "marketing").map(({ memberId }) => memberId);
  const fields = useFields(
    {
      title: of?.title ?? t("field-title-usual"),
      day: wall?.slice(0, 10) ?? addDays(told.today, 7),
      time: wall?.slice(11, 16) ?? "10:00",
      minutes: String(of?.minutes ?? 60),
      place: of?.place ?? "",
      people: of === undefined ? usual : of.people.map(({ memberId }) => memberId).filter((id) => here.has(id)),
    },
    {
      title: (text) => (text.trim() === "" ? t("check-title") : null),
      day: (day) => (isDay(day) ? null : t("check-day")),
      time: (text) => (minuteOf(text) === null ? t("check-time") : null),
      minutes: (text) => (/^\d+$/.test(text.trim()) && Number(text) >= 5 && Number(text) <= 480 ? null : t("check-minutes")),
      people: (chosen) => (chosen.length === 0 ? t("check-people") : null),
    },
  );
  const { values } = fields;
  const done = (text: string) => () => {
    toast({ text });
    onClose();
  };
  const plan = useTell(planMeeting, { changes, onDone: done(t("meeting-planned")) });
  const change = useTell(changeMeeting, { changes, onDone: done(t("meeting-changed")) });
  const send = () => {
    if (!fields.isGood()) return;
    const at = momentAt(zone)(dayNumber(values.day) * 86_400_000 + minuteOf(values.time)! * 60_000);
    const body = {
      title: values.title.trim(),
      startsAt: new Date(at).toISOString(),
      minutes: Number(values.minutes),
      place: values.place.trim(),
      people: values.people,
    };
    if (of === undefined) plan.mutate({ params: { workspace }, body });
    else change.mutate({ params: { workspace, id: of.id }, body });
  };
  return (
    <Modal opened onClose={onClose} size="40rem" title={t(of === undefined ? "meeting-title" : "edit-meeting")} closeOnClickOutside={false}>
      <Form
        send={of === undefined ? t("plan-meeting") : kit("save")}
        isSending={plan.isPending || change.isPending}
        error={plan.error ?? change.error}
        onSend={send}
      >
        <TextInput label={t("field-title")} maxLength={200} {...fields.text("title")} />
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing={16}>
          <TextInput type="date" label={t("field-day")} {...fields.text("day")} />
          <TextInput
            type="time"
            label={t("field-time")}
            description={zone}
            inputWrapperOrder={["label", "input", "description", "error"]}
            {...fields.text("time")}
          />
          <TextInput inputMode="numeric" label={t("field-minutes")} {...fields.text("minutes")} />
        </SimpleGrid>
        <TextInput label={t("field-place")} maxLength={300} {...fields.text("place")} />
        <PeopleChoice people={told.people} chosen={values.people} error={fields.error("people")} onChange={(people) => fields.set("people", people)} />
      </Form>
    </Modal>
  );
}
