// When somebody is away: entered by days, by themselves or by the head of sales, and taken back.
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";

import { type RoutePersonView, addAbsence, removeAbsence } from "#features/routing/contract.ts";
import { changedByRouting, useDays, useForget } from "#features/routing/parts/asking.ts";
import type { words } from "#features/routing/words.en.ts";
import { mostCredit } from "#facts/turn.ts";
import { addDays, isDay } from "#kit/day.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { useReason } from "#ui/reasons.ts";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

type Absence = RoutePersonView["absences"][number];

export function Absences({ person }: { readonly person: RoutePersonView }) {
  const t = useWords<typeof words>("routing");
  const reason = useReason();
  return (
    <Section title={t("absences-of", { name: person.name })}>
      <Stack gap={16}>
        <Text c="dimmed" size="sm">
          {t("absence-words", { most: mostCredit })}
        </Text>
        {person.absences.length === 0 ? <Text size="sm">{t("absence-none")}</Text> : <Entered person={person} />}
        {person.whyNotSetAbsence === null ? <AbsenceForm person={person} /> : <Text c="dimmed">{reason(person.whyNotSetAbsence)}</Text>}
      </Stack>
    </Section>
  );
}

function Entered({ person }: { readonly person: RoutePersonView }) {
  const t = useWords<typeof words>("routing");
  const days = useDays();
  const workspace = useWorkspaceSlug();
  const forget = useForget();
  const again = async ({ from, until }: Absence) => {
    await ask(addAbsence, { params: { workspace, id: person.id }, body: { from, until } });
    await forget(changedByRouting);
  };
  const tell = useTell(removeAbsence, {
    changes: changedByRouting,
    onDone: (_, { params }) => {
      const was = person.absences.find(({ id }) => id === (params as { id: string }).id);
      toast({ text: t("absence-removed", { name: person.name }), ...(was ? { undo: () => again(was) } : {}) });
    },
  });
  return (
    <Group gap={8}>
      {person.absences.map((absence) =>
        person.whyNotSetAbsence === null ? (
          <Button
            key={absence.id}
            size="compact-sm"
            variant="default"
            rightSection={<IconX size={14} aria-hidden />}
            aria-label={t("absence-remove", { when: days(absence) })}
            onClick={() => tell.mutate({ params: { workspace, id: absence.id } })}
          >
            {days(absence)}
          </Button>
        ) : (
          <Text key={absence.id} size="sm">
            {days(absence)}
          </Text>
        ),
      )}
    </Group>
  );
}

function AbsenceForm({ person }: { readonly person: RoutePersonView }) {
  const t = useWords<typeof words>("routing");
  const days = useDays();
  const workspace = useWorkspaceSlug();
  const forget = useForget();
  const fields = useFields(
    { from: "", last: "" },
    {
      from: (text) => (isDay(text) ? null : t("day-missing")),
      last: (text, { from }) => (!isDay(text) ? t("day-missing") : text < from ? t("why.ends-before-it-begins") : null),
    },
  );
  const tell = useTell(addAbsence, {
    changes: changedByRouting,
    onDone: ({ id }, { body }) => {
      const takeBack = async () => {
        await ask(removeAbsence, { params: { workspace, id } });
        await forget(changedByRouting);
      };
      toast({ text: t("absence-added", { name: person.name, when: days(body) }), undo: takeBack });
      fields.reset({ from: "", last: "" });
    },
  });
  const send = () => {
    if (!fields.isGood()) return;
    const { from, last } = fields.values;
    tell.mutate({ params: { workspace, id: person.id }, body: { from, until: addDays(last, 1) } });
  };
  return (
    <Form send={t("absence-add")} isSending={tell.isPending} error={tell.error} onSend={send}>
      <Group grow align="start">
        <TextInput type="date" label={t("absence-from")} {...fields.text("from")} />
        <TextInput type="date" label={t("absence-last")} {...fields.text("last")} />
      </Group>
    </Form>
  );
}
