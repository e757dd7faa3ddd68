// The frame around every page of a workspace: where one can go, which company, which period, and who one is.
import { type ReactNode, useRef } from "react";

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

export function Shell(props: ShellProps) {
  const { workspace, pages, here } = props;
  const t = useWords<typeof words>("kit");
  const main = useRef<HTMLElement>(null);
  const listed = pages.filter((page) => page.area !== undefined);
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
      <SideBar pages={listed} here={here} workspace={workspace.slug} />
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
      <BottomBar pages={listed} here={here} workspace={workspace.slug} />
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
