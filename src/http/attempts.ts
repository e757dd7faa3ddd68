// How often somebody may try: counted in the database, so that several servers share one count.
import type { Database } from "#db/database.ts";
import { hashOf } from "#http/secrets.ts";

export interface Attempts {
  /** Counts one attempt under each key; answers the seconds to wait when any of them is used up, else null. */
  take(keys: Readonly<Record<string, number>>): Promise<number | null>;
  /** Forgets a key after success. */
  forget(key: string): Promise<void>;
  /** Takes one attempt back after success, and leaves what others failed at: a whole office comes in from one address. */
  giveBack(key: string): Promise<void>;
}

const windowMinutes = 15;

/** Keys ('account:anna@example.com') are kept as hashes. A window lasts a quarter of an hour from its first attempt. */
export function attemptsIn(database: Database): Attempts {
  return {
    take: async (keys) => {
      // In a fixed order: two servers that count the same keys must not wait for each other crosswise.
      const entries = Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : 1));
      const waits = await database.inSignIn(async (tx) => {
        const found: number[] = [];
        for (const [key, most] of entries) {
          const row = await tx.one<{ count: number; wait: number }>(
            `insert into sign_in.attempt as kept (key, window_began, count) values ($1, now(), 1)
             on conflict (key) do update set
               count = case when kept.window_began < now() - make_interval(mins => $2) then 1 else kept.count + 1 end,
               window_began = case when kept.window_began < now() - make_interval(mins => $2) then now() else kept.window_began end
             returning count, ceil(extract(epoch from window_began + make_interval(mins => $2) - now()))::int as wait`,
            [hashOf(key), windowMinutes],
          );
          if (row.count > most) found.push(Math.max(1, row.wait));
        }
        return found;
      });
      return waits.length === 0 ? null : Math.max(...waits);
    },
    giveBack: async (key) => {
      await database.inSignIn((tx) => tx.run("update sign_in.attempt set count = greatest(count - 1, 0) where key = $1", [hashOf(key)]));
    },
    forget: async (key) => {
      await database.inSignIn((tx) => tx.run("delete from sign_in.attempt where key = $1", [hashOf(key)]));
    },
  };
}

/** Clears what no longer counts; run now and then. */
export async function forgetOldAttempts(database: Database): Promise<void> {
  await database.inSignIn(async (tx) => {
    await tx.run("delete from sign_in.attempt where window_began < now() - interval '1 day'");
    await tx.run("delete from sign_in.session where expires_at < now()");
    await tx.run("delete from sign_in.pending where expires_at < now()");
  });
}
