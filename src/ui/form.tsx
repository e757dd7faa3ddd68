// Forms: fields that are checked when left or sent, the act's problem shown above its button.
import { Button, Group, Stack } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";

import { ErrorState } from "#ui/states.tsx";

/** What is wrong with a field, in words; null where nothing is. */
export type Check<V, T> = (value: V, all: T) => string | null;

export interface Fields<T> {
  readonly values: T;
  /** Sets one value. */
  readonly set: <K extends keyof T>(name: K, value: T[K]) => void;
  /** Props of a text field: value, onChange, error once it was left or sent. */
  readonly text: (name: keyof T & string) => {
    name: string;
    value: string;
    error: string | null;
    onChange: (event: { currentTarget: { value: string } }) => void;
    onBlur: () => void;
  };
  readonly error: (name: keyof T) => string | null;
  /** Checks everything; shows what is wrong. */
  readonly isGood: () => boolean;
  readonly reset: (values: T) => void;
}

/** The values of a form with their checks. */
export function useFields<T extends object>(first: T, checks: { readonly [K in keyof T]?: Check<T[K], T> } = {}): Fields<T> {
  const [values, setValues] = useState(first);
  const [left, setLeft] = useState<ReadonlySet<keyof T>>(new Set());
  const wrong = (name: keyof T) => checks[name]?.(values[name], values) ?? null;
  const error = (name: keyof T) => (left.has(name) ? wrong(name) : null);
  const set = <K extends keyof T>(name: K, value: T[K]) => setValues((before) => ({ ...before, [name]: value }));
  return {
    values,
    set,
    error,
    text: (name) => ({
      name,
      value: String(values[name] ?? ""),
      error: error(name),
      onChange: (event) => set(name, event.currentTarget.value as T[typeof name]),
      onBlur: () => setLeft((before) => new Set([...before, name])),
    }),
    isGood: () => {
      const names = Object.keys(checks) as (keyof T)[];
      setLeft(new Set(names));
      return names.every((name) => wrong(name) === null);
    },
    reset: (next) => {
      setValues(next);
      setLeft(new Set());
    },
  };
}

export const isEmail = (text: string) => /^\S+@\S+\.\S+$/.test(text);

export interface FormProps {
  readonly onSend: () => void;
  readonly send: string;
  readonly isSending: boolean;
  readonly error: unknown;
  readonly children: ReactNode;
  /** Beside the button. */
  readonly beside?: ReactNode;
  readonly isWide?: boolean;
}

/** A column of fields with one act at its end. */
export function Form({ onSend, send, isSending, error, children, beside, isWide = false }: FormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap={16}>
        {children}
        {error ? <ErrorState error={error} /> : null}
        <Group>
          <Button type="submit" loading={isSending} fullWidth={isWide}>
            {send}
          </Button>
          {beside}
        </Group>
      </Stack>
    </form>
  );
}
