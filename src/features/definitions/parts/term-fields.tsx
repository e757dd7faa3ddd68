// The fields of a definition's parameters, each in the form that fits: a choice of sentences, departments, names, a number.
import { Checkbox, Group, Radio, Select, Stack, TagsInput, TextInput } from "@mantine/core";
import { useState } from "react";

import { useTermWords } from "#features/definitions/parts/term-words.ts";
import { type Terms, sentenceOfTerms } from "#features/definitions/rules.ts";
import type { words } from "#features/definitions/words.en.ts";
import { type TermKey, cycleStarts, segmentKeys } from "#facts/agreements.ts";
import { departments } from "#facts/department.ts";
import { useLanguage, useWords } from "#ui/language.ts";

interface FieldsProps {
  readonly of: TermKey;
  readonly terms: Terms;
  readonly onTerms: (terms: Terms) => void;
}

/** Choices between whole sentences. */
const sentences: Partial<Record<TermKey, readonly [parameter: string, values: readonly (string | boolean)[]]>> = {
  lead: ["counts", ["every-enquiry", "marketing-qualified"]],
  "accepted-lead": ["by", ["acceptance-day", "acceptance-or-later-stage"]],
  "won-deal": ["needsAmount", [false, true]],
  "sales-cycle": ["start", cycleStarts],
};

export function TermFields({ of, terms, onTerms }: FieldsProps) {
  const say = useTermWords();
  const set = (parameter: string) => (value: unknown) => onTerms({ ...terms, [parameter]: value });
  const choice = sentences[of];
  if (choice) return <SentenceChoice of={of} terms={terms} parameter={choice[0]} values={choice[1]} onValue={set(choice[0])} />;
  const label = (parameter: string) => say.parameter(of, parameter);
  switch (of) {
    case "promotion-cost":
      return (
        <>
          <Radio.Group label={label("status")} value={String(terms["status"])} onChange={set("status")}>
            <Stack gap={8} mt={8}>
              {["actual", "actual-and-committed"].map((value) => (
                <Radio key={value} value={value} label={say.value("status", value)} />
              ))}
            </Stack>
          </Radio.Group>
          <Departments label={label("payers")} value={terms["payers"] as string[]} onValue={set("payers")} />
          <Names label={label("withoutCategories")} value={terms["withoutCategories"] as string[]} onValue={set("withoutCategories")} />
          <Radio.Group label={label("sameTouch")} value={String(terms["sameTouch"])} onChange={set("sameTouch")}>
            <Stack gap={8} mt={8}>
              {["once", "each"].map((value) => (
                <Radio key={value} value={value} label={say.value("sameTouch", value)} />
              ))}
            </Stack>
          </Radio.Group>
        </>
      );
    case "sales-cost":
      return (
        <>
          <Departments label={label("departments")} value={terms["departments"] as string[]} onValue={set("departments")} />
          <Names label={label("withoutKinds")} value={terms["withoutKinds"] as string[]} onValue={set("withoutKinds")} />
        </>
      );
    case "discount-policy":
      return <Num label={label("upTo")} value={terms["upTo"]} times={100} low={0} high={99} step={0.5} onValue={set("upTo")} />;
    case "dead-deal":
      return <Num label={label("timesP99")} value={terms["timesP99"]} times={1} low={1} high={10} step={0.1} onValue={set("timesP99")} />;
    default:
      return (
        <Select
          label={label("by")}
          data={segmentKeys.map((value) => ({ value, label: say.value("by", value) }))}
          value={String(terms["by"])}
          onChange={(value) => value !== null && set("by")(value)}
        />
      );
  }
}

interface ChoiceProps {
  readonly of: TermKey;
  readonly terms: Terms;
  readonly parameter: string;
  readonly values: readonly (string | boolean)[];
  readonly onValue: (value: string | boolean) => void;
}

function SentenceChoice({ of, terms, parameter, values, onValue }: ChoiceProps) {
  const { language } = useLanguage();
  const say = useTermWords();
  return (
    <Radio.Group
      label={say.parameter(of, parameter)}
      value={String(terms[parameter])}
      onChange={(text) => onValue(values.find((value) => String(value) === text) ?? text)}
    >
      <Stack gap={8} mt={8}>
        {values.map((value) => (
          <Radio key={String(value)} value={String(value)} label={sentenceOfTerms(of, { ...terms, [parameter]: value }, language)} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function Departments({ label, value, onValue }: { readonly label: string; readonly value: readonly string[]; readonly onValue: (value: string[]) => void }) {
  const say = useTermWords();
  return (
    <Checkbox.Group label={label} value={[...value]} onChange={onValue}>
      <Group gap={16} mt={8}>
        {departments.map((each) => (
          <Checkbox key={each} value={each} label={say.value("departments", each)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

function Names({ label, value, onValue }: { readonly label: string; readonly value: readonly string[]; readonly onValue: (value: string[]) => void }) {
  const t = useWords<typeof words>("definitions");
  return <TagsInput label={label} description={t("names-words")} value={[...value]} onChange={onValue} maxTags={100} clearable />;
}

interface NumProps {
  readonly label: string;
  readonly value: unknown;
  /** Shown value per kept one: 100 for shares shown in percent. */
  readonly times: number;
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly onValue: (value: number) => void;
}

function Num({ label, value, times, low, high, step, onValue }: NumProps) {
  const t = useWords<typeof words>("definitions");
  const [text, setText] = useState(() => String(Math.round(Number(value) * times * 1000) / 1000));
  const read = text.trim() === "" ? Number.NaN : Number(text.replace(",", "."));
  return (
    <TextInput
      type="number"
      label={label}
      w={220}
      min={low}
      max={high}
      step={step}
      value={text}
      error={read >= low && read <= high ? null : t("between", { low: String(low), high: String(high) })}
      onChange={(event) => {
        setText(event.currentTarget.value);
        const next = event.currentTarget.value.trim() === "" ? Number.NaN : Number(event.currentTarget.value.replace(",", "."));
        onValue(times === 1 ? next : Math.round((next / times) * 1e6) / 1e6);
      }}
    />
  );
}
