// Picking which standard claim is meant: a search over their words, grouped by side; what a claim lacks stands under it.
import { Button, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";

import type { ClaimCatalogue, StandardView } from "#features/claims/contract.ts";
import { useQuestionWords } from "#features/claims/parts/claim-papers.tsx";
import { sideOf, useClaimWords } from "#features/claims/parts/claim-words.ts";
import classes from "#features/claims/parts/claims.module.css";
import type { words } from "#features/claims/words.en.ts";
import { type ClaimKey, againstWhom } from "#facts/claims.ts";
import { useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";

interface ChoiceProps {
  readonly catalogue: ClaimCatalogue;
  readonly chosen: StandardView | null;
  readonly onChoose: (key: ClaimKey | null) => void;
  readonly error: string | null;
}

export function StandardChoice({ catalogue, chosen, onChoose, error }: ChoiceProps) {
  const t = useWords<typeof words>("claims");
  const say = useClaimWords();
  const question = useQuestionWords();
  if (chosen === null) return <Search catalogue={catalogue} onChoose={onChoose} error={error} />;
  return (
    <div>
      <p className={classes["measure"]}>{t("field-search")}</p>
      <p style={{ margin: "2px 0", fontWeight: 600 }}>{say.sentence(chosen.key, null)}</p>
      <p style={{ margin: "0 0 8px", fontSize: "var(--mantine-font-size-sm)", color: "var(--text-quiet)" }}>{question(chosen.key, catalogue.terms)}</p>
      <Button variant="default" size="compact-sm" onClick={() => onChoose(null)}>
        {t("field-change")}
      </Button>
    </div>
  );
}

function Search({ catalogue, onChoose, error }: Omit<ChoiceProps, "chosen">) {
  const t = useWords<typeof words>("claims");
  const say = useClaimWords();
  const question = useQuestionWords();
  const [text, setText] = useState("");
  const found = useMemo(() => {
    const wanted = text.toLowerCase().split(/\s+/u).filter(Boolean);
    return catalogue.standards.filter((one) => {
      const own = [say.sentence(one.key, null), question(one.key, catalogue.terms), t(`against-${one.against}`)].join(" ").toLowerCase();
      return wanted.every((word) => own.includes(word));
    });
  }, [catalogue, text, say, question, t]);
  return (
    <div>
      <TextInput
        label={t("field-search")}
        placeholder={t("field-search-help", { count: catalogue.standards.length })}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={error}
        mb={8}
      />
      <div className={classes["options"]} role="group" aria-label={t("field-standard")}>
        {found.length === 0 ? <p style={{ margin: "8px 0 0" }}>{t("search-none")}</p> : null}
        {againstWhom.map((against) => {
          const own = found.filter((one) => one.against === against);
          return own.length === 0 ? null : (
            <fieldset key={against}>
              <legend>
                <SideBadge side={sideOf[against]}>{t(`against-${against}`)}</SideBadge>
              </legend>
              {own.map((one) => (
                <Option key={one.key} standard={one} onChoose={onChoose} />
              ))}
            </fieldset>
          );
        })}
      </div>
    </div>
  );
}

/** A button and not a radio: picking one moves on to the next question. */
function Option({ standard, onChoose }: { readonly standard: StandardView; readonly onChoose: (key: ClaimKey) => void }) {
  const t = useWords<typeof words>("claims");
  const say = useClaimWords();
  return (
    <button type="button" className={classes["option"]} onClick={() => onChoose(standard.key)}>
      {say.sentence(standard.key, null)}
      {standard.missing.length === 0 ? null : <small>{t("lacks", { needs: say.needs(standard.missing) })}</small>}
    </button>
  );
}
