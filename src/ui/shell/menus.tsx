// The two menus of the header: which company, and who one is with language and appearance.
import { useMantineColorScheme } from "@mantine/core";
import { IconCheck, IconSelector, IconUserCircle } from "@tabler/icons-react";

import { paths } from "#kit/paths.ts";

import { useGo } from "#ui/address.tsx";
import { Dropdown, DropdownItem, DropdownLabel, DropdownRule } from "#ui/dropdown.tsx";
import { languages, useLanguage, useWords } from "#ui/language.ts";
import classes from "#ui/shell/shell.module.css";
import type { words } from "#ui/words.en.ts";

export interface WorkspaceLink {
  readonly slug: string;
  readonly name: string;
  readonly isDemo: boolean;
}

const mark = (isOn: boolean) => <IconCheck size={16} stroke={2} aria-hidden style={{ visibility: isOn ? "visible" : "hidden" }} />;

export function WorkspaceMenu({ now, workspaces }: { readonly now: WorkspaceLink; readonly workspaces: readonly WorkspaceLink[] }) {
  const t = useWords<typeof words>("kit");
  const go = useGo();
  const name = (
    <>
      <strong>{now.name}</strong>
      {now.isDemo ? <span className={classes.wide}>{t("demo-note")}</span> : null}
    </>
  );
  if (workspaces.length < 2)
    return (
      <div className={classes.quietbutton} style={{ cursor: "default" }}>
        {name}
      </div>
    );
  return (
    <Dropdown
      target={
        <button type="button" className={classes.quietbutton} title={t("switch-workspace")}>
          {name}
          <IconSelector size={16} stroke={1.5} aria-hidden />
        </button>
      }
    >
      {workspaces.map((each) => (
        <DropdownItem key={each.slug} isChosen={each.slug === now.slug} icon={mark(each.slug === now.slug)} onPick={() => go(paths.home(each.slug))}>
          {each.name}
        </DropdownItem>
      ))}
    </Dropdown>
  );
}

export interface AccountMenuProps {
  readonly person: { readonly name: string; readonly note: string } | null;
  readonly onSignOut?: (() => void) | undefined;
}

export function AccountMenu({ person, onSignOut }: AccountMenuProps) {
  const t = useWords<typeof words>("kit");
  const go = useGo();
  const { language, switchTo } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Dropdown
      align="end"
      target={
        <button type="button" className={classes.quietbutton} aria-label={person ? `${t("account")}: ${person.name}` : `${t("language")}, ${t("appearance")}`}>
          <IconUserCircle size={22} stroke={1.5} aria-hidden />
        </button>
      }
    >
      {person ? (
        <>
          <DropdownLabel>
            <span className={classes.personname}>{person.name}</span>
            {person.note}
          </DropdownLabel>
          <DropdownItem icon={mark(false)} onPick={() => go(paths.account())}>
            {t("room-account")}
          </DropdownItem>
          <DropdownRule />
        </>
      ) : null}
      <DropdownLabel>{t("language")}</DropdownLabel>
      {languages.map((each) => (
        <DropdownItem key={each} lang={each} isChosen={language === each} icon={mark(language === each)} onPick={() => void switchTo(each)}>
          {t(each === "en" ? "english" : "russian")}
        </DropdownItem>
      ))}
      <DropdownLabel>{t("appearance")}</DropdownLabel>
      {(["light", "dark", "auto"] as const).map((each) => (
        <DropdownItem key={each} isChosen={colorScheme === each} icon={mark(colorScheme === each)} onPick={() => setColorScheme(each)}>
          {t(`appearance-${each}`)}
        </DropdownItem>
      ))}
      {onSignOut ? (
        <>
          <DropdownRule />
          <DropdownItem icon={mark(false)} onPick={onSignOut}>
            {t("sign-out")}
          </DropdownItem>
        </>
      ) : null}
    </Dropdown>
  );
}
