// How we know: how the figures of each view are worked out, what is counted, and what to beware of.
import { Anchor } from "@mantine/core";

import type { CycleTold } from "#features/cycle/contract.ts";
import { Behind } from "#features/cycle/parts/behind.tsx";
import type { words } from "#features/cycle/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useSentence, useWords } from "#ui/language.ts";
import { useCaution } from "#ui/reasons.ts";
import type { words as kitWords } from "#ui/words.en.ts";

type View = "course" | "won" | "groups" | "paces" | "stages";
const methods = {
  course: ["papers-shares", "papers-days", "papers-late", "papers-limit"],
  won: ["papers-won", "papers-bands", "papers-cohorts"],
  groups: ["papers-groups", "papers-pair", "papers-late"],
  paces: ["papers-paces", "papers-first-day", "papers-not-days"],
  stages: ["papers-contribution", "papers-stages", "papers-turns", "papers-silence"],
} as const satisfies Readonly<Record<View, readonly string[]>>;

export function CyclePapers({ told, view }: { readonly told: CycleTold; readonly view: View }) {
  const t = useWords<typeof words>("cycle");
  const kit = useWords<typeof kitWords>("kit");
  const say = useSentence("kit");
  const format = useFormat();
  const caution = useCaution();
  const workspace = useWorkspaceSlug();
  const { course } = told;
  return (
    <>
      <p>{t("papers-sample", { stays: course.stays })}</p>
      <p>
        {(["won", "lost", "open"] as const).map((which, n) => (
          <span key={which}>
            {n === 0 ? "" : " · "}
            {t(`legend-${which}`)}: <Behind ask={{ which }}>{format.count(course[which])}</Behind>
          </span>
        ))}
      </p>
      {methods[view].map((name) => (
        <p key={name}>{t(name, { limit: format.days(course.limit) })}</p>
      ))}
      <p>{t("papers-last-seen", { day: format.day(told.lastSeen) })}</p>
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
      <h3>{say("room-definitions")}</h3>
      {[told.definition, told.deadDefinition].map((definition) => {
        const [key, version] = definition.split("@");
        return (
          <p key={definition}>
            <Anchor component={GoTo} href={paths.definitions(workspace, { key })}>
              {kit("papers-definition-version", { name: say(`definition-${key}`) ?? key ?? "", version: version ?? "1" })}
            </Anchor>
          </p>
        );
      })}
    </>
  );
}
