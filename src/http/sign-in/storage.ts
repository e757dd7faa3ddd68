// Where sign-in keeps people and sessions: our own tables, through our own door, with session tokens only as hashes.
import { randomBytes } from "node:crypto";

import { type CleanedWhere, createAdapterFactory } from "better-auth/adapters";

import type { Database, Tx } from "#db/database.ts";
import { hashOf } from "#http/secrets.ts";

type Row = Record<string, unknown>;

const tables: Readonly<Record<string, string>> = {
  user: "sign_in.person",
  account: "sign_in.credential",
  session: "sign_in.session",
  verification: "sign_in.pending",
  twoFactor: "sign_in.second_factor",
};
const operators = { eq: "=", ne: "<>", lt: "<", lte: "<=", gt: ">", gte: ">=" } as const;

/** 'expiresAt' to 'expires_at'. Names come from the library's schema, never from a request; anything else is refused. */
function column(field: string): string {
  if (!/^[a-zA-Z]+$/.test(field)) throw new Error(`no such column: ${field}`);
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function table(model: string): string {
  const name = tables[model];
  if (name === undefined) throw new Error(`sign-in has no table for '${model}'`);
  return name;
}

/** Rows of the database with the library's names, moments as Date. */
function fromRow(row: Row): Row {
  const out: Row = {};
  for (const [name, value] of Object.entries(row)) {
    const field = name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    out[field] = /(At|Until)$/.test(field) && typeof value === "string" ? new Date(value) : value;
  }
  return out;
}

/**
 * The library's storage over sign_in. The session's token is hashed on its way in and in every condition. A row that is read without
 * the token being known carries a stand-in that only this process understands, so that the library can still delete by it.
 */
export function storageFor(database: Database) {
  const standIn = `${randomBytes(16).toString("hex")}:`;
  const hashed = (token: unknown): unknown => {
    if (typeof token !== "string") return token;
    return token.startsWith(standIn) ? token.slice(standIn.length) : hashOf(token);
  };
  const inbound = (model: string, data: Row): Row => (model === "session" && "token" in data ? { ...data, token: hashed(data["token"]) } : data);
  const outbound = (model: string, row: Row | null, token?: unknown): Row | null => {
    if (row === null) return null;
    const out = fromRow(row);
    if (model === "session") out["token"] = typeof token === "string" ? token : `${standIn}${String(out["token"])}`;
    return out;
  };
  const conditions = (model: string, where: readonly CleanedWhere[] | undefined, params: unknown[]): string => {
    if (!where || where.length === 0) return "true";
    const parts = where.map((one) => {
      const isToken = model === "session" && one.field === "token";
      const value = isToken ? (Array.isArray(one.value) ? one.value.map(hashed) : hashed(one.value)) : one.value;
      const name = column(one.field);
      if (one.operator === "in" || one.operator === "not_in") {
        params.push((Array.isArray(value) ? value : [value]).map(String));
        return `${one.operator === "not_in" ? "not " : ""}${name}::text = any($${params.length}::text[])`;
      }
      if (value === null) return one.operator === "ne" ? `${name} is not null` : `${name} is null`;
      params.push(value);
      if (one.operator === "contains" || one.operator === "starts_with" || one.operator === "ends_with") {
        throw new Error("sign-in never searches by part of a text");
      }
      if (one.mode === "insensitive") return `lower(${name}) = lower($${params.length})`;
      return `${name} ${operators[one.operator ?? "eq"]} $${params.length}`;
    });
    return parts.map((part, at) => (at === 0 ? part : `${where[at]!.connector === "OR" ? "or" : "and"} ${part}`)).join(" ");
  };
  const tokenAsked = (model: string, where: readonly CleanedWhere[] | undefined): unknown =>
    model === "session" ? where?.find((one) => one.field === "token" && one.operator === "eq")?.value : undefined;
  const inTx = <T>(act: (tx: Tx) => Promise<T>) => database.inSignIn(act);
  const assignments = (data: Row, params: unknown[]) =>
    Object.entries(data).map(([field, value]) => {
      params.push(value);
      return `${column(field)} = $${params.length}`;
    });
  const changeOne = async (model: string, where: readonly CleanedWhere[], sets: (params: unknown[]) => string[]) => {
    const params: unknown[] = [];
    const changes = sets(params).join(", ");
    // The guard stands in the update too: of two requests that saw the same row, only the first one that still meets it changes it.
    const guard = conditions(model, where, params);
    const sql = `update ${table(model)} set ${changes} where id = (select id from ${table(model)} where ${guard} limit 1) and (${guard}) returning *`;
    return outbound(model, await inTx((tx) => tx.maybe<Row>(sql, params)), tokenAsked(model, where));
  };

  return createAdapterFactory({
    config: {
      adapterId: "evenhand",
      adapterName: "Evenhand",
      supportsUUIDs: true,
      supportsDates: true,
      supportsBooleans: true,
      supportsNumericIds: false,
      transaction: false,
    },
    adapter: ({ getDefaultModelName }) => {
      const plain = getDefaultModelName;
      return {
        create: async ({ model: named, data }) => {
          const model = plain(named);
          const row = inbound(model, data);
          const names = Object.keys(row);
          const sql = `insert into ${table(model)} (${names.map(column).join(", ")}) values (${names.map((_, at) => `$${at + 1}`).join(", ")}) returning *`;
          const made = await inTx((tx) => tx.one<Row>(sql, Object.values(row)));
          return outbound(model, made, (data as Row)["token"]) as typeof data;
        },
        findOne: async ({ model: named, where }) => {
          const model = plain(named);
          const params: unknown[] = [];
          const sql = `select * from ${table(model)} where ${conditions(model, where, params)} limit 1`;
          return outbound(model, await inTx((tx) => tx.maybe<Row>(sql, params)), tokenAsked(model, where)) as never;
        },
        findMany: async ({ model: named, where, limit, sortBy, offset }) => {
          const model = plain(named);
          const params: unknown[] = [];
          const order = sortBy ? `order by ${column(sortBy.field)} ${sortBy.direction === "desc" ? "desc" : "asc"}` : "";
          const sql = `select * from ${table(model)} where ${conditions(model, where, params)} ${order} limit ${Math.trunc(limit)} offset ${Math.trunc(offset ?? 0)}`;
          return (await inTx((tx) => tx.rows<Row>(sql, params))).map((row) => outbound(model, row)) as never;
        },
        update: async ({ model: named, where, update }) => {
          const model = plain(named);
          return (await changeOne(model, where, (params) => assignments(inbound(model, update as Row), params))) as never;
        },
        updateMany: async ({ model: named, where, update }) => {
          const model = plain(named);
          const params: unknown[] = [];
          const changes = assignments(inbound(model, update), params).join(", ");
          return inTx((tx) => tx.run(`update ${table(model)} set ${changes} where ${conditions(model, where, params)}`, params));
        },
        delete: async ({ model: named, where }) => {
          const model = plain(named);
          const params: unknown[] = [];
          await inTx((tx) => tx.run(`delete from ${table(model)} where ${conditions(model, where, params)}`, params));
        },
        deleteMany: async ({ model: named, where }) => {
          const model = plain(named);
          const params: unknown[] = [];
          return inTx((tx) => tx.run(`delete from ${table(model)} where ${conditions(model, where, params)}`, params));
        },
        consumeOne: async ({ model: named, where }) => {
          const model = plain(named);
          const params: unknown[] = [];
          const sql = `delete from ${table(model)} where id = (select id from ${table(model)} where ${conditions(model, where, params)} limit 1) returning *`;
          return outbound(model, await inTx((tx) => tx.maybe<Row>(sql, params)), tokenAsked(model, where)) as never;
        },
        incrementOne: async ({ model: named, where, increment, set }) => {
          const model = plain(named);
          return (await changeOne(model, where, (params) => [
            ...Object.entries(increment).map(([field, delta]) => {
              params.push(delta);
              return `${column(field)} = coalesce(${column(field)}, 0) + $${params.length}`;
            }),
            ...assignments(set ?? {}, params),
          ])) as never;
        },
        count: async ({ model: named, where }) => {
          const model = plain(named);
          const params: unknown[] = [];
          const found = await inTx((tx) =>
            tx.one<{ n: number }>(`select count(*)::int as n from ${table(model)} where ${conditions(model, where, params)}`, params),
          );
          return found.n;
        },
      };
    },
  });
}
