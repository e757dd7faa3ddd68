// Should we move up? Where we are, the answer with its conditions, and the moves that would come first.
import { Anchor, Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Suspense, lazy } from "react";

import { type KindAnswerView, type MoveUpAnswer, bringMoveUp, readMoveUp } from "#features/cooperation/contract.ts";
import { Accepted, AcceptButton } from "#features/cooperation/parts/accepted.tsx";
import { Conditions } from "#features/cooperation/parts/conditions.tsx";
import classes from "#features/cooperation/parts/cooperation.module.css";
import { BegunMoves, Moves } from "#features/cooperation/parts/moves.tsx";
import { useCooperationQuestion } from "#features/cooperation/parts/question.ts";
import type { words } from "#features/cooperation/words.en.ts";
import { relationshipKinds } from "#facts/cooperation.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { useFormat, useLanguage, useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { IntervalBar } from "#ui/marks.tsx";
import { Page as Frame, Section, Surface } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { AnswerWaiting, Answers, EmptyState, RowsWaiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useAsk, useTell } from "#ui/use-ask.ts";

const ConditionDrawer = lazy(() => import("#features/cooperation/parts/condition-drawer.tsx").then((loaded) => ({ default: loaded.ConditionDrawer })));
const BeginForm = lazy(() => import("#features/cooperation/parts/begin-form.tsx").then((loaded) => ({ default: loaded.BeginForm })));

export function Page() {
  const t = useWords<typeof words>("cooperation");
  const { language } = useLanguage();
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const question = useCooperationQuestion();
  const answer = useAsk(readMoveUp, { params: { workspace } }, { keepsLast: true });
  useLive("cooperation", () => void forget(client, [readMoveUp]));
  const told = answer.data;
  const condition = told?.kinds.flatMap(({ conditions }) => conditions).find(({ key }) => key === question.condition);
  const move = told?.moves.flatMap(({ moves }) => moves).find((one) => one.move === question.move);
  return (
    <Frame
      title={t("title")}
      answerLines={[2, 5]}
      answer={
        <Answers of={answer} waiting={<AnswerWaiting />}>
          {({ summary }) => summary[language]}
        </Answers>
      }
      actions={told === undefined ? undefined : <Acts told={told} />}
      papers={<Papers />}
    >
      <Answers of={answer} waiting={<RowsWaiting count={10} />}>
        {(shown) => (
          <>
            <Now told={shown} />
            <Accepted told={shown} />
            {shown.kinds.map((kind) => (
              <KindSection key={kind.from} kind={kind} onOpen={question.openCondition} />
            ))}
            {shown.moves.map((moves) => (
              <Moves key={moves.to} told={moves} answer={shown} onBegin={question.openMove} />
            ))}
            <BegunMoves told={shown} />
          </>
        )}
      </Answers>
      <Suspense>
        {condition === undefined || told === undefined ? null : (
          <ConditionDrawer key={condition.key} condition={condition} told={told} onClose={() => question.openCondition(undefined)} />
        )}
        {move === undefined || told === undefined || told.whyNotBegin !== null ? null : (
          <BeginForm key={move.move} move={move} told={told} onClose={() => question.openMove(undefined)} />
        )}
      </Suspense>
    </Frame>
  );
}

function Acts({ told }: { readonly told: MoveUpAnswer }) {
  const t = useWords<typeof words>("cooperation");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const params = { workspace };
  const put = async (isOn: boolean) => {
    await ask(bringMoveUp, { params, body: { isOn } });
    await forget(client, [readMoveUp]);
  };
  const bring = useTell(bringMoveUp, { changes: [readMoveUp], onDone: () => toast({ text: t("bring-done"), undo: () => put(false) }) });
  return (
    <>
      <AcceptButton told={told} />
      {told.isOnAgenda ? (
        <Anchor component={GoTo} href={paths.actions(workspace)}>
          {t("brought")}
        </Anchor>
      ) : (
        <ReasonButton whyNot={told.whyNotBring} variant="default" loading={bring.isPending} onClick={() => bring.mutate({ params, body: { isOn: true } })}>
          {t("bring")}
        </ReasonButton>
      )}
    </>
  );
}

function Now({ told: { wave } }: { readonly told: MoveUpAnswer }) {
  const t = useWords<typeof words>("cooperation");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  if (wave === null)
    return (
      <EmptyState
        title={t("now-none-title")}
        action={
          <Button component={GoTo} href={paths.survey(workspace)}>
            {t("now-none-act")}
          </Button>
        }
      >
        {t("now-none-words")}
      </EmptyState>
    );
  const { sum, kinds, number, closedOn } = wave;
  const points = { unit: "points" } as const;
  return (
    <Section title={t("now")}>
      <Surface>
        <div className={classes["sum"]}>
          <span>
            {t("now-sum")},{" "}
            <Anchor component={GoTo} href={paths.surveyWave(workspace, wave.id)}>
              {t("now-wave", { number, day: format.day(closedOn) })}
            </Anchor>
          </span>
          <strong className="figures">{format.value(sum.value, points)}</strong>
          {sum.interval === null ? null : (
            <>
              <IntervalBar value={sum.value} interval={sum.interval} from={20} to={100} side="joint" />
              <span className={classes["quiet"]}>
                {format.interval(sum.interval, points)}, {t("now-people", { count: sum.people })}
              </span>
            </>
          )}
          <span className={classes["quiet"]}>
            {kinds.length === 1 ? t("now-sure") : t("now-unsure", { kinds: kinds.map((kind) => t(`kind-${kind}`)).join(", ") })}
          </span>
        </div>
      </Surface>
      <ol className={classes["ladder"]}>
        {relationshipKinds.map((kind) => (
          <li key={kind} {...(kinds.includes(kind) ? { "data-here": true, "aria-current": "step" as const } : {})}>
            <strong>{t(`kind-${kind}`)}</strong>
            <span className={classes["quiet"]}>{t(`what-${kind}`)}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function KindSection({ kind, onOpen }: { readonly kind: KindAnswerView; readonly onOpen: (condition: string) => void }) {
  const t = useWords<typeof words>("cooperation");
  const { from, to, answer, conditions, missing } = kind;
  const of = (speaks: "move" | "stay") => conditions.filter((one) => one.speaks === speaks).length;
  const named =
    answer === "move"
      ? t("answer-move", { to: t(`kind-${to ?? from}`) })
      : answer === "stay"
        ? t("answer-stay", { kind: t(`kind-${from}`) })
        : t("answer-cannot-be-told");
  return (
    <Section title={t("answer-of", { kind: t(`kind-${from}`) })} note={to === null ? t("integrated-words") : t("rule-note")}>
      <p className={classes["verdict"]} style={{ margin: 0 }}>
        <strong>{named}</strong>
        {to === null ? null : (
          <>
            <span>{t("count-moving", { count: kind.forMoving.length, of: of("move") })}</span>
            <span>{t("count-staying", { count: kind.forStaying.length, of: of("stay") })}</span>
            {missing.length === 0 ? null : <span>{t("count-open", { count: missing.length })}</span>}
          </>
        )}
      </p>
      {to === null ? null : <Conditions kind={kind} onOpen={onOpen} />}
    </Section>
  );
}

function Papers() {
  const t = useWords<typeof words>("cooperation");
  const workspace = useWorkspaceSlug();
  return (
    <>
      {(["papers-source", "papers-rule", "papers-records", "papers-heads", "papers-warning"] as const).map((key) => (
        <p key={key}>{t(key)}</p>
      ))}
      <p>
        <Anchor component={GoTo} href={paths.methodOf(workspace, "move-up")}>
          {t("method")}
        </Anchor>
      </p>
      <p>
        <Anchor component={GoTo} href={paths.goals(workspace)}>
          {t("goals")}
        </Anchor>
      </p>
    </>
  );
}
