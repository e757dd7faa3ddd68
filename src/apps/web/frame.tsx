// The frames as the app fills them: who is signed in, which company, which pages, what happens live.
import { Anchor } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Outlet, useMatches } from "@tanstack/react-router";
import { useCallback } from "react";

import { Bell } from "#features/notices/parts/bell.tsx";
import { searchAll } from "#features/search/contract.ts";
import { addressOfFound } from "#features/search/rules.ts";
import { signOut, whoAmI } from "#features/session/contract.ts";
import { useWorkspaceTurns } from "#apps/web/turns.ts";
import { listenToWorkspace, readWorkspace } from "#features/workspace/contract.ts";
import { isRecordKind } from "#facts/finds.ts";
import type { HiddenRoom } from "#facts/hidden-rooms.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useGo, useWorkspaceSlug } from "#ui/address.tsx";
import { ask, problemOf, whereIs } from "#ui/client.ts";
import { useFactNames } from "#ui/fact-names.ts";
import { TurnsContext } from "#ui/chart/turning-points.ts";
import { useWords } from "#ui/language.ts";
import { Live, useIsOffline, useLive } from "#ui/live.tsx";
import { Page } from "#ui/page.tsx";
import { PresenceContext } from "#ui/presence-context.ts";
import { PeriodKeeper } from "#ui/period.tsx";
import { OpenShell, Shell } from "#ui/shell/shell.tsx";
import { StandCardContext } from "#ui/stand-card.tsx";
import { AnswerWaiting, ErrorState, Waiting } from "#ui/states.tsx";
import { ThreadContext } from "#ui/thread.tsx";
import { forget, useAsk } from "#ui/use-ask.ts";
import type { words } from "#ui/words.en.ts";
import type { PageEntry } from "#ui/rooms.ts";

import { pages } from "#apps/web/pages.ts";
import { thisTab, usePresence } from "#apps/web/presence.tsx";
import { Faces, standParts, threadParts } from "#apps/web/lent-parts.tsx";
import { useRoomUse } from "#apps/web/room-use.ts";

/** A page inside a workspace. */
export function WorkspaceFrame() {
  const slug = useWorkspaceSlug();
  const go = useGo();
  const address = whereIs(listenToWorkspace, { params: { workspace: slug }, query: { tab: thisTab } });
  const turns = useWorkspaceTurns();
  const end = useCallback(() => go(paths.signIn()), [go]);
  return (
    <Live address={address} onEnd={end}>
      <TurnsContext value={turns}>
        <ThreadContext value={threadParts}>
          <StandCardContext value={standParts}>
            <PeriodKeeper>
              <InsideWorkspace />
            </PeriodKeeper>
          </StandCardContext>
        </ThreadContext>
      </TurnsContext>
    </Live>
  );
}

function InsideWorkspace() {
  const t = useWords<typeof words>("kit");
  const slug = useWorkspaceSlug();
  const me = useAsk(whoAmI, {});
  const inside = useAsk(readWorkspace, { params: { workspace: slug } });
  const client = useQueryClient();
  useLive("stage", () => void forget(client, [readWorkspace]));
  const here = usePageHere();
  const leave = useSignOut();
  const isOffline = useIsOffline();
  useRoomUse(here?.room, { workspace: slug, today: inside.data?.today });
  const names = useFactNames();
  const { people, ...stand } = usePresence(slug, { isAgency: inside.data?.you.role === "agency", memberId: inside.data?.you.memberId });
  if (!inside.data || !me.data) return <PageWaiting />;
  const { workspace, you, today, hidden } = inside.data;
  const isAgency = you.role === "agency";
  const find = async (text: string) => {
    const { found, isTakingIn } = await ask(searchAll, { params: { workspace: slug }, query: { q: text, kind: [], limit: 8 } });
    const records = found.map((each) => ({
      id: each.id,
      name: each.title.map((piece) => piece.text).join(""),
      kind: isRecordKind(each.kind) ? names.entity(each.kind) : t(`found-${each.kind}`),
      // Ids of what people wrote say nothing to anybody.
      isNumbered: isRecordKind(each.kind),
      href: addressOfFound(slug, each, isAgency),
    }));
    return { records, isTakingIn };
  };
  return (
    <PresenceContext value={people}>
      <Shell
        workspace={workspace}
        workspaces={me.data.workspaces}
        person={{ name: you.name, note: t(`role-${you.role}`) }}
        pages={pages.filter(({ isForAgencies = false }) => isForAgencies === "too" || isForAgencies === isAgency)}
        hidden={new Set(hidden.map(({ room }) => room))}
        here={here}
        today={today}
        isOffline={isOffline}
        onSignOut={leave}
        find={find}
        bell={<Bell />}
        faces={people.length === 0 && stand.isSeen ? null : <Faces isAgency={isAgency} {...stand} />}
      >
        <HiddenHere of={hidden.find(({ room }) => room === here?.room)} />
        {isAgency && here !== undefined && (here.isForAgencies ?? false) === false ? <ClosedToAgencies /> : <Outlet />}
      </Shell>
    </PresenceContext>
  );
}

/** The room on screen does not apply to the firm: it says why it stands in no list, and where that is changed. */
function HiddenHere({ of }: { readonly of: HiddenRoom | undefined }) {
  const t = useWords<typeof words>("kit");
  const slug = useWorkspaceSlug();
  if (of === undefined) return null;
  return (
    <div style={{ maxWidth: "var(--page-width)", margin: "0 auto", padding: "16px clamp(16px, 3vw, 32px) 0" }} role="note">
      {t("hidden-here", { why: t(`hidden-${of.because}`) })} {of.room === "survey" && of.because === "too-few" ? `${t("hidden-here-survey")} ` : null}
      <Anchor component={GoTo} href={paths.stage(slug)}>
        {t("hidden-why")}
      </Anchor>
    </div>
  );
}

/** A room that an agency came to by a link: it is closed, and says so before anything is asked. */
function ClosedToAgencies() {
  const t = useWords<typeof words>("kit");
  const slug = useWorkspaceSlug();
  return (
    <Page title={t("room-closed")} isNarrow>
      <div>
        <p style={{ margin: "0 0 16px" }}>{t("room-closed-words")}</p>
        <Anchor component={GoTo} href={paths.agency(slug)}>
          {t("room-closed-to")}
        </Anchor>
      </div>
    </Page>
  );
}

function usePageHere(): PageEntry | undefined {
  return useMatches({ select: (matches) => matches.findLast((match) => match.staticData.entry !== undefined)?.staticData.entry });
}

function useSignOut(): () => void {
  const client = useQueryClient();
  const t = useWords<typeof words>("kit");
  return () => void leave();
  async function leave(): Promise<void> {
    const { countWaiting, forgetGrounds } = await import("#features/capture/parts/device.ts");
    const waits = await countWaiting();
    // oxlint-disable-next-line no-alert -- the one question before something that waits is left behind; the browser's own cannot be missed
    if (waits > 0 && !window.confirm(t("leave-waits", { count: waits }))) return;
    await ask(signOut, {});
    // What waits stays and goes after signing in; the stand's own page is not left to the next reader.
    await forgetGrounds();
    client.clear();
    // A whole new page: nothing of the last reader stays in memory.
    window.location.assign(paths.signIn());
  }
}

/** Sign-in, first visit, invitation, one's own account. */
export function OpenFrame() {
  const me = useAsk(whoAmI, {});
  const leave = useSignOut();
  const person = me.data?.person;
  return (
    <OpenShell person={person ? { name: person.name, note: person.email, onSignOut: leave } : null}>
      <Outlet />
    </OpenShell>
  );
}

export function PageWaiting() {
  return (
    <div style={{ maxWidth: 1200, margin: "0 auto", padding: "32px" }}>
      <Waiting height={34} width="min(24rem, 80%)" />
      <div style={{ height: 8 }} />
      <AnswerWaiting />
      <div style={{ height: 32 }} />
      <Waiting height={320} />
    </div>
  );
}

export function Lost() {
  const t = useWords<typeof words>("kit");
  return (
    <Page title={t("page-lost")} isNarrow>
      <div>
        <p style={{ margin: "0 0 16px" }}>{t("page-lost-words")}</p>
        <Anchor component={GoTo} href="/">
          {t("to-start")}
        </Anchor>
      </div>
    </Page>
  );
}

export function Failed({ error }: { readonly error: unknown }) {
  const t = useWords<typeof words>("kit");
  if (problemOf(error).status === 404) return <Lost />;
  return (
    <Page title={t("error-title")} isNarrow>
      <ErrorState error={error} onRetry={() => window.location.reload()} />
    </Page>
  );
}

/** The same outside every frame: with a way to the start and a landmark for readers of the screen. */
export function LostOutside() {
  return (
    <OpenShell person={null}>
      <Lost />
    </OpenShell>
  );
}

export function FailedOutside({ error }: { readonly error: unknown }) {
  return (
    <OpenShell person={null}>
      <Failed error={error} />
    </OpenShell>
  );
}
