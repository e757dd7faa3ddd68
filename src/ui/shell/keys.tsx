// Keys of the frame: Ctrl+K (Cmd+K) and / open the palette, g and a letter goes to a room. The palette is loaded when first asked for.
import { ActionIcon } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type ComponentType, useEffect, useRef, useState } from "react";

import { useGo } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { ShortcutHint } from "#ui/marks.tsx";
import { addressOfRoom } from "#ui/rooms.ts";
import type { PaletteProps } from "#ui/shell/palette-props.ts";
import { useCarriedSearch } from "#ui/shell/navigation.tsx";
import { Tip } from "#ui/tip.tsx";
import type { words } from "#ui/words.en.ts";

export function KeysAndPalette(props: PaletteProps) {
  const t = useWords<typeof words>("kit");
  const [Palette, setPalette] = useState<ComponentType<PaletteProps> | null>(null);
  const open = async () => {
    const loaded = await import("#ui/shell/palette.tsx");
    setPalette(() => loaded.Palette);
    // The palette must be on the page before it can open.
    requestAnimationFrame(() => loaded.openPalette());
  };
  useFrameKeys(props, () => void open());
  return (
    <>
      <Tip
        isEcho
        label={
          <>
            {t("palette")} <ShortcutHint keys="Ctrl K" />
          </>
        }
      >
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t("palette")} aria-keyshortcuts="Control+K Meta+K /" onClick={() => void open()}>
          <IconSearch size={20} stroke={1.5} />
        </ActionIcon>
      </Tip>
      {Palette ? <Palette {...props} /> : null}
    </>
  );
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable], [role=dialog]") !== null;

function useFrameKeys({ pages, workspace }: PaletteProps, openPalette: () => void): void {
  const go = useGo();
  const carried = useCarriedSearch();
  const afterG = useRef(0);
  const act = useRef<(event: KeyboardEvent) => void>(() => {});
  useEffect(() => {
    act.current = (event) => {
      if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        openPalette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === "/") {
        event.preventDefault();
        openPalette();
      } else if (event.key === "g") afterG.current = event.timeStamp;
      else if (event.timeStamp - afterG.current < 1200) {
        const page = pages.find((each) => each.key === event.key);
        afterG.current = 0;
        if (page) go(addressOfRoom(page, workspace, carried(page)));
      }
    };
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent) => act.current(event);
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, []);
}
