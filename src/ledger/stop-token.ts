// The link that stops a digest: signed with the server's secret, good for that one thing, kept nowhere.
import { createHmac, timingSafeEqual } from "node:crypto";

export interface StopOf {
  readonly workspaceId: string;
  readonly memberId: string;
}

/** Name of the key's purpose, so that no other signed thing of the house passes for it. */
export const stopPurpose = "stop the digest";

const idsLength = 32;
const bytesOf = (id: string) => Buffer.from(id.replaceAll("-", ""), "hex");
const idOf = (bytes: Buffer) => bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
const signed = (key: string, ids: Buffer) => createHmac("sha256", key).update(ids).digest();

/** Whose it is stands in it, with 256 bits of signature behind. */
export function stopToken(key: string, { workspaceId, memberId }: StopOf): string {
  const ids = Buffer.concat([bytesOf(workspaceId), bytesOf(memberId)]);
  return Buffer.concat([ids, signed(key, ids)]).toString("base64url");
}

/** Null where it was not signed here, or was changed by one letter. */
export function readStopToken(key: string, token: string): StopOf | null {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== idsLength + 32 || bytes.toString("base64url") !== token) return null;
  const ids = bytes.subarray(0, idsLength);
  if (!timingSafeEqual(signed(key, ids), bytes.subarray(idsLength))) return null;
  return { workspaceId: idOf(ids.subarray(0, 16)), memberId: idOf(ids.subarray(16)) };
}
