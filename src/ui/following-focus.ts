// Where a button gives way to a form, the focus goes along: into the first field, and back to the button when the form is done.
import { type RefObject, useEffect, useRef } from "react";

/** For the element that holds either the button or the form. A form that was open from the start leaves the focus to its dialog. */
export function useFollowingFocus<E extends HTMLElement>(isOpen: boolean): RefObject<E | null> {
  const place = useRef<E>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (wasOpen.current === isOpen) return;
    wasOpen.current = isOpen;
    place.current?.querySelector<HTMLElement>(isOpen ? "input:not([type=hidden]), select, textarea, button" : "button")?.focus();
  }, [isOpen]);
  return place;
}
