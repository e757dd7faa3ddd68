// Setting a goal for a dial: from where it stands to a target by a day, with an owner of each side; a step too small to be told is said before it is set.
import { Alert, SimpleGrid, TextInput, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";

import { type CooperationGoals, proposeCooperationGoal, readCooperationGoals, withdrawCooperationGoal } from "#features/cooperation/contract.ts";
import classes from "#features/cooperation/parts/cooperation.module.css";
import { OwnerOfSide } from "#features/cooperation/parts/owner-of-side.tsx";
import type { words } from "#features/cooperation/words.en.ts";
import { type DialKey, dialKeys, dialRules } from "#facts/cooperation.ts";
import { addMonths, isDay } from "#kit/day.ts";
import { typedNumber } from "#kit/typed-money.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { useReason } from "#ui/reasons.ts";
import { Select } from "#ui/select.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";

interface GoalFormProps {
  readonly told: CooperationGoals;
  readonly first: DialKey;
  readonly onClose: () => void;
}

/** '72,5' as a number of the dial; null: none. */
function typed(text: string, dial: DialKey): number | null {
  const value = typedNumber(text) ?? null;
  return value === null ? null : value / scaleOf(dial);
}
const scaleOf = (dial: DialKey) => (dialRules[dial].unit === "share" ? 100 : 1);

export function GoalForm({ told, first, onClose }: GoalFormProps) {
  const t = useWords<typeof words>("cooperation");
  const format = useFormat();
  const reason = useReason();
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const nowOf = (dial: DialKey) => told.dials.find((one) => one.dial === dial)?.now ?? null;
  const fields = useFields(
    { dial: first, target: "", day: addMonths(told.today, 12), ownerSales: "", ownerMarketing: "", note: "" },
    {
      target: (text, { dial }) => {
        const { from, to, better } = dialRules[dial];
        const [value, now] = [typed(text, dial), nowOf(dial)];
        if (value === null || value < from || value > to) return t("check-target", { from: from * scaleOf(dial), to: to * scaleOf(dial) });
        const isBetter = now === null || (better === "up" ? value > now.value : value < now.value);
        return isBetter ? null : t("check-target-better", { value: format.value(now.value, dialRules[dial]) });
      },
      day: (day) => (!isDay(day) || day <= told.today ? t("check-day") : null),
      ownerSales: (id) => (id === "" ? t("check-owner") : null),
      ownerMarketing: (id) => (id === "" ? t("check-owner") : null),
    },
  );
  const { values } = fields;
  const { dial } = values;
  const view = told.dials.find((one) => one.dial === dial);
  const now = view?.now ?? null;
  const measure = { unit: dialRules[dial].unit };
  const target = typed(values.target, dial);
  const step = now === null || target === null ? null : Math.abs(target - now.value);
  const tellable = view?.tellable ?? null;
  const propose = useTell(proposeCooperationGoal, {
    changes: [readCooperationGoals],
    onDone: ({ id }) => {
      const undo = async () => {
        await ask(withdrawCooperationGoal, { params: { workspace, id }, body: { isWithdrawn: true } });
        await forget(client, [readCooperationGoals]);
      };
      toast({ text: t("goal-proposed"), undo });
      onClose();
    },
  });
  const send = () => {
    if (!fields.isGood() || target === null) return;
    propose.mutate({ params: { workspace }, body: { ...values, target, note: values.note.trim() } });
  };
  return (
    <Modal opened onClose={onClose} size="40rem" title={t("goal-form")} closeOnClickOutside={false}>
      <Form send={t("goal-send")} isSending={propose.isPending} error={propose.error} onSend={send}>
        <Select
          label={t("goal-dial")}
          data={dialKeys.map((value) => ({ value, label: t(`dial-${value}`) }))}
          value={dial}
          onChange={(next) => fields.set("dial", dialKeys.find((one) => one === next) ?? "survey")}
        />
        {now === null ? (
          <p className={classes["quiet"]}>{t("goal-not-measured", { reason: reason(view?.reason ?? "no-fact") })}</p>
        ) : (
          <p className={classes["quiet"]}>
            {t("goal-now", {
              value: format.value(now.value, measure),
              range: now.interval === null ? "" : t("reason-range", { range: format.interval(now.interval, measure) }),
              day: format.day(now.on),
            })}
          </p>
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
          <TextInput inputMode="decimal" label={t(measure.unit === "share" ? "goal-target-share" : "goal-target")} {...fields.text("target")} />
          <TextInput type="date" min={told.today} label={t("goal-day")} {...fields.text("day")} />
        </SimpleGrid>
        {step === null || tellable === null || step >= tellable ? null : (
          <Alert role="status">{t("goal-tellable", { step: format.value(step, measure), tellable: format.value(tellable, measure) })}</Alert>
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
          <OwnerOfSide
            people={told.people}
            side="sales"
            label={t("begin-owner-sales")}
            value={values.ownerSales}
            error={fields.error("ownerSales")}
            onChoose={(id) => fields.set("ownerSales", id)}
          />
          <OwnerOfSide
            people={told.people}
            side="marketing"
            label={t("begin-owner-marketing")}
            value={values.ownerMarketing}
            error={fields.error("ownerMarketing")}
            onChoose={(id) => fields.set("ownerMarketing", id)}
          />
        </SimpleGrid>
        <Textarea label={t("goal-note")} autosize minRows={2} maxLength={2000} {...fields.text("note")} />
      </Form>
    </Modal>
  );
}
