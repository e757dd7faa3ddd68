// Why deals were lost, as sellers wrote it down and as buyers said: each reason, and how the two fall together.
import { WithRange } from "#features/prices/parts/groups.tsx";
import { Matrix } from "#features/prices/parts/matrix.tsx";
import type { LossReasons, ToldReasons } from "#features/prices/parts/told.ts";
import type { words } from "#features/prices/words.en.ts";
import { addDays } from "#kit/day.ts";
import { paths } from "#kit/paths.ts";
import { periodName } from "#kit/period.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { CannotBeTold } from "#ui/states.tsx";

type Reason = ToldReasons["reasons"][number];
const share = { unit: "share" } as const;

export function ReasonsSection({ answer }: { readonly answer: LossReasons }) {
  const t = useWords<typeof words>("prices");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const { told, untold, window } = answer;
  return (
    <Section title={t("reasons")} note={t("reasons-note", { from: format.day(window.from), until: format.day(addDays(window.until, -1)) })}>
      {untold === null ? null : (
        <CannotBeTold reason={untold.reason} details={untold.details} remedy={<GoTo href={paths.imports(workspace)}>{t("bring-facts")}</GoTo>} />
      )}
      {told === null ? null : (
        <>
          <InWords told={told} />
          <ReasonTable told={told} fileName={`evenhand-loss-reasons-${periodName(window)}`} />
          <Matrix told={told} fileName={`evenhand-loss-reasons-both-${periodName(window)}`} />
        </>
      )}
    </Section>
  );
}

function InWords({ told }: { readonly told: ToldReasons }) {
  const t = useWords<typeof words>("prices");
  const format = useFormat();
  const price = told.reasons.find((reason) => reason.isPrice);
  const { selection } = told;
  const isSkewed = selection !== null && (selection.interval.low! > 0 || selection.interval.high! < 0);
  const side = (reason: Reason) => (reason.pValue >= 0.05 ? ("alike" as const) : reason.onlySeller > reason.onlyBuyer ? ("over" as const) : ("under" as const));
  return (
    <>
      <p>
        {price === undefined
          ? null
          : `${t(`reasons-price-${side(price)}`, {
              seller: format.share(price.bySellerAsked.share, 0),
              buyer: format.share(price.byBuyer.share, 0),
              asked: told.asked,
            })} `}
        {t("reasons-agree", { share: format.share(told.agree.share, 0), range: format.interval(told.agree.interval, share) })}
      </p>
      <p>
        {t("reasons-selection", { asked: told.asked, lost: told.lost })}{" "}
        {selection === null
          ? null
          : t(isSkewed ? "reasons-selection-skewed" : "reasons-selection-alike", {
              difference: format.change(selection.difference, share),
              range: format.changeInterval(selection.interval, share),
            })}
      </p>
    </>
  );
}

function ReasonTable({ told, fileName }: { readonly told: ToldReasons; readonly fileName: string }) {
  const t = useWords<typeof words>("prices");
  const format = useFormat();
  const column = (key: "bySeller" | "bySellerAsked" | "byBuyer", name: string) => ({
    key,
    name,
    isNumber: true,
    value: (row: Reason) => row[key].share,
    cell: (row: Reason) => <WithRange value={format.share(row[key].share)} range={format.interval(row[key].interval, share)} />,
  });
  const chance = new Intl.NumberFormat(format.language === "ru" ? "ru-RU" : "en-US", { maximumFractionDigits: 3 });
  return (
    <DataTable<Reason>
      caption={t("reasons-caption")}
      rows={told.reasons}
      rowKey={(row) => row.reason}
      fileName={fileName}
      columns={[
        { key: "reason", name: t("col-reason"), value: (row) => row.reason || t("reason-other"), onPhone: "title" },
        column("bySeller", t("col-by-seller-all")),
        column("bySellerAsked", t("col-by-seller")),
        column("byBuyer", t("col-by-buyer")),
        { key: "onlySeller", name: t("col-only-seller"), isNumber: true, value: (row) => row.onlySeller },
        { key: "onlyBuyer", name: t("col-only-buyer"), isNumber: true, value: (row) => row.onlyBuyer },
        {
          key: "chance",
          name: t("col-chance"),
          isNumber: true,
          value: (row) => row.pValue,
          cell: (row) => (row.pValue < 0.001 ? t("below-thousandth") : chance.format(row.pValue)),
        },
      ]}
    />
  );
}
