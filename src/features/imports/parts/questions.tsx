// What only a person can tell: each question with its choices on real cells, and what a wrong choice would do.
import { Button, Group, Radio, Select, Stack } from "@mantine/core";
import { useState } from "react";

import { type ImportDetail, answerQuestion, changeMapping, listImports, lookAgain, showImport } from "#features/imports/contract.ts";
import classes from "#features/imports/parts/imports.module.css";
import { useKeepDetail } from "#features/imports/parts/live.ts";
import { encodings } from "#features/imports/parts/file-shape.tsx";
import { idField, withColumnAs } from "#features/imports/parts/mapping-edit.ts";
import { type AskedQuestion, useQuestionWords } from "#features/imports/parts/question-words.ts";
import type { words } from "#features/imports/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { Section, Surface } from "#ui/page.tsx";
import { ErrorState } from "#ui/states.tsx";
import { useTell } from "#ui/use-ask.ts";

export function Questions({ one }: { readonly one: ImportDetail }) {
  const t = useWords<typeof words>("imports");
  const questions = one.preview?.questions ?? [];
  const [open, minor] = [questions.filter((each) => each.isAmbiguous), questions.filter((each) => !each.isAmbiguous)];
  return (
    <>
      {open.length === 0 ? null : (
        <Section title={t("questions-title")} note={t("questions-note")}>
          <QuestionList one={one} questions={open} />
        </Section>
      )}
      {minor.length === 0 ? null : (
        <Section title={t("minor-title")}>
          <QuestionList one={one} questions={minor} />
        </Section>
      )}
    </>
  );
}

function QuestionList({ one, questions }: { readonly one: ImportDetail; readonly questions: readonly AskedQuestion[] }) {
  return (
    <Stack gap={16}>
      {questions.map((question) => (
        <OneQuestion key={`${question.code} ${question.field} ${question.column}`} one={one} question={question} />
      ))}
    </Stack>
  );
}

function OneQuestion({ one, question }: { readonly one: ImportDetail; readonly question: AskedQuestion }) {
  const say = useQuestionWords(one);
  const answer = useAnswers(one, question);
  return (
    <Surface>
      <fieldset className={classes.question}>
        <legend>{say.asks(question)}</legend>
        <p>{say.means(question)}</p>
        <Choices one={one} question={question} answer={answer} />
        {answer.error ? <ErrorState error={answer.error} /> : null}
      </fieldset>
    </Surface>
  );
}

type Answering = ReturnType<typeof useAnswers>;

/** Most answers are edits of the mapping that the server makes; the encoding and the header make it look at the file again. */
function useAnswers(one: ImportDetail, question: AskedQuestion) {
  const workspace = useWorkspaceSlug();
  const keep = useKeepDetail(workspace);
  const params = { workspace, id: one.id };
  const answer = useTell(answerQuestion, { changes: [listImports], onDone: keep });
  const change = useTell(changeMapping, { changes: [listImports], onDone: keep });
  const look = useTell(lookAgain, { changes: [listImports, showImport] });
  const { code, field, column } = question;
  return {
    isPending: answer.isPending || change.isPending || look.isPending,
    error: answer.error ?? change.error ?? look.error,
    say: (value: string | null) => answer.mutate({ params, body: { code, field, column, value } }),
    useAsId: (name: string) => one.mapping && change.mutate({ params, body: { mapping: withColumnAs(one.mapping, name, idField) } }),
    look: (options: { encoding?: (typeof encodings)[number]; headerLine?: null }) => look.mutate({ params, body: { ...one.options, ...options } }),
  };
}

interface ChoicesProps {
  readonly one: ImportDetail;
  readonly question: AskedQuestion;
  readonly answer: Answering;
}

function Choices(props: ChoicesProps) {
  const { one, question, answer } = props;
  const t = useWords<typeof words>("imports");
  const columns = one.columns.map(({ column }) => column);
  if (question.code === "required-missing") {
    return question.options.length === 0 ? (
      <p>{t("column-empty")}</p>
    ) : (
      <ColumnChoice columns={question.options.map((option) => option.value)} onChoose={answer.say} isOff={answer.isPending} />
    );
  }
  if (question.code === "no-id") {
    return (
      <Group>
        {question.isAmbiguous ? null : <Confirm answer={answer} />}
        <ColumnChoice columns={columns} onChoose={answer.useAsId} isOff={answer.isPending} />
      </Group>
    );
  }
  if (question.code === "encoding") {
    return (
      <Group>
        {question.isAmbiguous ? null : <Confirm answer={answer} />}
        <Select
          aria-label={t("file-encoding")}
          placeholder={t("choose-kind")}
          data={encodings.filter((name) => name !== one.shape?.encoding)}
          disabled={answer.isPending}
          onChange={(value) => value !== null && answer.look({ encoding: value })}
        />
      </Group>
    );
  }
  if (question.code === "header-looks-like-data") {
    return (
      <Group>
        <Button variant="default" loading={answer.isPending} onClick={() => answer.say(null)}>
          {t("choice.header")}
        </Button>
        <Button variant="default" loading={answer.isPending} onClick={() => answer.look({ headerLine: null })}>
          {t("choice.data")}
        </Button>
      </Group>
    );
  }
  return question.options.length === 0 ? <Confirm answer={answer} /> : <Options {...props} />;
}

/** Choices with what each makes of a cell. What is proposed is marked and still has to be confirmed. */
function Options({ one, question, answer }: ChoicesProps) {
  const t = useWords<typeof words>("imports");
  const say = useQuestionWords(one);
  const [chosen, choose] = useState(question.proposed === null ? "" : (question.options[question.proposed]?.value ?? ""));
  return (
    <Stack gap={12} align="flex-start">
      <Radio.Group value={chosen} onChange={choose} aria-label={say.asks(question)}>
        <Stack gap={8}>
          {question.options.map((option) => (
            <Radio key={option.value} value={option.value} label={say.choice(question, option.value)} description={say.example(question, option)} />
          ))}
        </Stack>
      </Radio.Group>
      <Button size="xs" disabled={chosen === ""} loading={answer.isPending} onClick={() => answer.say(chosen)}>
        {t("confirm")}
      </Button>
    </Stack>
  );
}

function Confirm({ answer }: { readonly answer: Answering }) {
  const t = useWords<typeof words>("imports");
  return (
    <Button size="xs" variant="default" loading={answer.isPending} onClick={() => answer.say(null)}>
      {t("confirm")}
    </Button>
  );
}

function ColumnChoice({
  columns,
  onChoose,
  isOff,
}: {
  readonly columns: readonly string[];
  readonly onChoose: (column: string) => unknown;
  readonly isOff: boolean;
}) {
  const t = useWords<typeof words>("imports");
  return (
    <Select
      aria-label={t("choose-column")}
      placeholder={t("choose-column")}
      data={[...columns]}
      searchable
      disabled={isOff}
      w={280}
      onChange={(value) => value !== null && onChoose(value)}
    />
  );
}
