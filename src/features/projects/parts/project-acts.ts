// What can be done with a project's parts, each with its way back, and amounts and times as people type them.
import { useQueryClient } from "@tanstack/react-query";

import { changeBudgetLine, changeProjectTask, changeShift, endProjectTask, listProjects, makeTaskAction, readProject } from "#features/projects/contract.ts";
import type { words } from "#features/projects/words.en.ts";
import type { TaskState } from "#facts/projects.ts";
import { toMajor } from "#kit/money.ts";
import { usePathPart, useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { useWords } from "#ui/language.ts";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";

/** Questions whose answers an act on a project makes stale. */
export const changedByProjects = [readProject, listProjects];

export const minorAsTyped = (minor: number | null, currency: string) => (minor === null || minor === 0 ? "" : String(toMajor(minor, currency)));

/** '09:30' as minutes of the day, '24:00' its end; null: no time. */
export function typedMinute(text: string): number | null {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text.trim()) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && minute <= 1440 ? minute : null;
}

export const minuteAsTyped = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

export function usePartActs() {
  const t = useWords<typeof words>("projects");
  const client = useQueryClient();
  const workspace = useWorkspaceSlug();
  const id = usePathPart("id");
  const of = (part: string) => ({ workspace, id, part });
  const again = () => forget(client, changedByProjects);
  const back = (act: () => Promise<unknown>) => async () => {
    await act();
    await again();
  };
  const end = useTell(endProjectTask, { changes: changedByProjects });
  const task = useTell(changeProjectTask, { changes: changedByProjects });
  const line = useTell(changeBudgetLine, { changes: changedByProjects });
  const shift = useTell(changeShift, { changes: changedByProjects });
  const enter = useTell(makeTaskAction, { changes: changedByProjects, onDone: () => toast({ text: t("task-entered") }) });
  const undone = { isRemoved: false };
  return {
    error: end.error ?? task.error ?? line.error ?? shift.error ?? enter.error,
    isPending: end.isPending,
    end: (part: { id: string; title: string; state: TaskState }, state: TaskState) =>
      end.mutate(
        { params: of(part.id), body: { state } },
        {
          onSuccess: () => {
            const said = state === "done" ? "task-done-now" : state === "open" ? "task-opened-now" : "task-dropped-now";
            toast({ text: t(said, { title: part.title }), undo: back(() => ask(endProjectTask, { params: of(part.id), body: { state: part.state } })) });
          },
        },
      ),
    removeTask: (part: string) =>
      task.mutate(
        { params: of(part), body: { isRemoved: true } },
        { onSuccess: () => toast({ text: t("task-removed"), undo: back(() => ask(changeProjectTask, { params: of(part), body: undone })) }) },
      ),
    removeLine: (part: string) =>
      line.mutate(
        { params: of(part), body: { isRemoved: true } },
        { onSuccess: () => toast({ text: t("line-removed"), undo: back(() => ask(changeBudgetLine, { params: of(part), body: undone })) }) },
      ),
    removeShift: (part: string) =>
      shift.mutate(
        { params: of(part), body: { isRemoved: true } },
        { onSuccess: () => toast({ text: t("shift-removed"), undo: back(() => ask(changeShift, { params: of(part), body: undone })) }) },
      ),
    enter: (part: string) => enter.mutate({ params: of(part), body: {} }),
  };
}
