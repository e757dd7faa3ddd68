// The sign-in library as we use it: passwords, sessions and second factors, over our own tables; nothing leaves the machine.
import { betterAuth } from "better-auth/minimal";
import { twoFactor } from "better-auth/plugins/two-factor";
import { randomUUID } from "node:crypto";

import type { Database } from "#db/database.ts";
import { keyFor } from "#http/secrets.ts";
import { storageFor } from "#http/sign-in/storage.ts";

/** Our own header for the asker's address; set by us on every call and never taken from a request. */
export const addressHeader = "x-evenhand-address";

const days = 24 * 60 * 60;

/** Cookies know no ports: each installation has its own name for them, so that two on one host do not sign each other's people out. */
export function cookiePrefixOf(serverSecret: string): string {
  return `evenhand-${keyFor("cookie name", serverSecret).slice(0, 8)}`;
}

export function libraryOver(database: Database, serverSecret: string) {
  return betterAuth({
    appName: "Evenhand",
    baseURL: "http://evenhand.invalid",
    secret: keyFor("sign-in", serverSecret),
    database: storageFor(database),
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: { enabled: true, minPasswordLength: 12, maxPasswordLength: 128, autoSignIn: true },
    session: { expiresIn: 14 * days, updateAge: days, cookieCache: { enabled: false } },
    verification: { storeIdentifier: "hashed" },
    rateLimit: { enabled: false },
    plugins: [twoFactor({ issuer: "Evenhand", accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 900 } })],
    advanced: {
      cookiePrefix: cookiePrefixOf(serverSecret),
      // The server adds Secure where the request came over TLS.
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/" },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: () => randomUUID() },
    },
  });
}
export type Library = ReturnType<typeof libraryOver>;
