// All agencies and how much each is shown; or, for one campaign or channel, which of them see it.
import { Button } from "@mantine/core";

import { listAgencies, listShares } from "#features/agency/contract.ts";
import type { Subject } from "#features/agency/parts/question.ts";
import { useSharing } from "#features/agency/parts/sharing.ts";
import type { words } from "#features/agency/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useGo, useWorkspaceSlug } from "#ui/address.tsx";
import type { ReplyOf } from "#ui/client.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { useWords } from "#ui/language.ts";
import { Page as Sheet } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { AnswerWaiting, Answers, EmptyState, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

type Agency = ReplyOf<typeof listAgencies>["agencies"][number];

export function Agencies() {
  const t = useWords<typeof words>("agency");
  const workspace = useWorkspaceSlug();
  const go = useGo();
  const answer = useAsk(listAgencies, { params: { workspace } }, { keepsLast: true });
  const columns = useAgencyColumns();
  return (
    <Sheet
      title={t("title-all")}
      answer={
        <Answers of={answer} waiting={<AnswerWaiting />}>
          {({ agencies }) =>
            agencies.length === 0
              ? t("answer-agencies-none")
              : t("answer-agencies", { count: agencies.length, shares: agencies.reduce((sum, { shares }) => sum + shares, 0) })
          }
        </Answers>
      }
    >
      <Answers of={answer} waiting={<RowsWaiting count={4} />}>
        {({ agencies }) =>
          agencies.length === 0 ? (
            <NoAgencies />
          ) : (
            <DataTable
              caption={t("title-all")}
              rows={agencies}
              rowKey={({ id }) => id}
              onOpen={({ id }) => go(paths.agency(workspace, { member: id }))}
              columns={[...columns, { key: "sees", name: t("sees"), value: ({ shares }) => shares }]}
            />
          )
        }
      </Answers>
    </Sheet>
  );
}

/** `name`: what the campaign is called, as far as any share says it. */
export function WhoSees({ subject }: { readonly subject: Subject }) {
  const t = useWords<typeof words>("agency");
  const workspace = useWorkspaceSlug();
  const agencies = useAsk(listAgencies, { params: { workspace } }, { keepsLast: true });
  const shares = useAsk(listShares, { params: { workspace }, query: { kind: subject.kind, subjectId: subject.id } }, { keepsLast: true });
  const columns = useAgencyColumns();
  const { share, takeBack } = useSharing();
  const what = shares.data?.shares[0]?.name ?? subject.id;
  const shareOf = (agency: Agency) => shares.data?.shares.find(({ memberId }) => memberId === agency.id);
  const count = shares.data?.shares.length ?? 0;
  const act: Column<Agency> = {
    key: "act",
    name: "",
    isFixed: true,
    isNumber: true,
    value: () => null,
    cell: (agency) => {
      const shared = shareOf(agency);
      const sharing = { subject, what, member: agency };
      return (
        <ReasonButton
          whyNot={shares.data?.whyNotShare ?? null}
          size="compact-sm"
          variant={shared ? "subtle" : "default"}
          aria-label={shared ? t("take-back-of", { what, name: agency.name }) : t("share-of", { name: agency.name })}
          onClick={() => void (shared ? takeBack(shared.id, sharing) : share(sharing))}
        >
          {t(shared ? "take-back" : "share")}
        </ReasonButton>
      );
    },
  };
  return (
    <Sheet
      title={t("title-who", { name: what })}
      answer={
        <Answers of={shares} waiting={<AnswerWaiting />}>
          {() => (count === 0 ? t("answer-who-none") : t("answer-who", { count }))}
        </Answers>
      }
      actions={
        <Button component={GoTo} variant="default" href={paths.agency(workspace)}>
          {t("all-agencies")}
        </Button>
      }
    >
      <Answers of={agencies} waiting={<RowsWaiting count={4} />}>
        {({ agencies: rows }) =>
          rows.length === 0 ? (
            <NoAgencies />
          ) : (
            <DataTable
              caption={t("title-who", { name: what })}
              rows={rows}
              rowKey={({ id }) => id}
              columns={[...columns, { key: "sees", name: t("sees"), value: (agency) => t(shareOf(agency) ? "sees-yes" : "sees-no") }, act]}
            />
          )
        }
      </Answers>
    </Sheet>
  );
}

function useAgencyColumns(): Column<Agency>[] {
  const t = useWords<typeof words>("agency");
  const workspace = useWorkspaceSlug();
  return [
    {
      key: "name",
      name: t("agency"),
      onPhone: "title",
      value: ({ name }) => name,
      cell: ({ name, id }) => <GoTo href={paths.agency(workspace, { member: id })}>{name}</GoTo>,
    },
    { key: "email", name: t("email"), value: ({ email }) => email },
    { key: "state", name: t("state"), value: ({ isInService, signsIn }) => t(isInService ? (signsIn ? "state-in" : "state-silent") : "state-out") },
  ];
}

function NoAgencies() {
  const t = useWords<typeof words>("agency");
  const workspace = useWorkspaceSlug();
  return (
    <EmptyState
      title={t("empty-agencies")}
      action={
        <Button component={GoTo} href={paths.members(workspace)}>
          {t("to-members")}
        </Button>
      }
    >
      {t("empty-agencies-words")}
    </EmptyState>
  );
}
