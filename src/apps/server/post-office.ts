// The post office as the server opens it: the way to the mail server, the work of the clock, and the door for answers.
import { type MailAddress, type MailServer, domainOf } from "#apps/mail-settings.ts";
import { tellNews } from "#apps/server/digests.ts";
import { minutesPapers, setBeside, setHere } from "#apps/server/minutes-papers.ts";
import { replyTakers } from "#apps/server/gather.ts";
import { postOver } from "#apps/server/post.ts";
import { replyAddress, replyToken, takeReplies } from "#apps/server/replies.ts";
import type { Database } from "#db/database.ts";
import type { Log } from "#db/log.ts";
import { digestWork, writeDigest } from "#features/digest/jobs.ts";
import { type PostOffice, mailWork } from "#features/notices/jobs.ts";
import type { Beside } from "#http/beside.ts";
import { keyFor } from "#http/secrets.ts";
import type { ServerSettings } from "#http/settings.ts";
import type { ClockWork } from "#ledger/clock-work.ts";
import { replyHash } from "#ledger/mail-replies.ts";
import { stopPurpose } from "#ledger/stop-token.ts";

export interface MailOptions {
  readonly server: MailServer;
  readonly from: MailAddress;
  /** How people reach the product: 'https://evenhand.example.com'. */
  readonly base: string;
  readonly replies: { readonly domain: string; readonly port: number } | null;
}

export interface OpenPostOffice {
  readonly work: readonly ClockWork[];
  /** Takes no more answers. */
  closeDoor(): Promise<void>;
  /** Ends the connection to the mail server, once no letter is under way. */
  close(): void;
}

interface Around {
  readonly database: Database;
  readonly log: Log;
  readonly settings: Pick<ServerSettings, "host" | "secret">;
  /** Where papers are set; null: here. */
  readonly beside: Beside | null;
}

export async function openPostOffice(mail: MailOptions, { database, log, settings, beside }: Around): Promise<OpenPostOffice> {
  const { replies, from, base } = mail;
  const post = postOver({ server: mail.server, from });
  const door =
    replies === null ? null : await takeReplies({ database, log, host: settings.host, port: replies.port, domain: replies.domain, takers: replyTakers });
  if (door !== null) log.info({ port: door.port, domain: replies?.domain }, "answers to letters are taken");
  const replyTo = (mailId: string) => {
    const token = replyToken(settings.secret, mailId);
    return { address: replyAddress(token, replies!.domain), hash: replyHash(token) };
  };
  const stopKey = keyFor(stopPurpose, settings.secret);
  const office: PostOffice = {
    post,
    base,
    from,
    domain: domainOf(from),
    replyTo: replies === null ? null : replyTo,
    takesReplies: new Set(replyTakers.keys()),
    papers: minutesPapers(beside ? setBeside(beside, database) : setHere),
    digest: (tx, order) => writeDigest(tx, order, { tell: tellNews, base, stopKey }),
  };
  return {
    work: [mailWork(office), digestWork()],
    closeDoor: async () => door?.close(),
    close: () => post.close(),
  };
}
