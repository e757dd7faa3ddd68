// Settings of mail as people write them: the mail server in one line, the sender with a name, and what must be set together.

export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

/** 'Evenhand <evenhand@example.com>' or the bare address; null where it is none. Never with a line break: headers are made of it. */
export function addressIn(text: string): MailAddress | null {
  const named = /^([^<>"\r\n]{0,100}?)\s*<([^<>\s]+)>$/.exec(text.trim());
  const [name, address] = named ? [named[1]!.trim(), named[2]!] : ["", text.trim()];
  return /^[^\s@<>"(),:;\\[\]]{1,64}@[a-z0-9.-]{1,253}$/i.test(address) ? { name, address } : null;
}

export function domainOf({ address }: MailAddress): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

export type TlsUse = "from-the-start" | "required" | "offered" | "none";

export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly user: string | null;
  readonly password: string | null;
  readonly tls: TlsUse;
}

const isHere = (host: string) => host === "localhost" || host === "::1" || host.startsWith("127.");

/** Null where the text is no address of a mail server. */
export function mailServerIn(text: string): MailServer | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const host = url.hostname.replaceAll(/^\[|\]$/g, "");
  const asked = url.searchParams.get("tls");
  const strange = [...url.searchParams.keys()].some((name) => name !== "tls");
  if ((url.protocol !== "smtp:" && url.protocol !== "smtps:") || host === "" || strange) return null;
  if (asked !== null && asked !== "required" && asked !== "none" && asked !== "offered") return null;
  const isSecure = url.protocol === "smtps:";
  const user = url.username === "" ? null : decodeURIComponent(url.username);
  // A password goes to another machine under TLS alone, unless the settings say otherwise.
  const usual = user !== null && !isHere(host) ? "required" : "offered";
  return {
    host,
    port: url.port === "" ? (isSecure ? 465 : 587) : Number(url.port),
    user,
    password: user === null ? null : decodeURIComponent(url.password),
    tls: isSecure ? "from-the-start" : (asked ?? usual),
  };
}

export function isSmtpUrl(text: string): boolean {
  try {
    return mailServerIn(text) !== null;
  } catch {
    // A per cent sign that escapes nothing.
    return false;
  }
}

export interface TogetherSettings {
  readonly smtpUrl: string | null;
  readonly mailFrom: string | null;
  readonly publicUrl: string | null;
  readonly replyDomain: string | null;
  readonly replyPort: number | null;
}

/** What of mail is set alone and needs another; sentences, empty where all fits. */
export function mailSettingsApart({ smtpUrl, mailFrom, publicUrl, replyDomain, replyPort }: TogetherSettings): string[] {
  const faults: string[] = [];
  const needs = (name: string, needed: string, example: string) =>
    faults.push(`The setting ${name} needs ${needed} beside it: ${example}. Set both, or neither.`);
  if (smtpUrl !== null && mailFrom === null)
    needs("smtpUrl (EVENHAND_SMTP_URL)", "EVENHAND_MAIL_FROM", "whom letters come from, such as Evenhand <evenhand@example.com>");
  if (smtpUrl !== null && publicUrl === null)
    needs("smtpUrl (EVENHAND_SMTP_URL)", "EVENHAND_URL", "how people reach the product, so that links in letters lead there");
  if (replyPort !== null && replyDomain === null) needs("replyPort (EVENHAND_REPLY_PORT)", "EVENHAND_REPLY_DOMAIN", "the domain whose mail comes to that port");
  if (replyDomain !== null && replyPort === null) needs("replyDomain (EVENHAND_REPLY_DOMAIN)", "EVENHAND_REPLY_PORT", "the port on which replies are taken");
  if (replyDomain !== null && smtpUrl === null)
    needs("replyDomain (EVENHAND_REPLY_DOMAIN)", "EVENHAND_SMTP_URL", "without letters there is nothing to reply to");
  return faults;
}
