// Proposing another meaning: its parameters, the sentence they make while one chooses, and a note for the other head.
import { Button, Textarea } from "@mantine/core";
import { useState } from "react";

import { type DefinitionView, listDefinitions, proposeDefinition, readDefinition, withdrawDefinition } from "#features/definitions/contract.ts";
import { Differences } from "#features/definitions/parts/differences.tsx";
import { TermFields } from "#features/definitions/parts/term-fields.tsx";
import { type Terms, differencesOf, sentenceOfTerms } from "#features/definitions/rules.ts";
import type { words } from "#features/definitions/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { useLanguage, useWords } from "#ui/language.ts";
import { Section, Surface } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";
import { useQueryClient } from "@tanstack/react-query";
import type { words as kitWords } from "#ui/words.en.ts";

type Json = DefinitionView["inForce"]["terms"];

export function ProposeForm({ definition, onDone }: { readonly definition: DefinitionView; readonly onDone: () => void }) {
  const t = useWords<typeof words>("definitions");
  const kit = useWords<typeof kitWords>("kit");
  const { language } = useLanguage();
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const { key, inForce } = definition;
  const [terms, setTerms] = useState<Terms>(inForce.terms);
  const [note, setNote] = useState("");
  const differences = differencesOf(inForce.terms, terms);
  const changes = [listDefinitions, readDefinition];
  const propose = useTell(proposeDefinition, {
    changes,
    onDone: ({ version }) => {
      const undo = async () => {
        await ask(withdrawDefinition, { params: { workspace, key, version } });
        await forget(client, changes);
      };
      toast({ text: t("proposed"), undo });
      onDone();
    },
  });
  const why = !isWhole(terms) ? "terms-not-understood" : differences.length === 0 ? "same-as-in-force" : null;
  const send = () => {
    if (why === null) propose.mutate({ params: { workspace, key }, body: { terms: terms as Json, note } });
  };
  return (
    <Section title={t("propose")}>
      <Surface>
        <form
          noValidate
          style={{ display: "grid", gap: 16 }}
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <TermFields of={key} terms={terms} onTerms={setTerms} />
          {isWhole(terms) ? (
            <div role="status" style={{ padding: "12px 16px", borderRadius: 6, background: "var(--ink-tint)" }}>
              <p style={{ margin: "0 0 4px", fontSize: "var(--mantine-font-size-xs)", color: "var(--text-quiet)" }}>{t("would-read")}</p>
              <p style={{ margin: 0 }}>{sentenceOfTerms(key, terms, language)}</p>
              <Differences of={key} differences={differences as DefinitionView["inForce"]["differences"]} />
            </div>
          ) : null}
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
            <ReasonButton type="submit" whyNot={why} loading={propose.isPending}>
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

/** Every parameter has a value that can be: numbers within their bounds, at least one department. The server checks the rest. */
function isWhole(terms: Terms): boolean {
  const { upTo, timesP99, payers, departments } = terms;
  const lies = (value: unknown, low: number, high: number) => value === undefined || (typeof value === "number" && value >= low && value <= high);
  const some = (value: unknown) => value === undefined || (Array.isArray(value) && value.length > 0);
  return lies(upTo, 0, 0.99) && lies(timesP99, 1, 10) && some(payers) && some(departments);
}
