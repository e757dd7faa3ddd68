// How we know: the rules behind each part of the page, the definitions it goes by, and what to beware of.
import { Anchor } from "@mantine/core";

import type { Costs } from "#features/costs/contract.ts";
import { deepestOf, numberOf } from "#features/costs/parts/numbers.ts";
import type { words } from "#features/costs/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { useCaution } from "#ui/reasons.ts";
import type { words as kitWords } from "#ui/words.en.ts";

export function CostPapers({ told }: { readonly told: Costs }) {
  const t = useWords<typeof words>("costs");
  const kit = useWords<typeof kitWords>("kit");
  const caution = useCaution();
  const workspace = useWorkspaceSlug();
  const cost = numberOf(told, "promotion-cost");
  const [key, version] = (cost.definition ?? "promotion-cost@1").split("@");
  const cautions = new Map(
    [...cost.cautions, ...numberOf(told, "promotion-cost-media").cautions, ...deepestOf(told).number.cautions].map((each) => [each.code, each]),
  );
  return (
    <>
      <p>{t("papers-promotion")}</p>
      <p>{t("papers-layers")}</p>
      <p>{t("papers-buyers")}</p>
      <p>{t("papers-further")}</p>
      {cautions.size === 0 ? null : (
        <>
          <h3>{kit("papers-cautions")}</h3>
          <ul>
            {[...cautions.values()].map((each) => (
              <li key={each.code}>{caution(each)}</li>
            ))}
          </ul>
        </>
      )}
      <p>
        <Anchor component={GoTo} href={paths.definitions(workspace, { key })}>
          {kit("papers-definition-version", { name: kit("definition-promotion-cost"), version: version ?? "1" })}
        </Anchor>
      </p>
    </>
  );
}
