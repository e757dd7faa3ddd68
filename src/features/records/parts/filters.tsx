// What the list of records is narrowed by: it all stands in the address, and each condition can be taken away.
import { Group, TextInput } from "@mantine/core";
import { Select } from "#ui/select.tsx";
import { IconSearch, IconX } from "@tabler/icons-react";
import { useEffect, useState } from "react";

import { dayFields, usualDay } from "#features/records/rules.ts";
import classes from "#features/records/parts/records.module.css";
import type { words } from "#features/records/words.en.ts";
import { type EntityName, entityNames } from "#facts/entities.ts";
import { useSearch } from "#ui/address.tsx";
import { useFactNames } from "#ui/fact-names.ts";
import { useFormat, useWords } from "#ui/language.ts";

/** A value of the address as one text; null where it is not there. */
export function readSearchText(value: string | string[] | undefined): string | null {
  const one = Array.isArray(value) ? value[0] : value;
  return one === undefined || one === "" ? null : one;
}

/** The kind of record in the address; null where it names none. */
export function useEntity(): EntityName | null {
  const [search] = useSearch();
  const name = readSearchText(search["entity"]);
  return entityNames.find((entity) => entity === name) ?? null;
}

/** Everything that narrows the list, as the question needs it. */
export function useFilters(entity: EntityName) {
  const [search] = useSearch();
  const ids = search["ids"];
  const text = (name: string) => readSearchText(search[name]) ?? undefined;
  const period = text("period");
  const day = text("day") ?? usualDay(entity) ?? undefined;
  return {
    ids: ids === undefined ? [] : Array.isArray(ids) ? ids : [ids],
    search: text("search"),
    period,
    ...(period === undefined ? {} : { day }),
    finding: text("finding"),
    import: text("import"),
    field: text("field"),
    equals: text("equals"),
  };
}

export type Filters = ReturnType<typeof useFilters>;

export function FilterLine({ entity, counts }: { readonly entity: EntityName; readonly counts: readonly { entity: EntityName; count: number }[] }) {
  const t = useWords<typeof words>("records");
  const names = useFactNames();
  const format = useFormat();
  const [, change] = useSearch();
  const kinds = counts
    .filter((each) => each.count > 0 || each.entity === entity)
    .map((each) => ({ value: each.entity, label: `${names.entity(each.entity)} (${format.count(each.count)})` }));
  const clean = { ids: undefined, finding: undefined, import: undefined, field: undefined, equals: undefined, day: undefined, offset: undefined };
  return (
    <Group align="flex-end" gap={16} mb={16}>
      <Select
        label={t("kinds")}
        data={kinds}
        value={entity}
        w={240}
        onChange={(value) => change({ ...clean, entity: value ?? undefined }, { keepsHistory: true })}
      />
      <SearchField />
      {dayFields(entity).length === 0 ? null : <DayChoice entity={entity} />}
      <Chips entity={entity} />
    </Group>
  );
}

/** Asks again a moment after the last key, so that a list is not fetched for every letter. */
function SearchField() {
  const t = useWords<typeof words>("records");
  const [search, change] = useSearch();
  const asked = readSearchText(search["search"]) ?? "";
  const [text, setText] = useState(asked);
  const [seen, setSeen] = useState(asked);
  if (seen !== asked) {
    setSeen(asked);
    setText(asked);
  }
  useEffect(() => {
    const later = text === asked ? undefined : setTimeout(() => change({ search: text === "" ? undefined : text, offset: undefined }), 300);
    return () => clearTimeout(later);
  }, [text, asked, change]);
  return (
    <TextInput
      label={t("search")}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      leftSection={<IconSearch size={16} stroke={1.5} aria-hidden />}
      w={220}
    />
  );
}

function DayChoice({ entity }: { readonly entity: EntityName }) {
  const t = useWords<typeof words>("records");
  const names = useFactNames();
  const [search, change] = useSearch();
  const period = readSearchText(search["period"]);
  if (period === null) return null;
  return (
    <Select
      label={`${t("period")}, ${t("by-day")}`}
      data={dayFields(entity).map((field) => ({ value: field, label: names.field(field) }))}
      value={readSearchText(search["day"]) ?? usualDay(entity)}
      w={220}
      onChange={(value) => change({ day: value ?? undefined, offset: undefined })}
    />
  );
}

/** Conditions that came with a link: each says what it is and can be taken away. */
function Chips({ entity }: { readonly entity: EntityName }) {
  const t = useWords<typeof words>("records");
  const names = useFactNames();
  const format = useFormat();
  const [, change] = useSearch();
  const filters = useFilters(entity);
  const chips = [
    filters.period === undefined
      ? null
      : {
          name: t("filter-period", { field: names.field(filters.day ?? ""), period: format.period(filters.period) }),
          clear: { period: undefined, against: undefined, day: undefined },
        },
    filters.finding === undefined ? null : { name: t("filter-finding"), clear: { finding: undefined } },
    filters.import === undefined ? null : { name: t("filter-import"), clear: { import: undefined } },
    filters.ids.length === 0 ? null : { name: t("filter-ids", { count: filters.ids.length }), clear: { ids: undefined } },
    filters.field === undefined
      ? null
      : {
          name:
            filters.equals === undefined
              ? t("filter-empty", { field: names.field(filters.field) })
              : t("filter-field", { field: names.field(filters.field), value: filters.equals }),
          clear: { field: undefined, equals: undefined },
        },
  ].filter((chip) => chip !== null);
  return chips.map((chip) => (
    <button
      key={chip.name}
      type="button"
      className={classes.chip}
      aria-label={t("filter-remove", { name: chip.name })}
      onClick={() => change({ ...chip.clear, offset: undefined }, { keepsHistory: true })}
    >
      {chip.name} <IconX size={14} stroke={1.75} aria-hidden />
    </button>
  ));
}
