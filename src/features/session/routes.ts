// Answers about signing in and out, and about what each person keeps of their own.
import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  createFirst,
  endSession,
  firstVisit,
  listSessions,
  openDemo,
  signIn,
  signOut,
  signOutEverywhere,
  turnOffSecondFactor,
  turnOnSecondFactor,
  whoAmI,
} from "#features/session/contract.ts";
import {
  closeToStrangers,
  endSessions,
  forgetPerson,
  hasPeople,
  markAsDemo,
  memberOf,
  nameWorkspace,
  personByEmail,
  sessionsOf,
  workspacesOf,
} from "#features/session/store.ts";
import { words } from "#features/session/words.en.ts";
import { invalid, missing } from "#http/answers.ts";
import type { House } from "#http/house.ts";
import { type Route, serveOpen } from "#http/route.ts";
import { keyFor } from "#http/secrets.ts";
import type { Caller } from "#http/sign-in/sign-in.ts";
import { dayIn, isTimeZone } from "#http/today.ts";
import { isServing } from "#http/who-asks.ts";
import { audit } from "#ledger/audit.ts";
import { addMember, beginWorkspace, letIn, takeSlug, unenteredWorkspace } from "#ledger/workspaces.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { refuse } from "#kit/refusal.ts";

const sentences = sentencesOf(words);
const demoEmail = "visitor@demo.evenhand.invalid";

/** Counts an attempt for the account and for the address; a refusal with the seconds to wait when either is used up. */
async function countAttempt(house: House, account: string, caller: Caller) {
  const { attemptsPerAccount, attemptsPerAddress } = house.settings.limits;
  const wait = await house.attempts.take({ [`account:${account.toLowerCase()}`]: attemptsPerAccount, [`address:${caller.address}`]: attemptsPerAddress });
  return wait === null ? null : refuse("too-many-attempts", { waitSeconds: wait });
}

const visit: Route[] = [
  serveOpen(firstVisit, async ({ database, house }) => {
    const isFirst = !(await hasPeople(database));
    const begun = isFirst ? await unenteredWorkspace(database) : null;
    const waiting = begun && { currency: begun.currency, timeZone: begun.timeZone, deals: begun.deals };
    return { isFirst, hasDemo: house.makeDemo !== null, version: house.settings.version, waiting };
  }),
  serveOpen(
    createFirst,
    async ({ body, database, house, caller, reply }) => {
      if (!isTimeZone(body.timeZone)) return invalid("unknown-time-zone");
      // One at a time among all servers: of two first visitors only one becomes the administrator.
      const unlock = await database.tryLock("first-visit");
      if (!unlock) return refuse("already-set-up");
      try {
        if (await hasPeople(database)) return refuse("already-set-up");
        const made = await house.signIn.create({ name: body.name, email: body.email, password: body.password }, caller);
        if (!made.ok) return refuse("already-set-up");
        const { name, email } = body;
        try {
          const { workspaceName, currency, timeZone, language } = body;
          const waiting = await unenteredWorkspace(database);
          const begun = waiting ?? (await beginWorkspace(database, { name: workspaceName, currency, timeZone, language }));
          await database.inWorkspace(begun.workspaceId, async (tx) => {
            if (waiting) await nameWorkspace(tx, begun.workspaceId, { name: workspaceName, language });
            const memberId = await addMember(tx, begun.workspaceId, {
              name,
              email,
              role: "administrator",
              department: "management",
              userId: made.value.userId,
            });
            await audit(tx, { workspaceId: begun.workspaceId, memberId }, { act: "workspace.begun", subjectKind: "workspace", subjectId: begun.workspaceId });
          });
          await closeToStrangers(database);
          reply.cookies(made.value.cookies);
          return { workspace: begun.slug };
        } catch (fault) {
          await forgetPerson(database, made.value.userId);
          throw fault;
        }
      } finally {
        await unlock();
      }
    },
    { sentences },
  ),
  serveOpen(
    openDemo,
    async ({ body, database, house, person, caller, reply }) => {
      if (!house.makeDemo) return refuse("no-demo");
      if (!person && (await hasPeople(database))) return { ...refuse("demo-closed"), status: 403 };
      const demo = await house.makeDemo(database, body.language);
      const visitor = person ?? (await visitorOf(house, caller));
      const slug = await database.inWorkspace(demo.workspaceId, async (tx) => {
        const memberId = await memberOf(tx, demo.workspaceId, visitor.userId);
        if (memberId) await letIn(tx, demo.workspaceId, { memberId, userId: visitor.userId });
        else
          await addMember(tx, demo.workspaceId, {
            name: visitor.name,
            email: null,
            role: "administrator",
            department: "management",
            userId: visitor.userId,
          });
        return takeSlug(tx, demo.workspaceId, demo.slug);
      });
      if ("cookies" in visitor) reply.cookies(visitor.cookies as string[]);
      return { workspace: slug };
    },
    { sentences, timeoutMs: 600_000 },
  ),
];

/** The demo's own visitor, signed in; its password is derived from the server's secret and known to nobody. */
async function visitorOf(house: House, caller: Caller) {
  const password = keyFor("demo visitor", house.settings.secret);
  const name = "Demo visitor";
  if (!(await personByEmail(house.database, demoEmail))) {
    const made = await house.signIn.create({ name, email: demoEmail, password }, caller);
    if (made.ok) {
      await markAsDemo(house.database, made.value.userId);
      return { userId: made.value.userId, name, email: demoEmail, cookies: made.value.cookies };
    }
  }
  const entered = await house.signIn.enter(demoEmail, password, caller);
  const found = await personByEmail(house.database, demoEmail);
  if (entered.ok && found) return { userId: found.userId, name, email: demoEmail, cookies: entered.value.cookies };
  // The server's secret has changed since: the old visitor cannot come in any more, a new one takes its place.
  if (found) await forgetPerson(house.database, found.userId);
  const made = await house.signIn.create({ name, email: demoEmail, password }, caller);
  if (!made.ok) throw new Error("the demo's visitor cannot be made");
  await markAsDemo(house.database, made.value.userId);
  return { userId: made.value.userId, name, email: demoEmail, cookies: made.value.cookies };
}

const coming: Route[] = [
  serveOpen(
    signIn,
    async ({ body, house, caller, reply }) => {
      const tooMany = await countAttempt(house, body.email, caller);
      if (tooMany) return tooMany;
      const entered = await house.signIn.enter(body.email, body.password, caller);
      if (!entered.ok) return entered;
      // With a second factor still to come, the count stays: codes must not be tried without end.
      if (entered.value.next === "in") {
        await house.attempts.forget(`account:${body.email.toLowerCase()}`);
        await house.attempts.giveBack(`address:${caller.address}`);
      }
      reply.cookies(entered.value.cookies);
      return { next: entered.value.next };
    },
    { sentences },
  ),
  serveOpen(
    confirmSecondFactor,
    async ({ body, house, caller, reply }) => {
      // Wrong codes are counted for the account as well, behind the door to signing in.
      const wait = await house.attempts.take({ [`code from ${caller.address}`]: house.settings.limits.attemptsPerAddress });
      if (wait !== null) return refuse("too-many-attempts", { waitSeconds: wait });
      const confirmed = await house.signIn.confirm(body.kind, body.code, caller);
      if (!confirmed.ok) return confirmed.reason === "too-many-attempts" ? confirmed : { ...confirmed, status: 401 };
      const { userId, cookies } = confirmed.value;
      // A code lives a minute and a half. Whoever read it over a shoulder must not come in with it too.
      if (body.kind === "code" && (await house.attempts.take({ [`code ${body.code} of ${userId}`]: 1 })) !== null) {
        await house.signIn.leave({ ...caller, cookie: cookies.map((line) => line.split(";")[0]).join("; ") });
        return { ...refuse("wrong-code"), status: 401 };
      }
      for (const key of [`code from ${caller.address}`, `address:${caller.address}`]) await house.attempts.giveBack(key);
      reply.cookies(cookies);
      return { next: "in" as const };
    },
    { sentences },
  ),
  serveOpen(signOut, async ({ house, caller, reply }) => {
    reply.cookies(await house.signIn.leave(caller));
    return {};
  }),
  serveOpen(whoAmI, async ({ database, house, caller, now }) => {
    const signedIn = await house.signIn.whoIs(caller);
    if (!signedIn) return { person: null, workspaces: [] };
    const open = await workspacesOf(database, signedIn.person.userId);
    const { userId, name, email, hasSecondFactor } = signedIn.person;
    const workspaces = open.filter((one) => isServing(one, dayIn(one.timeZone, new Date(now))));
    return {
      person: { userId, name, email, hasSecondFactor },
      workspaces: workspaces.map(({ slug, name, role, memberId, isDemo }) => ({ slug, name, role, memberId, isDemo })),
    };
  }),
];

const own: Route[] = [
  serveOpen(listSessions, async ({ database, person, entrance }) => {
    const sessions = await sessionsOf(database, person!.userId);
    const here = entrance?.kind === "session" ? entrance.sessionId : null;
    return { sessions: sessions.map((one) => Object.assign(one, { isThis: one.id === here })) };
  }),
  serveOpen(endSession, async ({ database, person, params }) => ((await endSessions(database, person!.userId, params.id)) === 0 ? missing() : {})),
  serveOpen(signOutEverywhere, async ({ database, person, house, caller, reply }) => {
    const ended = await endSessions(database, person!.userId);
    reply.cookies(await house.signIn.leave(caller));
    return { ended };
  }),
  serveOpen(
    changePassword,
    async ({ body, person, house, caller, reply }) => {
      const tooMany = await countAttempt(house, person!.email, caller);
      if (tooMany) return tooMany;
      const changed = await house.signIn.changePassword(body.current, body.next, caller);
      if (!changed.ok) return { ...changed, status: 403 };
      reply.cookies(changed.value.cookies);
      return {};
    },
    { sentences },
  ),
  serveOpen(
    beginSecondFactor,
    async ({ body, person, house, caller, reply }) => {
      if ((await house.signIn.whoIs(caller))?.person.hasSecondFactor) return refuse("already-on");
      const tooMany = await countAttempt(house, person!.email, caller);
      if (tooMany) return tooMany;
      const begun = await house.signIn.beginSecondFactor(body.password, caller);
      if (!begun.ok) return { ...begun, status: 403 };
      reply.cookies(begun.value.cookies);
      const { uri, backupCodes } = begun.value;
      return { uri, backupCodes, secret: new URL(uri).searchParams.get("secret") ?? "" };
    },
    { sentences },
  ),
  serveOpen(
    turnOnSecondFactor,
    async ({ body, person, house, caller, reply }) => {
      const tooMany = await countAttempt(house, person!.email, caller);
      if (tooMany) return tooMany;
      const on = await house.signIn.turnOnSecondFactor(body.code, caller);
      if (!on.ok) return { ...on, status: on.reason === "wrong-code" ? 403 : 409 };
      reply.cookies(on.value.cookies);
      return {};
    },
    { sentences },
  ),
  serveOpen(
    turnOffSecondFactor,
    async ({ body, person, house, caller, reply }) => {
      const tooMany = await countAttempt(house, person!.email, caller);
      if (tooMany) return tooMany;
      const off = await house.signIn.turnOffSecondFactor(body.password, caller);
      if (!off.ok) return { ...off, status: 403 };
      reply.cookies(off.value.cookies);
      return {};
    },
    { sentences },
  ),
];

export const routes: Route[] = [...visit, ...coming, ...own];
