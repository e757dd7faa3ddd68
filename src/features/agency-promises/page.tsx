// What did we and the agency promise each other? For the agency its own; for the firm all its agencies: each promise with its verdict, and what passed between the two.
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Suspense, lazy } from "react";

import { type AgencyPromiseView, type AgencyPromises, readAgencyPromises } from "#features/agency-promises/contract.ts";
import classes from "#features/agency-promises/parts/agency-promises.module.css";
import { Dealings } from "#features/agency-promises/parts/dealings.tsx";
import { useAgencyWords } from "#features/agency-promises/parts/told.ts";
import { answerOf } from "#features/agency-promises/rules.ts";
import type { words } from "#features/agency-promises/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useSearch, useWorkspaceSlug } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useLanguage, useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { Page as Frame, Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { AnswerWaiting, Answers, EmptyState, RowsWaiting } from "#ui/states.tsx";
import { forget, useAsk } from "#ui/use-ask.ts";

const PromiseDrawer = lazy(() => import("#features/agency-promises/parts/promise-drawer.tsx").then((loaded) => ({ default: loaded.PromiseDrawer })));
const ProposeForm = lazy(() => import("#features/agency-promises/parts/propose-form.tsx").then((loaded) => ({ default: loaded.ProposeForm })));

const papers = ["papers-rule", "papers-due", "papers-leads", "papers-said", "papers-sees"] as const;
const keyOf = ({ agencyId, key }: AgencyPromiseView) => `${agencyId}/${key}`;

export function Page() {
  const t = useWords<typeof words>("agency-promises");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const [search, set] = useSearch();
  const text = (name: string) => [search[name] ?? null].flat()[0] ?? null;
  const agency = text("agency");
  const answer = useAsk(readAgencyPromises, { params: { workspace }, query: agency === null ? {} : { agency } });
  useLive("agency", () => void forget(client, [readAgencyPromises]));
  const told = answer.data;
  const shown = told?.promises.find((one) => keyOf(one) === text("promise"));
  const one = told?.agencies.length === 1 ? told.agencies[0]! : null;
  const proposesTo = told?.agencies.find(({ id, whyNotPropose }) => id === text("propose") && whyNotPropose === null);
  const open = (some: Record<string, string | undefined>) => set({ promise: undefined, propose: undefined, ...some }, { keepsHistory: true });
  return (
    <Frame
      title={t("title")}
      answerLines={[1, 3]}
      answer={
        <Answers of={answer} waiting={<AnswerWaiting />}>
          {(all) => <Answer told={all} />}
        </Answers>
      }
      actions={
        one === null ? undefined : (
          <>
            <Button component={GoTo} variant="default" href={paths.agency(workspace, one.isYou ? {} : { member: one.id })}>
              {t("to-work")}
            </Button>
            <ReasonButton whyNot={one.whyNotPropose} onClick={() => open({ propose: one.id })}>
              {t("propose")}
            </ReasonButton>
          </>
        )
      }
      papers={papers.map((key) => (
        <p key={key}>{t(key)}</p>
      ))}
    >
      <Answers of={answer} waiting={<RowsWaiting count={8} />}>
        {(all) =>
          all.agencies.length === 0 ? (
            <EmptyState
              title={t("no-agency")}
              action={
                <Button component={GoTo} href={paths.members(workspace)}>
                  {t("to-members")}
                </Button>
              }
            >
              {t("no-agency-words")}
            </EmptyState>
          ) : (
            all.agencies.map((each) => (
              <OneAgency
                key={each.id}
                agency={each}
                told={all}
                isAlone={all.agencies.length === 1}
                onOpen={(row) => open({ promise: keyOf(row) })}
                onPropose={() => open({ propose: each.id })}
              />
            ))
          )
        }
      </Answers>
      <Suspense>
        {shown === undefined ? null : (
          <PromiseDrawer
            key={keyOf(shown)}
            promise={shown}
            agency={told!.agencies.find(({ id }) => id === shown.agencyId)!}
            today={told!.today}
            onClose={() => open({})}
          />
        )}
        {proposesTo === undefined ? null : <ProposeForm agencyId={proposesTo.id} promises={told!.promises} today={told!.today} onClose={() => open({})} />}
      </Suspense>
    </Frame>
  );
}

function Answer({ told: { promises } }: { readonly told: AgencyPromises }) {
  const t = useWords<typeof words>("agency-promises");
  if (promises.length === 0) return t("answer-none");
  const { agency, firm, waits } = answerOf(promises);
  return [
    agency.all === 0 ? null : t("answer-agency", agency),
    firm.all === 0 ? null : t("answer-firm", firm),
    waits === 0 ? null : t("answer-waits", { count: waits }),
  ]
    .filter((each) => each !== null)
    .join(" ");
}

interface OneAgencyProps {
  readonly agency: AgencyPromises["agencies"][number];
  readonly told: AgencyPromises;
  readonly isAlone: boolean;
  readonly onOpen: (row: AgencyPromiseView) => void;
  readonly onPropose: () => void;
}

function OneAgency({ agency, told, isAlone, onOpen, onPropose }: OneAgencyProps) {
  const t = useWords<typeof words>("agency-promises");
  const format = useFormat();
  const { language } = useLanguage();
  const say = useAgencyWords();
  const rows = told.promises.filter(({ agencyId }) => agencyId === agency.id);
  const propose = (
    <ReasonButton whyNot={agency.whyNotPropose} variant="default" onClick={onPropose}>
      {t("propose")}
    </ReasonButton>
  );
  return (
    <>
      <Section title={isAlone ? t("promises") : agency.name} actions={isAlone ? undefined : propose}>
        {rows.length === 0 ? (
          <EmptyState title={t("none-title")} action={propose}>
            {t("none-words")}
          </EmptyState>
        ) : (
          <DataTable<AgencyPromiseView>
            key={language}
            caption={t("promises")}
            rows={rows}
            rowKey={({ key }) => key}
            onOpen={onOpen}
            fileName="evenhand-agency-promises"
            columns={[
              {
                key: "promise",
                name: t("col-promise"),
                value: ({ key }) => t(`name-${key}`),
                cell: ({ key, terms }) => (
                  <span>
                    {t(`name-${key}`)}
                    {terms === null ? null : <small className={classes["under"]}>{say.says(key, terms)}</small>}
                  </span>
                ),
                onPhone: "title",
              },
              { key: "party", name: t("col-party"), value: ({ party }) => t(`party-${party}`) },
              { key: "terms", name: t("col-terms"), value: ({ key, terms }) => (terms === null ? null : say.says(key, terms)), isSavedOnly: true },
              {
                key: "status",
                name: t("col-status"),
                value: ({ status }) => t(`status-${status}`),
                cell: ({ status }) => (
                  <span className={classes["status"]} data-status={status}>
                    {t(`status-${status}`)}
                  </span>
                ),
              },
              {
                key: "kept",
                name: t("col-kept"),
                isNumber: true,
                value: ({ measured }) => measured,
                cell: (row) =>
                  row.measured === null ? null : (
                    <span>
                      {t("kept-of", { kept: row.kept, sample: row.sample })}
                      <small className={classes["under"]}>
                        {format.share(row.measured)} ({say.range(row)})
                      </small>
                    </span>
                  ),
              },
              { key: "range", name: t("col-range"), value: say.range, isSavedOnly: true },
              { key: "waits", name: t("col-waits"), value: say.waits },
            ]}
          />
        )}
      </Section>
      <Dealings agency={agency} rows={told.dealings.filter(({ agencyId }) => agencyId === agency.id)} today={told.today} />
    </>
  );
}
