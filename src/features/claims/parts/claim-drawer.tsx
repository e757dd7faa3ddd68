// One claim up close: verdict, question, data, method, size that matters, numbers side by side, history, records, what would settle it; taking it back.
import { Anchor, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { z } from "zod";

import { type ClaimView, listClaimRecords, listClaims, readClaim, restoreClaim, withdrawClaim } from "#features/claims/contract.ts";
import { ClaimHistory } from "#features/claims/parts/claim-history.tsx";
import { sideOf, useClaimWords } from "#features/claims/parts/claim-words.ts";
import classes from "#features/claims/parts/claims.module.css";
import { AnswerPapers, type Terms } from "#features/claims/parts/claim-papers.tsx";
import { Size, VerdictMark } from "#features/claims/parts/size-bar.tsx";
import { SizePicture } from "#features/claims/parts/size-picture.tsx";
import type { words } from "#features/claims/words.en.ts";
import { standardClaim } from "#evidence/claims/catalogue.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Drawer } from "#ui/dialog.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { ErrorState, RowsWaiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useAsk, useTell } from "#ui/use-ask.ts";

interface DrawerProps {
  readonly id: string;
  readonly terms: Terms | null;
  readonly beside: (claim: ClaimView) => ReactNode;
  readonly onClose: () => void;
}

export function ClaimDrawer({ id, terms, beside, onClose }: DrawerProps) {
  const t = useWords<typeof words>("claims");
  const workspace = useWorkspaceSlug();
  const answer = useAsk(readClaim, { params: { workspace, id } });
  return (
    <Drawer opened onClose={onClose} title={t("detail-title")} size="46rem">
      {answer.error ? <ErrorState error={answer.error} onRetry={() => void answer.refetch()} /> : null}
      {answer.data === undefined ? answer.error ? null : <RowsWaiting count={12} /> : <UpClose told={answer.data} terms={terms} beside={beside} />}
    </Drawer>
  );
}

type Told = z.output<(typeof readClaim)["reply"]>;

function UpClose({ told, terms, beside }: Pick<DrawerProps, "terms" | "beside"> & { readonly told: Told }) {
  const t = useWords<typeof words>("claims");
  const format = useFormat();
  const say = useClaimWords();
  const { claim } = told;
  return (
    <Stack gap="lg">
      <div>
        <SideBadge side={sideOf[claim.against]}>{t(`against-${claim.against}`)}</SideBadge>
        <blockquote className={classes["quote"]}>{claim.said}</blockquote>
        <p className={classes["about"]}>
          <span>{t("said-by", { name: say.by(claim), day: format.day(claim.filedAt.slice(0, 10)) })}</span>
          <span>{say.period(claim)}</span>
          {claim.withdrawnAt === null ? null : <span>{t("is-withdrawn")}</span>}
        </p>
      </div>
      <section className={classes["answer"]} aria-label={t("col-verdict")}>
        <VerdictMark verdict={claim.answer.verdict} />
        <p style={{ margin: 0 }}>{say.sentence(claim.standard, claim.subjectName)}</p>
        <Size spec={claim} answer={claim.answer} hasOwnPicture />
        <p className={classes["worth"]}>
          {t(claim.answer.measured !== null && claim.answer.measured.interval === null ? "verdict-words-counted" : `verdict-words-${claim.answer.verdict}`)}{" "}
          {t("together", { count: told.together })}
        </p>
      </section>
      {claim.answer.measured === null ? null : <SizePicture claim={claim} measured={claim.answer.measured} />}
      {beside(claim)}
      <AnswerPapers
        standard={claim.standard}
        needs={standardClaim(claim.standard)?.needs ?? []}
        answer={claim.answer}
        currency={told.currency}
        terms={terms}
        records={<Records claim={claim} />}
      />
      <ClaimHistory told={told} />
      <div className="not-on-paper">
        <TakeBack claim={claim} />
      </div>
    </Stack>
  );
}

/** So many go into one address. */
const most = 200;

function Records({ claim }: { readonly claim: ClaimView }) {
  const t = useWords<typeof words>("claims");
  const workspace = useWorkspaceSlug();
  const total = claim.answer.measured?.records.total ?? 0;
  const answer = useAsk(listClaimRecords, { params: { workspace, id: claim.id }, query: { limit: most, offset: 0 } }, { when: total > 0 });
  if (total === 0) return <>{t("records-none")}</>;
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined) return <RowsWaiting count={1} />;
  const { entity, ids } = answer.data;
  return (
    <Anchor component={GoTo} href={paths.records(workspace, { entity, ids })}>
      {ids.length < answer.data.total ? t("records-open", { count: ids.length, total: answer.data.total }) : t("records-all", { count: ids.length })}
    </Anchor>
  );
}

function TakeBack({ claim }: { readonly claim: ClaimView }) {
  const t = useWords<typeof words>("claims");
  const params = { workspace: useWorkspaceSlug(), id: claim.id };
  const client = useQueryClient();
  const changes = [listClaims, readClaim];
  const undone = async (endpoint: typeof restoreClaim) => {
    await ask(endpoint, { params });
    await forget(client, changes);
  };
  const withdraw = useTell(withdrawClaim, { changes, onDone: () => toast({ text: t("withdrawn"), undo: () => undone(restoreClaim) }) });
  const restore = useTell(restoreClaim, { changes, onDone: () => toast({ text: t("restored"), undo: () => undone(withdrawClaim) }) });
  const [act, name] = claim.withdrawnAt === null ? [withdraw, t("take-back")] : [restore, t("bring-back")];
  return (
    <>
      {act.error ? <ErrorState error={act.error} /> : null}
      <ReasonButton whyNot={claim.whyNotWithdraw} variant="default" loading={act.isPending} onClick={() => act.mutate({ params })}>
        {name}
      </ReasonButton>
    </>
  );
}
