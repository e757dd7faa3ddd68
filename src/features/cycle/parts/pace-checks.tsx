// Whether the ratios of pace may be believed: how well they order deals, whether they hold at all ages, and which single deals they hang on.
import { Anchor } from "@mantine/core";

import type { PacesTold } from "#features/cycle/contract.ts";
import { ownCautions, ratioText, useP } from "#features/cycle/parts/figures.tsx";
import { useKindName } from "#features/cycle/parts/names.ts";
import type { words } from "#features/cycle/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { useCaution } from "#ui/reasons.ts";

export function PaceChecks({ told }: { readonly told: PacesTold }) {
  const t = useWords<typeof words>("cycle");
  const format = useFormat();
  const caution = useCaution();
  const called = useKindName();
  const p = useP();
  const workspace = useWorkspaceSlug();
  return (
    <Section title={t("checks")}>
      <ul style={{ margin: 0, display: "grid", gap: 4 }}>
        <li>{t(told.test.pValue < 0.05 ? "check-any" : "check-nothing", { p: p(told.test.pValue) })}</li>
        {told.concordance === null ? null : <li>{t("check-order", { share: format.share(told.concordance, 0) })}</li>}
        <li>{t(told.constancy < 0.05 ? "check-turns" : "check-constant", { p: p(told.constancy) })}</li>
        {told.influential.length === 0 ? <li>{t("check-no-single")}</li> : null}
        {told.influential.map((one) => (
          <li key={`${one.id} ${one.trait} ${one.value}`}>
            <Anchor component={GoTo} href={paths.records(workspace, { entity: "deal", id: one.id })} inherit>
              {one.id}
            </Anchor>
            {": "}
            {t("check-single", {
              kind: `${t(`by-${one.trait}`)}: ${one.kind === "rare" ? t("group-rare") : called(one.trait, one)}`,
              ratio: ratioText(one.without, format),
            })}
          </li>
        ))}
        {told.leftOut.map(({ trait, reason }) => (
          <li key={trait}>
            {t(`by-${trait}`)}: {t(`gap-${reason}`)}
          </li>
        ))}
        {ownCautions(told.cautions).map((each) => (
          <li key={each.code}>{caution(each)}</li>
        ))}
        <li>{t("check-first-day")}</li>
      </ul>
    </Section>
  );
}
