// Secrets that people hold and we only recognise: made at random, kept as a hash, encrypted where they must be read again.
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

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

/** Encrypts what must be read again (AES-256-GCM). `about` names where it stands: moved elsewhere, it no longer opens. */
export function seal(text: string, { key, about }: { readonly key: string; readonly about: string }): string {
  const start = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", createHash("sha256").update(key).digest(), start).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return ["1", start.toString("base64url"), cipher.getAuthTag().toString("base64url"), sealed.toString("base64url")].join(".");
}

/** Null where the key or the place is another, or the text was changed. */
export function unseal(sealed: string, { key, about }: { readonly key: string; readonly about: string }): string | null {
  const [version, start, tag, content] = sealed.split(".");
  if (version !== "1" || start === undefined || tag === undefined || content === undefined) return null;
  try {
    const open = createDecipheriv("aes-256-gcm", createHash("sha256").update(key).digest(), Buffer.from(start, "base64url"), { authTagLength: 16 });
    open.setAAD(Buffer.from(about)).setAuthTag(Buffer.from(tag, "base64url"));
    return Buffer.concat([open.update(Buffer.from(content, "base64url")), open.final()]).toString("utf8");
  } catch {
    return null;
  }
}
