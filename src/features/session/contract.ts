// Signing in and out, the first visit, and what each person keeps of their own: password, second factor, open sessions.
import { z } from "zod";

import { roles } from "#facts/department.ts";
import { endpoint } from "#kit/endpoint.ts";
import { currencyShape, momentShape, nothing } from "#kit/shapes.ts";

const tag = "session";
export const emailShape = z.email().max(254).meta({ description: "An e-mail address", example: "anna@example.com" });
/** At least twelve characters and no other rule: length is what makes a password strong. */
export const passwordShape = z.string().min(12).max(128).meta({ description: "12 to 128 characters" });
const personNameShape = z.string().trim().min(1).max(120);

/** Whether nobody has an account here yet, and whether the demo company can be opened. */
export const firstVisit = endpoint({
  name: "firstVisit",
  method: "GET",
  path: "/api/first-visit",
  audience: "anyone",
  summary: "Whether this installation waits for its first administrator",
  tag,
  reply: z.object({
    isFirst: z.boolean(),
    hasDemo: z.boolean(),
    version: z.string(),
    /** A company begun on the command line, which the first administrator enters; told as long as there is nobody. */
    waiting: z.object({ currency: currencyShape, timeZone: z.string(), deals: z.number().int() }).nullable(),
  }),
});

export type FirstVisit = z.output<(typeof firstVisit)["reply"]>;

export const createFirst = endpoint({
  name: "createFirst",
  method: "POST",
  path: "/api/first-visit",
  audience: "anyone",
  summary:
    "Create the first administrator and the first workspace, and sign in; only while there is nobody. A company begun on the command line is entered, and keeps its currency and time zone",
  tag,
  body: z.strictObject({
    name: personNameShape,
    email: emailShape,
    password: passwordShape,
    workspaceName: z.string().trim().min(1).max(120),
    currency: currencyShape,
    timeZone: z.string().max(60).default("UTC"),
    language: z.enum(["en", "ru"]).default("en"),
  }),
  reply: z.object({ workspace: z.string() }),
  refusals: ["already-set-up", "unknown-time-zone"],
});

export const openDemo = endpoint({
  name: "openDemo",
  method: "POST",
  path: "/api/demo",
  audience: "anyone",
  summary: "Open the demo company and come in as its administrator; open to everybody only while there is no real person here",
  tag,
  /** The language that the company's records are made in; one that is there already stays as it is. */
  body: z.strictObject({ language: z.enum(["en", "ru"]).default("en") }),
  reply: z.object({ workspace: z.string() }),
  refusals: ["no-demo", "demo-closed"],
});

export const signIn = endpoint({
  name: "signIn",
  method: "POST",
  path: "/api/session",
  audience: "anyone",
  summary: "Sign in with e-mail and password",
  tag,
  body: z.strictObject({ email: emailShape, password: z.string().min(1).max(128) }),
  reply: z.object({ next: z.enum(["in", "second-factor"]) }),
  refusals: ["wrong-email-or-password", "too-many-attempts"],
});

export const confirmSecondFactor = endpoint({
  name: "confirmSecondFactor",
  method: "POST",
  path: "/api/session/second-factor",
  audience: "anyone",
  summary: "Finish signing in with a code of the second factor or one of the backup codes",
  tag,
  body: z.strictObject({ kind: z.enum(["code", "backup"]), code: z.string().trim().min(6).max(40) }),
  reply: z.object({ next: z.enum(["in"]) }),
  refusals: ["wrong-code", "sign-in-again", "too-many-attempts"],
});

export const signOut = endpoint({
  name: "signOut",
  method: "DELETE",
  path: "/api/session",
  audience: "anyone",
  summary: "Sign out here",
  tag,
  reply: nothing,
});

export const workspaceOfPerson = z.object({ slug: z.string(), name: z.string(), role: z.enum(roles), memberId: z.uuid(), isDemo: z.boolean() });

export const whoAmI = endpoint({
  name: "whoAmI",
  isApartFromFacts: true,
  method: "GET",
  path: "/api/session",
  audience: "anyone",
  summary: "Who is signed in, and which workspaces are open to them",
  tag,
  reply: z.object({
    person: z.object({ userId: z.string(), name: z.string(), email: z.string(), hasSecondFactor: z.boolean() }).nullable(),
    workspaces: z.array(workspaceOfPerson),
  }),
});

export const listSessions = endpoint({
  name: "listSessions",
  method: "GET",
  path: "/api/account/sessions",
  audience: "signed-in",
  summary: "Where this person is signed in",
  tag,
  reply: z.object({
    sessions: z.array(
      z.object({
        id: z.string(),
        startedAt: momentShape,
        expiresAt: momentShape,
        address: z.string().nullable(),
        browser: z.string().nullable(),
        isThis: z.boolean(),
      }),
    ),
  }),
});

export const endSession = endpoint({
  name: "endSession",
  method: "DELETE",
  path: "/api/account/sessions/:id",
  audience: "signed-in",
  summary: "Sign out one of one's own sessions",
  tag,
  params: z.strictObject({ id: z.string().min(1).max(64) }),
  reply: nothing,
});

export const signOutEverywhere = endpoint({
  name: "signOutEverywhere",
  method: "POST",
  path: "/api/account/sign-out-everywhere",
  audience: "signed-in",
  summary: "End every session of this person, this one too",
  tag,
  body: z.strictObject({}),
  reply: z.object({ ended: z.number().int() }),
});

export const changePassword = endpoint({
  name: "changePassword",
  method: "POST",
  path: "/api/account/password",
  audience: "signed-in",
  summary: "Change one's password; every other session ends",
  tag,
  body: z.strictObject({ current: z.string().min(1).max(128), next: passwordShape }),
  reply: nothing,
  refusals: ["wrong-password", "too-many-attempts"],
});

export const beginSecondFactor = endpoint({
  name: "beginSecondFactor",
  method: "POST",
  path: "/api/account/second-factor",
  audience: "signed-in",
  summary: "Begin a second factor: the address for the authenticator app and the backup codes, shown once; it counts after a first code",
  tag,
  body: z.strictObject({ password: z.string().min(1).max(128) }),
  reply: z.object({ uri: z.string(), secret: z.string(), backupCodes: z.array(z.string()) }),
  refusals: ["wrong-password", "already-on", "too-many-attempts"],
});

export const turnOnSecondFactor = endpoint({
  name: "turnOnSecondFactor",
  method: "POST",
  path: "/api/account/second-factor/on",
  audience: "signed-in",
  summary: "Turn the second factor on with a first code",
  tag,
  body: z.strictObject({ code: z.string().trim().min(6).max(8) }),
  reply: nothing,
  refusals: ["wrong-code", "not-begun", "too-many-attempts"],
});

export const turnOffSecondFactor = endpoint({
  name: "turnOffSecondFactor",
  method: "POST",
  path: "/api/account/second-factor/off",
  audience: "signed-in",
  summary: "Turn the second factor off",
  tag,
  body: z.strictObject({ password: z.string().min(1).max(128) }),
  reply: nothing,
  refusals: ["wrong-password", "too-many-attempts"],
});
