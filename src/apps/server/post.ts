// The way to the mail server: one connection for many letters, with limits of time, and what its answers mean for a letter.
import { PassThrough } from "node:stream";

import { type SendMailOptions, createTransport } from "nodemailer";

import type { MailAddress, MailServer } from "#apps/mail-settings.ts";
import type { Letter, Post, Sent } from "#features/notices/jobs.ts";

export interface PostOptions {
  readonly server: MailServer;
  readonly from: MailAddress;
  /** Further certificate authorities, PEM, for tests; installations name theirs in NODE_EXTRA_CA_CERTS. */
  readonly trusted?: string;
  readonly limits?: PostLimits;
}

/** Milliseconds for connecting, for the greeting, of silence, and for one letter from first to last: a server that trickles its answers is never silent. */
export interface PostLimits {
  readonly connection: number;
  readonly greeting: number;
  readonly silence: number;
  readonly letter: number;
}

/** A letter is given back well before its lease (ten minutes) is over and another server comes for it. */
const usualLimits: PostLimits = { connection: 15_000, greeting: 15_000, silence: 60_000, letter: 180_000 };

/** How far a letter has gone; carried by what is handed to the transport. */
interface Way {
  isWhole: boolean;
}

export function postOver({ server, from, trusted, limits = usualLimits }: PostOptions): Post {
  const { host, port, user, password, tls } = server;
  const transport = createTransport({
    pool: true,
    maxConnections: 1,
    maxMessages: 100,
    // Whether a letter is tried again is decided by the outbox, which remembers: never here, where it might go out twice.
    maxRequeues: 0,
    host,
    port,
    secure: tls === "from-the-start",
    requireTLS: tls === "required",
    ignoreTLS: tls === "none",
    tls: { minVersion: "TLSv1.2", ...(trusted === undefined ? {} : { ca: trusted }) },
    ...(user === null ? {} : { auth: { user, pass: password ?? "" } }),
    connectionTimeout: limits.connection,
    greetingTimeout: limits.greeting,
    socketTimeout: limits.silence,
    // The conversation holds the password: it is never logged.
    logger: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // Read to its end means sent to its end: the words are asked for only after the server has said that it takes them.
  transport.use("stream", ({ data, message }, done) => {
    const { way } = data as { way?: Way };
    message.processFunc((words) => words.pipe(new PassThrough()).once("end", () => way !== undefined && (way.isWhole = true)));
    done();
  });
  return {
    send: async (letter) => {
      const way: Way = { isWhole: false };
      try {
        const { response } = await transport.sendMail({ ...messageOf(letter, from), signal: AbortSignal.timeout(limits.letter), way } as SendMailOptions);
        return { is: "sent", reply: response };
      } catch (fault) {
        const meaning = meaningOf(fault as SmtpFault);
        const hasAnswer = ((fault as SmtpFault).responseCode ?? 0) > 0;
        return { ...meaning, isPerhapsTaken: way.isWhole && !hasAnswer };
      }
    },
    close: () => transport.close(),
  };
}

function messageOf(letter: Letter, from: MailAddress) {
  return {
    from,
    to: { name: letter.to.name, address: letter.to.address },
    envelope: { from: from.address, to: [letter.to.address] },
    messageId: letter.messageId,
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    ...(letter.calendar === null ? {} : { icalEvent: { method: letter.calendar.method, filename: "invite.ics", content: letter.calendar.text } }),
    attachments: letter.attachments.map(({ name, type, content }) => ({ filename: name, contentType: type, content: Buffer.from(content) })),
    ...(letter.replyTo === null ? {} : { replyTo: letter.replyTo }),
    list: { unsubscribe: { url: letter.unsubscribeAt, comment: "" } },
    headers: {
      // No machine shall answer a machine (RFC 3834), and no out-of-office note come back for each letter.
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      // The same Message-ID says the same to mail systems; this says it to whoever looks.
      ...(letter.isOneClick ? { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {}),
      ...(letter.mayBeSecond ? { "X-Evenhand-May-Be-Second": "yes" } : {}),
    },
  };
}

interface SmtpFault extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  /** What was said when it failed: 'RCPT TO', 'DATA', 'AUTH PLAIN'. */
  readonly command?: string;
}

/** Only a no to the recipient or to the letter itself is final. A no to the greeting, the password or the sender concerns every letter, so all wait. */
export function meaningOf({ code = "", responseCode = 0, response, command = "", message }: SmtpFault): Sent {
  const reply = response ?? `${code} ${message}`.trim();
  const isOfLetter = (code === "EENVELOPE" && command !== "MAIL FROM") || code === "EMESSAGE";
  if (!isOfLetter) return { is: "away", reply };
  if (responseCode >= 500) return { is: "refused", reply };
  // An address that cannot be written into the envelope is refused before anybody is asked.
  return responseCode === 0 && command !== "DATA" ? { is: "refused", reply } : { is: "later", reply };
}
