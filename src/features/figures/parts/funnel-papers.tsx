// How we know: who is in the funnel, when a step can be judged, which definitions it rests on.
import { Anchor } from "@mantine/core";

import type { Funnel } from "#features/figures/parts/loss.ts";
import type { words } from "#features/figures/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useSentence, useWords } from "#ui/language.ts";
import { useCaution } from "#ui/reasons.ts";
import type { words as kitWords } from "#ui/words.en.ts";

export function FunnelPapers({ funnel }: { readonly funnel: Funnel }) {
  const t = useWords<typeof words>("funnel");
  const kit = useWords<typeof kitWords>("kit");
  const say = useSentence("kit");
  const format = useFormat();
  const caution = useCaution();
  const workspace = useWorkspaceSlug();
  const definitions = [...new Set(funnel.steps.flatMap((step) => (step.conversion?.definition ? [step.conversion.definition] : [])))];
  return (
    <>
      <p>{t("papers-cohort", { period: format.period(funnel.cohort) })}</p>
      <p>{t("papers-ripe")}</p>
      <p>{t("papers-range")}</p>
      {funnel.cautions.length === 0 ? null : (
        <>
          <h3>{kit("papers-cautions")}</h3>
          <ul>
            {funnel.cautions.map((each) => (
              <li key={each.code}>{caution(each)}</li>
            ))}
          </ul>
        </>
      )}
      <h3>{say("room-definitions")}</h3>
      <ul>
        {definitions.map((name) => {
          const [key, version] = name.split("@");
          return (
            <li key={name}>
              <Anchor component={GoTo} href={paths.definitions(workspace, { key })}>
                {kit("papers-definition-version", { name: say(`definition-${key}`) ?? name, version: version ?? "1" })}
              </Anchor>
            </li>
          );
        })}
      </ul>
    </>
  );
}
