// Settings come from the environment, else from the file, else from their defaults; what is wrong is told by name.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { mailServerIn } from "#apps/mail-settings.ts";
import { listSettings, readSettings } from "#apps/settings-read.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "evenhand-settings-"));
  writeFileSync(join(folder, "evenhand.config.json"), JSON.stringify({ port: 5000, host: "0.0.0.0", trustedProxies: ["10.0.0.1"] }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("the environment stands before the file, the file before the default", () => {
  const { settings, sources } = readSettings({ EVENHAND_DATA: folder, PORT: "6000" });
  expect(settings).toMatchObject({ port: 6000, host: "0.0.0.0", trustedProxies: ["10.0.0.1"], logLevel: "info", dataFolder: folder });
  expect(sources).toMatchObject({ port: "PORT", host: join(folder, "evenhand.config.json"), logLevel: "default", dataFolder: "EVENHAND_DATA" });
});

it("our own variable stands before the common one, and an empty one counts for nothing", () => {
  expect(readSettings({ EVENHAND_DATA: folder, PORT: "6000", EVENHAND_PORT: "7000" }).settings.port).toBe(7000);
  expect(readSettings({ EVENHAND_DATA: folder, PORT: "" }).settings.port).toBe(5000);
});

it.each([
  [{ EVENHAND_PORT: "99999" }, /The setting port \(from EVENHAND_PORT\) must be a whole number from 0 to 65535/],
  [{ EVENHAND_PORT: "web" }, /The setting port/],
  [{ DATABASE_URL: "mysql://x" }, /The setting databaseUrl \(from DATABASE_URL\) must look like postgresql:/],
  [{ EVENHAND_SECRET: "short" }, /at least 32 characters/],
  [{ EVENHAND_PUBLIC_URL: "evenhand" }, /must be an address such as/],
  [{ EVENHAND_SMTP_URL: "mail.example.com" }, /The setting smtpUrl \(from EVENHAND_SMTP_URL\) must look like smtps:/],
  [{ EVENHAND_SMTP_URL: "smtp://mail.example.com?tls=maybe" }, /must look like smtps:/],
  [{ EVENHAND_SMTP_URL: "smtp://mail.example.com", EVENHAND_URL: "https://a.example.com" }, /smtpUrl \(EVENHAND_SMTP_URL\) needs EVENHAND_MAIL_FROM beside it/],
  [{ EVENHAND_SMTP_URL: "smtp://mail.example.com", EVENHAND_MAIL_FROM: "e@example.com" }, /needs EVENHAND_URL beside it/],
  [{ EVENHAND_MAIL_FROM: "Evenhand <e@example.com>\r\nBcc: a@b.c" }, /must be an address such as Evenhand/],
  [{ EVENHAND_REPLY_PORT: "2525" }, /needs EVENHAND_REPLY_DOMAIN beside it/],
  [{ EVENHAND_REPLY_DOMAIN: "reply example" }, /must be a domain such as/],
  [{ EVENHAND_CONFIG: "/nowhere/evenhand.json" }, /EVENHAND_CONFIG names \/nowhere\/evenhand.json, and there is no such file/],
])("%o is refused by name", (environment, sentence) => {
  expect(() => readSettings({ EVENHAND_DATA: folder, ...environment })).toThrow(sentence);
});

it("the file's unknown names and broken text are refused", () => {
  const file = join(folder, "own.json");
  writeFileSync(file, '{"prot": 1}');
  expect(() => readSettings({ EVENHAND_DATA: folder, EVENHAND_CONFIG: file })).toThrow(/names prot, which is no setting/);
  writeFileSync(file, "{");
  expect(() => readSettings({ EVENHAND_DATA: folder, EVENHAND_CONFIG: file })).toThrow(/is not JSON/);
});

it("secrets are masked in the list, and a mistyped variable is named", () => {
  const read = readSettings({
    EVENHAND_DATA: folder,
    DATABASE_URL: "postgresql://anna:pa55@db/firm?password=pa55",
    EVENHAND_SECRET: "s".repeat(40),
    EVENHAND_PROT: "1",
  });
  const listed = Object.fromEntries(listSettings(read).map((each) => [each.name, each.value]));
  expect(listed).toMatchObject({ databaseUrl: "postgresql://anna:***@db/firm?password=***", secret: "***", metricsToken: null });
  expect(read.unknownVariables).toEqual(["EVENHAND_PROT"]);
});

it("a password goes to another machine under TLS alone, unless the settings say otherwise; it is masked where settings are listed", () => {
  const tls = (url: string) => mailServerIn(url)!.tls;
  expect(
    ["smtps://a:b@m.example.com", "smtp://a:b@m.example.com", "smtp://a:b@m.example.com?tls=none", "smtp://m.example.com", "smtp://a:b@127.0.0.1:25"].map(tls),
  ).toEqual(["from-the-start", "required", "none", "offered", "offered"]);
  expect(mailServerIn("smtp://anna%40firm.com:p%2Fw@m.example.com")).toMatchObject({
    host: "m.example.com",
    port: 587,
    user: "anna@firm.com",
    password: "p/w",
  });
  const read = readSettings({
    EVENHAND_DATA: folder,
    EVENHAND_SMTP_URL: "smtp://a:geheim@m.example.com",
    EVENHAND_MAIL_FROM: "e@example.com",
    EVENHAND_URL: "https://x.example.com",
  });
  expect(JSON.stringify(listSettings(read))).not.toContain("geheim");
});
