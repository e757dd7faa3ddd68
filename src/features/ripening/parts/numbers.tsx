// The three numbers side by side, the last reckoned in two ways, each labelled as what it is.
import { Text } from "@mantine/core";

import type { RipeningAnswer } from "#features/ripening/contract.ts";
import type { words } from "#features/ripening/words.en.ts";
import { paths } from "#kit/paths.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { NumberCard } from "#ui/number-card.tsx";
import { Cards } from "#ui/page.tsx";

export function ThreeNumbers({ told }: { readonly told: RipeningAnswer }) {
  const t = useWords<typeof words>("ripening");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const { numbers, model, ladder } = told;
  const at = {
    recordsAt: paths.records(workspace, { entity: told.unit }),
    definitionAt: paths.definitions(workspace, { key: told.unit === "lead" ? "lead" : "won-deal" }),
  };
  const [days, age] = [format.days(told.window), format.days(told.age)];
  return (
    <>
      <Cards>
        <NumberCard name={t("card-window", { days })} number={numbers.inWindow} {...at}>
          <Kind>{t("kind-window", { days })}</Kind>
        </NumberCard>
        <NumberCard name={t("card-age", { days: age })} number={numbers.byAge} {...at}>
          <Kind>{t("kind-age")}</Kind>
        </NumberCard>
        <NumberCard name={t("card-model")} number={numbers.model} {...at}>
          <Kind>
            {model === null
              ? t("kind-model-untold")
              : t("kind-model", { median: format.days(Math.round(model.medianDays)), most: format.days(Math.round(model.days90)) })}
          </Kind>
        </NumberCard>
        <NumberCard name={t("card-ladder")} number={numbers.ladder} {...at}>
          <Kind>{ladder === null ? t("kind-ladder-untold") : t("kind-ladder", { count: Math.round(ladder.stillToCome), size: ladder.entrants })}</Kind>
        </NumberCard>
      </Cards>
      <Text size="sm" c="var(--text-quiet)">
        {t("so-far-note", { soFar: format.share(told.converted / told.entrants) })}
      </Text>
    </>
  );
}

function Kind({ children }: { readonly children: string }) {
  return (
    <Text size="sm" c="var(--text-quiet)">
      {children}
    </Text>
  );
}
