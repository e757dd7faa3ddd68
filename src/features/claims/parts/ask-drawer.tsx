// Asking the facts one standard question without accusing anybody; from here it can be filed.
import { Stack } from "@mantine/core";
import { useState } from "react";

import type { ClaimCatalogue, StandardView } from "#features/claims/contract.ts";
import { PeriodField, Preview, SubjectField, aboutAll } from "#features/claims/parts/about.tsx";
import { AnswerPapers } from "#features/claims/parts/claim-papers.tsx";
import { sideOf, useClaimWords } from "#features/claims/parts/claim-words.ts";
import type { words } from "#features/claims/words.en.ts";
import { Drawer } from "#ui/dialog.tsx";
import { useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";

export interface AskProps {
  readonly catalogue: ClaimCatalogue;
  readonly standard: StandardView;
  /** The subject in the address. */
  readonly subject: string | null;
  readonly onSubject: (subject: string | null) => void;
  readonly onFile: () => void;
  readonly onClose: () => void;
}

export function AskDrawer({ catalogue, standard, subject, onSubject, onFile, onClose }: AskProps) {
  const t = useWords<typeof words>("claims");
  const say = useClaimWords();
  const [kept, setKept] = useState(aboutAll);
  const known = catalogue.subjects.find((one) => one.kind === standard.subjectKind && one.value === subject) ?? null;
  const about = { ...kept, subject: known?.value ?? null };
  const change = (next: typeof about) => {
    setKept(next);
    if (next.subject !== about.subject) onSubject(next.subject);
  };
  const fields = { catalogue, standard, about, onChange: change };
  return (
    <Drawer opened onClose={onClose} title={t("ask-title")} size="46rem">
      <Stack gap="md">
        <div>
          <SideBadge side={sideOf[standard.against]}>{t(`against-${standard.against}`)}</SideBadge>
          <p style={{ margin: "4px 0 0", fontSize: "var(--mantine-font-size-lg)", fontWeight: 600 }}>{say.sentence(standard.key, known?.name ?? null)}</p>
        </div>
        <SubjectField {...fields} />
        <PeriodField {...fields} />
        <Preview standard={standard} about={about}>
          {(tried) => <AnswerPapers standard={standard.key} needs={standard.needs} answer={tried.answer} currency={tried.currency} terms={catalogue.terms} />}
        </Preview>
        <div className="not-on-paper">
          <ReasonButton whyNot={catalogue.whyNotFile} variant="default" onClick={onFile}>
            {t("ask-file")}
          </ReasonButton>
        </div>
      </Stack>
    </Drawer>
  );
}
