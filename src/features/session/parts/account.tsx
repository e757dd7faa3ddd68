// One's own account: companies, password, second factor, where one is signed in.
import { Button, Group, Text } from "@mantine/core";

import { paths } from "#kit/paths.ts";
import { GoTo, useGo } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Page as Sheet, Section } from "#ui/page.tsx";
import { Answers, AnswerWaiting, RowsWaiting, Waiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useAsk, useTell } from "#ui/use-ask.ts";

import { endSession, listSessions, signOutEverywhere, whoAmI } from "#features/session/contract.ts";
import type { words } from "#features/session/words.en.ts";
import { browserName } from "#features/session/parts/browser-name.ts";
import { PasswordPart } from "#features/session/parts/password.tsx";
import { SecondFactorPart } from "#features/session/parts/second-factor.tsx";

export function Page() {
  const t = useWords<typeof words>("session");
  const me = useAsk(whoAmI, {});
  return (
    <Sheet
      title={t("account")}
      isNarrow
      answer={
        <Answers of={me} waiting={<AnswerWaiting />}>
          {({ person }) => (person === null ? t("why.sign-in-again") : t("account-of", { name: person.name, email: person.email }))}
        </Answers>
      }
    >
      <Answers of={me} waiting={<Waiting height={480} />}>
        {({ person, workspaces }) =>
          person === null ? (
            <div>
              <Button component={GoTo} href={paths.signIn({ next: paths.account() })}>
                {t("sign-in")}
              </Button>
            </div>
          ) : (
            <>
              <Section title={t("companies")}>
                {workspaces.length === 0 ? <Text c="dimmed">{t("no-companies")}</Text> : null}
                <Group gap={8}>
                  {workspaces.map((each) => (
                    <Button key={each.slug} component={GoTo} href={paths.home(each.slug)} variant="default">
                      {each.name}
                    </Button>
                  ))}
                </Group>
              </Section>
              <PasswordPart />
              <SecondFactorPart isOn={person.hasSecondFactor} />
              <Sessions />
            </>
          )
        }
      </Answers>
    </Sheet>
  );
}

function Sessions() {
  const t = useWords<typeof words>("session");
  const format = useFormat();
  const go = useGo();
  const sessions = useAsk(listSessions, {});
  const end = useTell(endSession, { changes: [listSessions], onDone: () => toast({ text: t("session-ended") }) });
  const endAll = useTell(signOutEverywhere, { changes: [whoAmI], onDone: () => go(paths.signIn()) });
  return (
    <Section
      title={t("sessions-title")}
      note={t("everywhere-words")}
      actions={
        <Button variant="default" size="xs" loading={endAll.isPending} onClick={() => endAll.mutate({ body: {} })}>
          {t("everywhere")}
        </Button>
      }
    >
      <Answers of={sessions} waiting={<RowsWaiting count={2} />}>
        {({ sessions: rows }) => (
          <DataTable
            caption={t("sessions-title")}
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              {
                key: "browser",
                name: t("session-browser"),
                onPhone: "title",
                value: (row) => browserName(row.browser) ?? t("session-unknown"),
                cell: (row) => (
                  <>
                    {browserName(row.browser) ?? t("session-unknown")}
                    {row.isThis ? <Text span c="dimmed">{` · ${t("session-this")}`}</Text> : null}
                  </>
                ),
              },
              { key: "address", name: t("session-address"), value: (row) => row.address },
              { key: "since", name: t("session-since"), value: (row) => row.startedAt, cell: (row) => format.moment(row.startedAt) },
              {
                key: "end",
                name: "",
                isFixed: true,
                isNumber: true,
                value: () => null,
                cell: (row) =>
                  row.isThis ? null : (
                    <Button size="compact-sm" variant="subtle" onClick={() => end.mutate({ params: { id: row.id } })}>
                      {t("session-end")}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Answers>
    </Section>
  );
}
