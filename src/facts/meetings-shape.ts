// A meeting and who is asked to it, as answers tell them: planning and the room speak of the same one.
import { z } from "zod";

import { departments } from "#facts/department.ts";
import { meetingAnswers, meetingStates } from "#facts/meetings.ts";
import { listOf } from "#facts/papers-shape.ts";
import { dayShape, momentShape } from "#kit/shapes.ts";

export const meetingPersonShape = z.object({ memberId: z.uuid(), name: z.string(), department: z.enum(departments).nullable() });

export const meetingShape = z
  .object({
    id: z.uuid(),
    seriesId: z.uuid().nullable(),
    /** The day that the rule gave, where the meeting lies on another. */
    movedFrom: dayShape.nullable(),
    title: z.string(),
    startsAt: momentShape,
    minutes: z.number().int(),
    timeZone: z.string(),
    place: z.string().nullable(),
    state: z.enum(meetingStates),
    cancelReason: z.string().nullable(),
    agendaWrittenAt: momentShape.nullable(),
    agendaSentAt: momentShape.nullable(),
    agendaGoesOutAt: momentShape,
    openedAt: momentShape.nullable(),
    closedAt: momentShape.nullable(),
    closedBy: z.string().nullable(),
    people: listOf(meetingPersonShape.extend({ answer: z.enum(meetingAnswers).nullable(), wasThere: z.boolean() })),
    items: z.number().int(),
    whyNotChange: z.string().nullable(),
  })
  .meta({ id: "Meeting" });
export type MeetingView = z.output<typeof meetingShape>;
