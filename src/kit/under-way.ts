// What is being worked out for somebody at this moment, and how far it has come.
import { z } from "zod";

import { endpoint } from "#kit/endpoint.ts";
import { workParts } from "#kit/long-work.ts";
import { inWorkspace } from "#kit/shapes.ts";

const underWayShape = z.object({
  /** Name of the endpoint that was asked. */
  question: z.string(),
  /** null: it waits its turn. */
  part: z.enum(workParts).nullable(),
  /** Of the step, 0 to 1; null where that is not known. */
  share: z.number().min(0).max(1).nullable(),
});
export type UnderWay = z.output<typeof underWayShape>;

export const readUnderWay = endpoint({
  name: "readUnderWay",
  method: "GET",
  path: "/api/w/:workspace/under-way",
  audience: "member",
  summary: "The asker's own heavy questions that are being worked out now, and how far each has come",
  tag: "server",
  params: inWorkspace,
  reply: z.object({ questions: z.array(underWayShape) }),
});
