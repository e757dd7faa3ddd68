// How we know: what a case is, how waits and shares are reckoned, what is left out, and what to beware of.
import type { PathsAnswer } from "#features/paths/contract.ts";
import type { words } from "#features/paths/words.en.ts";
import { useWords } from "#ui/language.ts";

export function PathsPapers({ told }: { readonly told: PathsAnswer }) {
  const t = useWords<typeof words>("paths");
  const { observed, moves, unmapped, withoutDays } = told.left;
  return (
    <>
      <p>{t("papers-case")}</p>
      <p>{t("papers-steps")}</p>
      <p>{t("papers-wait")}</p>
      <p>{t("papers-ways")}</p>
      <p>{t("papers-hands")}</p>
      <p>{t("papers-beware")}</p>
      {observed > 0 ? <p>{t("papers-observed", { count: observed, moves })}</p> : null}
      {unmapped > 0 ? <p>{t("papers-unmapped", { count: unmapped })}</p> : null}
      {withoutDays > 0 ? <p>{t("papers-without-days", { count: withoutDays })}</p> : null}
    </>
  );
}
