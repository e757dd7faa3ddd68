// One decision up close: what was agreed, by whom and until when, what it rested on then and now, what came before and after, and what is said of it.
import { Anchor, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";

import { type DecisionDetail, type DecisionView, agreeToDecision, listDecisions, readDecision, withdrawDecision } from "#features/decisions/contract.ts";
import { placeOfOrigin, useDecisionWords } from "#features/decisions/parts/decision-words.ts";
import classes from "#features/decisions/parts/decisions.module.css";
import { Evidence } from "#features/decisions/parts/evidence.tsx";
import type { words } from "#features/decisions/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Drawer } from "#ui/dialog.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { Answers, ErrorState, RowsWaiting } from "#ui/states.tsx";
import { Thread } from "#ui/thread.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useAsk, useTell } from "#ui/use-ask.ts";

export function DecisionDrawer({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = useWords<typeof words>("decisions");
  const workspace = useWorkspaceSlug();
  const answer = useAsk(readDecision, { params: { workspace, id } });
  return (
    <Drawer opened onClose={onClose} title={t("detail-title")} size="42rem">
      <Answers of={answer} waiting={<RowsWaiting count={10} />}>
        {(told) => (
          <Stack gap="lg">
            <Head decision={told.decision} />
            <Words decision={told.decision} />
            <Who decision={told.decision} />
            <Evidence id={told.decision.id} evidence={told.evidence} />
            <Chain told={told} />
            <Acts decision={told.decision} />
            <Thread kind="decision" id={told.decision.id} />
          </Stack>
        )}
      </Answers>
    </Drawer>
  );
}

function Head({ decision }: { readonly decision: DecisionView }) {
  const t = useWords<typeof words>("decisions");
  const format = useFormat();
  const say = useDecisionWords();
  const { kind, state, from, until, decidedAt } = decision;
  return (
    <section className={classes["head"]}>
      <h3>{say.name(decision)}</h3>
      <p>
        <span className={classes["state"]} data-state={state}>
          {t(`state-${state}`)}
        </span>
        {" · "}
        {t(`kind-${kind}`)}
        {decidedAt === null ? "" : ` · ${format.day(decidedAt.slice(0, 10))}`}
      </p>
      <p className={classes["quiet"]}>
        {from === null ? "" : `${t("from-day", { day: format.day(from) })}. `}
        {until === null ? t("until-open") : t("until-day", { day: format.day(until) })}
      </p>
    </section>
  );
}

function Words({ decision }: { readonly decision: DecisionView }) {
  const t = useWords<typeof words>("decisions");
  const format = useFormat();
  const { kind, said, because, votes, version, enteredBy, enteredAt } = decision;
  const isVoted = votes !== null && votes.for + votes.against + votes.abstains > 0;
  return (
    <>
      {said === null ? null : (
        <section className={classes["part"]}>
          <h4>{t("said-title")}</h4>
          <p style={{ whiteSpace: "pre-line" }}>{said}</p>
        </section>
      )}
      {because === null ? null : (
        <section className={classes["part"]}>
          <h4>{t("because-title")}</h4>
          <p style={{ whiteSpace: "pre-line" }}>{because}</p>
        </section>
      )}
      {isVoted ? <p style={{ margin: 0 }}>{t("votes-were", votes)}</p> : null}
      {kind === "meeting" && version !== null ? <p style={{ margin: 0 }}>{t("minutes-corrected", { version })}</p> : null}
      {enteredAt === null ? null : (
        <p className={classes["quiet"]}>{t("entered-by", { name: enteredBy ?? t("former"), day: format.day(enteredAt.slice(0, 10)) })}</p>
      )}
    </>
  );
}

function Who({ decision: { parties, kind } }: { readonly decision: DecisionView }) {
  const t = useWords<typeof words>("decisions");
  const format = useFormat();
  const title = kind === "meeting" ? t("who-present") : kind === "goal" ? t("who-answers") : t("who-title");
  return (
    <section className={classes["part"]} aria-label={title}>
      <h4>{title}</h4>
      {parties.length === 0 ? <p>{t("nobody-there")}</p> : null}
      <div className={classes["parties"]}>
        {parties.map((one, at) => (
          // oxlint-disable-next-line no-array-index-key -- two people of one name stand in their order
          <div key={`${one.side} ${one.name} ${at}`} className={classes["party"]}>
            <SideBadge side={one.side} />
            <span>{one.name ?? t("former")}</span>
            {one.as === "agreed" ? <span className={classes["quiet"]}>{one.at === null ? t("party-waits") : format.moment(one.at)}</span> : null}
          </div>
        ))}
      </div>
    </section>
  );
}

function Chain({ told: { decision, before, after } }: { readonly told: DecisionDetail }) {
  const t = useWords<typeof words>("decisions");
  const workspace = useWorkspaceSlug();
  const say = useDecisionWords();
  const place = placeOfOrigin(workspace, decision.origin);
  const links = [
    before === null ? null : { title: t(decision.endsIt ? "ends-title" : "before-title"), of: before },
    after === null ? null : { title: t(decision.state === "ended" ? "ended-title" : "after-title"), of: after },
  ].filter((each) => each !== null);
  if (links.length === 0 && place === null) return null;
  return (
    <section className={classes["part"]}>
      {links.map(({ title, of }) => (
        <div key={of.id}>
          <h4>{title}</h4>
          <p>
            <Anchor component={GoTo} href={paths.decisions(workspace, { decision: of.id })}>
              {say.name(of)}
            </Anchor>{" "}
            <span className={classes["quiet"]}>{t(`state-${of.state}`)}</span>
          </p>
        </div>
      ))}
      {place === null ? null : (
        <Anchor component={GoTo} href={place}>
          {t(`place-${decision.origin!.kind as "meeting"}`)}
        </Anchor>
      )}
    </section>
  );
}

function Acts({ decision }: { readonly decision: DecisionView }) {
  const t = useWords<typeof words>("decisions");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const params = { workspace, id: decision.id.slice(decision.id.indexOf(".") + 1) };
  const changes = [listDecisions, readDecision];
  const agree = useTell(agreeToDecision, { changes, onDone: () => toast({ text: t("agreed") }) });
  const isWithdrawn = decision.state === "withdrawn";
  const undo = async () => {
    await ask(withdrawDecision, { params, body: { isWithdrawn } });
    await forget(client, changes);
  };
  const withdraw = useTell(withdrawDecision, { changes, onDone: () => toast({ text: t(isWithdrawn ? "restored" : "withdrawn"), undo }) });
  const error = agree.error ?? withdraw.error;
  const isOpen = decision.kind === "entered" && decision.decidedAt === null;
  const href = (search: Record<string, string>) => paths.decisions(workspace, search);
  return (
    <div className="not-on-paper">
      {error ? <ErrorState error={error} /> : null}
      <div className={classes["acts"]}>
        {isOpen && !isWithdrawn ? (
          <ReasonButton whyNot={decision.whyNotAgree} loading={agree.isPending} onClick={() => agree.mutate({ params })}>
            {t("agree")}
          </ReasonButton>
        ) : null}
        {isOpen ? (
          <ReasonButton
            whyNot={decision.whyNotWithdraw}
            variant="default"
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate({ params, body: { isWithdrawn: !isWithdrawn } })}
          >
            {t(isWithdrawn ? "restore" : "withdraw")}
          </ReasonButton>
        ) : null}
        {decision.whyNotSupersede === null ? (
          <>
            <Anchor component={GoTo} href={href({ instead: decision.id })}>
              {t("supersede")}
            </Anchor>
            <Anchor component={GoTo} href={href({ ends: decision.id })}>
              {t("end")}
            </Anchor>
          </>
        ) : null}
      </div>
    </div>
  );
}
