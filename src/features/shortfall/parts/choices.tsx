// What can be chosen on the page: what it is cut by, revenue or margin, and the file to take away.
import { Button, NativeSelect, SegmentedControl } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { z } from "zod";

import { dimensionNames, exportShortfall, type shortfallChoices } from "#features/shortfall/contract.ts";
import type { Dimension, ShortfallQuery } from "#features/shortfall/parts/question.ts";
import type { words } from "#features/shortfall/words.en.ts";
import { Dropdown, DropdownFile, DropdownLabel } from "#ui/dropdown.tsx";
import { useSearch } from "#ui/address.tsx";
import { whereIs } from "#ui/client.ts";
import { useFormat, useLanguage, useWords } from "#ui/language.ts";

type Choices = z.output<(typeof shortfallChoices)["reply"]>;

export function SegmentChoice({ choices, asked }: { readonly choices: Choices | undefined; readonly asked: readonly Dimension[] }) {
  const t = useWords<typeof words>("shortfall");
  const format = useFormat();
  const [, change] = useSearch();
  const known = new Map(choices?.dimensions.map((each) => [each.name, each]));
  const options = dimensionNames.map((name) => {
    const values = known.get(name)?.values ?? 0;
    return { value: name, label: values > 0 ? `${t(`dimension-${name}`)} (${format.count(values)})` : t(`dimension-${name}`), disabled: values < 2 };
  });
  return (
    <NativeSelect
      aria-label={t("cut-by")}
      data={[{ value: "", label: t("cut-none") }, ...options]}
      value={asked[0] ?? ""}
      w={200}
      onChange={(event) => change({ by: event.currentTarget.value || undefined }, { keepsHistory: true })}
    />
  );
}

/** Stands from the first moment, so that nothing moves when the answer comes; it goes where no deal carries a cost. */
export function MeasureChoice({ hasCosts }: { readonly hasCosts: boolean | undefined }) {
  const t = useWords<typeof words>("shortfall");
  const [search, change] = useSearch();
  const value = search["measure"] === "margin" ? "margin" : "revenue";
  if (hasCosts === false && value === "revenue") return null;
  return (
    <SegmentedControl
      aria-label={t("measure")}
      value={value}
      disabled={hasCosts === undefined}
      onChange={(next) => change({ measure: next === "margin" ? "margin" : undefined }, { keepsHistory: true })}
      data={[
        { value: "revenue", label: t("measure-revenue") },
        { value: "margin", label: t("measure-margin") },
      ]}
    />
  );
}

export function ExportMenu({ workspace, query, isReady }: { readonly workspace: string; readonly query: ShortfallQuery; readonly isReady: boolean }) {
  const t = useWords<typeof words>("shortfall");
  const { language } = useLanguage();
  const at = (format: "pdf" | "xlsx" | "csv") => whereIs(exportShortfall, { params: { workspace }, query: { ...query, format, language } });
  return (
    <Dropdown
      align="end"
      target={
        <Button variant="default" disabled={!isReady} leftSection={<IconDownload size={18} stroke={1.5} aria-hidden />}>
          {t("export")}
        </Button>
      }
    >
      {(["pdf", "xlsx", "csv"] as const).map((format) => (
        <DropdownFile key={format} href={at(format)}>
          {t(`export-${format}`)}
        </DropdownFile>
      ))}
      <DropdownLabel>{t("export-png")}</DropdownLabel>
    </Dropdown>
  );
}
