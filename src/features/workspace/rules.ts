// What a change of settings means for the numbers.
import type { Role } from "#facts/department.ts";
import type { LiveKind } from "#kit/live-kinds.ts";

interface ThatNumbersDependOn {
  readonly currency: string;
  readonly timeZone: string;
  readonly fiscalStartMonth: number;
}

/** Whether numbers may come out differently: another currency, other days, other quarters. A name or a language changes none. */
export function changesNumbers(was: ThatNumbersDependOn, now: ThatNumbersDependOn): boolean {
  return was.currency !== now.currency || was.timeZone !== now.timeZone || was.fiscalStartMonth !== now.fiscalStartMonth;
}

export type NoticeKind = "facts" | LiveKind;

interface Listener {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly role: Role;
}

/** All that an agency hears besides facts: its own notices, and what changes between the firm and itself. */
const kindsForAgencies: ReadonlySet<NoticeKind> = new Set<NoticeKind>(["notices", "agency"]);

/** What a notice about an import, about facts or about claims tells a listener; null when it is about another workspace, for another member, or not an agency's. */
export function readNotice(kind: NoticeKind, payload: string, { workspaceId, memberId, role }: Listener): { kind: NoticeKind; importId?: string } | null {
  const isAgency = role === "agency";
  if (isAgency && !kindsForAgencies.has(kind)) return null;
  // Empty: the connection was away for a moment and something may have been missed.
  if (payload === "") return { kind };
  // Between the firm and which agency: the firm hears of each, an agency of itself.
  if (kind === "agency") return payload.split(" ")[0] === workspaceId && (!isAgency || payload === `${workspaceId} ${memberId}`) ? { kind } : null;
  if (kind === "notices") return payload === `${workspaceId} ${memberId}` ? { kind } : null;
  if (kind !== "import") return payload === workspaceId ? { kind } : null;
  const said = JSON.parse(payload) as { readonly workspaceId: string; readonly importId: string };
  return said.workspaceId === workspaceId ? { kind, importId: said.importId } : null;
}
