// Dialogs and side panels, made of the browser's own: it keeps the focus inside, closes on Escape and gives the focus back.
import { CloseButton } from "@mantine/core";
import { type CSSProperties, type ReactNode, useEffect, useId, useRef } from "react";

import classes from "#ui/dialog.module.css";
import { useWords } from "#ui/language.ts";
import { opened as openedOnTop } from "#ui/top-dialog.ts";
import type { words } from "#ui/words.en.ts";

export interface DialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  /** Its width: '26rem'. */
  readonly size?: string;
  /** A click beside it closes it; false where something is shown that will not be shown again. */
  readonly closeOnClickOutside?: boolean;
  readonly children: ReactNode;
}

/** In the middle: a form, a question. */
export function Modal(props: DialogProps) {
  return props.opened ? <Shown {...props} /> : null;
}

/** At the side, the page stays in sight: papers, one record up close. */
export function Drawer(props: DialogProps) {
  return props.opened ? <Shown {...props} isPanel /> : null;
}

function Shown({ onClose, title, size, closeOnClickOutside = true, children, isPanel = false }: DialogProps & { readonly isPanel?: boolean }) {
  const t = useWords<typeof words>("kit");
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useOpened(dialog, isPanel);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a click beside a dialog closes it; Escape and the button do the same
    <dialog
      ref={dialog}
      className={classes.dialog}
      aria-labelledby={id}
      style={{ "--dialog-size": size ?? (isPanel ? "28rem" : "30rem") } as CSSProperties}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (closeOnClickOutside && event.target === dialog.current && isBeside(event, dialog.current)) onClose();
      }}
      {...(isPanel ? { "data-panel": true } : {})}
    >
      <div className={classes.head}>
        <h2 id={id}>{title}</h2>
        <CloseButton size="lg" aria-label={t("close")} onClick={onClose} />
      </div>
      <div className={classes.body}>{children}</div>
    </dialog>
  );
}

/** Opens when it appears; in a form the focus goes to the first field, in a panel to its beginning, so that it is read from the top. */
function useOpened(dialog: React.RefObject<HTMLDialogElement | null>, isPanel: boolean): void {
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    const closed = element === null ? null : openedOnTop(element);
    if (!isPanel) element?.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea")?.focus();
    const { overflow } = document.body.style;
    document.body.style.overflow = "hidden";
    return () => {
      document.body.style.overflow = overflow;
      closed?.();
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, [dialog, isPanel]);
}

function isBeside(event: { clientX: number; clientY: number }, element: HTMLElement): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return event.clientX < left || event.clientX > right || event.clientY < top || event.clientY > bottom;
}
