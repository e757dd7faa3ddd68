// The claims' page as the app fills it: beside each claim stand the steps that follow from it, and doubts about its number.
import { NextSteps } from "#features/actions/parts/next-steps.tsx";
import type { ClaimView } from "#features/claims/contract.ts";
import { ClaimsRoom } from "#features/claims/parts/claims-room.tsx";
import { DisputesBeside } from "#features/disputes/parts/disputes-beside.tsx";
import { whyNotBeginFromClaim } from "#facts/actions.ts";
import { promiseOfClaim } from "#facts/claims.ts";
import { Thread } from "#ui/thread.tsx";

export function Page() {
  return (
    <ClaimsRoom
      beside={(claim) => (
        <>
          <Steps claim={claim} />
          <DisputesBeside about={{ kind: "claim", id: claim.id, title: claim.said, period: claim.period }} whyNot={whyNotDoubt(claim)} />
          <Thread kind="claim" id={claim.id} />
        </>
      )}
    />
  );
}

/** There must be a number, and the claim must stand. */
function whyNotDoubt({ answer, withdrawnAt }: ClaimView): string | null {
  if (withdrawnAt !== null) return "claim-withdrawn";
  return answer.measured === null ? "claim-without-number" : null;
}

function Steps({ claim }: { readonly claim: ClaimView }) {
  const { id, said, standard, answer, withdrawnAt } = claim;
  return (
    <NextSteps
      from={{ kind: "claim", id, title: said }}
      whyNot={whyNotBeginFromClaim({ isWithdrawn: withdrawnAt !== null, verdict: answer.verdict })}
      promise={promiseOfClaim[standard] ?? null}
    />
  );
}
