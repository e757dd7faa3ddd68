// Proposing a promise between the firm and an agency: which one, its number, in how many cases, and from when.
import { SimpleGrid, TextInput, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";

import { type AgencyPromiseView, proposeAgencyPromise, readAgencyPromises, withdrawAgencyPromise } from "#features/agency-promises/contract.ts";
import { useAgencyWords } from "#features/agency-promises/parts/told.ts";
import classes from "#features/agency-promises/parts/agency-promises.module.css";
import type { words } from "#features/agency-promises/words.en.ts";
import { type AgencyPromiseKey, agencyPromiseKeys, levelOf, partyOfPromise, usualAgencyTerms } from "#facts/agency-promises.ts";
import { type Day, isDay } from "#kit/day.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { Select } from "#ui/select.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";

interface ProposeProps {
  readonly agencyId: string;
  readonly promises: readonly AgencyPromiseView[];
  readonly today: Day;
  /** Begins with this one; absent: the first that nobody has proposed. */
  readonly first?: AgencyPromiseKey;
  readonly onClose: () => void;
}

export function ProposeForm({ agencyId, promises, today, first, onClose }: ProposeProps) {
  const t = useWords<typeof words>("agency-promises");
  const say = useAgencyWords();
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const own = promises.filter((one) => one.agencyId === agencyId);
  const termsOf = (key: AgencyPromiseKey) => own.find((one) => one.key === key)?.terms ?? usualAgencyTerms[key];
  const begin: AgencyPromiseKey = first ?? agencyPromiseKeys.find((key) => !own.some((one) => one.key === key)) ?? agencyPromiseKeys[0];
  const textsOf = (key: AgencyPromiseKey) => ({ level: String(termsOf(key).level), atLeast: String(Math.round(termsOf(key).atLeast * 100)) });
  const fields = useFields(
    { key: begin, ...textsOf(begin), holdsFrom: "", note: "" },
    {
      level: (text, { key }) => (isWhole(text, levelOf[key].most) ? null : t("check-level", { most: levelOf[key].most })),
      atLeast: (text) => (isWhole(text, 100) ? null : t("check-atLeast")),
      holdsFrom: (day) => (day === "" || (isDay(day) && day >= today) ? null : t("check-from")),
    },
  );
  const { key, level, atLeast, holdsFrom, note } = fields.values;
  const tell = useTell(proposeAgencyPromise, {
    changes: [readAgencyPromises],
    onDone: ({ version }) => {
      const undo = async () => {
        await ask(withdrawAgencyPromise, { params: { workspace, agency: agencyId, promise: key, version } });
        await forget(client, [readAgencyPromises]);
      };
      toast({ text: t("proposed"), undo });
      onClose();
    },
  });
  const terms = { level: Number(level), atLeast: Number(atLeast) / 100 };
  const isReadable = isWhole(level, levelOf[key].most) && isWhole(atLeast, 100);
  const send = () => {
    if (!fields.isGood()) return;
    tell.mutate({ params: { workspace, agency: agencyId, promise: key }, body: { terms, note: note.trim(), holdsFrom: holdsFrom === "" ? null : holdsFrom } });
  };
  return (
    <Modal opened onClose={onClose} title={t("propose")} closeOnClickOutside={false}>
      <Form send={t("propose")} isSending={tell.isPending} error={tell.error} onSend={send}>
        <Select
          label={t("field-promise")}
          data={agencyPromiseKeys.map((value) => ({ value, label: `${t(`party-${partyOfPromise[value]}`)}: ${t(`name-${value}`)}` }))}
          value={key}
          disabled={first !== undefined}
          onChange={(value) => {
            if (value === null) return;
            const texts = textsOf(value);
            fields.set("key", value);
            fields.set("level", texts.level);
            fields.set("atLeast", texts.atLeast);
          }}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
          <TextInput inputMode="numeric" label={t(`field-level-${levelOf[key].unit}`)} {...fields.text("level")} />
          <TextInput inputMode="numeric" label={t("field-atLeast")} {...fields.text("atLeast")} />
        </SimpleGrid>
        <p className={classes["quiet"]}>{isReadable ? say.says(key, terms) : " "}</p>
        <TextInput type="date" min={today} label={t("field-holdsFrom")} description={t("field-holdsFrom-help")} {...fields.text("holdsFrom")} />
        <Textarea label={t("field-note")} autosize minRows={2} maxLength={2000} {...fields.text("note")} />
      </Form>
    </Modal>
  );
}

const isWhole = (text: string, most: number) => /^\d{1,7}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= most;
