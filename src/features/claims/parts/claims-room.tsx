// Who is right: what one side says of the other, tested by one rule; claims on file, filing one, and every question that can be asked.
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, Suspense, lazy } from "react";

import { type ClaimCatalogue, type ClaimList, type ClaimView, listClaims, readClaim, readClaimCatalogue } from "#features/claims/contract.ts";
import { CatalogueTable } from "#features/claims/parts/catalogue-table.tsx";
import { ClaimCards } from "#features/claims/parts/claim-cards.tsx";
import { type ClaimsQuestion, closed, useClaimsQuestion } from "#features/claims/parts/question.ts";
import type { words } from "#features/claims/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { AnsweredPage } from "#ui/answered-page.tsx";
import { useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { EmptyState, RowsWaiting } from "#ui/states.tsx";
import { forget, useAsk } from "#ui/use-ask.ts";

const ClaimDrawer = lazy(() => import("#features/claims/parts/claim-drawer.tsx").then((loaded) => ({ default: loaded.ClaimDrawer })));
const ClaimForm = lazy(() => import("#features/claims/parts/claim-form.tsx").then((loaded) => ({ default: loaded.ClaimForm })));
const AskDrawer = lazy(() => import("#features/claims/parts/ask-drawer.tsx").then((loaded) => ({ default: loaded.AskDrawer })));

export interface ClaimsRoomProps {
  /** What other rooms have to say to one claim: steps that follow from it. */
  readonly beside: (claim: ClaimView) => ReactNode;
}

export function ClaimsRoom({ beside }: ClaimsRoomProps) {
  const t = useWords<typeof words>("claims");
  const params = { workspace: useWorkspaceSlug() };
  const question = useClaimsQuestion();
  const client = useQueryClient();
  const answer = useAsk(listClaims, { params, query: question.withWithdrawn ? { withdrawn: "true" } : {} } as never, { keepsLast: true });
  const catalogue = useAsk(readClaimCatalogue, { params });
  // What a colleague files or takes back stands here at once.
  useLive("claims", () => void forget(client, [listClaims, readClaim]));
  return (
    <AnsweredPage<ClaimList>
      of={answer}
      title={t("title")}
      answerLines={[2, 4]}
      nothing={{ title: t("empty-title"), words: t("empty-words"), act: t("empty-act") }}
      answer={(told) => <Answer told={told} />}
      papers={() => <HowWeKnow />}
      waiting={{ page: <RowsWaiting count={12} />, papers: <HowWeKnow /> }}
      actions={<FileButton whyNot={answer.data?.whyNotFile ?? null} question={question} />}
    >
      {(told) => (
        <>
          {told.claims.length === 0 && told.withdrawn === 0 ? (
            <EmptyState title={t("none-title")} action={<FileButton whyNot={told.whyNotFile} question={question} />}>
              {t("none-words", { count: catalogue.data?.standards.length })}
            </EmptyState>
          ) : (
            <Section title={t("on-file")} note={t("on-file-note")}>
              <ClaimCards told={told} question={question} />
            </Section>
          )}
          {catalogue.data === undefined ? (
            <RowsWaiting count={12} />
          ) : (
            <CatalogueTable catalogue={catalogue.data} onAsk={(standard) => question.open({ ...closed, ask: "1", standard })} />
          )}
          <Opened catalogue={catalogue.data ?? null} question={question} beside={beside} />
        </>
      )}
    </AnsweredPage>
  );
}

function FileButton({ whyNot, question }: { readonly whyNot: string | null; readonly question: ClaimsQuestion }) {
  const t = useWords<typeof words>("claims");
  return (
    <ReasonButton whyNot={whyNot} onClick={() => question.open({ ...closed, file: "1" })}>
      {t("file")}
    </ReasonButton>
  );
}

/** What the address says stands open. */
function Opened({ catalogue, question, beside }: ClaimsRoomProps & { readonly catalogue: ClaimCatalogue | null; readonly question: ClaimsQuestion }) {
  const close = () => question.open(closed);
  const standard = catalogue?.standards.find((one) => one.key === question.standard) ?? null;
  return (
    <Suspense>
      {question.claim === null ? null : (
        <ClaimDrawer key={question.claim} id={question.claim} terms={catalogue?.terms ?? null} beside={beside} onClose={close} />
      )}
      {question.isFiling && catalogue !== null && catalogue.whyNotFile === null ? (
        <ClaimForm
          catalogue={catalogue}
          standard={question.standard}
          subject={question.about}
          onStandard={(key) => question.filter({ standard: key ?? undefined, about: undefined })}
          onFiled={(id) => question.open({ ...closed, claim: id })}
          onClose={close}
        />
      ) : null}
      {question.isAsking && catalogue !== null && standard !== null ? (
        <AskDrawer
          key={standard.key}
          catalogue={catalogue}
          standard={standard}
          subject={question.about}
          onSubject={(about) => question.filter({ about: about ?? undefined })}
          onFile={() => question.open({ ask: undefined, file: "1" })}
          onClose={close}
        />
      ) : null}
    </Suspense>
  );
}

/** So many on file, so many of each verdict; both departments are counted in the same words, whatever the numbers. */
function Answer({ told }: { readonly told: ClaimList }) {
  const t = useWords<typeof words>("claims");
  const open = told.claims.filter(({ withdrawnAt }) => withdrawnAt === null);
  if (open.length === 0) return <>{t("answer-none")}</>;
  const supported = open.filter(({ answer }) => answer.verdict === "supported");
  const refuted = open.filter(({ answer }) => answer.verdict === "refuted").length;
  const of = (side: string) => supported.filter(({ against }) => against === side).length;
  const [marketing, sales] = [of("marketing"), of("sales")];
  return (
    <>
      {t("answer", { count: open.length })}{" "}
      {t("answer-supported", { supported: supported.length, marketing, sales, others: supported.length - marketing - sales })}{" "}
      {t("answer-refuted", { refuted })} {t("answer-open", { open: open.length - supported.length - refuted })}
    </>
  );
}

const papers = ["papers-rule", "papers-verdict", "papers-many", "papers-history", "papers-located", "papers-unnamed"] as const;

function HowWeKnow() {
  const t = useWords<typeof words>("claims");
  return (
    <>
      {papers.map((key) => (
        <p key={key}>{t(key)}</p>
      ))}
    </>
  );
}
