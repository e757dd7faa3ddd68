// A button that, when it is off, says why: it keeps its place in the order of keys and names its reason to everybody.
import { Button, type ButtonProps } from "@mantine/core";
import { type MouseEvent, type ReactNode, useId } from "react";

import type { WhyNot } from "#kit/refusal.ts";

import { useReason } from "#ui/reasons.ts";
import { Tip } from "#ui/tip.tsx";

export interface ReasonButtonProps extends ButtonProps {
  /** The code from whyNot…(); null where the act is open. */
  readonly whyNot: WhyNot;
  readonly onClick?: (event: MouseEvent<HTMLButtonElement>) => void;
  readonly type?: "button" | "submit";
  readonly children: ReactNode;
}

export function ReasonButton({ whyNot, onClick, type = "button", children, ...rest }: ReasonButtonProps) {
  const id = useId();
  const reason = useReason();
  if (whyNot === null) {
    return (
      <Button type={type} onClick={onClick} {...rest}>
        {children}
      </Button>
    );
  }
  const why = reason(whyNot);
  // aria-disabled and not disabled: a button that cannot be reached cannot say why.
  return (
    <span>
      <Tip label={why} isEcho>
        <Button {...rest} type="button" aria-disabled data-disabled aria-describedby={id} onClick={(event) => event.preventDefault()}>
          {children}
        </Button>
      </Tip>
      <span id={id} className="seen-by-readers-only">
        {why}
      </span>
    </span>
  );
}
