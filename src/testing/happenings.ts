// Stage changes and activities as columns, as the ledger would read them in a workspace that keeps UTC and whose stages bear our names or mapped ones.
import { codedOf } from "#facts/columns.ts";
import type { Activity, StageChange } from "#facts/entities.ts";
import type { ActivityColumns, MoveColumns } from "#facts/moves.ts";
import { type Stage, stages } from "#facts/stage.ts";
import { dayNumber } from "#kit/day.ts";

const dayAt = (at: string) => dayNumber(at.slice(0, 10));
const byTime = <R extends { readonly at: string; readonly id: string }>(rows: readonly R[]) =>
  rows.toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1));

export function moveColumnsOf(changes: readonly StageChange[], mapped: Readonly<Record<string, Stage>> = {}): MoveColumns {
  const rows = byTime(changes);
  const place = (name: string | null) => (name === null ? -1 : (stages as readonly string[]).indexOf(mapped[name] ?? name));
  return {
    count: rows.length,
    isDeal: Uint8Array.from(rows, ({ of }) => Number(of !== "lead")),
    record: codedOf(rows.map(({ record }) => record)),
    from: Int8Array.from(rows, ({ fromStage }) => place(fromStage)),
    to: Int8Array.from(rows, ({ toStage }) => place(toStage)),
    fromName: codedOf(rows.map(({ fromStage }) => fromStage)),
    toName: codedOf(rows.map(({ toStage }) => toStage)),
    day: Int32Array.from(rows, ({ at }) => dayAt(at)),
    minute: Int32Array.from(rows, ({ at }) => Number(at.slice(11, 13)) * 60 + Number(at.slice(14, 16))),
    by: codedOf(rows.map(({ by }) => by)),
    isObserved: new Uint8Array(rows.length),
  };
}

export function activityColumnsOf(activities: readonly Activity[]): ActivityColumns {
  const rows = byTime(activities);
  return {
    count: rows.length,
    day: Int32Array.from(rows, ({ at }) => dayAt(at)),
    deal: codedOf(rows.map(({ deal }) => deal)),
    lead: codedOf(rows.map(({ lead }) => lead)),
    direction: codedOf(rows.map(({ direction }) => direction)),
  };
}
