// Who stands where on which day.
import * as contract from "#features/projects/contract.ts";
import { acts, areHere, note, setAside, tooMany } from "#features/projects/routes/act.ts";
import * as store from "#features/projects/store.ts";
import { invalid, missing } from "#http/answers.ts";
import type { Route } from "#http/route.ts";
import { randomUUID } from "node:crypto";

export const staff: Route[] = [
  acts(contract.addShifts, async (inside) => {
    const { tx, asker, project, question } = inside;
    const { days, ...shift } = question.body;
    if ((shift.memberId === null) === (shift.person === "")) return invalid("nobody-named");
    if (shift.toMinute <= shift.fromMinute) return invalid("ends-before-start");
    if (shift.memberId !== null && !(await areHere(tx, asker.workspaceId, { ids: [shift.memberId], asOf: question.asOf }))) return invalid("owner-not-here");
    const full = await tooMany(inside, "project_shift", days.length);
    if (full !== null) return full;
    const ids: string[] = [];
    for (const day of new Set(days)) {
      const id = randomUUID();
      await store.insertShift(tx, asker.workspaceId, { ...shift, day, id, projectId: project.id });
      ids.push(id);
    }
    await note(tx, asker, { project, act: "shift-added", said: { person: shift.person || shift.memberId, days: days.join(", "), role: shift.role } });
    return { ids };
  }),
  acts(contract.changeShift, async (inside) => {
    const { tx, asker, project, question } = inside;
    const { isRemoved, ...some } = question.body;
    if (isRemoved !== undefined) return setAside(inside, "project_shift", isRemoved);
    const shift = (await store.allShifts(tx, asker.workspaceId)).find(({ id, projectId }) => id === question.params.part && projectId === project.id);
    if (shift === undefined) return missing();
    const next = { ...shift, ...some } as typeof shift;
    if (next.toMinute <= next.fromMinute) return invalid("ends-before-start");
    await store.updateShift(tx, asker.workspaceId, next);
    await note(tx, asker, { project, act: "shift-changed", said: { person: shift.person, ...some } });
    return {};
  }),
];
