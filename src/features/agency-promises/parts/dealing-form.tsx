// Entering a brief, a report on a month or an invoice.
import { SimpleGrid, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";

import { enterDealing, readAgencyPromises, withdrawDealing } from "#features/agency-promises/contract.ts";
import type { words } from "#features/agency-promises/words.en.ts";
import { type DealingKind, dealingKinds } from "#facts/agency-promises.ts";
import { type Day, isDay } from "#kit/day.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { Select } from "#ui/select.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";

const firstKind: DealingKind = "brief";

export function DealingForm({ agencyId, today, onClose }: { readonly agencyId: string; readonly today: Day; readonly onClose: () => void }) {
  const t = useWords<typeof words>("agency-promises");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const fields = useFields(
    { kind: firstKind, about: "", askedOn: today, forOn: "", answeredOn: "" },
    {
      about: (text) => (text.trim() === "" ? t("check-about") : null),
      askedOn: (day) => (isDay(day) && day <= today ? null : t("check-day")),
      answeredOn: (day, { askedOn, kind }) =>
        day === "" || (isDay(day) && day <= today && day >= (kind === "report" ? `${askedOn.slice(0, 7)}-01` : askedOn)) ? null : t("check-answered"),
    },
  );
  const { kind } = fields.values;
  const tell = useTell(enterDealing, {
    changes: [readAgencyPromises],
    onDone: ({ id }) => {
      const undo = async () => {
        await ask(withdrawDealing, { params: { workspace, id }, body: { isWithdrawn: true } });
        await forget(client, [readAgencyPromises]);
      };
      toast({ text: t("entered"), undo });
      onClose();
    },
  });
  const send = () => {
    if (!fields.isGood()) return;
    const { about, askedOn, forOn, answeredOn } = fields.values;
    const orNull = (day: string) => (day === "" ? null : day);
    tell.mutate({
      params: { workspace, agency: agencyId },
      body: { kind, about: about.trim(), askedOn, forOn: kind === "brief" ? orNull(forOn) : null, answeredOn: orNull(answeredOn) },
    });
  };
  return (
    <Modal opened onClose={onClose} title={t("enter-title")} closeOnClickOutside={false}>
      <Form send={t("enter")} isSending={tell.isPending} error={tell.error} onSend={send}>
        <Select
          label={t("field-kind")}
          data={dealingKinds.map((value) => ({ value, label: t(`kind-${value}`) }))}
          value={kind}
          onChange={(value) => value !== null && fields.set("kind", value)}
        />
        <TextInput label={t("field-about")} description={t("field-about-help")} maxLength={300} {...fields.text("about")} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
          <TextInput type="date" max={today} label={t(`asked-${kind}`)} {...fields.text("askedOn")} />
          {kind === "brief" ? <TextInput type="date" label={t("field-forOn")} {...fields.text("forOn")} /> : null}
          <TextInput type="date" max={today} label={t(`answered-${kind}`)} description={t("answered-help")} {...fields.text("answeredOn")} />
        </SimpleGrid>
      </Form>
    </Modal>
  );
}
