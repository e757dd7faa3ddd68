// What both heads have accepted, and what waits for the other head.
import { Anchor } from "@mantine/core";

import { type MoveUpAnswer, acceptMoveUp, readMoveUp, withdrawMoveUp } from "#features/cooperation/contract.ts";
import classes from "#features/cooperation/parts/cooperation.module.css";
import type { words } from "#features/cooperation/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Surface } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";
import { useQueryClient } from "@tanstack/react-query";

export function AcceptButton({ told }: { readonly told: MoveUpAnswer }) {
  const t = useWords<typeof words>("cooperation");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const mine = told.mySide === null ? null : (told.waiting?.[told.mySide] ?? null);
  const accept = useTell(acceptMoveUp, {
    changes: [readMoveUp],
    onDone: ({ id, isDecided }) => {
      const undo = async () => {
        await ask(withdrawMoveUp, { params: { workspace, id } });
        await forget(client, [readMoveUp]);
      };
      toast(isDecided ? { text: t("accept-decided") } : { text: t("accept-done"), undo });
    },
    onProblem: () => void forget(client, [readMoveUp]),
  });
  const { answer, at } = told;
  return (
    <>
      <ReasonButton
        whyNot={told.whyNotAccept ?? (mine === null ? null : "accepted-already")}
        loading={accept.isPending}
        onClick={() => {
          if (answer !== "cannot-be-told" && at !== null) accept.mutate({ params: { workspace }, body: { answer, at } });
        }}
      >
        {t("accept")}
      </ReasonButton>
      {accept.error ? <ErrorState error={accept.error} /> : null}
    </>
  );
}

export function Accepted({ told: { accepted, waiting, mySide } }: { readonly told: MoveUpAnswer }) {
  const t = useWords<typeof words>("cooperation");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const back = useTell(withdrawMoveUp, { changes: [readMoveUp], onDone: () => toast({ text: t("accept-taken-back") }) });
  if (accepted === null && waiting === null) return null;
  const outcome = (code: string) => t(`outcome-${code as "stay-defined"}`);
  const first = waiting?.sales ?? waiting?.marketing;
  return (
    <Surface>
      {waiting === null || first == null ? null : (
        <div className={classes["acts"]}>
          <span>
            {outcome(waiting.outcome)}. {t("accepted-one", { name: first.name, day: format.day(first.at.slice(0, 10)) })} {t("accept-note")}
          </span>
          {mySide === null ? null : (
            <Anchor component="button" type="button" className="not-on-paper" onClick={() => back.mutate({ params: { workspace, id: waiting.id } })}>
              {t("accept-back")}
            </Anchor>
          )}
          {back.error ? <ErrorState error={back.error} /> : null}
        </div>
      )}
      {accepted?.sales == null || accepted.marketing === null ? null : (
        <div className={classes["acts"]}>
          <span>
            {t("accepted-both", {
              sales: accepted.sales.name,
              marketing: accepted.marketing.name,
              day: format.day([accepted.sales.at, accepted.marketing.at].toSorted().at(-1)!.slice(0, 10)),
              outcome: outcome(accepted.outcome),
            })}
          </span>
          <Anchor component={GoTo} href={paths.decisions(workspace, { decision: `moveup.${accepted.id}` })}>
            {t("accepted-open")}
          </Anchor>
        </div>
      )}
    </Surface>
  );
}
