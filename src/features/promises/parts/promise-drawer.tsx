// One promise up close: what it says, its course over the year, whom it concerned, its records, its versions, and other terms to propose.
import { Drawer, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";

import { type PromiseVersionView, type PromiseView, readPromise, readPromises, signPromise, withdrawPromise } from "#features/promises/contract.ts";
import { Concerned } from "#features/promises/parts/concerned.tsx";
import { PromiseCourse } from "#features/promises/parts/course.tsx";
import { StatusMark } from "#features/promises/parts/ledger.tsx";
import classes from "#features/promises/parts/promises.module.css";
import { ProposePromise } from "#features/promises/parts/propose-promise.tsx";
import { usePromiseWords } from "#features/promises/parts/told.ts";
import type { words } from "#features/promises/words.en.ts";
import { isSignedByBoth } from "#facts/signatures.ts";
import { useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";
import { Proposing } from "#ui/proposing.tsx";
import { useCaution, useReason } from "#ui/reasons.ts";
import { VersionSheet } from "#ui/signatures.tsx";
import { Answers, ErrorState, RowsWaiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useAsk, useTell } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";

interface DrawerProps {
  readonly promise: PromiseView;
  readonly currency: string;
  readonly period: string;
  readonly onClose: () => void;
}

export function PromiseDrawer({ promise, currency, period, onClose }: DrawerProps) {
  const kit = useWords<typeof kitWords>("kit");
  const t = useWords<typeof words>("promises");
  const reason = useReason();
  const caution = useCaution();
  const { says, amount, range } = usePromiseWords(currency);
  const { source } = promise;
  return (
    <Drawer opened onClose={onClose} title={kit(`promise-${promise.key}`)} size="xl" closeButtonProps={{ "aria-label": kit("close") }}>
      <Stack gap="lg">
        <div className={classes.lines}>
          <p>
            <SideBadge side={promise.side} /> <StatusMark status={promise.status} />
          </p>
          <p>{says(promise.key, promise.terms)}</p>
          {promise.measured === null ? null : (
            <p className="figures">
              {t("measured", { measured: amount(promise, promise.measured), promised: amount(promise, promise.promised) })} · {range(promise)} ·{" "}
              {t("cases", { count: promise.sample })}
            </p>
          )}
          {promise.reason === null ? null : <p>{reason(promise.reason, promise.details)}</p>}
          {promise.cautions.map((each) => (
            <p key={each.code} className={classes.quiet}>
              {caution(each)}
            </p>
          ))}
          {promise.isSigned ? null : (
            <p className={classes.quiet}>{source.source === null ? t("source-own") : t("source", { source: source.source, grade: source.grade })}</p>
          )}
        </div>
        {promise.months.filter(({ measured }) => measured !== null).length < 2 ? null : <PromiseCourse promise={promise} currency={currency} />}
        {promise.sample === 0 ? null : <Concerned promise={promise} period={period} />}
        <Versions promise={promise} currency={currency} />
      </Stack>
    </Drawer>
  );
}

function Versions({ promise, currency }: Pick<DrawerProps, "promise" | "currency">) {
  const t = useWords<typeof words>("promises");
  const params = { workspace: useWorkspaceSlug(), promise: promise.key };
  const answer = useAsk(readPromise, { params });
  const [propose, setPropose] = useSearchValue("propose");
  return (
    <Section title={t("versions")}>
      <Answers of={answer} waiting={<RowsWaiting count={3} />}>
        {({ versions, whyNotPropose }) => {
          const isOpen = ({ state }: PromiseVersionView) => state !== "past" && state !== "withdrawn";
          const rest = versions.filter((version) => !isOpen(version));
          const why = whyNotPropose ?? (versions.some(({ state }) => state === "waiting") ? "another-is-waiting" : null);
          return (
            <Stack gap="md">
              {versions.filter(isOpen).map((version) => (
                <OneVersion key={version.version} promise={promise} version={version} currency={currency} />
              ))}
              <Proposing label={t("propose")} whyNot={why} isAsked={propose !== null} onAsk={() => setPropose("yes")}>
                <ProposePromise
                  promise={promise}
                  terms={versions.find(({ state }) => state === "ahead" || state === "in-force")?.terms ?? promise.terms}
                  currency={currency}
                  value={propose === null || propose === "yes" ? null : Number(propose)}
                  onDone={() => setPropose(null)}
                />
              </Proposing>
              {rest.length === 0 ? null : (
                <Section title={t("history")}>
                  {rest.map((version) => (
                    <OneVersion key={version.version} promise={promise} version={version} currency={currency} />
                  ))}
                </Section>
              )}
            </Stack>
          );
        }}
      </Answers>
    </Section>
  );
}

function OneVersion({ promise, version, currency }: { readonly promise: PromiseView; readonly version: PromiseVersionView; readonly currency: string }) {
  const t = useWords<typeof words>("promises");
  const format = useFormat();
  const client = useQueryClient();
  const workspace = useWorkspaceSlug();
  const { says } = usePromiseWords(currency);
  const sign = useTell(signPromise, {
    changes: [readPromise, readPromises],
    onDone: ({ state, signatures }) => {
      // The shipped version holds before anybody signs: that it holds does not say that both have agreed.
      toast({ text: t(isSignedByBoth({ signatures }) ? "now-holds" : "signed") });
      // Terms of the handoff hang on it: all that is on screen is asked again.
      if (state !== "waiting") void client.invalidateQueries();
    },
  });
  const withdraw = useTell(withdrawPromise, { changes: [readPromise, readPromises], onDone: () => toast({ text: t("withdrawn") }) });
  const question = { params: { workspace, promise: promise.key, version: version.version } };
  const from = version.inForceFrom ?? version.holdsFrom;
  return (
    <VersionSheet
      version={version}
      isBusy={sign.isPending || withdraw.isPending}
      onSign={() => sign.mutate({ ...question, body: {} })}
      onWithdraw={() => withdraw.mutate(question)}
    >
      <p>{says(promise.key, version.terms)}</p>
      {from === null ? null : <p className={classes.quiet}>{t("in-force-from", { day: format.day(from) })}</p>}
      {version.note === null ? null : <p>{version.note}</p>}
      {(sign.error ?? withdraw.error) ? <ErrorState error={sign.error ?? withdraw.error} /> : null}
    </VersionSheet>
  );
}
