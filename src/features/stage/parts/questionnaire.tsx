// Saying how marketing stands: six questions, the stage that they speak of, and what will change before anything does.
import { Button, Checkbox, Group, Radio, Stack, TextInput, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { type StageAnswer, changeStage, readStage, withdrawStage } from "#features/stage/contract.ts";
import classes from "#features/stage/parts/stage.module.css";
import { WillChange } from "#features/stage/parts/will-change.tsx";
import { changeOf } from "#features/stage/rules.ts";
import type { words } from "#features/stage/words.en.ts";
import {
  type FirmStage,
  type StageAnswers,
  agencyWorks,
  firmStages,
  hasAgency,
  longRangeApart,
  proposedStage,
  reportsTo,
  whoDoesMarketing,
  whoSetsBudget,
} from "#facts/firm-stage.ts";
import { isDay } from "#kit/day.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { Select } from "#ui/select.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";

/** What the members on record say of it already. */
function knownAnswers({ history: [now], people }: StageAnswer): StageAnswers {
  if (now !== undefined) return now.answers;
  const here = people.filter(({ isHere }) => isHere);
  const own = here.filter(({ role }) => role.startsWith("marketing-") || role === "head-of-marketing").length;
  const isAgency = here.some(({ role }) => role === "agency");
  const hasHead = here.some(({ role }) => role === "head-of-marketing");
  return {
    who: own > 0 ? (isAgency ? "both" : "own") : isAgency ? "agency" : "nobody",
    people: own,
    agencyFor: isAgency ? ["campaigns"] : [],
    reportsTo: hasHead ? "director" : "nobody",
    budget: hasHead ? "marketing" : "nobody",
    apart: "no",
  };
}

const hasPeople = (who: StageAnswers["who"]) => who === "own" || who === "both";

export function Questionnaire({ told, onClose }: { readonly told: StageAnswer | undefined; readonly onClose: () => void }) {
  const t = useWords<typeof words>("stage");
  return (
    <Modal opened onClose={onClose} size="44rem" title={t("ask-title")} closeOnClickOutside={false}>
      {told === undefined ? null : <Questions told={told} onClose={onClose} />}
    </Modal>
  );
}

function Questions({ told, onClose }: { readonly told: StageAnswer; readonly onClose: () => void }) {
  const t = useWords<typeof words>("stage");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const [known] = useState(() => knownAnswers(told));
  const [now] = told.history;
  const [isAsking, setAsking] = useState(true);
  const [chosen, setChosen] = useState<FirmStage | null>(null);
  const [givesUp, setGivesUp] = useState<readonly string[]>([]);
  const fields = useFields(
    { ...known, people: String(Math.max(known.people, hasPeople(known.who) ? 1 : 0)), since: told.today, note: "" },
    {
      people: (text, { who }) => (!hasPeople(who) || (/^\d{1,4}$/.test(text.trim()) && Number(text) > 0) ? null : t("check-people")),
      agencyFor: (works, all) => (!hasAgency(all) || works.length > 0 ? null : t("check-agencyFor")),
      since: (day) => (isDay(day) && day <= told.today && (now === undefined || day >= now.since) ? null : t("check-since")),
    },
  );
  const { values } = fields;
  const answers: StageAnswers = {
    who: values.who,
    people: hasPeople(values.who) ? Math.trunc(Number(values.people)) || 0 : 0,
    agencyFor: hasAgency(values) ? values.agencyFor : [],
    reportsTo: values.reportsTo,
    budget: values.budget,
    apart: values.apart,
  };
  const proposal = proposedStage(answers);
  const stage = chosen ?? proposal.stage;
  const tell = useTell(changeStage, {
    changes: [readStage],
    onDone: ({ id }) => {
      const undo = async () => {
        await ask(withdrawStage, { params: { workspace, id }, body: { isWithdrawn: true } });
        await forget(client, [readStage]);
      };
      toast({ text: t("said"), undo });
      onClose();
    },
  });
  const send = () => {
    if (!fields.isGood()) return;
    if (isAsking) setAsking(false);
    else tell.mutate({ params: { workspace }, body: { stage, answers, since: values.since, note: values.note.trim(), givesUp: [...givesUp] } });
  };
  if (!isAsking)
    return (
      <Form
        send={t("ask-send")}
        isSending={tell.isPending}
        error={tell.error}
        onSend={send}
        beside={
          <Button variant="default" onClick={() => setAsking(true)}>
            {t("ask-back")}
          </Button>
        }
      >
        <WillChange told={told} stage={stage} answers={answers} change={changeOf(told, { stage, answers })} givesUp={givesUp} onGivesUp={setGivesUp} />
      </Form>
    );
  const choose = <N extends "reportsTo" | "budget" | "apart">(name: N, options: readonly StageAnswers[N][]) => (
    <Select
      label={t(`ask-${name}`)}
      data={options.map((value) => ({ value: value as string, label: t(`${name}-${value}` as "apart-no") }))}
      value={values[name]}
      onChange={(value) => value !== null && fields.set(name, value as (typeof values)[N])}
    />
  );
  return (
    <Form send={t("ask-next")} isSending={false} error={null} onSend={send}>
      <Radio.Group label={t("ask-who")} value={values.who} onChange={(who) => fields.set("who", who)}>
        <Stack gap={8} mt={8}>
          {whoDoesMarketing.map((who) => (
            <Radio key={who} value={who} label={t(`who-${who}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {hasPeople(values.who) ? <TextInput label={t("ask-people")} inputMode="numeric" maw={320} {...fields.text("people")} /> : null}
      {hasAgency(values) ? (
        <Checkbox.Group
          label={t("ask-agencyFor")}
          error={fields.error("agencyFor")}
          value={[...values.agencyFor]}
          onChange={(works) =>
            fields.set(
              "agencyFor",
              agencyWorks.filter((work) => works.includes(work)),
            )
          }
        >
          <Group gap="8px 16px" mt={8}>
            {agencyWorks.map((work) => (
              <Checkbox key={work} value={work} label={t(`name-${work}`)} />
            ))}
          </Group>
        </Checkbox.Group>
      ) : null}
      {values.who === "nobody" ? null : choose("reportsTo", reportsTo)}
      {choose("budget", whoSetsBudget)}
      {hasPeople(values.who) ? choose("apart", longRangeApart) : null}
      <Radio.Group label={t("ask-stage")} description={t("ask-stage-other")} value={stage} onChange={(value) => setChosen(value)}>
        <div className={classes["stages"]}>
          {firmStages.map((one) => (
            <Radio
              key={one}
              value={one}
              label={one === proposal.stage ? `${t(`stage-${one}`)} (${t("proposed-mark")})` : t(`stage-${one}`)}
              description={one === proposal.stage ? proposal.reasons.map((reason) => t(`reason-${reason}`)).join(" ") : t(`about-${one}`)}
            />
          ))}
        </div>
      </Radio.Group>
      <TextInput type="date" label={t("ask-since")} max={told.today} maw={320} {...fields.text("since")} />
      <Textarea label={t("ask-note")} autosize minRows={2} maxLength={2000} {...fields.text("note")} />
    </Form>
  );
}
