// Sourced beside influenced, and what both departments touched as joint: each deal stands once.
import type { JourneysView } from "#features/journeys/contract.ts";
import type { words } from "#features/journeys/words.en.ts";
import type { Owner } from "#facts/department.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";

type Count = JourneysView["sides"]["sourced"]["sales"];

interface Row {
  readonly who: Owner | "none";
  readonly sourced: Count | null;
  readonly influenced: Count | null;
  readonly only: Count | null;
  /** Deals without a touch. */
  readonly bare?: number;
}

export function BothSides({ told }: { readonly told: JourneysView }) {
  const t = useWords<typeof words>("journeys");
  const format = useFormat();
  const { sides } = told;
  const side = (who: "sales" | "marketing"): Row => ({ who, sourced: sides.sourced[who], influenced: sides.influenced[who], only: sides.only[who] });
  const rows: Row[] = [
    side("marketing"),
    side("sales"),
    { who: "joint", sourced: null, influenced: null, only: sides.only.both },
    { who: "none", sourced: null, influenced: null, only: null, bare: sides.untouched },
  ];
  const count = (key: "sourced" | "influenced" | "only"): Column<Row> => ({
    key,
    name: t(`col-${key}`),
    isNumber: true,
    value: (row) => row[key]?.deals ?? (key === "only" ? (row.bare ?? null) : null),
    cell: (row) => {
      const one = row[key];
      if (one === null) return key === "only" && row.bare !== undefined ? format.count(row.bare) : "–";
      return (
        <>
          {format.count(one.deals)}
          {one.share === null || one.interval === null ? null : (
            <>
              , {format.share(one.share)}
              <br />
              <small>{format.interval(one.interval, { unit: "share" })}</small>
            </>
          )}
        </>
      );
    },
  });
  const columns: Column<Row>[] = [
    {
      key: "who",
      name: t("col-who"),
      isFixed: true,
      value: (row) => row.who,
      cell: (row) => (row.who === "none" ? t("untouched") : <SideBadge side={row.who} />),
      onPhone: "title",
    },
    count("sourced"),
    count("influenced"),
    count("only"),
    {
      key: "value",
      name: t("col-value"),
      isNumber: true,
      value: (row) => row.only?.value ?? null,
      cell: (row) => (row.only === null ? "–" : format.money(row.only.value, told.currency, true)),
    },
  ];
  const both = sides.only.both.share;
  return (
    <Section title={both === null ? t("sides") : t("sides-finding", { share: format.share(both) })} note={t("sides-note", { won: sides.won })}>
      <DataTable caption={t("sides")} columns={columns} rows={rows} rowKey={(row) => row.who} fileName="evenhand-sides" />
    </Section>
  );
}
