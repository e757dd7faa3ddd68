// One promise between the firm and an agency up close: what it says, how far it was kept, case by case, and its versions with their signatures.
import { Stack } from "@mantine/core";
import { Suspense, lazy, useState } from "react";

import {
  type AgencyPromiseView,
  type AgencyPromises,
  type AgencyVersionView,
  readAgencyPromises,
  signAgencyPromise,
  withdrawAgencyPromise,
} from "#features/agency-promises/contract.ts";
import classes from "#features/agency-promises/parts/agency-promises.module.css";
import { useAgencyWords } from "#features/agency-promises/parts/told.ts";
import type { words } from "#features/agency-promises/words.en.ts";
import { agencyParties } from "#facts/agency-promises.ts";
import type { Day } from "#kit/day.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Drawer } from "#ui/dialog.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { ReasonButton } from "#ui/reason-button.tsx";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

const ProposeForm = lazy(() => import("#features/agency-promises/parts/propose-form.tsx").then((loaded) => ({ default: loaded.ProposeForm })));

interface DrawerProps {
  readonly promise: AgencyPromiseView;
  readonly agency: AgencyPromises["agencies"][number];
  readonly today: Day;
  readonly onClose: () => void;
}

export function PromiseDrawer({ promise, agency, today, onClose }: DrawerProps) {
  const t = useWords<typeof words>("agency-promises");
  const format = useFormat();
  const say = useAgencyWords();
  const [isProposing, setProposing] = useState(false);
  const { key, terms, status, reason, measured, kept, sample, promised, since } = promise;
  return (
    <Drawer opened onClose={onClose} title={t(`name-${key}`)} size="42rem">
      <Stack gap="lg">
        <section className={classes["part"]}>
          <p>
            {agency.name} · {t("col-party")}: {t(`party-${promise.party}`)} ·{" "}
            <span className={classes["status"]} data-status={status}>
              {t(`status-${status}`)}
            </span>
          </p>
          {terms === null ? null : <p>{say.says(key, terms)}</p>}
          {since === null ? null : <p className={classes["quiet"]}>{t("detail-since", { day: format.day(since) })}</p>}
          {measured === null ? null : (
            <p>{t("detail-kept", { kept, sample, share: format.share(measured), range: say.range(promise) ?? "", promised: format.share(promised ?? 0) })}</p>
          )}
          {reason === null ? null : <p className={classes["quiet"]}>{t(`reason-${reason}`)}</p>}
        </section>
        {promise.cases.length === 0 ? null : (
          <section className={classes["part"]}>
            <h4>{t("cases")}</h4>
            {sample > promise.cases.length ? <p className={classes["quiet"]}>{t("cases-shown", { count: promise.cases.length })}</p> : null}
            <Cases promise={promise} />
          </section>
        )}
        <section className={classes["part"]}>
          <h4>{t("versions")}</h4>
          <ul>
            {promise.versions.map((version) => (
              <Version key={version.version} version={version} promise={promise} />
            ))}
          </ul>
        </section>
        <div className={classes["acts"]}>
          <ReasonButton whyNot={agency.whyNotPropose} variant="default" onClick={() => setProposing(true)}>
            {t("propose-other")}
          </ReasonButton>
        </div>
      </Stack>
      <Suspense>
        {isProposing ? <ProposeForm agencyId={agency.id} promises={[promise]} first={key} today={today} onClose={() => setProposing(false)} /> : null}
      </Suspense>
    </Drawer>
  );
}

function Cases({ promise }: { readonly promise: AgencyPromiseView }) {
  const t = useWords<typeof words>("agency-promises");
  const format = useFormat();
  const say = useAgencyWords();
  const isMonths = promise.key === "leads-delivered" || promise.key === "report-in-time";
  const name = ({ id, about }: AgencyPromiseView["cases"][number]) => (isMonths ? say.month(id) : (about ?? id));
  const done = ({ count, doneOn }: AgencyPromiseView["cases"][number]) =>
    count !== null ? t("case-leads", { count }) : doneOn === null ? t("not-done") : format.day(doneOn);
  const verdict = ({ count, isKept }: AgencyPromiseView["cases"][number]) =>
    count === null ? t(isKept ? "case-kept" : "case-late") : t(isKept ? "case-reached" : "case-short");
  return (
    <DataTable<AgencyPromiseView["cases"][number]>
      caption={t("cases")}
      rows={promise.cases}
      rowKey={({ id }) => id}
      fileName="evenhand-agency-promise-cases"
      columns={[
        { key: "case", name: t("col-case"), value: name, onPhone: "title" },
        { key: "due", name: t("col-due"), value: ({ dueOn }) => dueOn, cell: ({ dueOn }) => format.day(dueOn) },
        { key: "done", name: t("col-done"), value: ({ count, doneOn }) => (count === null ? doneOn : String(count)), cell: done },
        { key: "verdict", name: t("col-status"), value: verdict },
      ]}
    />
  );
}

function Version({ version, promise }: { readonly version: AgencyVersionView; readonly promise: AgencyPromiseView }) {
  const t = useWords<typeof words>("agency-promises");
  const format = useFormat();
  const say = useAgencyWords();
  const workspace = useWorkspaceSlug();
  const params = { workspace, agency: promise.agencyId, promise: promise.key, version: version.version };
  const changes = [readAgencyPromises];
  const sign = useTell(signAgencyPromise, { changes, onDone: () => toast({ text: t("signed") }) });
  const withdraw = useTell(withdrawAgencyPromise, { changes, onDone: () => toast({ text: t("withdrawn") }) });
  return (
    <li className={classes["version"]}>
      <strong>
        {t("version-of", { version: version.version })}: {t(`state-${version.state}`)}
      </strong>
      <span>{say.says(promise.key, version.terms)}</span>
      {version.note === null ? null : <span className={classes["quiet"]}>{version.note}</span>}
      {agencyParties.map((party) => {
        const signature = version.signatures.find((one) => one.party === party);
        return (
          <span key={party} className={classes["quiet"]}>
            {signature === undefined
              ? t("signed-lacks", { party: t(`party-${party}`) })
              : t("signed-by", { party: t(`party-${party}`), name: signature.memberName, moment: format.moment(signature.signedAt) })}
          </span>
        );
      })}
      {version.inForceFrom === null ? null : <span className={classes["quiet"]}>{t("in-force-from", { day: format.day(version.inForceFrom) })}</span>}
      {version.state === "waiting" ? (
        <div className={classes["acts"]}>
          <ReasonButton whyNot={version.whyNotSign} loading={sign.isPending} onClick={() => sign.mutate({ params, body: {} })}>
            {t("sign")}
          </ReasonButton>
          <ReasonButton whyNot={version.whyNotWithdraw} variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate({ params })}>
            {t("withdraw")}
          </ReasonButton>
        </div>
      ) : null}
      {sign.error ? <ErrorState error={sign.error} /> : null}
      {withdraw.error ? <ErrorState error={withdraw.error} /> : null}
    </li>
  );
}
