// What turned, and what do we do about it? Turning points on record, those that the facts propose, and how far each one's check has come.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";

import { listTurningPoints } from "#features/turns/contract.ts";
import { HowWeKnow } from "#features/turns/parts/how-we-know.tsx";
import { TurnForm } from "#features/turns/parts/turn-form.tsx";
import { TurnsPanel } from "#features/turns/parts/turns-panel.tsx";
import type { words } from "#features/turns/words.en.ts";
import { paths } from "#kit/paths.ts";
import { useGo, useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { Page as Frame } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { AnswerWaiting, Answers, RowsWaiting } from "#ui/states.tsx";
import { forget, useAsk } from "#ui/use-ask.ts";

type List = z.output<(typeof listTurningPoints)["reply"]>;

export function Page() {
  const t = useWords<typeof words>("turns");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const go = useGo();
  const [isEntering, setEntering] = useState(false);
  const answer = useAsk(listTurningPoints, { params: { workspace } });
  useLive("turns", () => void forget(client, [listTurningPoints]));
  return (
    <Frame
      title={t("title")}
      answerLines={[1, 3]}
      answer={
        <Answers of={answer} waiting={<AnswerWaiting />}>
          {(told: List) => <Answer told={told} />}
        </Answers>
      }
      actions={
        <ReasonButton whyNot={answer.data?.whyNotEnter ?? null} variant="default" onClick={() => setEntering(true)}>
          {t("enter")}
        </ReasonButton>
      }
      papers={<HowWeKnow />}
    >
      <Answers of={answer} waiting={<RowsWaiting count={5} />}>
        {(told: List) => <TurnsPanel told={told} />}
      </Answers>
      {isEntering ? (
        <TurnForm opened={{ turn: null, proposal: null }} onClose={() => setEntering(false)} onEntered={({ id }) => go(paths.turn(workspace, id))} />
      ) : null}
    </Frame>
  );
}

function Answer({ told: { turns, proposed } }: { readonly told: List }) {
  const t = useWords<typeof words>("turns");
  const checks = turns.filter(({ check }) => check === "under-way").length;
  if (turns.length + proposed.length === 0) return t("answer-none");
  return [
    ...(turns.length > 0 ? [t("answer-record", { count: turns.length })] : []),
    ...(proposed.length > 0 ? [t("answer-proposed", { count: proposed.length })] : []),
    ...(checks > 0 ? [t("answer-checks", { count: checks })] : []),
  ].join(" ");
}
