// Answers about API keys. A key cannot make or revoke keys: that is done in person.
import { randomUUID } from "node:crypto";

import { mostKeys, seesEverybodysKeys, whyNotCreateKey, whyNotRevokeKey, whyNotScopes } from "#features/keys/access.ts";
import { createKey, listKeys, revokeKey } from "#features/keys/contract.ts";
import { keysOf, revoke, saveKey } from "#features/keys/store.ts";
import { words } from "#features/keys/words.en.ts";
import { deny, missing } from "#http/answers.ts";
import { type Route, serve } from "#http/route.ts";
import { hashOf, newSecret } from "#http/secrets.ts";
import { refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { audit } from "#ledger/audit.ts";

const options = { sentences: sentencesOf(words), scope: "never" as const };

export const routes: Route[] = [
  serve(
    listKeys,
    async ({ asker, database }) => {
      const whose = seesEverybodysKeys(asker) ? null : asker.memberId;
      const keys = await database.inWorkspace(asker.workspaceId, (tx) => keysOf(tx, asker.workspaceId, whose), { readOnly: true });
      return { keys, whyNotCreate: whyNotCreateKey(asker) };
    },
    options,
  ),
  serve(
    createKey,
    async ({ asker, database, body, now }) => {
      const scopes = [...new Set(body.scopes)];
      const why = whyNotScopes(asker, scopes);
      if (why) return deny(why);
      const secret = `evk_${newSecret()}`;
      const id = randomUUID();
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const inUse = (await keysOf(tx, asker.workspaceId, asker.memberId)).filter((key) => !key.isRevoked && (key.expiresAt === null || key.expiresAt > now));
        if (inUse.length >= mostKeys) return refuse("too-many-keys");
        const { name, expiresInDays: days } = body;
        await saveKey(tx, asker.workspaceId, { id, memberId: asker.memberId, name, prefix: secret.slice(0, 10), hash: hashOf(secret), scopes, days });
        await audit(tx, asker, { act: "key.made", subjectKind: "key", subjectId: id, after: { name, scopes, days } });
        const key = (await keysOf(tx, asker.workspaceId, asker.memberId)).find((one) => one.id === id);
        if (!key) throw new Error("a key was written and is not there");
        return { key, secret };
      });
    },
    options,
  ),
  serve(
    revokeKey,
    async ({ asker, database, params }) =>
      database.inWorkspace(asker.workspaceId, async (tx) => {
        const whose = seesEverybodysKeys(asker) ? null : asker.memberId;
        const key = (await keysOf(tx, asker.workspaceId, whose)).find((one) => one.id === params.id);
        if (!key) return missing();
        const why = whyNotRevokeKey(asker, key);
        if (why) return deny(why);
        await revoke(tx, asker.workspaceId, key.id);
        await audit(tx, asker, { act: "key.revoked", subjectKind: "key", subjectId: key.id, before: { name: key.name, of: key.memberId } });
        return {};
      }),
    options,
  ),
];
