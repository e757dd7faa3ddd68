// Proposing a wave: how it is asked (with what each way shows, and why one is not to be had), for how long, and what is asked besides.
import { Radio, SimpleGrid, Stack, TextInput, Textarea } from "@mantine/core";

import {
  type SurveyAnswer,
  leastDaysOpen,
  mostDaysOpen,
  mostFewest,
  mostOwnQuestions,
  mostSegments,
  proposeWave,
  readSurvey,
} from "#features/survey/contract.ts";
import classes from "#features/survey/parts/survey.module.css";
import type { words } from "#features/survey/words.en.ts";
import { fewestShown, isAnonymous, segmentsNamed, surveyModes } from "#facts/survey.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { useReason } from "#ui/reasons.ts";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

const linesOf = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** A line that begins with a question mark is answered in words. */
const questionOf = (line: string) => (line.startsWith("?") ? { kind: "words" as const, text: line.slice(1).trim() } : { kind: "scale" as const, text: line });

export function ProposeForm({ told, onClose }: { readonly told: SurveyAnswer; readonly onClose: () => void }) {
  const t = useWords<typeof words>("survey");
  const reason = useReason();
  const workspace = useWorkspaceSlug();
  const first = surveyModes.find((mode) => told.whyNotModes[mode] === null) ?? "sides";
  const fields = useFields(
    { mode: first, fewest: String(fewestShown), daysOpen: "14", segments: told.segments.join("\n"), questions: "" },
    {
      fewest: (text) => (Number(text) >= fewestShown && Number(text) <= mostFewest ? null : t("check-fewest")),
      daysOpen: (text) => (Number(text) >= leastDaysOpen && Number(text) <= mostDaysOpen ? null : t("check-days")),
      segments: (text) => {
        const lines = linesOf(text);
        const isGood = lines.length === 0 || (lines.length > segmentsNamed && lines.length <= mostSegments && new Set(lines).size === lines.length);
        return isGood && lines.every((line) => line.length <= 60) ? null : t("check-segments");
      },
      questions: (text) => {
        const asked = linesOf(text).map(questionOf);
        return asked.length <= mostOwnQuestions && asked.every((one) => one.text.length >= 3 && one.text.length <= 300) ? null : t("check-questions");
      },
    },
  );
  const tell = useTell(proposeWave, {
    changes: [readSurvey],
    onDone: () => {
      toast({ text: t("proposed") });
      onClose();
    },
  });
  const { mode, fewest, daysOpen, segments, questions } = fields.values;
  const send = () => {
    if (!fields.isGood()) return;
    const body = { mode, fewest: Number(fewest), daysOpen: Number(daysOpen), segments: linesOf(segments), questions: linesOf(questions).map(questionOf) };
    tell.mutate({ params: { workspace }, body });
  };
  return (
    <Modal opened onClose={onClose} size="42rem" title={t("propose-title")} closeOnClickOutside={false}>
      <Form send={t("propose-send")} isSending={tell.isPending} error={tell.error} onSend={send}>
        <p style={{ margin: 0 }}>{t("propose-words")}</p>
        <Radio.Group label={t("mode")} value={mode} onChange={(value) => fields.set("mode", value)}>
          <Stack gap={12} mt={8}>
            {surveyModes.map((value) => {
              const why = told.whyNotModes[value] ?? null;
              return (
                <Radio
                  key={value}
                  value={value}
                  disabled={why !== null}
                  label={t(`mode-${value}`)}
                  description={why === null ? t(`mode-${value}-words`, { fewest }) : reason(why)}
                />
              );
            })}
          </Stack>
        </Radio.Group>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput type="number" min={leastDaysOpen} max={mostDaysOpen} label={t("field-days")} {...fields.text("daysOpen")} />
          {isAnonymous(mode) ? (
            <TextInput
              type="number"
              min={fewestShown}
              max={mostFewest}
              label={t("field-fewest")}
              description={t("field-fewest-help")}
              {...fields.text("fewest")}
            />
          ) : null}
        </SimpleGrid>
        <Textarea label={t("field-segments")} description={t("field-segments-help")} autosize minRows={3} maxRows={12} {...fields.text("segments")} />
        <Textarea label={t("field-questions")} description={t("field-questions-help")} autosize minRows={2} maxRows={8} {...fields.text("questions")} />
        <p className={classes["quiet"]}>{t("asked-of", told.people)}</p>
      </Form>
    </Modal>
  );
}
