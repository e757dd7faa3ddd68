// Filing a claim: plain words, the question that is meant, what it is about, whether one's name is shown; the facts answer before it is sent.
import { Switch, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { type ClaimCatalogue, fileClaim, listClaims, readClaim, withdrawClaim } from "#features/claims/contract.ts";
import { PeriodField, Preview, SubjectField, aboutAll, periodAskedFor } from "#features/claims/parts/about.tsx";
import { StandardChoice } from "#features/claims/parts/standard-choice.tsx";
import type { words } from "#features/claims/words.en.ts";
import type { ClaimKey } from "#facts/claims.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";

export interface ClaimFormProps {
  readonly catalogue: ClaimCatalogue;
  readonly standard: ClaimKey | null;
  readonly subject: string | null;
  readonly onStandard: (key: ClaimKey | null) => void;
  readonly onFiled: (id: string) => void;
  readonly onClose: () => void;
}

export function ClaimForm({ catalogue, standard: key, subject, onStandard, onFiled, onClose }: ClaimFormProps) {
  const t = useWords<typeof words>("claims");
  const workspace = useWorkspaceSlug();
  const [isChecked, setChecked] = useState(false);
  const [about, setAbout] = useState({ ...aboutAll, subject });
  const fields = useFields({ said: "", isNamed: true }, { said: (text) => (text.trim() === "" ? t("check-said") : null) });
  const tell = useFile(workspace, onFiled);
  const standard = catalogue.standards.find((one) => one.key === key) ?? null;
  const send = () => {
    setChecked(true);
    const period = periodAskedFor(about);
    const isSaid = fields.isGood();
    if (!isSaid || standard === null || period === null || (standard.isSubjectRequired && about.subject === null)) return;
    const { said, isNamed } = fields.values;
    const ofSubject = about.subject === null || standard.subjectKind === null ? {} : { subject: about.subject };
    const ofPeriod = period === undefined ? {} : { period };
    tell.mutate({ params: { workspace }, body: { standard: standard.key, said: said.trim(), isUnnamed: !isNamed, ...ofSubject, ...ofPeriod } });
  };
  const shared = { catalogue, about, onChange: setAbout, isChecked };
  return (
    <Modal opened onClose={onClose} title={t("file-title")} size="44rem" closeOnClickOutside={false}>
      <Form onSend={send} send={t("file")} isSending={tell.isPending} error={tell.error}>
        <Textarea label={t("field-said")} description={t("field-said-help")} maxLength={500} autosize minRows={2} {...fields.text("said")} />
        <StandardChoice
          catalogue={catalogue}
          chosen={standard}
          error={isChecked && standard === null ? t("check-standard") : null}
          onChoose={(next) => {
            setAbout({ ...about, subject: null });
            onStandard(next);
          }}
        />
        {standard === null ? null : (
          <>
            <SubjectField {...shared} standard={standard} />
            <PeriodField {...shared} />
          </>
        )}
        <Preview standard={standard} about={about} />
        <Switch
          label={t("field-named")}
          description={t(fields.values.isNamed ? "field-named-yes" : "field-named-words")}
          checked={fields.values.isNamed}
          onChange={(event) => fields.set("isNamed", event.currentTarget.checked)}
        />
      </Form>
    </Modal>
  );
}

function useFile(workspace: string, onFiled: (id: string) => void) {
  const t = useWords<typeof words>("claims");
  const client = useQueryClient();
  const changes = [listClaims, readClaim];
  return useTell(fileClaim, {
    changes,
    onDone: ({ id }) => {
      toast({
        text: t("filed"),
        undo: async () => {
          await ask(withdrawClaim, { params: { workspace, id } });
          await forget(client, changes);
        },
      });
      onFiled(id);
    },
  });
}
