// How we know: the method in plain words, what it rests on, and what repeats the answer.
import { Anchor } from "@mantine/core";

import type { Explanation } from "#features/shortfall/contract.ts";
import type { words } from "#features/shortfall/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { useCaution } from "#ui/reasons.ts";
import type { words as kitWords } from "#ui/words.en.ts";

export function ShortfallPapers({ told }: { readonly told: Explanation }) {
  const t = useWords<typeof words>("shortfall");
  const kit = useWords<typeof kitWords>("kit");
  const format = useFormat();
  const caution = useCaution();
  const workspace = useWorkspaceSlug();
  const { papers } = told;
  return (
    <>
      <p>{t(papers.leads > 0 ? "papers-method" : "papers-method-deals", { draws: papers.draws })}</p>
      <p>{t(papers.leads > 0 ? "papers-cohort" : "papers-cohort-deals")}</p>
      <p>
        {papers.traits.length === 0 ? t("papers-traits-none") : t("papers-traits", { traits: papers.traits.map((trait) => t(`trait-${trait}`)).join(", ") })}
      </p>
      <p>{t("papers-verdict", { parts: told.parts.length })}</p>
      <p>{t(papers.leads > 0 ? "papers-sample" : "papers-sample-deals", { deals: papers.deals, leads: papers.leads })}</p>
      <p>{t("papers-as-of", { day: format.day(papers.asOf) })}</p>
      <p>{t(told.cautions.some((each) => each.code === "lmdi-differs") ? "papers-check-differs" : "papers-check")}</p>
      {told.cautions.length === 0 ? null : (
        <>
          <h3>{kit("papers-cautions")}</h3>
          <ul>
            {told.cautions.map((each) => (
              <li key={each.code}>{caution(each)}</li>
            ))}
          </ul>
        </>
      )}
      <p>
        <Anchor component={GoTo} href={paths.trust(workspace)}>
          {kit("room-trust")}
        </Anchor>
      </p>
      <p>{t("papers-repeat", { version: papers.factsVersion, seed: String(papers.seed) })}</p>
    </>
  );
}
