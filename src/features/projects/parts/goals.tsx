// What a project is to bring and what it has brought by today, with the range that luck alone makes.
import { SimpleGrid, TextInput } from "@mantine/core";

import { type ProjectRoom, setProjectGoals } from "#features/projects/contract.ts";
import { changedByProjects, minorAsTyped } from "#features/projects/parts/project-acts.ts";
import type { words } from "#features/projects/words.en.ts";
import { type ProjectGoalKey, moneyGoals, projectGoalKeys } from "#facts/projects.ts";
import { typedMinor, typedNumber } from "#kit/typed-money.ts";
import { useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { useReason } from "#ui/reasons.ts";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";

type Goal = ProjectRoom["goals"][number];

export function Goals({ told }: { readonly told: ProjectRoom }) {
  const t = useWords<typeof words>("projects");
  const kit = useWords<typeof kitWords>("kit");
  const say = useReason();
  const format = useFormat();
  const [form, setForm] = useSearchValue("form");
  const written = (key: ProjectGoalKey, value: number | null) =>
    value === null ? nothing : moneyGoals.has(key) ? format.money(value, told.currency, true) : format.count(value);
  const range = ({ low, high }: Goal) =>
    low === null || high === null ? "" : ` (${kit("interval-of", { low: format.count(low), high: format.count(high) })})`;
  return (
    <Section
      title={t("goals-title")}
      note={t("goals-note")}
      actions={
        <ReasonButton whyNot={told.whyNotPlan} variant="default" size="xs" onClick={() => setForm("goals")}>
          {t("goals-edit")}
        </ReasonButton>
      }
    >
      {told.goals.length === 0 ? (
        <p>{t("goals-none")}</p>
      ) : (
        <DataTable<Goal>
          caption={t("goals-title")}
          rows={told.goals}
          rowKey={({ key }) => key}
          fileName="evenhand-project-goals"
          columns={[
            { key: "goal", name: t("col-goal"), value: ({ key }) => t(`goal-${key}`), onPhone: "title" },
            { key: "planned", name: t("col-planned"), value: ({ planned }) => planned, cell: ({ key, planned }) => written(key, planned), isNumber: true },
            {
              key: "actual",
              name: t("col-so-far"),
              value: ({ actual }) => actual,
              cell: (goal) => (goal.whyNot === null ? `${written(goal.key, goal.actual)}${range(goal)}` : say(goal.whyNot)),
              isNumber: true,
            },
            {
              key: "share",
              name: t("col-share"),
              value: ({ planned, actual }) => (planned === null || planned === 0 || actual === null ? null : actual / planned),
              cell: ({ planned, actual }) => (planned === null || planned === 0 || actual === null ? nothing : format.share(actual / planned, 0)),
              isNumber: true,
            },
          ]}
        />
      )}
      {form === "goals" && told.whyNotPlan === null ? <GoalsForm told={told} onClose={() => setForm(null)} /> : null}
    </Section>
  );
}

function GoalsForm({ told, onClose }: { readonly told: ProjectRoom; readonly onClose: () => void }) {
  const t = useWords<typeof words>("projects");
  const kit = useWords<typeof kitWords>("kit");
  const params = { workspace: useWorkspaceSlug(), id: told.project.id };
  const plannedOf = (key: ProjectGoalKey) => told.goals.find((goal) => goal.key === key)?.planned ?? null;
  const asTyped = (key: ProjectGoalKey) => (moneyGoals.has(key) ? minorAsTyped(plannedOf(key), told.currency) : String(plannedOf(key) ?? ""));
  const read = (key: ProjectGoalKey, text: string) => (moneyGoals.has(key) ? typedMinor(text, told.currency) : typedNumber(text));
  const first = Object.fromEntries(projectGoalKeys.map((key) => [key, asTyped(key)])) as Record<ProjectGoalKey, string>;
  const check = (key: ProjectGoalKey) => (text: string) => (read(key, text) === undefined ? t("check-number") : null);
  const fields = useFields(first, Object.fromEntries(projectGoalKeys.map((key) => [key, check(key)])));
  const set = useTell(setProjectGoals, {
    changes: changedByProjects,
    onDone: () => {
      toast({ text: t("goals-set") });
      onClose();
    },
  });
  const send = () => {
    if (!fields.isGood()) return;
    const goals = projectGoalKeys.flatMap((key) => {
      const planned = read(key, fields.values[key]);
      return planned === null || planned === undefined ? [] : [{ key, planned }];
    });
    set.mutate({ params, body: { goals } });
  };
  return (
    <Modal opened onClose={onClose} size="40rem" title={t("goals-title")} closeOnClickOutside={false}>
      <Form send={kit("save")} isSending={set.isPending} error={set.error} onSend={send}>
        <p style={{ margin: 0 }}>{t("goals-help", { currency: told.currency })}</p>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
          {projectGoalKeys.map((key) => (
            <TextInput key={key} inputMode="decimal" label={t(`goal-${key}`)} {...fields.text(key)} />
          ))}
        </SimpleGrid>
      </Form>
    </Modal>
  );
}
