// The days of joint projects as a calendar shows them beside meetings or actions.
import { type ProjectDays, daysOfProject } from "#facts/project-days.ts";
import type { DayEvent } from "#ui/month-calendar.tsx";

interface Told {
  /** What is said of one of its days; `of` 1: it has no other. */
  readonly note: (day: { readonly n: number; readonly of: number; readonly isCancelled: boolean }) => string;
  readonly onOpen: (id: string) => void;
}

export function projectEvents(projects: readonly ProjectDays[], { note, onOpen }: Told): DayEvent[] {
  return projects.flatMap((project) =>
    daysOfProject(project).map(({ day, n, of }) => ({
      key: `${project.id} ${day}`,
      day,
      title: project.name,
      note: note({ n, of, isCancelled: project.isCancelled }),
      tone: project.isCancelled ? ("off" as const) : ("project" as const),
      onOpen: () => onOpen(project.id),
    })),
  );
}
