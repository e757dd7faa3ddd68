// One brief, report or invoice: who entered it, and the day on which it was answered, given or paid.
import { TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";

import { type DealingView, answerDealing, readAgencyPromises, withdrawDealing } from "#features/agency-promises/contract.ts";
import classes from "#features/agency-promises/parts/agency-promises.module.css";
import type { words } from "#features/agency-promises/words.en.ts";
import { type Day, isDay } from "#kit/day.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { ReasonButton } from "#ui/reason-button.tsx";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";

interface OneDealingProps {
  readonly one: DealingView;
  readonly whyNot: string | null;
  readonly today: Day;
  readonly onClose: () => void;
}

export function OneDealing({ one, whyNot, today, onClose }: OneDealingProps) {
  const t = useWords<typeof words>("agency-promises");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const params = { workspace, id: one.id };
  const fields = useFields(
    { answeredOn: one.answeredOn ?? "" },
    { answeredOn: (day) => (day === "" || (isDay(day) && day <= today && day >= one.askedOn) ? null : t("check-answered")) },
  );
  const done = (text: string, undo: () => Promise<unknown>) => {
    toast({
      text,
      undo: async () => {
        await undo();
        await forget(client, [readAgencyPromises]);
      },
    });
    onClose();
  };
  const changes = [readAgencyPromises];
  const answer = useTell(answerDealing, {
    changes,
    onDone: () => done(t("changed"), () => ask(answerDealing, { params, body: { answeredOn: one.answeredOn } })),
  });
  const back = useTell(withdrawDealing, { changes, onDone: () => done(t("taken-back"), () => ask(withdrawDealing, { params, body: { isWithdrawn: false } })) });
  const { answeredOn } = fields.values;
  return (
    <Modal opened onClose={onClose} title={t("dealing-title", { kind: t(`kind-${one.kind}`), about: one.about })}>
      {one.enteredBy === null ? null : <p className={classes["quiet"]}>{t("entered-by", { name: one.enteredBy })}</p>}
      {one.forOn === null ? null : (
        <p className={classes["quiet"]}>
          {t("col-for")}: {format.day(one.forOn)}
        </p>
      )}
      {whyNot === null ? (
        <Form
          send={t("say-answered")}
          isSending={answer.isPending}
          error={answer.error}
          onSend={() => fields.isGood() && answer.mutate({ params, body: { answeredOn: answeredOn === "" ? null : answeredOn } })}
          beside={
            <ReasonButton whyNot={whyNot} variant="default" loading={back.isPending} onClick={() => back.mutate({ params, body: { isWithdrawn: true } })}>
              {t("take-back")}
            </ReasonButton>
          }
        >
          <TextInput type="date" max={today} label={t(`answered-${one.kind}`)} description={t("answered-help")} {...fields.text("answeredOn")} />
          {back.error ? <ErrorState error={back.error} /> : null}
        </Form>
      ) : (
        <p>
          {t(`answered-${one.kind}`)}: {one.answeredOn === null ? t("not-done") : format.day(one.answeredOn)}
        </p>
      )}
    </Modal>
  );
}
