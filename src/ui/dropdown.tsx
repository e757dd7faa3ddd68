// A menu that opens under its button, and a small panel that does the same; walked with the arrows, closed with Escape.
import { type KeyboardEvent, type ReactElement, type ReactNode, type RefObject, cloneElement, createContext, use, useEffect, useRef, useState } from "react";

import classes from "#ui/floating.module.css";

export interface FloatingProps {
  /** The button that opens it. */
  readonly target: ReactElement<Record<string, unknown>>;
  readonly align?: "start" | "end";
  readonly isAbove?: boolean;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

const CloseContext = createContext<() => void>(() => {});

/** A list of acts: <Dropdown target={<button>…</button>}><DropdownItem onPick={…}>…</DropdownItem></Dropdown>. */
export function Dropdown({ target, align = "start", isAbove = false, children, className }: FloatingProps) {
  const { isOpen, setOpen, holder, close } = useFloating();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isOpen) itemsOf(list)[0]?.focus();
  }, [isOpen]);
  return (
    <div className={`${classes.holder} ${className ?? ""}`} ref={holder}>
      {cloneElement(target, { "aria-haspopup": "menu", "aria-expanded": isOpen, onClick: () => setOpen(!isOpen) })}
      {isOpen ? (
        <div
          ref={list}
          role="menu"
          tabIndex={-1}
          className={classes.panel}
          data-align={align}
          {...(isAbove ? { "data-above": true } : {})}
          onKeyDown={(event) => walk(event, list, close)}
        >
          <CloseContext value={close}>{children}</CloseContext>
        </div>
      ) : null}
    </div>
  );
}

export interface DropdownItemProps {
  readonly onPick: () => void;
  readonly children: ReactNode;
  readonly icon?: ReactNode;
  /** For one of several: whether it is the one. */
  readonly isChosen?: boolean;
  readonly isOff?: boolean;
  readonly lang?: string;
}

export function DropdownItem({ onPick, children, icon, isChosen, isOff = false, lang }: DropdownItemProps) {
  const close = use(CloseContext);
  const pick = () => {
    if (isOff) return;
    close();
    onPick();
  };
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes.item}
      lang={lang}
      onClick={pick}
      role={isChosen === undefined ? "menuitem" : "menuitemradio"}
      {...(isChosen === undefined ? {} : { "aria-checked": isChosen })}
      {...(isOff ? { "aria-disabled": true } : {})}
    >
      {icon}
      {children}
    </button>
  );
}

/** A file to be fetched. */
export function DropdownFile({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const close = use(CloseContext);
  return (
    <a href={href} download role="menuitem" tabIndex={-1} className={classes.item} onClick={close}>
      {children}
    </a>
  );
}

export function DropdownLabel({ children }: { readonly children: ReactNode }) {
  return <div className={classes.label}>{children}</div>;
}

export function DropdownRule() {
  return <hr className={classes.rule} />;
}

/** A small panel with fields: `children` gets how to close it. */
export function Panel({
  target,
  align = "end",
  label,
  children,
}: Omit<FloatingProps, "children"> & { readonly label: string; readonly children: (close: () => void) => ReactNode }) {
  const { isOpen, setOpen, holder, close } = useFloating();
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isOpen) panel.current?.focus();
  }, [isOpen]);
  return (
    <div className={classes.holder} ref={holder}>
      {cloneElement(target, { "aria-haspopup": "dialog", "aria-expanded": isOpen, onClick: () => setOpen(!isOpen) })}
      {isOpen ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes a dialog
        <div
          ref={panel}
          role="dialog"
          aria-label={label}
          tabIndex={-1}
          className={classes.panel}
          data-align={align}
          data-padded
          onKeyDown={(event) => {
            if (event.key === "Escape") close();
          }}
        >
          {children(close)}
        </div>
      ) : null}
    </div>
  );
}

/** Open or not; closed by a click elsewhere, by leaving with Tab, and given the focus back when closed by key or choice. */
function useFloating() {
  const [isOpen, setOpen] = useState(false);
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    const leave = (event: Event) => {
      if (event.target instanceof Node && !holder.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("focusin", leave);
    };
  }, [isOpen]);
  const close = () => {
    setOpen(false);
    holder.current?.querySelector<HTMLElement>("[aria-haspopup]")?.focus();
  };
  return { isOpen, setOpen, holder, close };
}

const itemsOf = (list: RefObject<HTMLDivElement | null>) => [...(list.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];

function walk(event: KeyboardEvent, list: RefObject<HTMLDivElement | null>, close: () => void): void {
  const items = itemsOf(list);
  const at = items.indexOf(document.activeElement as HTMLElement);
  const goTo = (index: number) => {
    event.preventDefault();
    items[(index + items.length) % items.length]?.focus();
  };
  if (event.key === "ArrowDown") goTo(at + 1);
  else if (event.key === "ArrowUp") goTo(at - 1);
  else if (event.key === "Home") goTo(0);
  else if (event.key === "End") goTo(items.length - 1);
  else if (event.key === "Tab" || event.key === "Escape") close();
  else if (event.key.length === 1) {
    const next = [...items.slice(at + 1), ...items.slice(0, at + 1)].find((item) => item.textContent?.trim().toLowerCase().startsWith(event.key.toLowerCase()));
    next?.focus();
  }
}
