// Choosing one of several: the browser's own list, so that phones, keys and readers of the screen know it, and it weighs nothing.
import { NativeSelect } from "@mantine/core";
import type { ReactNode } from "react";

export interface Option<V extends string = string> {
  readonly value: V;
  readonly label: string;
}

export interface SelectProps<V extends string> {
  readonly label?: ReactNode;
  readonly description?: ReactNode;
  readonly error?: ReactNode;
  readonly data: readonly (V | Option<V>)[];
  /** null: none chosen. */
  readonly value: NoInfer<V> | null;
  readonly onChange: (value: V | null) => void;
  /** What stands where none is chosen; with `clearable` it can be chosen again. */
  readonly placeholder?: string;
  readonly clearable?: boolean;
  readonly disabled?: boolean;
  readonly w?: number | string;
  readonly size?: "xs" | "sm" | "md";
  readonly "aria-label"?: string;
}

export function Select<V extends string>({ data, value, onChange, placeholder, clearable = false, ...rest }: SelectProps<V>) {
  const hasEmpty = clearable || value === null;
  return (
    <NativeSelect value={value ?? ""} onChange={(event) => onChange(event.currentTarget.value === "" ? null : (event.currentTarget.value as V))} {...rest}>
      {hasEmpty ? (
        <option value="" disabled={!clearable}>
          {placeholder ?? "–"}
        </option>
      ) : null}
      {data.map((each) => {
        const option = typeof each === "string" ? { value: each, label: each } : each;
        return (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        );
      })}
    </NativeSelect>
  );
}
