// Which address shows which page; each page and its words are fetched when first gone to.
import type { QueryClient } from "@tanstack/react-query";
import { Outlet, createRootRoute, createRoute, createRouter, redirect } from "@tanstack/react-router";
import type { ComponentType } from "react";

import { firstVisit, whoAmI } from "#features/session/contract.ts";
import { readWorkspace } from "#features/workspace/contract.ts";
import { paths } from "#kit/paths.ts";
import { readSearch, writeSearch } from "#ui/address.tsx";
import { ProblemError } from "#ui/client.ts";
import { loadWords } from "#ui/language.ts";
import { RoomContext } from "#ui/room.tsx";
import type { PageEntry } from "#ui/rooms.ts";
import { asked } from "#ui/use-ask.ts";

import { Failed, FailedOutside, Lost, LostOutside, OpenFrame, PageWaiting, WorkspaceFrame } from "#apps/web/frame.tsx";
import { barePages, openPages, pages } from "#apps/web/pages.ts";

export function makeRouter(answers: QueryClient) {
  const root = createRootRoute({ component: Outlet, notFoundComponent: LostOutside, errorComponent: FailedOutside });

  const start = createRoute({
    getParentRoute: () => root,
    path: "/",
    loader: async () => {
      throw redirect({ href: await startAddress(answers), replace: true });
    },
  });

  const open = createRoute({ getParentRoute: () => root, id: "open", component: OpenFrame });
  const openRoutes = openPages.map((entry) => createRoute({ getParentRoute: () => open, path: entry.path, ...loadedPage(entry) }));

  const workspace = createRoute({
    getParentRoute: () => root,
    path: "/w/$workspace",
    component: WorkspaceFrame,
    loader: ({ params, location }) => enterWorkspace(answers, params.workspace, location.href),
    staleTime: 60_000,
  });
  const workspaceRoutes = pages.map((entry) => {
    const page = loadedPage(entry);
    const path = entry.path === "" ? "/" : entry.path;
    if (entry.path !== "") return createRoute({ getParentRoute: () => workspace, path, ...page });
    const loader = async ({ params }: { params: { workspace: string } }) => {
      if (await isAgencyIn(answers, params.workspace)) throw redirect({ href: paths.agency(params.workspace), replace: true });
      return page.loader();
    };
    return createRoute({ getParentRoute: () => workspace, path, ...page, loader });
  });
  const startOfWorkspace = createRoute({
    getParentRoute: () => workspace,
    path: "/",
    loader: ({ params }) => {
      throw redirect({ href: paths.settings(params.workspace), replace: true });
    },
  });
  const bareRoutes = barePages.map((entry) => createRoute({ getParentRoute: () => root, path: entry.path, ...loadedPage(entry) }));
  const hasHome = pages.some((entry) => entry.path === "");

  return createRouter({
    routeTree: root.addChildren([
      start,
      ...bareRoutes,
      open.addChildren(openRoutes),
      workspace.addChildren([...workspaceRoutes, ...(hasHome ? [] : [startOfWorkspace])]),
    ]),
    parseSearch: readSearch,
    stringifySearch: writeSearch,
    scrollRestoration: true,
    defaultPendingMs: 150,
    defaultPendingMinMs: 0,
    defaultPendingComponent: PageWaiting,
    defaultErrorComponent: Failed,
    defaultNotFoundComponent: Lost,
  });
}

const loaded = new Map<PageEntry, ComponentType>();

/** A route that fetches the page and its words, and says to its parts which room they are in. */
function loadedPage(entry: PageEntry) {
  return {
    staticData: { entry },
    loader: async () => {
      const [{ Page }] = await Promise.all([entry.load(), loadWords(entry.room, entry.words)]);
      loaded.set(entry, Page);
    },
    staleTime: Number.POSITIVE_INFINITY,
    component: () => {
      const Page = loaded.get(entry);
      return Page ? (
        <RoomContext value={entry.room}>
          <Page />
        </RoomContext>
      ) : null;
    },
  };
}

/** Nobody here yet: the first visit. Not signed in: sign-in. Else the first workspace. */
async function startAddress(answers: QueryClient): Promise<string> {
  const [visit, me] = await Promise.all([answers.fetchQuery(asked(firstVisit, {})), answers.fetchQuery(asked(whoAmI, {}))]);
  if (me.person === null) return visit.isFirst ? paths.firstVisit() : paths.signIn();
  const first = me.workspaces[0];
  return first ? paths.home(first.slug) : paths.account();
}

/** An agency's home is what was shared with it. Who is not in at all is told so by the workspace's own door. */
async function isAgencyIn(answers: QueryClient, workspace: string): Promise<boolean> {
  try {
    return (await answers.ensureQueryData(asked(readWorkspace, { params: { workspace } }))).you.role === "agency";
  } catch {
    return false;
  }
}

async function enterWorkspace(answers: QueryClient, workspace: string, from: string): Promise<void> {
  try {
    await Promise.all([answers.ensureQueryData(asked(whoAmI, {})), answers.ensureQueryData(asked(readWorkspace, { params: { workspace } }))]);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 401) throw redirect({ href: paths.signIn({ next: from }), replace: true });
    throw error;
  }
}

declare module "@tanstack/react-router" {
  interface StaticDataRouteOption {
    readonly entry?: PageEntry;
  }
}
