// Secrets that people hold and we only recognise: made at random, kept as a hash, encrypted where they must be read again.
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** 32 random bytes as text that fits an address. */
export function newSecret(bytes = 32): string {
  return randomBytes(bytes).toString("base64url");
}

/** SHA-256 in hex. Enough for secrets with 256 bits of chance; never for passwords. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** A key for one purpose out of the server's secret. */
export function keyFor(purpose: string, serverSecret: string): string {
  return createHmac("sha256", serverSecret).update(purpose).digest("base64url");
}

/** Compares in constant time. */
export function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(hashOf(a)), Buffer.from(hashOf(b))];
  return timingSafeEqual(left, right);
}
