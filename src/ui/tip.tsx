// A short note beside whatever one points at or comes to by key. Small on purpose: it is on every page.
import { type ReactElement, type ReactNode, cloneElement, useEffect, useId, useRef, useState } from "react";
import { createPortal } from "react-dom";

import classes from "#ui/floating.module.css";

export interface TipProps {
  readonly label: ReactNode;
  /** One element that takes the focus or is pointed at. */
  readonly children: ReactElement<Record<string, unknown>>;
  /** The label says what the element already says, so readers of the screen are spared it. */
  readonly isEcho?: boolean;
}

interface Anchor {
  readonly place: DOMRect;
  readonly within: Element;
}

const delay = 250;
const gap = 6;

/** Shown after a moment's rest of the pointer, at once on focus by key; Escape hides it. */
export function Tip({ label, children, isEcho = false }: TipProps) {
  const id = useId();
  /** What one rests on, and since when it counts as rest. */
  const [rested, setRested] = useState<{ readonly element: Element; readonly isByKey: boolean } | null>(null);
  const [anchor, setAnchor] = useState<Anchor | null>(null);
  useEffect(() => {
    if (rested === null) return undefined;
    const { element, isByKey } = rested;
    // A dialog lies above everything else, so its notes belong inside it.
    const show = () => setAnchor({ place: element.getBoundingClientRect(), within: element.closest("dialog") ?? document.body });
    const later = setTimeout(show, isByKey ? 0 : delay);
    return () => clearTimeout(later);
  }, [rested]);
  const hide = () => {
    setRested(null);
    setAnchor(null);
  };
  useHideOn(anchor !== null, hide);
  const described = anchor === null || isEcho ? {} : { "aria-describedby": id };
  return (
    <>
      {cloneElement(children, {
        onMouseEnter: (event: React.MouseEvent) => setRested({ element: event.currentTarget, isByKey: false }),
        onMouseLeave: hide,
        onFocus: (event: React.FocusEvent) => {
          if (event.currentTarget.matches(":focus-visible")) setRested({ element: event.currentTarget, isByKey: true });
        },
        onBlur: hide,
        ...described,
      })}
      {anchor === null ? null : createPortal(<Note id={id} anchor={anchor.place} label={label} />, anchor.within)}
    </>
  );
}

function useHideOn(isShown: boolean, hide: () => void): void {
  const latest = useRef(hide);
  useEffect(() => {
    latest.current = hide;
  });
  useEffect(() => {
    if (!isShown) return undefined;
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && latest.current();
    const onMove = () => latest.current();
    window.addEventListener("keydown", onKey);
    window.addEventListener("scroll", onMove, true);
    return () => {
      window.removeEventListener("keydown", onKey);
      window.removeEventListener("scroll", onMove, true);
    };
  }, [isShown]);
}

function Note({ id, anchor, label }: { readonly id: string; readonly anchor: DOMRect; readonly label: ReactNode }) {
  const note = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);
  useEffect(() => {
    if (!note.current) return;
    const { width, height } = note.current.getBoundingClientRect();
    const left = Math.max(8, Math.min(window.innerWidth - width - 8, anchor.left + anchor.width / 2 - width / 2));
    const isRoomAbove = anchor.top - height - gap > 8;
    setPlace({ left, top: isRoomAbove ? anchor.top - height - gap : anchor.bottom + gap });
  }, [anchor]);
  return (
    <div ref={note} id={id} role="tooltip" className={classes.tip} style={place ?? { left: 0, top: 0, visibility: "hidden" }}>
      {label}
    </div>
  );
}
