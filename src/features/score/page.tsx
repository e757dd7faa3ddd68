// Which leads are worth a call first: the open ones with chance and reasons, what the score rests on, and whether such chances came true.
import { Anchor } from "@mantine/core";

import { readScore } from "#features/score/contract.ts";
import { ScoreEffects } from "#features/score/parts/score-effects.tsx";
import { ScoreFields } from "#features/score/parts/score-fields.tsx";
import { ScorePapers } from "#features/score/parts/score-papers.tsx";
import { ScoreTest, TestCards } from "#features/score/parts/score-test.tsx";
import { Standings } from "#features/score/parts/standings.tsx";
import type { words } from "#features/score/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import type { ReplyOf } from "#ui/client.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Page as Frame } from "#ui/page.tsx";
import { useReason } from "#ui/reasons.ts";
import { AnswerWaiting, Answers, CannotBeTold, CardsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";

type Told = ReplyOf<typeof readScore>;

const pageSize = 50;

export function Page() {
  const t = useWords<typeof words>("score");
  const workspace = useWorkspaceSlug();
  const [owner, setOwner] = useSearchValue("owner");
  const [shown, setShown] = useSearchValue("shown");
  const limit = Math.min(500, Math.max(pageSize, Number(shown) || pageSize));
  const answer = useAsk(readScore, { params: { workspace }, query: { owner: owner ?? undefined, limit } }, { keepsLast: true });
  const score = answer.data?.score ?? null;
  return (
    <Frame
      title={t("title")}
      answerLines={[3, 5]}
      answer={
        <Answers of={answer} waiting={<AnswerWaiting />}>
          {(told) => <Answer told={told} />}
        </Answers>
      }
      {...(score === null ? {} : { papers: <ScorePapers score={score} /> })}
    >
      <Answers of={answer} waiting={<CardsWaiting count={4} />}>
        {(told) =>
          told.score === null ? (
            <NotTold reason={told.reason!} />
          ) : (
            <>
              <TestCards score={told.score} />
              <Standings
                told={told}
                score={told.score}
                owner={owner}
                onOwner={(next) => setOwner(next)}
                {...(told.open.length < told.total && limit < 500 ? { onMore: () => setShown(String(Math.min(500, limit + 150))) } : {})}
              />
              <ScoreEffects score={told.score} />
              {told.score.tested === null ? null : <ScoreTest tested={told.score.tested} />}
              <ScoreFields score={told.score} />
            </>
          )
        }
      </Answers>
    </Frame>
  );
}

function Answer({ told }: { readonly told: Told }) {
  const t = useWords<typeof words>("score");
  const format = useFormat();
  const kit = useWords<typeof kitWords>("kit");
  const why = useReason();
  const { score, reason } = told;
  if (score === null) return reason === null ? null : <>{kit("cannot-be-told-because", { reason: why(reason.code, reason.details) })}</>;
  const captured = score.tested?.numbers.find(({ key }) => key === "lead-score-captured");
  if (score.tested === null) return <>{t("answer-untested")}</>;
  if (!score.isTelling || captured?.value == null || captured.interval === null) return <>{t("answer-chance")}</>;
  return (
    <>
      {t(`answer-telling-${score.unit}`, {
        captured: format.share(captured.value),
        range: format.interval(captured.interval, { unit: "share" }),
        count: told.best,
        total: told.openInAll,
      })}
    </>
  );
}

function NotTold({ reason }: { readonly reason: NonNullable<Told["reason"]> }) {
  const t = useWords<typeof words>("score");
  const workspace = useWorkspaceSlug();
  return (
    <CannotBeTold
      reason={reason.code}
      details={reason.details}
      remedy={
        <>
          {t("cannot-help")}{" "}
          <Anchor component={GoTo} href={paths.imports(workspace)} inherit>
            {t("to-imports")}
          </Anchor>
        </>
      }
    />
  );
}
