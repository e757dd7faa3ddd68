// A place for a proposal: the button, off with its reason where none may be made, and in its stead the form; the focus goes along.
import type { ReactNode } from "react";

import { useFollowingFocus } from "#ui/following-focus.ts";
import { ReasonButton } from "#ui/reason-button.tsx";
import { useReason } from "#ui/reasons.ts";

export interface ProposingProps {
  readonly label: string;
  readonly whyNot: string | null;
  /** Whether the form is asked for; it is shown only where nothing speaks against it. */
  readonly isAsked: boolean;
  readonly onAsk: () => void;
  /** The form. */
  readonly children: ReactNode;
}

export function Proposing({ label, whyNot, isAsked, onAsk, children }: ProposingProps) {
  const reason = useReason();
  const isOpen = isAsked && whyNot === null;
  const place = useFollowingFocus<HTMLDivElement>(isOpen);
  return (
    <div ref={place}>
      {isOpen ? (
        children
      ) : (
        <div className="not-on-paper" style={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px 16px" }}>
          <ReasonButton whyNot={whyNot} variant="default" onClick={onAsk}>
            {label}
          </ReasonButton>
          {whyNot === null ? null : <span style={{ fontSize: "var(--mantine-font-size-xs)", color: "var(--text-quiet)" }}>{reason(whyNot)}</span>}
        </div>
      )}
    </div>
  );
}
