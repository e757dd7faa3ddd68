// One part up close: what it means, both levels, its segments, whose it is, and the records behind it.
import { Anchor, SegmentedControl, Stack } from "@mantine/core";
import { Drawer } from "#ui/dialog.tsx";
import { useState } from "react";

import { type Explanation, type Part, driverKey, shortfallRecords, whatKey } from "#features/shortfall/contract.ts";
import { useLevel } from "#features/shortfall/parts/level.ts";
import { type ShortfallQuery, useOpenPart } from "#features/shortfall/parts/question.ts";
import { SegmentsTable } from "#features/shortfall/parts/segments-table.tsx";
import type { words } from "#features/shortfall/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { SideBadge, VerdictBadge } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";
import { useCaution } from "#ui/reasons.ts";
import { ErrorState, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

export function PartDrawer({ told, query }: { readonly told: Explanation; readonly query: ShortfallQuery }) {
  const t = useWords<typeof words>("shortfall");
  const [open, setOpen] = useOpenPart();
  const part = told.parts.find((each) => each.driver === open);
  return (
    <Drawer
      opened={part !== undefined}
      onClose={() => setOpen(null)}
      title={part === undefined ? "" : t(driverKey(part.driver, told.switchedOff))}
      size="44rem"
    >
      {part === undefined ? null : <PartUpClose told={told} part={part} query={query} />}
    </Drawer>
  );
}

function PartUpClose({ told, part, query }: { readonly told: Explanation; readonly part: Part; readonly query: ShortfallQuery }) {
  const t = useWords<typeof words>("shortfall");
  const format = useFormat();
  const level = useLevel(told.currency);
  const caution = useCaution();
  const workspace = useWorkspaceSlug();
  const measure = { unit: "money" as const, currency: told.currency };
  return (
    <Stack gap="md">
      <p>{t(whatKey(part.driver, told.switchedOff))}</p>
      <p className="figures">
        <strong>{format.change(part.amount, measure)}</strong> ({format.interval(part.interval, measure)}) <VerdictBadge verdict={part.verdict} />
      </p>
      {part.level === null ? null : (
        <p className="figures">
          {t("col-level")}: {level(part.level)}
        </p>
      )}
      <p>
        <SideBadge side={part.owner} />. {part.ownerVersion === null ? t("owner-by-default") : t("owner-agreed", { version: part.ownerVersion })}{" "}
        <Anchor component={GoTo} href={paths.definitions(workspace, { driver: part.driver })}>
          {t("change-owner")}
        </Anchor>
      </p>
      {part.cautions.length === 0 ? null : (
        <ul>
          {part.cautions.map((each) => (
            <li key={each.code}>{caution(each)}</li>
          ))}
        </ul>
      )}
      {part.segments.length < 2 ? null : <SegmentsTable told={told} part={part} />}
      {part.records === null ? null : <Records told={told} part={part} query={query} />}
    </Stack>
  );
}

const step = 100;
const dayFields: ReadonlySet<string> = new Set(["createdOn", "closedOn", "createdAt"]);
const moneyFields: ReadonlySet<string> = new Set(["amount", "listPrice"]);

type RecordRow = Readonly<Record<string, string | number | boolean | null>>;

function columnOf(key: string, name: string, write: { money: (minor: number) => string; day: (day: string) => string }): Column<RecordRow> {
  const value = (row: RecordRow) => (typeof row[key] === "boolean" ? Number(row[key]) : (row[key] ?? null));
  if (key === "id") return { key, name, value, onPhone: "title" };
  return moneyFields.has(key)
    ? { key, name, value, isNumber: true, cell: (row) => (typeof row[key] === "number" ? write.money(row[key]) : "–") }
    : dayFields.has(key)
      ? { key, name, value, cell: (row) => (typeof row[key] === "string" ? write.day(row[key].slice(0, 10)) : "–") }
      : { key, name, value };
}

function Records({ told, part, query }: { readonly told: Explanation; readonly part: Part; readonly query: ShortfallQuery }) {
  const t = useWords<typeof words>("shortfall");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const [side, setSide] = useState<"actual" | "reference">("actual");
  const records = useAsk(
    shortfallRecords,
    { params: { workspace }, query: { ...query, driver: part.driver, side, limit: step, offset: 0 } },
    { keepsLast: true },
  );
  const rows = records.data?.rows ?? [];
  // A field that nobody filled in would be an empty column.
  const names = Object.keys(rows[0] ?? {}).filter((name) => rows.some((row) => row[name] !== null));
  return (
    <Section title={t("col-records")}>
      <SegmentedControl
        value={side}
        onChange={(value) => setSide(value === "reference" ? "reference" : "actual")}
        data={[
          { value: "actual", label: format.period(told.period) },
          { value: "reference", label: format.period(told.referencePeriod) },
        ]}
      />
      {records.error ? <ErrorState error={records.error} /> : null}
      {records.data === undefined ? (
        <RowsWaiting count={6} />
      ) : (
        <DataTable
          caption={t("title-records", { driver: t(driverKey(part.driver, told.switchedOff)) })}
          columns={names.map((name) =>
            columnOf(name, t(`record-${name as "id"}`), { money: (minor) => format.money(minor, told.currency), day: (day) => format.day(day) }),
          )}
          rows={rows}
          rowKey={(row) => String(row["id"])}
          total={records.data.total}
          fileName={`evenhand-${part.driver}-${side}`}
        />
      )}
    </Section>
  );
}
