// Does a discount win deals: all deals and a seller's own like deals in one picture, three ways to ask, what could be hidden, which discount leaves most.
import { Best } from "#features/prices/parts/best.tsx";
import { EffectChart } from "#features/prices/parts/effect-chart.tsx";
import { WithRange } from "#features/prices/parts/groups.tsx";
import { type Effect, type ToldEffect, isBeyondChance } from "#features/prices/parts/told.ts";
import type { words } from "#features/prices/words.en.ts";
import { addDays } from "#kit/day.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { CannotBeTold } from "#ui/states.tsx";

const share = { unit: "share" } as const;

export function EffectSection({ told }: { readonly told: Effect }) {
  const t = useWords<typeof words>("prices");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const { effect, untold, window } = told;
  return (
    <>
      <Section title={t("effect")} note={t("effect-note", { from: format.day(window.from), until: format.day(addDays(window.until, -1)) })}>
        {untold === null ? null : (
          <CannotBeTold reason={untold.reason} details={untold.details} remedy={<GoTo href={paths.imports(workspace)}>{t("bring-facts")}</GoTo>} />
        )}
        {told.buckets.length < 2 ? null : <EffectChart told={told} />}
        {effect === null ? null : (
          <>
            <Slopes effect={effect} />
            <Compared told={told} effect={effect} />
            <Hidden effect={effect} />
          </>
        )}
      </Section>
      {effect === null ? null : <Best effect={effect} currency={told.currency} />}
    </>
  );
}

function Slopes({ effect }: { readonly effect: ToldEffect }) {
  const t = useWords<typeof words>("prices");
  const format = useFormat();
  const rows = (["naive", "within", "mundlak"] as const).map((key) => Object.assign({ key }, effect[key]));
  return (
    <DataTable
      caption={t("slopes-caption")}
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        {
          key: "what",
          name: t("col-what"),
          isFixed: true,
          value: (row) => t(`slope-${row.key}`),
          cell: (row) => (
            <span>
              {t(`slope-${row.key}`)}
              <small style={{ display: "block", color: "var(--text-quiet)", maxWidth: "56ch", whiteSpace: "normal" }}>{t(`slope-${row.key}-words`)}</small>
            </span>
          ),
          onPhone: "title",
        },
        {
          key: "slope",
          name: t("col-slope"),
          isNumber: true,
          isFixed: true,
          value: (row) => row.perTenPoints,
          cell: (row) => <WithRange value={format.change(row.perTenPoints, share)} range={format.changeInterval(row.perTenPointsInterval, share)} />,
        },
        { key: "label", name: t("col-label"), isFixed: true, value: (row) => t(row.key === "naive" ? "label-descriptive" : "label-adjusted") },
      ]}
    />
  );
}

function Compared({ told, effect }: { readonly told: Effect; readonly effect: ToldEffect }) {
  const t = useWords<typeof words>("prices");
  const { noAmountLost, byLot, doubtful } = told.leftOut;
  const said = [
    t("compared", { count: effect.compared, sellers: effect.sellers }),
    ...(effect.leftOutSellers > 0 ? [t("left-sellers", { count: effect.leftOutSellers })] : []),
    ...(effect.clusters === "deals" ? [t("few-sellers")] : []),
    ...(noAmountLost > 0 ? [t("left-lost", { count: noAmountLost })] : []),
    ...(doubtful > 0 ? [t("left-doubtful", { count: doubtful })] : []),
    ...(byLot > 0 ? [t("left-by-lot", { count: byLot })] : []),
  ];
  return <p>{said.join(" ")}</p>;
}

const traitKeys = ["segment", "product", "channel", "list-value", "new-or-repeat", "quarter-opened"] as const;

function Hidden({ effect }: { readonly effect: ToldEffect }) {
  const t = useWords<typeof words>("prices");
  const format = useFormat();
  const { toChance, strongest } = effect.unseen;
  const isSeen = isBeyondChance(effect) && toChance > 0;
  const trait = traitKeys.find((key) => key === strongest?.trait);
  return (
    <p>
      <strong>{t("hidden")}</strong> {isSeen ? t("hidden-some", { share: format.share(toChance) }) : t("hidden-none")}{" "}
      {strongest === null || trait === undefined
        ? null
        : t("hidden-strongest", {
            trait: t(`trait-${trait}`),
            ofDiscount: format.share(strongest.ofDiscount),
            ofOutcome: format.share(strongest.ofOutcome),
          })}
    </p>
  );
}
