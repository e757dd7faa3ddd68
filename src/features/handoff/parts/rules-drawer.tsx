// Rules that offer leads by themselves: as they stand, changed in versions, and tried on the last ninety days before they are turned on.
import { Button, Checkbox, Group, Stack, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import type { z } from "zod";

import { type OfferRule, listOfferRules, saveOfferRule, tryOfferRule } from "#features/handoff/contract.ts";
import { ToWhom } from "#features/handoff/parts/act-dialogs.tsx";
import classes from "#features/handoff/parts/handoff.module.css";
import type { words } from "#features/handoff/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Drawer } from "#ui/dialog.tsx";
import { Form } from "#ui/form.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { ReasonButton } from "#ui/reason-button.tsx";
import { Answers, RowsWaiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useAsk, useTell } from "#ui/use-ask.ts";
import { useQueryClient } from "@tanstack/react-query";

type Told = z.output<(typeof listOfferRules)["reply"]>;
type Draft = Pick<OfferRule, "id" | "name" | "channels" | "segments" | "grades" | "products" | "minChance" | "to" | "isOn">;
const conditions = ["channels", "segments", "grades", "products"] as const;

export function RulesDrawer({ onClose }: { readonly onClose: () => void }) {
  const t = useWords<typeof words>("handoff");
  const answer = useAsk(listOfferRules, { params: { workspace: useWorkspaceSlug() } });
  const [draft, setDraft] = useState<Draft | null>(null);
  return (
    <Drawer opened onClose={onClose} title={t("rules-title")} size="36rem">
      <Answers of={answer} waiting={<RowsWaiting count={6} />}>
        {(told) => (draft === null ? <Rules told={told} onEdit={setDraft} /> : <RuleForm told={told} first={draft} onDone={() => setDraft(null)} />)}
      </Answers>
    </Drawer>
  );
}

const fresh = (): Draft => ({
  id: crypto.randomUUID(),
  name: "",
  channels: [],
  segments: [],
  grades: [],
  products: [],
  minChance: null,
  to: "turn",
  isOn: true,
});

function Rules({ told, onEdit }: { readonly told: Told; readonly onEdit: (rule: Draft) => void }) {
  const t = useWords<typeof words>("handoff");
  const format = useFormat();
  return (
    <Stack gap={16}>
      <p style={{ margin: 0 }}>{t("rules-words")}</p>
      {told.rules.length === 0 ? <p style={{ margin: 0 }}>{t("rules-none")}</p> : null}
      {told.rules.map((rule) => (
        <div key={rule.id} className={classes["choice"]} style={{ cursor: "default" }}>
          <strong style={{ gridColumn: "1 / 3" }}>
            {rule.name} · {t(rule.isOn ? "rule-on" : "rule-off")}
          </strong>
          <ReasonButton
            whyNot={told.whyNotChange}
            size="compact-sm"
            variant="default"
            aria-label={t("rule-edit", { name: rule.name })}
            onClick={() => onEdit(rule)}
          >
            {t("rule-edit", { name: "" }).trim()}
          </ReasonButton>
          <small style={{ gridColumn: "1 / 4" }}>
            {conditions.map((kind) => `${t(`rule-${kind}`)}: ${rule[kind].length === 0 ? t("rule-any") : rule[kind].join(", ")}`).join(" · ")}
            {rule.minChance === null ? null : ` · ${t("rule-chance-of", { chance: format.share(rule.minChance) })}`}
          </small>
          <small style={{ gridColumn: "1 / 4" }}>
            {t("rule-state", { version: rule.version, by: rule.by ?? t("rule-former"), day: format.day(rule.at.slice(0, 10)) })} ·{" "}
            {t("rule-offered", { count: rule.offered })}
          </small>
        </div>
      ))}
      <div>
        <ReasonButton whyNot={told.whyNotChange} onClick={() => onEdit(fresh())}>
          {t("rule-new")}
        </ReasonButton>
      </div>
    </Stack>
  );
}

function RuleForm({ told, first, onDone }: { readonly told: Told; readonly first: Draft; readonly onDone: () => void }) {
  const t = useWords<typeof words>("handoff");
  const params = { workspace: useWorkspaceSlug(), id: first.id };
  const client = useQueryClient();
  const [draft, setDraft] = useState(first);
  const [isSent, setSent] = useState(false);
  const before = told.rules.find(({ id }) => id === first.id) ?? null;
  const { id: _, ...body } = draft;
  const tell = useTell(saveOfferRule, {
    changes: [listOfferRules],
    onDone: (saved) => {
      const undo = async () => {
        const { name, channels, segments, grades, products, minChance, to, isOn } = before ?? { ...saved, isOn: false };
        await ask(saveOfferRule, { params, body: { name, channels, segments, grades, products, minChance, to, isOn } });
        await forget(client, [listOfferRules]);
      };
      toast({ text: t("rule-saved", { version: saved.version }), undo });
      onDone();
    },
  });
  const send = () => {
    setSent(true);
    if (draft.name.trim() !== "") tell.mutate({ params, body: { ...body, name: draft.name.trim() } });
  };
  const set = (some: Partial<Draft>) => setDraft({ ...draft, ...some });
  return (
    <Form
      onSend={send}
      send={t("rule-save")}
      isSending={tell.isPending}
      error={tell.error}
      beside={
        <Button variant="subtle" onClick={onDone}>
          {t("rule-back")}
        </Button>
      }
    >
      <TextInput
        label={t("rule-name")}
        value={draft.name}
        maxLength={120}
        error={isSent && draft.name.trim() === "" ? t("rule-name-missing") : null}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      {conditions.map((kind) =>
        told.choices[kind].length === 0 ? null : (
          <Picks key={kind} name={t(`rule-${kind}`)} all={told.choices[kind]} chosen={draft[kind]} onChange={(chosen) => set({ [kind]: chosen })} />
        ),
      )}
      <MinChance value={draft.minChance} onChange={(minChance) => set({ minChance })} />
      <ToWhom people={told.people} value={draft.to} onChange={(to) => set({ to: to })} />
      <Switch label={t("rule-on")} checked={draft.isOn} onChange={(event) => set({ isOn: event.currentTarget.checked })} />
      <Tried draft={draft} />
    </Form>
  );
}

/** In per cent of leads like it that are won; nothing: whatever the chance. */
function MinChance({ value, onChange }: { readonly value: number | null; readonly onChange: (chance: number | null) => void }) {
  const t = useWords<typeof words>("handoff");
  const [text, setText] = useState(value === null ? "" : String(Math.round(value * 1_000) / 10));
  const chance = Number(text.replace(",", ".")) / 100;
  const isWrong = text.trim() !== "" && !(chance > 0 && chance < 1);
  return (
    <TextInput
      label={t("rule-chance")}
      description={t("rule-chance-words")}
      inputMode="decimal"
      style={{ maxWidth: 360 }}
      value={text}
      error={isWrong ? t("rule-chance-wrong") : null}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        const next = Number(typed.replace(",", ".")) / 100;
        onChange(typed.trim() !== "" && next > 0 && next < 1 ? next : null);
      }}
    />
  );
}

function Picks({
  name,
  all,
  chosen,
  onChange,
}: {
  readonly name: string;
  readonly all: readonly string[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}) {
  return (
    <fieldset className={classes["choices"]}>
      <legend>{name}</legend>
      <div className={classes["picks"]}>
        {all.map((value) => (
          <Checkbox
            key={value}
            size="xs"
            label={value}
            checked={chosen.includes(value)}
            onChange={() => onChange(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value])}
          />
        ))}
      </div>
    </fieldset>
  );
}

function Tried({ draft }: { readonly draft: Draft }) {
  const t = useWords<typeof words>("handoff");
  const format = useFormat();
  const { channels, segments, grades, products } = draft;
  const answer = useAsk(tryOfferRule, { params: { workspace: useWorkspaceSlug() }, query: { channels, segments, grades, products } }, { keepsLast: true });
  return (
    <Group role="status">
      <Answers of={answer} waiting={<RowsWaiting count={1} />}>
        {({ from, until, ...counts }) => <p style={{ margin: 0 }}>{t("rule-tried", { from: format.day(from), until: format.day(until), ...counts })}</p>}
      </Answers>
    </Group>
  );
}
