// The claims on file as sheets of equal make, narrowed by the address, and the same as a CSV file.
import { Anchor, Button, Checkbox } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";

import type { ClaimList, ClaimView } from "#features/claims/contract.ts";
import { sideOf, useClaimWords } from "#features/claims/parts/claim-words.ts";
import classes from "#features/claims/parts/claims.module.css";
import type { ClaimsQuestion } from "#features/claims/parts/question.ts";
import { Size, VerdictMark } from "#features/claims/parts/size-bar.tsx";
import type { words } from "#features/claims/words.en.ts";
import { againstWhom, claimVerdicts } from "#facts/claims.ts";
import { paths } from "#kit/paths.ts";
import { periodName } from "#kit/period.ts";
import { GoTo, useSearch, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { CautionChip, SideBadge } from "#ui/marks.tsx";
import { useCaution } from "#ui/reasons.ts";
import { saveFile } from "#ui/save-file.ts";
import { FilterSelect } from "#ui/filter-select.tsx";
import { tableAsCsv } from "#ui/table-parts.ts";

export function ClaimCards({ told, question }: { readonly told: ClaimList; readonly question: ClaimsQuestion }) {
  const t = useWords<typeof words>("claims");
  const shown = told.claims.filter(
    (claim) =>
      (question.against === null || claim.against === question.against) &&
      (question.verdict === null || claim.answer.verdict === question.verdict) &&
      (!question.isMine || claim.isMine) &&
      (question.withWithdrawn || claim.withdrawnAt === null),
  );
  return (
    <>
      <Filters told={told} question={question} />
      {shown.length === 0 ? (
        <p>
          {t("none-filtered")}{" "}
          <Anchor
            component="button"
            type="button"
            onClick={() => question.filter({ against: undefined, verdict: undefined, mine: undefined, withdrawn: undefined })}
          >
            {t("show-all")}
          </Anchor>
        </p>
      ) : (
        <ul className={classes["list"]} aria-label={t("on-file")}>
          {shown.map((claim) => (
            <li key={claim.id}>
              <ClaimCard claim={claim} />
            </li>
          ))}
        </ul>
      )}
      <Save claims={shown} />
    </>
  );
}

function Filters({ told, question }: { readonly told: ClaimList; readonly question: ClaimsQuestion }) {
  const t = useWords<typeof words>("claims");
  return (
    <div className={`${classes["filters"]} not-on-paper`}>
      <FilterSelect
        label={t("filter-against")}
        value={question.against}
        options={againstWhom.map((value) => ({ value, label: t(`against-${value}`) }))}
        onChoose={(against) => question.filter({ against })}
      />
      <FilterSelect
        label={t("filter-verdict")}
        value={question.verdict}
        options={claimVerdicts.map((value) => ({ value, label: t(`verdict-${value}`) }))}
        onChoose={(verdict) => question.filter({ verdict })}
      />
      <Checkbox
        label={t("filter-mine")}
        checked={question.isMine}
        onChange={(event) => question.filter({ mine: event.currentTarget.checked ? "true" : undefined })}
      />
      {told.withdrawn === 0 ? null : (
        <Checkbox
          label={t("filter-withdrawn")}
          checked={question.withWithdrawn}
          onChange={(event) => question.filter({ withdrawn: event.currentTarget.checked ? "true" : undefined })}
        />
      )}
    </div>
  );
}

function ClaimCard({ claim }: { readonly claim: ClaimView }) {
  const t = useWords<typeof words>("claims");
  const format = useFormat();
  const say = useClaimWords();
  const workspace = useWorkspaceSlug();
  const [search] = useSearch();
  const here = Object.fromEntries(Object.entries(search).map(([name, value]) => [name, [value].flat()[0]]));
  return (
    <article className={classes["card"]} {...(claim.withdrawnAt === null ? {} : { "data-withdrawn": true })}>
      <div>
        <SideBadge side={sideOf[claim.against]}>{t(`against-${claim.against}`)}</SideBadge>
        <h3 className={classes["said"]}>
          <Anchor component={GoTo} href={paths.claims(workspace, { ...here, claim: claim.id })} inherit underline="hover">
            {claim.said}
          </Anchor>
        </h3>
        <p className={classes["meaning"]}>{say.sentence(claim.standard, claim.subjectName)}</p>
        <p className={classes["about"]}>
          <span>{t("said-by", { name: say.by(claim), day: format.day(claim.filedAt.slice(0, 10)) })}</span>
          <span>{say.period(claim)}</span>
          {claim.withdrawnAt === null ? null : <span>{t("is-withdrawn")}</span>}
          <CautionChip count={claim.answer.measured?.cautions.length ?? 0} />
        </p>
      </div>
      <Size spec={claim} answer={claim.answer} />
      <VerdictMark verdict={claim.answer.verdict} />
    </article>
  );
}

function Save({ claims }: { readonly claims: readonly ClaimView[] }) {
  const t = useWords<typeof words>("claims");
  const say = useClaimWords();
  const caution = useCaution();
  if (claims.length === 0) return null;
  const columns: { name: string; value: (claim: ClaimView) => string | number | null }[] = [
    { name: t("col-said"), value: (claim) => claim.said },
    { name: t("col-claim"), value: (claim) => say.sentence(claim.standard, claim.subjectName) },
    { name: t("col-against"), value: (claim) => t(`against-${claim.against}`) },
    { name: t("col-verdict"), value: (claim) => t(`verdict-${claim.answer.verdict}`) },
    { name: t("col-measure"), value: (claim) => t(`measure.${claim.standard}`) },
    { name: t("col-effect"), value: (claim) => claim.answer.measured?.effect ?? null },
    { name: t("col-low"), value: (claim) => claim.answer.measured?.interval?.low ?? null },
    { name: t("col-high"), value: (claim) => claim.answer.measured?.interval?.high ?? null },
    { name: t("col-worth"), value: (claim) => claim.worth },
    { name: t("col-sample"), value: (claim) => claim.answer.measured?.sample ?? null },
    { name: t("col-period"), value: (claim) => periodName(claim.period) },
    { name: t("col-by"), value: (claim) => say.by(claim) },
    { name: t("col-filed"), value: (claim) => claim.filedAt.slice(0, 10) },
    { name: t("col-cautions"), value: (claim) => claim.answer.measured?.cautions.map(caution).join(" ") ?? null },
  ];
  return (
    <div className="not-on-paper">
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconDownload size={14} aria-hidden />}
        onClick={() => saveFile("evenhand-claims.csv", tableAsCsv(columns, claims))}
      >
        {t("save-csv")}
      </Button>
    </div>
  );
}
