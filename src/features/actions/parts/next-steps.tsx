// What follows from a claim: three steps that begin here, and what was begun from it. Shown in the rooms that steps come from.
import { Anchor, Button, Group } from "@mantine/core";
import { Suspense, lazy, useState } from "react";

import { type ActionView, listActions, listAgenda } from "#features/actions/contract.ts";
import type { BeginsFrom } from "#features/actions/parts/action-form.tsx";
import { useActionWords } from "#features/actions/parts/action-words.ts";
import classes from "#features/actions/parts/actions.module.css";
import type { words } from "#features/actions/words.en.ts";
import { paths } from "#kit/paths.ts";
import type { WhyNot } from "#kit/refusal.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { ReasonButton } from "#ui/reason-button.tsx";
import { useAsk } from "#ui/use-ask.ts";

const ActionForm = lazy(() => import("#features/actions/parts/action-form.tsx").then((loaded) => ({ default: loaded.ActionForm })));
const AgendaForm = lazy(() => import("#features/actions/parts/agenda-form.tsx").then((loaded) => ({ default: loaded.AgendaForm })));

export interface NextStepsProps {
  readonly from: BeginsFrom;
  /** Why nothing may be begun from it; null where it may. */
  readonly whyNot: WhyNot;
  /** The promise that it speaks of, where it speaks of one. */
  readonly promise: string | null;
}

export function NextSteps({ from, whyNot, promise }: NextStepsProps) {
  const t = useWords<typeof words>("actions");
  const workspace = useWorkspaceSlug();
  const [opened, setOpened] = useState<"agenda" | "action" | null>(null);
  const actions = useAsk(listActions, { params: { workspace } });
  const agenda = useAsk(listAgenda, { params: { workspace } });
  const isOf = (step: { from: { kind: string; id: string } | null }) => step.from?.kind === from.kind && step.from.id === from.id;
  const waiting = agenda.data?.items.find(isOf) ?? null;
  const not = whyNot ?? actions.data?.whyNotStart ?? null;
  const close = () => setOpened(null);
  return (
    <section className={classes["steps"]} aria-label={t("next")}>
      <h3>{t("next")}</h3>
      <p className={classes["quiet"]}>{t(`next-note-${from.kind}`)}</p>
      <Group gap={8} className="not-on-paper">
        <ReasonButton variant="default" whyNot={not ?? (waiting === null ? null : "already-on-agenda")} onClick={() => setOpened("agenda")}>
          {t("next-agenda")}
        </ReasonButton>
        <ReasonButton variant="default" whyNot={not} onClick={() => setOpened("action")}>
          {t("next-action")}
        </ReasonButton>
        {from.kind === "claim" ? (
          <PromiseStep not={not ?? (promise === null ? "no-promise-speaks-of-it" : null)} href={paths.promises(workspace, { promise })} />
        ) : null}
      </Group>
      <Begun actions={(actions.data?.actions ?? []).filter(isOf)} waiting={waiting?.title ?? null} />
      <Suspense>
        {opened === "agenda" ? <AgendaForm from={from} onClose={close} /> : null}
        {opened === "action" && actions.data !== undefined ? (
          <ActionForm from={from} people={actions.data.people} today={actions.data.today} onClose={close} />
        ) : null}
      </Suspense>
    </section>
  );
}

function PromiseStep({ not, href }: { readonly not: WhyNot; readonly href: string }) {
  const t = useWords<typeof words>("actions");
  if (not !== null) {
    return (
      <ReasonButton variant="default" whyNot={not}>
        {t("next-promise")}
      </ReasonButton>
    );
  }
  return (
    <Button variant="default" component={GoTo} href={href}>
      {t("next-promise")}
    </Button>
  );
}

function Begun({ actions, waiting }: { readonly actions: readonly ActionView[]; readonly waiting: string | null }) {
  const t = useWords<typeof words>("actions");
  const format = useFormat();
  const say = useActionWords();
  const workspace = useWorkspaceSlug();
  if (actions.length === 0 && waiting === null) return null;
  return (
    <ul style={{ margin: 0, paddingLeft: 20 }} aria-label={t("next-began")}>
      {waiting === null ? null : (
        <li>
          <Anchor component={GoTo} href={paths.actions(workspace)}>
            {t("next-on-agenda", { title: waiting })}
          </Anchor>
        </li>
      )}
      {actions.map((action) => (
        <li key={action.id}>
          <Anchor component={GoTo} href={paths.actions(workspace, { action: action.id })}>
            {action.title}
          </Anchor>{" "}
          <span className={classes["quiet"]}>
            {action.owner.name}, {format.day(action.dueOn)}, {say.state(action)}
          </span>
        </li>
      ))}
    </ul>
  );
}
