// How we know: which deals, which policy, and by what each part of the page is worked out.
import { Anchor } from "@mantine/core";

import type { Prices } from "#features/prices/parts/told.ts";
import type { words } from "#features/prices/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { useCaution } from "#ui/reasons.ts";
import type { words as kitWords } from "#ui/words.en.ts";

export function PricePapers({ told }: { readonly told: Prices }) {
  const t = useWords<typeof words>("prices");
  const kit = useWords<typeof kitWords>("kit");
  const format = useFormat();
  const caution = useCaution();
  const workspace = useWorkspaceSlug();
  const { upTo, definition } = told.policy;
  const [key, version] = definition.split("@");
  return (
    <>
      <p>{t("papers-waterfall", { policy: format.share(upTo, 0) })}</p>
      <p>{t("papers-groups")}</p>
      <p>{t("papers-effect")}</p>
      <p>{t("papers-best")}</p>
      <p>{t("papers-reasons")}</p>
      {told.discount.cautions.length === 0 ? null : (
        <>
          <h3>{kit("papers-cautions")}</h3>
          <ul>
            {told.discount.cautions.map((each) => (
              <li key={each.code}>{caution(each)}</li>
            ))}
          </ul>
        </>
      )}
      <p>
        <Anchor component={GoTo} href={paths.definitions(workspace, { key })}>
          {kit("papers-definition-version", { name: t("papers-policy"), version: version ?? "1" })}
        </Anchor>
      </p>
    </>
  );
}
