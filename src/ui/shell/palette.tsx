// The command palette: pages and acts by name, in either language of keys.
import "@mantine/spotlight/styles.css";

import { useMantineColorScheme } from "@mantine/core";
import { Spotlight, type SpotlightActionGroupData, spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";

import { paths } from "#kit/paths.ts";

import { useGo } from "#ui/address.tsx";
import { useLanguage, useWords } from "#ui/language.ts";
import { ShortcutHint } from "#ui/marks.tsx";
import { addressOfRoom } from "#ui/rooms.ts";
import type { PaletteProps } from "#ui/shell/palette-props.ts";
import { useCarriedSearch } from "#ui/shell/navigation.tsx";
import type { words } from "#ui/words.en.ts";

export function openPalette(): void {
  spotlight.open();
}

export function Palette({ pages, workspace, acts }: PaletteProps) {
  const t = useWords<typeof words>("kit");
  const go = useGo();
  const carried = useCarriedSearch();
  const { language, switchTo } = useLanguage();
  const { toggleColorScheme } = useMantineColorScheme();
  const groups: SpotlightActionGroupData[] = [
    {
      group: t("palette-pages"),
      actions: pages.map((page) => ({
        id: page.room,
        label: t(`room-${page.room}` as "room-home"),
        leftSection: page.icon ? <page.icon size={18} stroke={1.5} aria-hidden /> : null,
        rightSection: page.key === undefined ? null : <ShortcutHint keys={`g ${page.key}`} />,
        keywords: [page.room],
        onClick: () => go(addressOfRoom(page, workspace, carried(page))),
      })),
    },
    {
      group: t("palette-acts"),
      actions: [
        { id: "act-account", label: t("room-account"), onClick: () => go(paths.account()) },
        { id: "act-appearance", label: t("act-appearance"), keywords: ["dark", "light", "тема"], onClick: () => toggleColorScheme() },
        { id: "act-language", label: t("act-language"), keywords: ["language", "язык"], onClick: () => void switchTo(language === "en" ? "ru" : "en") },
        { id: "act-sign-out", label: t("sign-out"), onClick: acts.onSignOut },
      ],
    },
  ];
  return (
    <Spotlight
      actions={groups}
      nothingFound={t("palette-nothing")}
      shortcut={null}
      scrollable
      overlayProps={{ blur: 0, backgroundOpacity: 0.4 }}
      maxHeight={420}
      transitionProps={{ duration: 80, transition: "fade" }}
      searchProps={{ placeholder: t("palette-hint"), "aria-label": t("palette"), leftSection: <IconSearch size={18} stroke={1.5} aria-hidden /> }}
    />
  );
}
