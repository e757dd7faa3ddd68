// One of a list's filters: all, or those of one value.
import { useWords } from "#ui/language.ts";
import { Select, type Option } from "#ui/select.tsx";
import type { words } from "#ui/words.en.ts";

interface FilterSelectProps<V extends string> {
  readonly label: string;
  /** null or undefined: all. */
  readonly value: NoInfer<V> | null | undefined;
  readonly options: readonly Option<V>[];
  readonly onChoose: (value: V | undefined) => void;
}

export function FilterSelect<V extends string>({ label, value, options, onChoose }: FilterSelectProps<V>) {
  const t = useWords<typeof words>("kit");
  return (
    <Select<V | "any">
      size="sm"
      label={label}
      value={value ?? "any"}
      data={[{ value: "any", label: t("filter-any") }, ...options]}
      onChange={(chosen) => onChoose(chosen === "any" || chosen === null ? undefined : chosen)}
    />
  );
}
