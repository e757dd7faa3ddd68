// Beginning a move: as what, who answers for it on both sides, by when, and what will show that it is done.
import { Radio, SimpleGrid, Stack, TextInput, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";

import { type MoveUpAnswer, type ProposedView, beginMove, readMoveUp, withdrawMove } from "#features/cooperation/contract.ts";
import { OwnerOfSide } from "#features/cooperation/parts/owner-of-side.tsx";
import type { words } from "#features/cooperation/words.en.ts";
import { addDays, isDay } from "#kit/day.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useLanguage, useWords } from "#ui/language.ts";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";

interface BeginFormProps {
  readonly move: ProposedView;
  readonly told: MoveUpAnswer;
  readonly onClose: () => void;
}

export function BeginForm({ move, told, onClose }: BeginFormProps) {
  const t = useWords<typeof words>("cooperation");
  const { language } = useLanguage();
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const of = (department: string) => told.people.filter((one) => one.department === department);
  const fields = useFields(
    {
      as: move.forms[0] ?? "action",
      ownerSales: of("sales").length === 1 ? of("sales")[0]!.memberId : "",
      ownerMarketing: of("marketing").length === 1 ? of("marketing")[0]!.memberId : "",
      dueOn: addDays(told.asOf, 90),
      showsDone: t(`shows-${move.move}`),
    },
    {
      ownerSales: (id) => (id === "" ? t("check-owner") : null),
      ownerMarketing: (id) => (id === "" ? t("check-owner") : null),
      dueOn: (day) => (!isDay(day) || day < told.asOf ? t("check-due") : null),
      showsDone: (text) => (text.trim() === "" ? t("check-shows") : null),
    },
  );
  const { values } = fields;
  const begin = useTell(beginMove, {
    changes: [readMoveUp],
    onDone: ({ id }) => {
      const undo = async () => {
        await ask(withdrawMove, { params: { workspace, id } });
        await forget(client, [readMoveUp]);
      };
      toast({ text: t("begin-done"), undo });
      onClose();
    },
  });
  const send = () => {
    if (!fields.isGood()) return;
    const body = { ...values, showsDone: values.showsDone.trim(), title: t(`move-${move.move}`), language };
    begin.mutate({ params: { workspace, move: move.move }, body });
  };
  return (
    <Modal opened onClose={onClose} size="40rem" title={`${t("begin-title")}: ${t(`move-${move.move}`)}`} closeOnClickOutside={false}>
      <Form send={t("begin")} isSending={begin.isPending} error={begin.error} onSend={send}>
        {move.forms.length < 2 ? null : (
          <Radio.Group
            label={t("begin-as")}
            {...(values.as === "practice" ? { description: t("begin-practice-note") } : {})}
            value={values.as}
            onChange={(as) => fields.set("as", move.forms.find((form) => form === as) ?? "action")}
          >
            <Stack gap="xs" mt="xs">
              {move.forms.map((form) => (
                <Radio key={form} value={form} label={t(`as-${form}`)} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
          <OwnerOfSide
            people={told.people}
            side="sales"
            label={t("begin-owner-sales")}
            value={values.ownerSales}
            error={fields.error("ownerSales")}
            onChoose={(id) => fields.set("ownerSales", id)}
          />
          <OwnerOfSide
            people={told.people}
            side="marketing"
            label={t("begin-owner-marketing")}
            value={values.ownerMarketing}
            error={fields.error("ownerMarketing")}
            onChoose={(id) => fields.set("ownerMarketing", id)}
          />
        </SimpleGrid>
        <TextInput type="date" min={told.asOf} label={t("begin-due")} {...fields.text("dueOn")} />
        <Textarea label={t("begin-shows")} autosize minRows={2} maxLength={2000} {...fields.text("showsDone")} />
      </Form>
    </Modal>
  );
}
