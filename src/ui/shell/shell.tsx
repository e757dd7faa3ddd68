// The frame around every page of a workspace: where one can go, which company, which period, and who one is.
import { type ReactNode, useRef, useState } from "react";

import { GoTo } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { Brand } from "#ui/shell/brand.tsx";
import { KeysAndPalette } from "#ui/shell/keys.tsx";
import type { Acts, FindRecords } from "#ui/shell/palette-props.ts";
import { AccountMenu, WorkspaceMenu, type WorkspaceLink } from "#ui/shell/menus.tsx";
import { BottomBar, SideBar } from "#ui/shell/navigation.tsx";
import { PeriodPicker } from "#ui/shell/period-picker.tsx";
import classes from "#ui/shell/shell.module.css";
import { LongWork } from "#ui/long-work.tsx";
import { Toasts } from "#ui/toast.tsx";
import type { PageEntry } from "#ui/rooms.ts";
import type { words } from "#ui/words.en.ts";

export interface ShellProps {
  readonly workspace: { readonly slug: string; readonly name: string; readonly isDemo: boolean };
  readonly workspaces: readonly WorkspaceLink[];
  readonly person: { readonly name: string; readonly note: string };
  /** All pages; those with an area stand in the navigation. */
  readonly pages: readonly PageEntry[];
  /** Rooms that do not apply to the firm, by name: left out of the navigation until all are asked for, found by the palette and keys as ever. */
  readonly hidden: ReadonlySet<string>;
  /** The page on screen. */
  readonly here: PageEntry | undefined;
  readonly today: string;
  readonly isOffline: boolean;
  readonly onSignOut: () => void;
  readonly find: FindRecords;
  /** What is new for whoever looks; stands beside their name. */
  readonly bell?: ReactNode;
  /** Who else is here; stands before it. */
  readonly faces?: ReactNode;
  readonly children: ReactNode;
}

/** A choice of whoever looks, kept in this browser; where nothing can be kept it holds until the page is left. */
function useKeptFlag(name: string): [boolean, (isOn: boolean) => void] {
  const [isOn, setOn] = useState(() => {
    try {
      return localStorage.getItem(name) === "yes";
    } catch {
      return false;
    }
  });
  const set = (next: boolean) => {
    setOn(next);
    try {
      if (next) localStorage.setItem(name, "yes");
      else localStorage.removeItem(name);
    } catch {
      // Private windows of some browsers keep nothing.
    }
  };
  return [isOn, set];
}

export function Shell(props: ShellProps) {
  const { workspace, pages, here } = props;
  const t = useWords<typeof words>("kit");
  const main = useRef<HTMLElement>(null);
  const listed = pages.filter((page) => page.area !== undefined);
  const [showsAll, setShowsAll] = useKeptFlag(`evenhand-all-rooms-${workspace.slug}`);
  const left = listed.filter(({ room }) => props.hidden.has(room));
  const navigation = {
    pages: showsAll ? listed : listed.filter((page) => !left.includes(page)),
    here,
    workspace: workspace.slug,
    ...(left.length === 0 ? {} : { left: { count: left.length, isShown: showsAll, onShow: setShowsAll } }),
  };
  const acts: Acts = { onSignOut: props.onSignOut };
  return (
    <div className={classes.shell}>
      <a
        href="#main"
        className={classes.skip}
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t("skip-to-content")}
      </a>
      <SideBar {...navigation} />
      <header className={classes.header}>
        <WorkspaceMenu now={workspace} workspaces={props.workspaces} />
        <div className={classes.space} />
        {here === undefined || here.isTimeless === true ? null : <PeriodPicker today={props.today} />}
        <KeysAndPalette pages={listed} workspace={workspace.slug} acts={acts} find={props.find} />
        {props.faces}
        {props.bell}
        <AccountMenu person={props.person} onSignOut={props.onSignOut} />
      </header>
      <main id="main" className={classes.main} ref={main} tabIndex={-1}>
        {props.isOffline ? (
          <div className={classes.note} data-wrong role="status">
            {t("offline")}
          </div>
        ) : null}
        {props.children}
      </main>
      <BottomBar {...navigation} />
      <Toasts />
      <LongWork />
    </div>
  );
}

/** The frame before one is in: sign-in, first visit, invitation; and for one's own account. */
export function OpenShell({
  children,
  person,
}: {
  readonly children: ReactNode;
  readonly person?: { name: string; note: string; onSignOut: () => void } | null;
}) {
  const t = useWords<typeof words>("kit");
  return (
    <div className={classes.open}>
      <header className={classes.header}>
        <GoTo href="/" className={classes.brand}>
          <Brand />
          {t("product")}
        </GoTo>
        <div className={classes.space} />
        <AccountMenu person={person ?? null} onSignOut={person?.onSignOut} />
      </header>
      <main id="main" className={classes.main}>
        {children}
      </main>
      <Toasts />
    </div>
  );
}
