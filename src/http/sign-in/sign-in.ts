// The one door to signing in: who somebody is, how they come in, how they go. Nobody else knows the library behind it.
import type { Database } from "#db/database.ts";
import { addressHeader, libraryOver, cookiePrefixOf } from "#http/sign-in/library.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";

/** Someone signed in, in no workspace yet. */
export interface Person {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
}

/** Who calls, as far as signing in needs to know. */
export interface Caller {
  readonly cookie: string | undefined;
  readonly browser: string | undefined;
  readonly address: string;
}

export interface SignedIn {
  readonly person: Person & { readonly hasSecondFactor: boolean };
  readonly sessionId: string;
  readonly startedAt: string;
  /** Set-Cookie lines where the session was prolonged. */
  readonly cookies: readonly string[];
}

export interface SignIn {
  whoIs(caller: Caller): Promise<SignedIn | null>;
  create(
    person: { name: string; email: string; password: string },
    caller: Caller,
  ): Promise<Outcome<{ userId: string; cookies: string[] }, "already-has-account">>;
  enter(email: string, password: string, caller: Caller): Promise<Outcome<{ next: "in" | "second-factor"; cookies: string[] }, "wrong-email-or-password">>;
  confirm(
    kind: "code" | "backup",
    code: string,
    caller: Caller,
  ): Promise<Outcome<{ userId: string; cookies: string[] }, "wrong-code" | "sign-in-again" | "too-many-attempts">>;
  leave(caller: Caller): Promise<string[]>;
  changePassword(current: string, next: string, caller: Caller): Promise<Outcome<{ cookies: string[] }, "wrong-password">>;
  beginSecondFactor(password: string, caller: Caller): Promise<Outcome<{ uri: string; backupCodes: string[]; cookies: string[] }, "wrong-password">>;
  turnOnSecondFactor(code: string, caller: Caller): Promise<Outcome<{ cookies: string[] }, "wrong-code" | "not-begun">>;
  turnOffSecondFactor(password: string, caller: Caller): Promise<Outcome<{ cookies: string[] }, "wrong-password">>;
}

/** A code finishes the sign-in that is under way, whoever else is still signed in at this browser. */
function withoutSession(caller: Caller, prefix: string): Caller {
  const kept = caller.cookie?.split(";").filter((one) => !one.trim().startsWith(`${prefix}.session_token=`));
  return { ...caller, cookie: kept?.join(";") };
}

/** The library's code of a refusal, or null when it is a fault and must be thrown on. */
function codeOf(fault: unknown): string | null {
  const body = (fault as { body?: { code?: unknown }; statusCode?: unknown }) ?? {};
  const status = typeof body.statusCode === "number" ? body.statusCode : 500;
  return status < 500 && typeof body.body?.code === "string" ? body.body.code : null;
}

async function tried<T, R extends string>(act: () => Promise<T>, reasons: Readonly<Record<string, R>>): Promise<Outcome<T, R>> {
  try {
    return accept(await act());
  } catch (fault) {
    const reason = reasons[codeOf(fault) ?? ""];
    if (reason === undefined) throw fault;
    return refuse(reason);
  }
}

const wrongPassword = { INVALID_PASSWORD: "wrong-password", CREDENTIAL_ACCOUNT_NOT_FOUND: "wrong-password" } as const;

export function signInOver(database: Database, serverSecret: string): SignIn {
  const api = libraryOver(database, serverSecret).api;
  const prefix = cookiePrefixOf(serverSecret);
  const headersOf = (caller: Caller) => {
    const headers = new Headers({ [addressHeader]: caller.address });
    if (caller.cookie !== undefined) headers.set("cookie", caller.cookie);
    if (caller.browser !== undefined) headers.set("user-agent", caller.browser.slice(0, 300));
    return headers;
  };
  const cookiesOf = (headers: Headers) => headers.getSetCookie();
  const whoIs = async (caller: Caller): Promise<SignedIn | null> => {
    if (caller.cookie === undefined || !caller.cookie.includes(`${prefix}.`)) return null;
    const { response, headers } = await api.getSession({ headers: headersOf(caller), returnHeaders: true });
    if (!response) return null;
    const { session, user } = response;
    return {
      person: { userId: user.id, email: user.email, name: user.name, hasSecondFactor: user.twoFactorEnabled === true },
      sessionId: session.id,
      startedAt: new Date(session.createdAt).toISOString(),
      cookies: cookiesOf(headers),
    };
  };
  return {
    whoIs,
    create: (person, caller) =>
      tried(
        async () => {
          const { response, headers } = await api.signUpEmail({ body: person, headers: headersOf({ ...caller, cookie: undefined }), returnHeaders: true });
          return { userId: response.user.id, cookies: cookiesOf(headers) };
        },
        { USER_ALREADY_EXISTS: "already-has-account", USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: "already-has-account" },
      ),
    enter: async (email, password, caller) => {
      const outcome = await tried(
        async () => {
          const { response, headers } = await api.signInEmail({ body: { email, password }, headers: headersOf(caller), returnHeaders: true });
          const next = "twoFactorRedirect" in response ? ("second-factor" as const) : ("in" as const);
          return { next, cookies: cookiesOf(headers) };
        },
        { INVALID_EMAIL_OR_PASSWORD: "wrong-email-or-password", INVALID_EMAIL: "wrong-email-or-password", PASSWORD_TOO_LONG: "wrong-email-or-password" },
      );
      // A session that this browser held before ends: one browser, one session, a new token at each sign-in.
      if (outcome.ok && outcome.value.next === "in" && caller.cookie !== undefined) await endOf(caller);
      return outcome;
    },
    confirm: (kind, code, caller) =>
      tried(
        async () => {
          const question = { body: { code }, headers: headersOf(withoutSession(caller, prefix)), returnHeaders: true as const };
          const { response, headers } = kind === "code" ? await api.verifyTOTP(question) : await api.verifyBackupCode(question);
          return { userId: response.user.id, cookies: cookiesOf(headers) };
        },
        {
          INVALID_CODE: "wrong-code",
          INVALID_BACKUP_CODE: "wrong-code",
          INVALID_TWO_FACTOR_COOKIE: "sign-in-again",
          TOTP_NOT_ENABLED: "sign-in-again",
          BACKUP_CODES_NOT_ENABLED: "sign-in-again",
          TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "too-many-attempts",
          ACCOUNT_TEMPORARILY_LOCKED: "too-many-attempts",
        },
      ),
    leave: endOf,
    changePassword: (current, next, caller) =>
      tried(async () => {
        const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true };
        const { headers } = await api.changePassword({ body, headers: headersOf(caller), returnHeaders: true });
        return { cookies: cookiesOf(headers) };
      }, wrongPassword),
    beginSecondFactor: (password, caller) =>
      tried(async () => {
        const { response, headers } = await api.enableTwoFactor({ body: { password, method: "totp" }, headers: headersOf(caller), returnHeaders: true });
        if (response.method !== "totp") throw new Error("the sign-in library gave another second factor than asked for");
        return { uri: response.totpURI, backupCodes: response.backupCodes, cookies: cookiesOf(headers) };
      }, wrongPassword),
    turnOnSecondFactor: (code, caller) =>
      tried(
        async () => {
          const { headers } = await api.verifyTOTP({ body: { code }, headers: headersOf(caller), returnHeaders: true });
          return { cookies: cookiesOf(headers) };
        },
        { INVALID_CODE: "wrong-code", TOTP_NOT_ENABLED: "not-begun" },
      ),
    turnOffSecondFactor: (password, caller) =>
      tried(async () => {
        const { headers } = await api.disableTwoFactor({ body: { password }, headers: headersOf(caller), returnHeaders: true });
        return { cookies: cookiesOf(headers) };
      }, wrongPassword),
  };

  async function endOf(caller: Caller): Promise<string[]> {
    const { headers } = await api.signOut({ headers: headersOf(caller), returnHeaders: true });
    return cookiesOf(headers);
  }
}
