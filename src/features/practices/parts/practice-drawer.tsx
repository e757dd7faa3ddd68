// One way of working up close: what it is and when it helps, where it is done since when, whether it is alive, and what it did to the headline figures.
import { Anchor, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Suspense, lazy, useState } from "react";

import {
  type AdoptionView,
  type PracticeList,
  type PracticeView,
  listPractices,
  readPracticeEffect,
  withdrawAdoption,
  withdrawPractice,
} from "#features/practices/contract.ts";
import { PracticeEffect } from "#features/practices/parts/effect.tsx";
import { usePracticeWords } from "#features/practices/parts/practice-words.ts";
import classes from "#features/practices/parts/practices.module.css";
import type { words } from "#features/practices/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Drawer } from "#ui/dialog.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { ReasonButton } from "#ui/reason-button.tsx";
import { ErrorState } from "#ui/states.tsx";
import { Thread } from "#ui/thread.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";

const AdoptForm = lazy(() => import("#features/practices/parts/adopt-form.tsx").then((loaded) => ({ default: loaded.AdoptForm })));
const OwnForm = lazy(() => import("#features/practices/parts/own-form.tsx").then((loaded) => ({ default: loaded.OwnForm })));

interface PracticeDrawerProps {
  readonly practice: PracticeView;
  readonly told: PracticeList;
  readonly onClose: () => void;
}

type Form = { readonly kind: "adopt"; readonly of?: AdoptionView } | { readonly kind: "own" } | null;

export function PracticeDrawer({ practice, told, onClose }: PracticeDrawerProps) {
  const t = useWords<typeof words>("practices");
  const say = usePracticeWords();
  const [form, setForm] = useState<Form>(null);
  const close = () => setForm(null);
  return (
    <Drawer opened onClose={onClose} title={say.name(practice)} size="42rem">
      <Stack gap="lg">
        {say.texts(practice).map(([text, said]) =>
          said === null ? null : (
            <section key={text} className={classes["part"]}>
              <h4>{t(text)}</h4>
              <p style={{ whiteSpace: "pre-line" }}>{said}</p>
              {text === "alive" && practice.sign !== null ? <Sign sign={practice.sign} /> : null}
            </section>
          ),
        )}
        <section className={classes["part"]}>
          <h4>{t("adoptions")}</h4>
          {practice.adoptions.length === 0 ? <p className={classes["quiet"]}>{t("adoptions-none")}</p> : null}
          <ul>
            {practice.adoptions.map((one) => (
              <Adopted key={one.id} one={one} told={told} onChange={() => setForm({ kind: "adopt", of: one })} />
            ))}
          </ul>
          {practice.own?.withdrawnAt ? null : (
            <ReasonButton whyNot={told.whyNotChange} onClick={() => setForm({ kind: "adopt" })}>
              {t("adopt")}
            </ReasonButton>
          )}
        </section>
        {practice.adoptions.length === 0 ? null : <PracticeEffect practice={practice} />}
        {practice.own === null ? null : <OwnActs practice={practice} whyNot={told.whyNotChange} onChange={() => setForm({ kind: "own" })} />}
        <Thread kind="practice" id={practice.id} />
      </Stack>
      <Suspense>
        {form?.kind === "adopt" ? <AdoptForm practice={practice} told={told} {...(form.of === undefined ? {} : { of: form.of })} onClose={close} /> : null}
        {form?.kind === "own" ? <OwnForm of={practice} onDone={close} onClose={close} /> : null}
      </Suspense>
    </Drawer>
  );
}

function Sign({ sign }: { readonly sign: NonNullable<PracticeView["sign"]> }) {
  const t = useWords<typeof words>("practices");
  const format = useFormat();
  const say = usePracticeWords();
  return (
    <p>
      <span className={classes["sign"]} data-alive={sign.isAlive}>
        {t(sign.isAlive ? "sign-alive" : "sign-asleep")}
      </span>
      {": "}
      {say.sign(sign)}.{sign.asleepOn === null ? null : ` ${t("sign-noticed", { day: format.day(sign.asleepOn) })}`}
    </p>
  );
}

interface AdoptedProps {
  readonly one: AdoptionView;
  readonly told: PracticeList;
  readonly onChange: () => void;
}

function Adopted({ one, told, onChange }: AdoptedProps) {
  const t = useWords<typeof words>("practices");
  const format = useFormat();
  const say = usePracticeWords();
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const changes = [listPractices, readPracticeEffect];
  const params = { workspace, id: one.id };
  const undo = async () => {
    await ask(withdrawAdoption, { params, body: { isWithdrawn: false } });
    await forget(client, changes);
  };
  const takeBack = useTell(withdrawAdoption, { changes, onDone: () => toast({ text: t("taken-back"), undo }) });
  const called = { part: say.part(one), day: format.day(one.begunOn) };
  return (
    <li className={classes["adoption"]}>
      <div>
        {say.part(one)}, {say.when(one)}
        <p className={classes["quiet"]}>
          {[t("owned-by", { name: one.ownerName }), one.monthlyCost === null ? null : t("cost-of", { cost: format.money(one.monthlyCost, told.currency) })]
            .filter((each) => each !== null)
            .join(" · ")}
        </p>
        {one.note === null ? null : <p className={classes["quiet"]}>{one.note}</p>}
        {takeBack.error ? <ErrorState error={takeBack.error} /> : null}
      </div>
      {told.whyNotChange !== null ? null : (
        <div className={classes["acts"]}>
          <Anchor component="button" type="button" aria-label={t("change-of", called)} onClick={onChange}>
            {t("change")}
          </Anchor>
          <Anchor
            component="button"
            type="button"
            aria-label={t("take-back-of", called)}
            onClick={() => takeBack.mutate({ params, body: { isWithdrawn: true } })}
          >
            {t("take-back")}
          </Anchor>
        </div>
      )}
    </li>
  );
}

interface OwnActsProps {
  readonly practice: PracticeView;
  readonly whyNot: string | null;
  readonly onChange: () => void;
}

function OwnActs({ practice, whyNot, onChange }: OwnActsProps) {
  const t = useWords<typeof words>("practices");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const isWithdrawn = practice.own?.withdrawnAt !== null;
  const params = { workspace, id: practice.id };
  const undo = async () => {
    await ask(withdrawPractice, { params, body: { isWithdrawn } });
    await forget(client, [listPractices]);
  };
  const withdraw = useTell(withdrawPractice, { changes: [listPractices], onDone: () => (isWithdrawn ? undefined : toast({ text: t("own-withdrawn"), undo })) });
  return (
    <div className={classes["acts"]}>
      <ReasonButton whyNot={whyNot} variant="default" onClick={onChange}>
        {t("own-change")}
      </ReasonButton>
      <ReasonButton
        whyNot={whyNot}
        variant="default"
        loading={withdraw.isPending}
        onClick={() => withdraw.mutate({ params, body: { isWithdrawn: !isWithdrawn } })}
      >
        {t(isWithdrawn ? "own-restore" : "own-withdraw")}
      </ReasonButton>
      {withdraw.error ? <ErrorState error={withdraw.error} /> : null}
    </div>
  );
}
