// Doubts about one claim's number, beside the claim: those on file, and a way to open one.
import { Anchor } from "@mantine/core";
import { Suspense, lazy, useState } from "react";

import { listDisputes } from "#features/disputes/contract.ts";
import { useDisputeWords } from "#features/disputes/parts/dispute-words.ts";
import classes from "#features/disputes/parts/disputes.module.css";
import type { DoubtedClaim } from "#features/disputes/parts/question.ts";
import type { words } from "#features/disputes/words.en.ts";
import { paths } from "#kit/paths.ts";
import type { WhyNot } from "#kit/refusal.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { ReasonButton } from "#ui/reason-button.tsx";
import { useAsk } from "#ui/use-ask.ts";

const DisputeForm = lazy(() => import("#features/disputes/parts/dispute-form.tsx").then((loaded) => ({ default: loaded.DisputeForm })));

interface BesideProps {
  readonly about: DoubtedClaim;
  /** Why there is no number to doubt; null where there is. */
  readonly whyNot: WhyNot;
}

export function DisputesBeside({ about, whyNot }: BesideProps) {
  const t = useWords<typeof words>("disputes");
  const format = useFormat();
  const say = useDisputeWords();
  const workspace = useWorkspaceSlug();
  const [isOpening, setOpening] = useState(false);
  const answer = useAsk(listDisputes, { params: { workspace } });
  const own = (answer.data?.disputes ?? []).filter(({ about: of }) => of.kind === "claim" && of.id === about.id);
  return (
    <section className={classes["beside"]} aria-label={t("beside")}>
      <h3>{t("beside")}</h3>
      {own.length === 0 ? (
        <p className={classes["quiet"]}>{t("beside-none")}</p>
      ) : (
        <ul style={{ margin: 0, paddingLeft: 20 }}>
          {own.map((dispute) => (
            <li key={dispute.id}>
              <Anchor component={GoTo} href={paths.disputes(workspace, { dispute: dispute.id })}>
                {dispute.said}
              </Anchor>{" "}
              <span className={classes["quiet"]}>
                {t("seen-now", { value: say.number(dispute), day: format.day(dispute.asOf) })};{" "}
                <span {...(dispute.state === "overdue" ? { className: classes["overdue"] } : {})}>{t(`state-${dispute.state}`)}</span>
                {dispute.outcome === null ? null : `: ${say.outcome(dispute)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      <span className="not-on-paper">
        <ReasonButton variant="default" whyNot={whyNot ?? answer.data?.whyNotOpen ?? null} onClick={() => setOpening(true)}>
          {t("doubt-this")}
        </ReasonButton>
      </span>
      <Suspense>{isOpening ? <DisputeForm about={about} onOpened={() => setOpening(false)} onClose={() => setOpening(false)} /> : null}</Suspense>
    </section>
  );
}
