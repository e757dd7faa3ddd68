// Proposing other terms: the numbers of this promise, from when they hold, and why.
import { Button, Checkbox, Group, TextInput, Textarea } from "@mantine/core";
import { useState } from "react";

import { type PromiseView, proposePromise, readPromise, readPromises, withdrawPromise } from "#features/promises/contract.ts";
import { type Draft, draftOf, isMoney, termsOf } from "#features/promises/parts/draft.ts";
import type { words } from "#features/promises/words.en.ts";
import { type PromisedField, promisedFields } from "#facts/promises.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { useWords } from "#ui/language.ts";
import { Section, Surface } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";
import { useQueryClient } from "@tanstack/react-query";

interface ProposeProps {
  readonly promise: PromiseView;
  readonly terms: PromiseView["terms"];
  readonly currency: string;
  /** A level to begin with, in minor units: the one that the chain proposes. */
  readonly value: number | null;
  readonly onDone: () => void;
}

export function ProposePromise({ promise, terms, currency, value, onDone }: ProposeProps) {
  const t = useWords<typeof words>("promises");
  const kit = useWords<typeof kitWords>("kit");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => draftOf(value === null ? terms : { ...terms, perMonth: value }, currency));
  const [note, setNote] = useState("");
  const [holdsFrom, setHoldsFrom] = useState("");
  const propose = useTell(proposePromise, {
    changes: [readPromise, readPromises],
    onDone: ({ version }) => {
      const undo = async () => {
        await ask(withdrawPromise, { params: { workspace, promise: promise.key, version } });
        await forget(client, [readPromise, readPromises]);
      };
      toast({ text: t("proposed"), undo });
      onDone();
    },
  });
  const made = termsOf(promise.key, draft, currency);
  const set = (name: string, text: string) => setDraft((before) => ({ ...before, [name]: text }));
  const tick = (field: PromisedField, isOn: boolean) =>
    setDraft((before) => ({ ...before, fields: promisedFields.filter((each) => (each === field ? isOn : before.fields?.includes(each))) }));
  return (
    <Section title={t("propose")}>
      <Surface>
        <form
          noValidate
          style={{ display: "grid", gap: 16 }}
          onSubmit={(event) => {
            event.preventDefault();
            if (made === null) return;
            const body = { terms: made, note, ...(holdsFrom === "" ? {} : { holdsFrom }) };
            propose.mutate({ params: { workspace, promise: promise.key }, body });
          }}
        >
          {Object.entries(draft).map(([name, text]) =>
            name === "fields" ? (
              <Checkbox.Group key={name} label={t("input.fields")} value={[...(draft.fields ?? [])]}>
                <Group gap={16} mt={8}>
                  {promisedFields.map((field) => (
                    <Checkbox key={field} value={field} label={t(`field.${field}`)} onChange={(event) => tick(field, event.currentTarget.checked)} />
                  ))}
                </Group>
              </Checkbox.Group>
            ) : (
              <TextInput
                key={name}
                label={isMoney(name) ? `${t("input.perMonth")}, ${currency}` : t(`input.${name as "hours"}`)}
                description={name === "hoursByGrade" ? t("input.hoursByGrade-words") : undefined}
                inputMode={name === "hoursByGrade" ? "text" : "decimal"}
                value={text as string}
                onChange={(event) => set(name, event.currentTarget.value)}
              />
            ),
          )}
          <TextInput
            type="date"
            label={t("holds-from")}
            description={t("holds-from-words")}
            value={holdsFrom}
            onChange={(event) => setHoldsFrom(event.currentTarget.value)}
          />
          <Textarea
            label={t("note")}
            description={t("note-words")}
            autosize
            minRows={2}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {propose.error ? <ErrorState error={propose.error} /> : null}
          <div style={{ display: "flex", gap: 8, flexWrap: "wrap" }}>
            <ReasonButton type="submit" whyNot={made === null ? "number-missing" : null} loading={propose.isPending}>
              {t("propose-send")}
            </ReasonButton>
            <Button variant="default" onClick={onDone}>
              {kit("cancel")}
            </Button>
          </div>
        </form>
      </Surface>
    </Section>
  );
}
