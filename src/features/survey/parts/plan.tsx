// When waves are proposed by themselves, and how.
import { SimpleGrid, TextInput } from "@mantine/core";
import { useState } from "react";

import { type SurveyAnswer, leastDaysOpen, mostDaysOpen, mostFewest, readSurvey, setSurveyPlan } from "#features/survey/contract.ts";
import classes from "#features/survey/parts/survey.module.css";
import type { words } from "#features/survey/words.en.ts";
import { fewestShown, surveyModes, surveyRhythms } from "#facts/survey.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { Select } from "#ui/select.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

export function PlanSection({ told }: { readonly told: SurveyAnswer }) {
  const t = useWords<typeof words>("survey");
  const format = useFormat();
  const [isChanging, setChanging] = useState(false);
  const { plan } = told;
  const said =
    plan === null || plan.nextOn === null
      ? t("plan-none")
      : `${t("plan-is", { rhythm: t(`rhythm-${plan.rhythm}`), on: format.day(plan.nextOn) })} ${t(`mode-${plan.mode}`)}.`;
  return (
    <Section title={t("plan")} note={t("plan-words")}>
      <div className={classes["now"]}>
        <p>{said}</p>
        {isChanging ? (
          <PlanForm told={told} onDone={() => setChanging(false)} />
        ) : (
          <div>
            <ReasonButton variant="default" whyNot={told.whyNotPlan} onClick={() => setChanging(true)}>
              {t("plan-change")}
            </ReasonButton>
          </div>
        )}
      </div>
    </Section>
  );
}

function PlanForm({ told: { plan, today }, onDone }: { readonly told: SurveyAnswer; readonly onDone: () => void }) {
  const t = useWords<typeof words>("survey");
  const workspace = useWorkspaceSlug();
  const fields = useFields(
    {
      rhythm: plan?.rhythm ?? "quarterly",
      nextOn: plan?.nextOn ?? today,
      mode: plan?.mode ?? "sides",
      daysOpen: String(plan?.daysOpen ?? 14),
      fewest: String(plan?.fewest ?? fewestShown),
    },
    {
      nextOn: (day, all) => (all.rhythm !== "none" && day < today ? t("check-next") : null),
      daysOpen: (text) => (Number(text) >= leastDaysOpen && Number(text) <= mostDaysOpen ? null : t("check-days")),
      fewest: (text) => (Number(text) >= fewestShown && Number(text) <= mostFewest ? null : t("check-fewest")),
    },
  );
  const tell = useTell(setSurveyPlan, {
    changes: [readSurvey],
    onDone: () => {
      toast({ text: t("plan-saved") });
      onDone();
    },
  });
  const { rhythm, nextOn, mode, daysOpen, fewest } = fields.values;
  const send = () => {
    if (!fields.isGood()) return;
    const body = { rhythm, mode, fewest: Number(fewest), daysOpen: Number(daysOpen), nextOn: rhythm === "none" ? null : nextOn };
    tell.mutate({ params: { workspace }, body });
  };
  return (
    <Form send={t("plan-save")} isSending={tell.isPending} error={tell.error} onSend={send}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Select
          label={t("plan-rhythm")}
          data={surveyRhythms.map((value) => ({ value, label: t(`rhythm-${value}`) }))}
          value={rhythm}
          onChange={(value) => value !== null && fields.set("rhythm", value)}
        />
        <Select
          label={t("mode")}
          data={surveyModes.map((value) => ({ value, label: t(`mode-${value}`) }))}
          value={mode}
          onChange={(value) => value !== null && fields.set("mode", value)}
        />
        {rhythm === "none" ? null : <TextInput type="date" min={today} label={t("plan-next")} {...fields.text("nextOn")} />}
        <TextInput type="number" min={leastDaysOpen} max={mostDaysOpen} label={t("field-days")} {...fields.text("daysOpen")} />
        <TextInput type="number" min={fewestShown} max={mostFewest} label={t("field-fewest")} description={t("plan-fewest-help")} {...fields.text("fewest")} />
      </SimpleGrid>
    </Form>
  );
}
