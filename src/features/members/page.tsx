// The members' page: who belongs to the company, what they may do, from when to when; inviting and changing.
import { Anchor, Switch, Text } from "@mantine/core";
import { Fragment, Suspense, lazy, useState } from "react";

import { roles } from "#facts/department.ts";
import { addDays } from "#kit/day.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Page as Sheet, Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { AnswerWaiting, Answers, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";

import { type MemberView, listInvitations, listMembers } from "#features/members/contract.ts";
import { InvitationList } from "#features/members/parts/invitation-list.tsx";
import type { words } from "#features/members/words.en.ts";

// The forms are fetched when first opened: most visits only look.
const InviteForm = lazy(() => import("#features/members/parts/invite-form.tsx").then((loaded) => ({ default: loaded.InviteForm })));
const MemberForm = lazy(() => import("#features/members/parts/member-form.tsx").then((loaded) => ({ default: loaded.MemberForm })));

type Open = { kind: "invite" } | { kind: "add" } | { kind: "change"; member: MemberView } | null;

export function Page() {
  const t = useWords<typeof words>("members");
  const workspace = useWorkspaceSlug();
  const [ended, setEnded] = useSearchValue("ended");
  const [open, setOpen] = useState<Open>(null);
  const members = useAsk(listMembers, { params: { workspace }, query: { withEnded: ended === "yes" ? "true" : "false" } }, { keepsLast: true });
  const whyNotInvite = members.data?.whyNotInvite ?? null;
  const invitations = useAsk(listInvitations, { params: { workspace } }, { when: members.data !== undefined && whyNotInvite === null });
  const close = () => setOpen(null);
  return (
    <Sheet
      title={t("title")}
      answer={
        <Answers of={members} waiting={<AnswerWaiting />}>
          {({ members: all }) => <Answer members={all} waiting={invitations.data?.invitations.length ?? 0} />}
        </Answers>
      }
      actions={
        <>
          <ReasonButton whyNot={whyNotInvite} variant="default" onClick={() => setOpen({ kind: "add" })}>
            {t("add")}
          </ReasonButton>
          <ReasonButton whyNot={whyNotInvite} onClick={() => setOpen({ kind: "invite" })}>
            {t("invite")}
          </ReasonButton>
        </>
      }
    >
      {/* What stands below waits with the list, so that it is not pushed away by it. */}
      <div>
        <Answers of={members} waiting={<RowsWaiting count={6} />}>
          {({ members: all }) => <MemberTable members={all} onOpen={(member) => member.whyNotChange === null && setOpen({ kind: "change", member })} />}
        </Answers>
        {members.isPending ? null : (
          <Switch mt={16} label={t("with-ended")} checked={ended === "yes"} onChange={(event) => setEnded(event.currentTarget.checked ? "yes" : null)} />
        )}
      </div>
      {invitations.data && invitations.data.invitations.length > 0 ? <InvitationList invitations={invitations.data.invitations} /> : null}
      {members.isPending ? null : <RolesInWords />}
      <Suspense>
        {open?.kind === "invite" ? <InviteForm onClose={close} /> : null}
        {open?.kind === "add" ? <MemberForm member={null} onClose={close} /> : null}
        {open?.kind === "change" ? <MemberForm member={open.member} onClose={close} /> : null}
      </Suspense>
    </Sheet>
  );
}

function Answer({ members, waiting }: { readonly members: readonly MemberView[]; readonly waiting: number }) {
  const t = useWords<typeof words>("members");
  const inService = members.filter((member) => member.state !== "ended" && member.state !== "not-yet").length;
  return (
    <>
      {t("answer", { count: inService })} {waiting === 0 ? null : t("answer-waiting", { count: waiting })}
    </>
  );
}

function MemberTable({ members, onOpen }: { readonly members: readonly MemberView[]; readonly onOpen: (member: MemberView) => void }) {
  const t = useWords<typeof words>("members");
  const kit = useWords<typeof kitWords>("kit");
  const service = useService();
  const columns: Column<MemberView>[] = [
    {
      key: "name",
      name: t("name"),
      onPhone: "title",
      value: (member) => member.name,
      cell: (member) => (
        <>
          {member.name}
          {member.isYou ? <Text span c="dimmed">{` · ${t("you")}`}</Text> : null}
        </>
      ),
    },
    {
      key: "role",
      name: t("role"),
      value: (member) => kit(`role-${member.role}`),
      cell: (member) => (member.role === "agency" ? <AgencyRole member={member} /> : kit(`role-${member.role}`)),
    },
    { key: "department", name: t("department"), value: (member) => (member.department === null ? null : t(`department-${member.department}`)) },
    { key: "email", name: t("email"), value: (member) => member.email },
    { key: "service", name: t("service"), value: (member) => member.servedFrom, cell: (member) => service(member) },
    { key: "state", name: t("state"), value: (member) => t(`state-${member.state}`) },
  ];
  return (
    <DataTable
      caption={t("table")}
      columns={columns}
      rows={members}
      rowKey={(member) => member.id}
      onOpen={onOpen}
      fileName="members"
      order={{ key: "name", desc: false }}
    />
  );
}

/** Beside an agency stands the way to what it is shown; a click on it does not open the line. */
function AgencyRole({ member }: { readonly member: MemberView }) {
  const t = useWords<typeof words>("members");
  const kit = useWords<typeof kitWords>("kit");
  const workspace = useWorkspaceSlug();
  return (
    <span>
      {kit("role-agency")}
      {" · "}
      <Anchor component={GoTo} inherit href={paths.agency(workspace, { member: member.id })} onClick={(event) => event.stopPropagation()}>
        {t("what-is-shared")}
        <span className="seen-by-readers-only"> ({member.name})</span>
      </Anchor>
    </span>
  );
}

/** Dates of service in words; the last day shown belongs to it. */
function useService(): (member: MemberView) => string {
  const t = useWords<typeof words>("members");
  const format = useFormat();
  return ({ servedFrom, servedUntil }) => {
    const from = servedFrom === null ? null : format.day(servedFrom);
    const last = servedUntil === null ? null : format.day(addDays(servedUntil, -1));
    if (from !== null && last !== null) return t("from-until", { from, until: last });
    if (from !== null) return t("since", { day: from });
    return last === null ? "–" : t("until", { day: last });
  };
}

function RolesInWords() {
  const t = useWords<typeof words>("members");
  const kit = useWords<typeof kitWords>("kit");
  return (
    <Section title={t("roles-title")}>
      <dl style={{ margin: 0, display: "grid", gridTemplateColumns: "minmax(120px, 200px) minmax(0, 1fr)", gap: "8px 16px", fontSize: "0.875rem" }}>
        {roles.map((role) => (
          <Fragment key={role}>
            <dt style={{ fontWeight: 600 }}>{kit(`role-${role}`)}</dt>
            <dd style={{ margin: 0, color: "var(--text-quiet)" }}>{t(`role-${role}-words`)}</dd>
          </Fragment>
        ))}
      </dl>
    </Section>
  );
}
