// From where on a fact bears its statement out, where no promise says it: the level, its source, what held before, and setting another.
import { TextInput, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { type LevelList, listTwinLevels, readTwins, setTwinLevel } from "#features/survey/contract.ts";
import type { words } from "#features/survey/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { DataTable } from "#ui/data-table.tsx";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { Answers, RowsWaiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useAsk, useTell } from "#ui/use-ask.ts";

type Level = LevelList["levels"][number];

export function Levels() {
  const t = useWords<typeof words>("survey");
  const asked = useAsk(listTwinLevels, { params: { workspace: useWorkspaceSlug() } });
  return (
    <Section title={t("levels")} note={t("levels-note")}>
      <Answers of={asked} waiting={<RowsWaiting count={4} />}>
        {(told: LevelList) => <Told told={told} />}
      </Answers>
    </Section>
  );
}

function Told({ told: { levels, whyNotSet } }: { readonly told: LevelList }) {
  const t = useWords<typeof words>("survey");
  const format = useFormat();
  const [opened, setOpened] = useState<Level | null>(null);
  const source = ({ history: [now] }: Level) =>
    now === undefined ? t("levels-usual") : [now.source, now.by, format.day(now.at.slice(0, 10))].filter((part) => part !== null).join(", ");
  const before = ({ history, usual }: Level) =>
    history.length === 0 ? null : [...history.slice(1).map(({ level }) => level), usual].map((level) => format.share(level, 0)).join(", ");
  return (
    <>
      <DataTable<Level>
        caption={t("levels")}
        rows={levels}
        rowKey={({ measure }) => measure}
        fileName="evenhand-survey-levels"
        columns={[
          { key: "measure", name: t("levels-measure"), value: ({ measure }) => t(`level-${measure}`), onPhone: "title" },
          { key: "level", name: t("levels-level"), isNumber: true, value: ({ level }) => level, cell: ({ level }) => format.share(level, 0) },
          { key: "source", name: t("levels-source"), value: source },
          { key: "before", name: t("levels-before"), value: before },
          {
            key: "set",
            name: t("levels-set"),
            value: () => null,
            cell: (row) => (
              <ReasonButton whyNot={whyNotSet} variant="default" size="compact-sm" onClick={() => setOpened(row)}>
                {t("levels-set")}
              </ReasonButton>
            ),
          },
        ]}
      />
      {opened === null ? null : <LevelForm of={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

function LevelForm({ of, onClose }: { readonly of: Level; readonly onClose: () => void }) {
  const t = useWords<typeof words>("survey");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const params = { workspace, measure: of.measure };
  const fields = useFields(
    { level: String(Math.round(of.level * 100)), source: "" },
    {
      level: (text) => (Number(text) >= 5 && Number(text) <= 100 ? null : t("check-level")),
      source: (text) => (text.trim() === "" ? t("check-source") : null),
    },
  );
  const changes = [listTwinLevels, readTwins];
  const set = useTell(setTwinLevel, {
    changes,
    onDone: () => {
      const undo = async () => {
        await ask(setTwinLevel, { params, body: { level: of.level, source: of.history[0]?.source ?? t("levels-usual") } });
        await forget(client, changes);
      };
      toast({ text: t("levels-saved"), undo });
      onClose();
    },
  });
  const send = () => fields.isGood() && set.mutate({ params, body: { level: Number(fields.values.level) / 100, source: fields.values.source } });
  return (
    <Modal opened onClose={onClose} title={t("levels-title", { measure: t(`level-${of.measure}`) })}>
      <Form send={t("levels-set")} isSending={set.isPending} error={set.error} onSend={send}>
        <TextInput type="number" min={5} max={100} label={t("levels-field")} {...fields.text("level")} />
        <Textarea label={t("levels-field-source")} autosize minRows={2} maxLength={500} {...fields.text("source")} />
      </Form>
    </Modal>
  );
}
