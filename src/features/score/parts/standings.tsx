// The open leads in the order in which they are worth a call, each with its chance, its range and its reasons.
import { Button } from "@mantine/core";

import type { ScoreReply } from "#features/score/rules.ts";
import type { ScoreView, StandingView } from "#features/score/contract.ts";
import classes from "#features/score/parts/score.module.css";
import type { words } from "#features/score/words.en.ts";
import { paths } from "#kit/paths.ts";
import { useGo, useWorkspaceSlug } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { IntervalBar } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";
import { Select } from "#ui/select.tsx";

interface StandingsProps {
  readonly told: ScoreReply;
  readonly score: ScoreView;
  readonly owner: string | null;
  readonly onOwner: (owner: string | null) => void;
  /** Absent where all are shown. */
  readonly onMore?: () => void;
}

export function Standings({ told, score, owner, onOwner, onMore }: StandingsProps) {
  const t = useWords<typeof words>("score");
  const format = useFormat();
  const go = useGo();
  const workspace = useWorkspaceSlug();
  const most = Math.max(0.01, ...told.open.map(({ high }) => high));
  return (
    <Section
      title={t(score.isTelling ? "list" : "list-newest")}
      note={t("list-note")}
      actions={
        <Select
          aria-label={t("owner")}
          placeholder={t("owner-all")}
          data={told.owners.map(({ id, name, count }) => ({ value: id, label: t("owner-count", { name: name ?? id, count }) }))}
          value={owner}
          clearable
          w={240}
          onChange={onOwner}
        />
      }
    >
      <DataTable<StandingView>
        caption={t(score.isTelling ? "list" : "list-newest")}
        rows={told.open}
        rowKey={({ id }) => id}
        total={told.total}
        fileName="evenhand-score"
        empty={t("list-empty")}
        onOpen={({ id }) => go(paths.records(workspace, { entity: score.unit, id }))}
        foot={
          onMore === undefined ? undefined : (
            <Button variant="default" size="xs" onClick={onMore}>
              {t("more")}
            </Button>
          )
        }
        columns={[
          {
            key: "id",
            name: t(score.unit === "lead" ? "col-lead" : "col-deal"),
            value: ({ id }) => id,
            cell: ({ id }) => <span className={classes.id}>{id}</span>,
            onPhone: "title",
          },
          { key: "account", name: t("col-account"), value: ({ account }) => account },
          { key: "owner", name: t("col-owner"), value: (row) => row.owner },
          { key: "age", name: t("col-age"), unit: t("days"), isNumber: true, value: ({ ageDays }) => ageDays },
          {
            key: "now",
            name: t("col-now"),
            isNumber: true,
            value: ({ chanceNow }) => chanceNow,
            cell: ({ chanceNow }) =>
              chanceNow === null ? <small className={classes.quiet}>{t("past-window")}</small> : <strong>{format.share(chanceNow)}</strong>,
          },
          {
            key: "first",
            name: t("col-first"),
            isNumber: true,
            value: ({ chance }) => chance,
            cell: ({ chance, low, high }) => (
              <span className={classes.chance}>
                {format.share(chance)}
                <IntervalBar value={chance} interval={{ low, high, level: 0.9 }} from={0} to={most} />
                <small className={classes.quiet}>{format.interval({ low, high }, { unit: "share" })}</small>
              </span>
            ),
          },
          {
            key: "why",
            name: t("col-why"),
            value: ({ reasons }) => reasons.map(({ trait, name, odds }) => `${t(`trait.${trait}`)}: ${name ?? t("empty")} ×${odds.toFixed(2)}`).join("; "),
            cell: ({ reasons }) => <Reasons reasons={reasons} />,
          },
        ]}
      />
    </Section>
  );
}

/** Odds nearer to the average than this are no reason. */
const worthNaming = 0.1;
const mostNamed = 3;

function Reasons({ reasons }: Pick<StandingView, "reasons">) {
  const t = useWords<typeof words>("score");
  const format = useFormat();
  return (
    <span className={classes.reasons}>
      {reasons
        .filter(({ odds }) => Math.abs(Math.log(odds)) > worthNaming)
        .slice(0, mostNamed)
        .map(({ trait, name, odds }) => (
          <span key={trait} className={classes.reason} title={t(`trait.${trait}`)}>
            <span aria-hidden>{odds > 1 ? "▲" : "▼"}</span> {name ?? t("empty")} <small>{t("times", { odds: format.value(odds, { unit: "index" }) })}</small>
          </span>
        ))}
    </span>
  );
}
