// What the room of agencies is asked, as it stands in the address: whose work, of what, and which of its leads.
import { type ShareKind, shareKinds } from "#facts/rights.ts";
import { type Stage, stages } from "#facts/stage.ts";
import { type SearchOf, useSearch } from "#ui/address.tsx";
import { usePeriod } from "#ui/period.tsx";

export interface Subject {
  readonly kind: ShareKind;
  readonly id: string;
}

export const outcomes = ["open", "won", "lost", "returned"] as const;

export interface AgencyQuestion {
  readonly member: string | null;
  readonly subject: Subject | null;
  /** Leads that got to this step; that stand so. */
  readonly step: Stage | null;
  readonly outcome: (typeof outcomes)[number] | null;
  readonly isAdding: boolean;
  /** Pages of leads and of lines of spend. */
  readonly from: { readonly cases: number; readonly lines: number };
  readonly period: string | null;
  readonly set: (change: SearchOf, options?: { keepsHistory?: boolean }) => void;
}

export function useAgencyQuestion(): AgencyQuestion {
  const [search, set] = useSearch();
  const { period } = usePeriod();
  const text = (name: string) => {
    const value = search[name];
    const one = Array.isArray(value) ? value[0] : value;
    return one === undefined || one === "" ? null : one;
  };
  const count = (name: string) => Math.max(0, Math.floor(Number(text(name) ?? 0)) || 0);
  const kind = shareKinds.find((each) => each === text("kind"));
  const id = text("id");
  return {
    member: text("member"),
    subject: kind === undefined || id === null ? null : { kind, id },
    step: stages.find((each) => each === text("step")) ?? null,
    outcome: outcomes.find((each) => each === text("outcome")) ?? null,
    isAdding: text("add") !== null,
    from: { cases: count("leads"), lines: count("lines") },
    period,
    set,
  };
}

/** The same as the server is asked it. */
export function asked({ member, subject, period }: AgencyQuestion) {
  return { ...(member === null ? {} : { member }), ...(period === null ? {} : { period }), ...subject };
}
