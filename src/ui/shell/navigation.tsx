// Where one can go: areas with their rooms at the side, or at the bottom of a phone.
import { IconArrowsSplit2, IconDatabase, IconHistory, IconHeartHandshake, IconScale, IconSettings } from "@tabler/icons-react";
import { useEffect, useRef } from "react";

import { GoTo, useGo, useSearch, writeSearch } from "#ui/address.tsx";
import { Dropdown, DropdownItem } from "#ui/dropdown.tsx";
import { useWords } from "#ui/language.ts";
import { type Area, type Icon, type PageEntry, addressOfRoom, areas } from "#ui/rooms.ts";
import { Brand } from "#ui/shell/brand.tsx";
import classes from "#ui/shell/shell.module.css";
import type { words } from "#ui/words.en.ts";

interface NavigationProps {
  readonly pages: readonly PageEntry[];
  readonly here: PageEntry | undefined;
  readonly workspace: string;
  /** Rooms that do not apply to the firm: how many, whether they are shown all the same. */
  readonly left?: { readonly count: number; readonly isShown: boolean; readonly onShow: (isShown: boolean) => void };
}

const areaIcons: Readonly<Record<Area, Icon>> = {
  happened: IconHistory,
  right: IconScale,
  do: IconArrowsSplit2,
  together: IconHeartHandshake,
  facts: IconDatabase,
  workspace: IconSettings,
};

/** What a link to another room carries along: the period one looks at. */
export function useCarriedSearch(): (page: PageEntry) => string {
  const [search] = useSearch();
  const carried = writeSearch({ period: search["period"], against: search["against"] });
  return (page) => (page.isTimeless === true ? "" : carried);
}

const roomName = (t: (key: never) => string, page: PageEntry) => t(`room-${page.room}` as never);

export function SideBar({ pages, here, workspace, left }: NavigationProps) {
  const t = useWords<typeof words>("kit");
  const side = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a low screen the list is longer than its place: the room one is in stays in sight, and the page stays where it is.
    const nav = side.current;
    const link = here && nav?.querySelector<HTMLElement>("[aria-current=page]");
    if (!nav || !link) return;
    const [at, end] = [link.offsetTop, link.offsetTop + link.offsetHeight];
    if (at < nav.scrollTop || end > nav.scrollTop + nav.clientHeight) nav.scrollTop = at - nav.clientHeight / 2;
  }, [here]);
  return (
    <nav ref={side} className={classes.side} aria-label={t("main-navigation")}>
      <GoTo href={`/w/${workspace}`} className={classes.brand}>
        <Brand />
        {t("product")}
      </GoTo>
      {areas.map((area) => (
        <AreaList key={area} area={area} pages={pages.filter((page) => page.area === area)} here={here} workspace={workspace} />
      ))}
      {left === undefined ? null : (
        <p className={classes.left}>
          {left.isShown ? null : `${t("hidden-count", { count: left.count })}. `}
          <button type="button" onClick={() => left.onShow(!left.isShown)}>
            {t(left.isShown ? "hidden-leave" : "hidden-show")}
          </button>
        </p>
      )}
    </nav>
  );
}

function AreaList({ area, pages, here, workspace }: NavigationProps & { readonly area: Area }) {
  const t = useWords<typeof words>("kit");
  const carried = useCarriedSearch();
  if (pages.length === 0) return null;
  return (
    <section className={`${classes.area} ${area === "workspace" ? classes.last : ""}`}>
      <h2>{t(`area-${area}`)}</h2>
      <ul>
        {pages.map((page) => (
          <li key={page.room}>
            <GoTo
              href={addressOfRoom(page, workspace, carried(page))}
              className={classes.link}
              {...(here?.room === page.room ? { "aria-current": "page" as const } : {})}
            >
              {page.icon ? <page.icon size={18} stroke={1.5} aria-hidden /> : null}
              {roomName(t, page)}
            </GoTo>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function BottomBar({ pages, here, workspace, left }: NavigationProps) {
  const t = useWords<typeof words>("kit");
  const shown = areas.filter((area) => pages.some((page) => page.area === area));
  return (
    <nav className={classes.bottom} aria-label={t("main-navigation")}>
      {shown.map((area, index) => (
        <AreaTab
          key={area}
          align={index * 2 < shown.length ? "start" : "end"}
          area={area}
          pages={pages.filter((page) => page.area === area)}
          here={here}
          workspace={workspace}
          {...(area === "workspace" && left !== undefined ? { left } : {})}
        />
      ))}
    </nav>
  );
}

function AreaTab({ area, pages, here, workspace, align, left }: NavigationProps & { readonly area: Area; readonly align: "start" | "end" }) {
  const t = useWords<typeof words>("kit");
  const go = useGo();
  const carried = useCarriedSearch();
  const AreaIcon = areaIcons[area];
  return (
    <Dropdown
      isAbove
      align={align}
      className={classes.tabholder}
      target={
        <button type="button" className={classes.tab} {...(here?.area === area ? { "data-here": true } : {})}>
          <AreaIcon size={20} stroke={1.5} aria-hidden />
          {/* The longest name has no room in a tab. */}
          {t(area === "together" ? "area-together-short" : `area-${area}`)}
        </button>
      }
    >
      {pages.map((page) => (
        <DropdownItem
          key={page.room}
          icon={page.icon ? <page.icon size={18} stroke={1.5} aria-hidden /> : null}
          onPick={() => go(addressOfRoom(page, workspace, carried(page)))}
        >
          {here?.room === page.room ? <strong>{roomName(t, page)}</strong> : roomName(t, page)}
        </DropdownItem>
      ))}
      {left === undefined ? null : (
        <DropdownItem icon={null} onPick={() => left.onShow(!left.isShown)}>
          {t(left.isShown ? "hidden-leave" : "hidden-show")}
        </DropdownItem>
      )}
    </Dropdown>
  );
}
