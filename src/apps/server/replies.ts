// Answers by mail: a small door that takes nothing but replies to our own letters, and hands what was written to the room it belongs to.
import { createHmac } from "node:crypto";

import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerSession } from "smtp-server";

import type { Database } from "#db/database.ts";
import type { Log } from "#db/log.ts";
import { replyText } from "#kit/reply-text.ts";
import { type TakeReply, isFirstDelivery, letterOfToken, repliedLetter, repliesInAnHour } from "#ledger/mail-replies.ts";

export interface RepliesOptions {
  readonly database: Database;
  readonly log: Log;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly domain: string;
  /** By the kind of thing that was written about. */
  readonly takers: ReadonlyMap<string, TakeReply>;
}

export interface Replies {
  readonly port: number;
  close(): Promise<void>;
}

const mostBytes = 1_048_576;
const mostConnectionsAMinute = 60;
const mostRepliesAnHour = 60;
/** Addresses that one machine may get wrong in a minute: nobody tries tokens one after another. */
const mostWrongAMinute = 20;

/** The token of a letter: 128 bits that only the server's secret gives, the same at every try of sending. Lower case, because mail systems may fold an address. */
export function replyToken(secret: string, mailId: string): string {
  return createHmac("sha256", secret).update(`reply to ${mailId}`).digest("hex").slice(0, 32);
}

export function replyAddress(token: string, domain: string): string {
  return `reply+${token}@${domain}`;
}

function says(code: number, sentence: string): Error {
  return Object.assign(new Error(sentence), { responseCode: code });
}

export async function takeReplies(options: RepliesOptions): Promise<Replies> {
  const { database, log, domain } = options;
  const pace = paceOf(mostConnectionsAMinute);
  const mayBeWrong = paceOf(mostWrongAMinute);
  const tokenIn = new RegExp(`^reply\\+([0-9a-f]{32})@${domain.replaceAll(".", "\\.")}$`, "i");
  const server = new SMTPServer({
    name: domain,
    banner: "replies to letters of Evenhand",
    size: mostBytes,
    maxClients: 20,
    socketTimeout: 60_000,
    closeTimeout: 1_000,
    authOptional: true,
    // No sign-in, so nothing to relay for; TLS is for the mail server that stands before this door.
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    onConnect: ({ remoteAddress }, done) => done(pace(remoteAddress) ? null : says(421, "too many connections, come back later")),
    onRcptTo: ({ address }, session, done) => {
      const check = async () => {
        if (session.envelope.rcptTo.length > 0) throw says(452, "one answer at a time");
        const token = tokenIn.exec(address)?.[1]?.toLowerCase();
        if (token !== undefined && (await letterOfToken(database, token)) !== null) return;
        throw mayBeWrong(session.remoteAddress) ? says(550, "no such address") : says(421, "too many unknown addresses");
      };
      void answer(check, done, log);
    },
    onData: (stream, session, done) => {
      const pieces: Buffer[] = [];
      let bytes = 0;
      stream.on("data", (piece: Buffer) => {
        bytes += piece.length;
        if (bytes <= mostBytes) pieces.push(piece);
      });
      stream.on("error", () => {});
      stream.on("end", () => {
        const take = async () => {
          if (stream.sizeExceeded || bytes > mostBytes) throw says(552, "an answer may have one megabyte");
          await takeOne(options, session, Buffer.concat(pieces));
        };
        void answer(take, done, log);
      });
    },
  });
  server.on("error", (fault) => log.warn({ fault: String(fault) }, "a connection with a reply broke off"));
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(options.port, options.host, () => {
      server.server.off("error", reject);
      resolve();
    });
  });
  const address = server.server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : options.port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** What we say ourselves goes out as it is; any other fault is ours, and the letter may come again. */
async function answer(act: () => Promise<void>, done: (fault: Error | null) => void, log: Log): Promise<void> {
  let said: Error | null = null;
  try {
    await act();
  } catch (fault) {
    said = fault as Error;
    if ((fault as { responseCode?: number }).responseCode === undefined) {
      log.error({ fault: said.message }, "a reply could not be taken");
      said = says(451, "try again later");
    }
  }
  done(said);
}

/** Whether an address may connect once more within this minute. */
function paceOf(most: number): (address: string) => boolean {
  let minute = 0;
  const seen = new Map<string, number>();
  return (address) => {
    const now = Math.floor(Date.now() / 60_000);
    if (now !== minute) {
      minute = now;
      seen.clear();
    }
    seen.set(address, (seen.get(address) ?? 0) + 1);
    return seen.get(address)! <= most;
  };
}

async function takeOne({ database, log, takers, domain }: RepliesOptions, session: SMTPServerSession, raw: Buffer): Promise<void> {
  const { mailFrom, rcptTo } = session.envelope;
  // A bounce or a note of absence is no answer: it is taken, so that nobody sends it again, and forgotten.
  if (mailFrom === false || mailFrom.address === "") return;
  const mail = await simpleParser(raw, { skipImageLinks: true, skipTextLinks: true, skipTextToHtml: true, maxHtmlLengthToParse: 300_000 });
  if (isByMachine(mail)) return;
  const token = rcptTo[0]!.address.slice("reply+".length, -(domain.length + 1)).toLowerCase();
  const letter = await letterOfToken(database, token);
  if (letter === null) throw says(550, "no such address");
  const text = replyText(mail.text ?? "");
  const messageId = mail.messageId ?? raw.toString("latin1");
  await database.inWorkspace(letter.workspaceId, async (tx) => {
    const replied = await repliedLetter(tx, letter);
    const take = replied === null ? undefined : takers.get(replied.subjectKind);
    if (replied === null || take === undefined) throw says(550, "this letter can no longer be answered");
    // Whoever was sent the letter on holds the address too, and would speak in its reader's name.
    if (mail.from?.value[0]?.address?.toLowerCase() !== replied.address.toLowerCase()) throw says(550, "answer from the address that the letter went to");
    if (text === "") return;
    if ((await repliesInAnHour(tx, replied.asker)) >= mostRepliesAnHour) throw says(450, "too many answers in one hour");
    if (!(await isFirstDelivery(tx, replied.asker, messageId))) return;
    if (!(await take(tx, { asker: replied.asker, subjectId: replied.subjectId, text }))) throw says(550, "this can no longer be answered");
    log.info({ letter: letter.mailId, about: replied.subjectKind }, "a reply was taken");
  });
}

/** Written by a machine: out-of-office notes, lists, reports of delivery (RFC 3834). */
function isByMachine({ headers }: ParsedMail): boolean {
  const said = (name: string) => {
    const value = headers.get(name);
    return typeof value === "string" ? value.toLowerCase() : "";
  };
  const type = headers.get("content-type");
  const isReport = typeof type === "object" && "value" in type && type.value === "multipart/report";
  return (
    isReport ||
    (said("auto-submitted") !== "" && !said("auto-submitted").startsWith("no")) ||
    ["bulk", "junk", "list", "auto_reply"].includes(said("precedence")) ||
    ["x-autoreply", "x-autorespond", "list-id"].some((name) => headers.has(name))
  );
}
