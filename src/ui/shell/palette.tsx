// The command palette: pages, records and acts by name, in either language of keys.
import "@mantine/spotlight/styles.css";

import { useMantineColorScheme } from "@mantine/core";
import { Spotlight, type SpotlightActionGroupData, spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";

import { paths } from "#kit/paths.ts";

import { useGo } from "#ui/address.tsx";
import { useLanguage, useWords } from "#ui/language.ts";
import { ShortcutHint } from "#ui/marks.tsx";
import { addressOfRoom } from "#ui/rooms.ts";
import type { FindRecords, FoundRecord, PaletteProps } from "#ui/shell/palette-props.ts";
import { useCarriedSearch } from "#ui/shell/navigation.tsx";
import type { words } from "#ui/words.en.ts";

export function openPalette(): void {
  spotlight.open();
}

/** Soon after an import, or at the first start, what was typed is asked again until all records can be found. */
const askAgainMs = 2_000;

/** What stands among records for the text typed so far; asked once typing rests, and the last answer counts. */
function useFound(find: FindRecords, typed: string): readonly FoundRecord[] {
  const [found, setFound] = useState<{ readonly text: string; readonly records: readonly FoundRecord[] }>({ text: "", records: [] });
  const text = typed.trim();
  const asking = useRef(find);
  useEffect(() => {
    asking.current = find;
  });
  useEffect(() => {
    if (text.length < 2) return undefined;
    let isStale = false;
    let timer = setTimeout(() => void ask(), 180);
    async function ask(): Promise<void> {
      // The palette goes on without records; the list of records tells what is wrong.
      const { records, isTakingIn } = await asking.current(text).catch(() => ({ records: [], isTakingIn: false }));
      if (isStale) return;
      setFound({ text, records });
      if (isTakingIn) timer = setTimeout(() => void ask(), askAgainMs);
    }
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [text]);
  return text.length >= 2 && found.text !== "" ? found.records : [];
}

export function Palette({ pages, workspace, acts, find }: PaletteProps) {
  const t = useWords<typeof words>("kit");
  const go = useGo();
  const carried = useCarriedSearch();
  const { language, switchTo } = useLanguage();
  const { toggleColorScheme } = useMantineColorScheme();
  const [typed, setTyped] = useState("");
  const found = useFound(find, typed);
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
      group: t("palette-records"),
      actions: [
        ...found.map((record) => ({
          id: record.href,
          label: record.name,
          // The id is what was typed as often as the name: both stand, so that the one found can be told from its like.
          description: record.name === record.id || !record.isNumbered ? record.kind : `${record.kind} · ${record.id}`,
          // The server has chosen them for what was typed: they stay whatever the palette's own search thinks.
          keywords: [typed.trim()],
          onClick: () => go(record.href),
        })),
        ...(typed.trim().length < 2
          ? []
          : [
              {
                id: "find-all",
                label: t("palette-all", { typed: typed.trim() }),
                keywords: [typed.trim()],
                onClick: () => go(paths.search(workspace, { q: typed.trim() })),
              },
            ]),
      ],
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
      actions={groups.filter((group) => group.actions.length > 0)}
      query={typed}
      onQueryChange={setTyped}
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
