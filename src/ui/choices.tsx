// Choices that several forms offer: a currency, a time zone, named in the language of the screen.
import { type ReactNode, useMemo } from "react";

import { useLanguage } from "#ui/language.ts";
import { Select } from "#ui/select.tsx";

export interface ChoiceProps {
  readonly label: string;
  readonly description?: ReactNode;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean;
}

/** Those met most often first. */
const usual = ["USD", "EUR", "RUB", "GBP", "KZT", "BYN", "CNY", "AED", "TRY", "INR", "JPY", "CHF"];

export function CurrencyChoice({ onChange, ...rest }: ChoiceProps) {
  const { language } = useLanguage();
  const data = useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: "currency" });
    const rest = Intl.supportedValuesOf("currency").filter((code) => !usual.includes(code));
    return [...usual, ...rest].map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }));
  }, [language]);
  return <Select data={data} onChange={(value) => value !== null && onChange(value)} {...rest} />;
}

export function TimeZoneChoice({ onChange, ...rest }: ChoiceProps) {
  const data = useMemo(() => [...new Set(["UTC", rest.value, ...Intl.supportedValuesOf("timeZone")])].filter((zone) => zone !== ""), [rest.value]);
  return <Select data={data} onChange={(value) => value !== null && onChange(value)} {...rest} />;
}

/** The zone of this browser. */
export function zoneHere(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** A likely currency for the reader's language. */
export function currencyFor(language: string): string {
  return language === "ru" ? "RUB" : "USD";
}
