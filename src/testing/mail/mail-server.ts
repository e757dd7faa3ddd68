// A real mail server for tests: it listens on a free port, refuses what a test says, and keeps every letter it took.
import type { Writable } from "node:stream";

import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

import { testCertificate, testKey } from "#testing/mail/certificate.ts";

export interface TakenLetter extends ParsedMail {
  readonly raw: string;
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly isOverTls: boolean;
}

export interface MailServerForTests {
  readonly port: number;
  readonly letters: readonly TakenLetter[];
  readonly connections: () => number;
  close(): Promise<void>;
}

export interface MailServerOptions {
  readonly port?: number;
  /** 'from-the-start', 'offered' (STARTTLS), or none at all. */
  readonly tls?: "from-the-start" | "offered" | "none";
  readonly login?: { readonly user: string; readonly password: string };
  /** The answer to a recipient, '451 later'; null takes them. */
  readonly onRecipient?: (address: string) => string | null;
  /** Called with the whole letter before it is taken, and with the line to whoever sent it; a text refuses it. */
  readonly onLetter?: (raw: string, line: Writable) => Promise<string | null> | string | null;
}

function refusal(said: string): Error {
  return Object.assign(new Error(said.slice(4)), { responseCode: Number(said.slice(0, 3)) });
}

async function answer(act: () => Promise<void>, done: (fault?: Error | null) => void): Promise<void> {
  let said: Error | null = null;
  try {
    await act();
  } catch (fault) {
    said = fault as Error;
  }
  done(said);
}

export async function aMailServer(options: MailServerOptions = {}): Promise<MailServerForTests> {
  const { tls = "none", login } = options;
  const letters: TakenLetter[] = [];
  let connections = 0;
  let line: Writable | null = null;
  const server = new SMTPServer({
    name: "mail.test",
    // Connections that are kept for further letters are not waited for.
    closeTimeout: 20,
    secure: tls === "from-the-start",
    key: testKey,
    cert: testCertificate,
    authOptional: login === undefined,
    allowInsecureAuth: tls === "none",
    disabledCommands: [...(tls === "offered" ? [] : ["STARTTLS"]), ...(login === undefined ? ["AUTH"] : [])],
    onConnect: (_session, done) => {
      connections += 1;
      done();
    },
    onAuth: (auth, _session, done) =>
      auth.username === login?.user && auth.password === login?.password ? done(null, { user: auth.username }) : done(refusal("535 wrong password")),
    onRcptTo: ({ address }, _session, done) => {
      const said = options.onRecipient?.(address) ?? null;
      done(said === null ? null : refusal(said));
    },
    onData: (stream, session, done) => {
      const pieces: Buffer[] = [];
      stream.on("data", (piece: Buffer) => pieces.push(piece));
      stream.on("end", () => {
        const raw = Buffer.concat(pieces).toString("utf8");
        const take = async () => {
          const said = (await options.onLetter?.(raw, line!)) ?? null;
          if (said !== null) throw refusal(said);
          const { mailFrom, rcptTo } = session.envelope;
          const parsed = await simpleParser(raw, { skipImageLinks: true });
          letters.push(
            Object.assign(parsed, {
              raw,
              sender: mailFrom === false ? "" : mailFrom.address,
              recipients: rcptTo.map(({ address }) => address),
              isOverTls: session.secure,
            }),
          );
        };
        void answer(take, done);
      });
    },
  });
  server.on("error", () => {});
  server.server.on("connection", (socket: Writable) => (line = socket));
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("the mail server of a test has no port");
  return {
    port: address.port,
    letters,
    connections: () => connections,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
