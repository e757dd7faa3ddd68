// In which part of the firm: the whole of it, or one segment, region, channel or seller that the records name.
import { SimpleGrid } from "@mantine/core";

import { type PartField, partFields } from "#facts/actions.ts";
import { Select } from "#ui/select.tsx";

/** The room's own words for it. */
type PartWord = "field-within" | "field-within-help" | "field-within-all" | "field-part" | "field-part-none" | "field-part-choose" | `by-${PartField}`;

interface FirmPartChooserProps {
  readonly t: (key: PartWord) => string;
  /** Empty: the whole firm. */
  readonly by: PartField | "";
  /** As the records have it; empty: not chosen yet. */
  readonly part: string;
  /** How the part that was chosen before is called, where that is not its value. */
  readonly partName?: string | null;
  /** Those of the chosen kind; undefined: still coming. */
  readonly known: readonly { readonly value: string; readonly name: string }[] | undefined;
  readonly error: string | null;
  readonly onChange: (by: PartField | "", part: string) => void;
}

export function FirmPartChooser({ t, by, part, partName, known, error, onChange }: FirmPartChooserProps) {
  const found = known ?? [];
  // What was chosen before stays on the list, whatever the records say by now.
  const names = part === "" || found.some(({ value }) => value === part) ? found : [{ value: part, name: partName ?? part }, ...found];
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
      <Select
        label={t("field-within")}
        description={t("field-within-help")}
        placeholder={t("field-within-all")}
        clearable
        data={partFields.map((value) => ({ value, label: t(`by-${value}`) }))}
        value={by === "" ? null : by}
        onChange={(next) => onChange(next ?? "", "")}
      />
      {by === "" ? null : (
        <Select
          label={t("field-part")}
          placeholder={t(known !== undefined && names.length === 0 ? "field-part-none" : "field-part-choose")}
          data={names.map(({ value, name }) => ({ value, label: name }))}
          value={part === "" ? null : part}
          error={error}
          onChange={(next) => onChange(by, next ?? "")}
        />
      )}
    </SimpleGrid>
  );
}
