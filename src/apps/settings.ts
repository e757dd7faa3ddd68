// Every setting of an installation: one table with its meaning, its default and where it may be set.
import { z } from "zod";

import { addressIn, isSmtpUrl } from "#apps/mail-settings.ts";

interface About {
  /** Variables of the environment that set it, the first one first. */
  readonly environment: readonly string[];
  readonly isSecret?: true;
}

const setting = <T extends z.ZodType>(type: T, meaning: string, about: About): T => type.meta({ description: meaning, ...about });
const wholeNumber = (low: number, high: number) => {
  const error = `must be a whole number from ${low} to ${high}`;
  return z.preprocess(
    (said) => (typeof said === "string" && /^\d+$/.test(said) ? Number(said) : said),
    z.int({ error }).min(low, { error }).max(high, { error }),
  );
};
const list = z.union([
  z.array(z.string()),
  z.string().transform((text) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  ),
]);
const webAddress = z
  .url({ protocol: /^https?$/, error: "must be an address such as https://evenhand.example.com" })
  .transform((text) => text.replace(/\/+$/, ""));
/** smtp: begins in the clear and goes on with TLS, smtps: is TLS from the first byte. */
const smtpUrl = z.string().refine(isSmtpUrl, { error: "must look like smtps://user:password@mail.example.com:465 or smtp://mail.example.com:587" });
const mailAddress = z.string().refine((text) => addressIn(text) !== null, { error: "must be an address such as Evenhand <evenhand@example.com>" });
const domain = z
  .string()
  .regex(/^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i, { error: "must be a domain such as reply.example.com" });
const databaseUrl = z.string().regex(/^postgres(ql)?:\/\/\S+$/, { error: "must look like postgresql://user:password@host:5432/database" });

export const settingsSchema = z.strictObject({
  host: setting(z.string().min(1).default("127.0.0.1"), "Address to listen on; 0.0.0.0 or :: opens it to the network.", {
    environment: ["EVENHAND_HOST", "HOST"],
  }),
  port: setting(wholeNumber(0, 65_535).default(4_650), "Port to listen on; 0 takes any free one.", { environment: ["EVENHAND_PORT", "PORT"] }),
  dataFolder: setting(z.string().min(1), "Folder for the embedded PostgreSQL and for evenhand.config.json.", { environment: ["EVENHAND_DATA"] }),
  databaseUrl: setting(databaseUrl.nullable().default(null), "PostgreSQL 15 or newer of your own, in place of the embedded one.", {
    environment: ["DATABASE_URL", "EVENHAND_DATABASE_URL"],
    isSecret: true,
  }),
  publicUrl: setting(webAddress.nullable().default(null), "How people reach the product, when that differs from host and port.", {
    environment: ["EVENHAND_PUBLIC_URL", "EVENHAND_URL"],
  }),
  trustedProxies: setting(list.default([]), "Addresses or networks of proxies whose X-Forwarded-For is believed.", {
    environment: ["EVENHAND_TRUSTED_PROXIES"],
  }),
  hostNames: setting(
    list.default([]),
    "Further names under which people reach it, such as evenhand.example.org; a request for any other public name is refused.",
    {
      environment: ["EVENHAND_HOST_NAMES"],
    },
  ),
  logLevel: setting(
    z.enum(["debug", "info", "warn", "error", "silent"], { error: "must be debug, info, warn, error or silent" }).default("info"),
    "How much is logged.",
    { environment: ["EVENHAND_LOG_LEVEL"] },
  ),
  uploadMegabytes: setting(wholeNumber(1, 1_000_000).default(4_096), "Largest file that may be brought in, in megabytes.", {
    environment: ["EVENHAND_UPLOAD_MB"],
  }),
  answersMegabytes: setting(
    wholeNumber(128, 1_000_000).default(4_096),
    "Memory that working out answers may take, in megabytes; facts that need more are refused, and the pages go on.",
    { environment: ["EVENHAND_ANSWERS_MB"] },
  ),
  secret: setting(
    z.string().min(32, { error: "must have at least 32 characters" }).nullable().default(null),
    "Signs sessions and encrypts second factors; made once and kept in the database unless set.",
    { environment: ["EVENHAND_SECRET"], isSecret: true },
  ),
  smtpUrl: setting(
    smtpUrl.nullable().default(null),
    "The mail server that takes letters to members; without it no letters are sent. ?tls=required refuses a server without TLS (so it is wherever a password is sent to another machine), ?tls=none uses none.",
    { environment: ["EVENHAND_SMTP_URL"], isSecret: true },
  ),
  mailFrom: setting(mailAddress.nullable().default(null), "Whom letters come from.", { environment: ["EVENHAND_MAIL_FROM"] }),
  replyDomain: setting(domain.nullable().default(null), "Domain whose mail comes to replyPort: members then answer letters by replying to them.", {
    environment: ["EVENHAND_REPLY_DOMAIN"],
  }),
  replyPort: setting(wholeNumber(0, 65_535).nullable().default(null), "Port on which replies to letters are taken; without it none are.", {
    environment: ["EVENHAND_REPLY_PORT"],
  }),
  metricsToken: setting(
    z.string().min(16, { error: "must have at least 16 characters" }).nullable().default(null),
    "Opens /metrics to whoever sends it as a bearer token; without it, this machine alone may read them.",
    { environment: ["EVENHAND_METRICS_TOKEN"], isSecret: true },
  ),
  openTargets: setting(
    list.default([]),
    "Names, addresses and networks inside (hooks.local, 10.1.0.0/16) that webhooks may go to; private ones are refused otherwise.",
    {
      environment: ["EVENHAND_OPEN_TARGETS"],
    },
  ),
});

export type Settings = z.output<typeof settingsSchema>;
export type SettingName = keyof Settings;
export const settingNames = Object.keys(settingsSchema.shape) as SettingName[];

export interface AboutSetting extends About {
  readonly meaning: string;
}

/** What the table above says of a setting. */
export function aboutSetting(name: SettingName): AboutSetting {
  const meta = settingsSchema.shape[name].meta() as unknown as { description: string } & About;
  return { meaning: meta.description, environment: meta.environment, ...(meta.isSecret ? { isSecret: true } : {}) };
}
