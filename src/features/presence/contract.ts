// Who is here: a tab says where it is while somebody has it before them; whoever does not want to be seen sees nobody.
import { z } from "zod";

import { subjectKinds } from "#facts/subject.ts";
import { endpoint } from "#kit/endpoint.ts";
import { inWorkspace, nothing, workspaceSlugShape } from "#kit/shapes.ts";

const tag = "presence";

export const standHere = endpoint({
  name: "standHere",
  method: "PUT",
  path: "/api/w/:workspace/presence/:tab",
  audience: "member",
  summary: "Say where this tab is: told to colleagues for half a minute and kept nowhere. An agency stands only where something is shared with it",
  tag,
  params: z.strictObject({ workspace: workspaceSlugShape, tab: z.uuid() }),
  body: z.strictObject({
    /** As addresses name it; '' is home. */
    room: z.string().regex(/^[a-z-]{0,40}$/),
    about: z
      .string()
      .regex(new RegExp(`^(${subjectKinds.join("|")}):`))
      .max(441)
      .nullable(),
  }),
  refusals: ["agency-sees-only-what-is-shared", "not-found"],
  /** Not seen: the member has chosen so. */
  reply: z.object({ isSeen: z.boolean() }),
});

export const readPresence = endpoint({
  name: "readPresence",
  isApartFromFacts: true,
  method: "GET",
  path: "/api/w/:workspace/presence",
  audience: "member",
  summary: "Whether you let yourself be seen while you are here",
  tag,
  params: inWorkspace,
  refusals: ["agency-sees-only-what-is-shared"],
  reply: z.object({ isHidden: z.boolean() }),
});

export const choosePresence = endpoint({
  name: "choosePresence",
  method: "PUT",
  path: "/api/w/:workspace/presence",
  audience: "member",
  summary: "Be seen, and see who is here; or neither",
  tag,
  params: inWorkspace,
  body: z.strictObject({ isHidden: z.boolean() }),
  refusals: ["agency-sees-only-what-is-shared"],
  reply: nothing,
});
