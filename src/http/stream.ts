// Bytes that stream in with a limit, and events that stream out with a heartbeat.
import { Readable } from "node:stream";

import type { EventsAnswer, ServerEvent } from "#http/answers.ts";

/** Thrown when a streamed body grows past its limit; answered as 413. */
export class TooLarge extends Error {
  readonly limit: number;
  constructor(limit: number) {
    super(`the body is larger than ${limit} bytes`);
    this.name = "TooLarge";
    this.limit = limit;
  }
}

/** The same bytes, until there are too many of them. */
export async function* limited(source: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let seen = 0;
  for await (const chunk of source) {
    seen += chunk.byteLength;
    if (seen > limit) throw new TooLarge(limit);
    yield chunk;
  }
}

/** One event as text/event-stream. JSON holds no line ends, so one data line is enough. */
export function eventText(event: ServerEvent): string {
  if (event.text !== undefined) return event.text;
  const id = event.id === undefined ? "" : `id: ${event.id.replaceAll(/[\r\n]/g, "")}\n`;
  return `${id}event: ${event.event.replaceAll(/[\r\n]/g, "")}\ndata: ${JSON.stringify(event.data)}\n\n`;
}

/** Events as a body; the source is closed when the reader goes away. */
export function eventsBody(events: EventsAnswer): Readable {
  async function* lines() {
    yield ": here\n\n";
    for await (const event of events) yield eventText(event);
  }
  return Readable.from(lines());
}

export interface QueueOptions<T> {
  /** So many wait at most. */
  readonly most?: number;
  /** Stands for all that waited, where a reader was too slow for it: half a story would leave wrong rows on a screen for good. Without it the newest stay. */
  readonly missed?: T;
}

/** A queue between whoever tells and whoever reads. */
export function queueOf<T>(signal: AbortSignal, { most = 100, missed }: QueueOptions<T> = {}): { push: (one: T) => void; all: AsyncIterable<T> } {
  const waiting: T[] = [];
  let wake = () => {};
  signal.addEventListener("abort", () => wake(), { once: true });
  async function* all(): AsyncGenerator<T> {
    while (!signal.aborted) {
      const next = waiting.shift();
      if (next !== undefined) {
        yield next;
        continue;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (signal.aborted || waiting.length > 0) resolve();
      });
    }
  }
  return {
    push: (one) => {
      if (waiting.length >= most && missed !== undefined) waiting.splice(0, waiting.length, missed);
      else if (waiting.length >= most) waiting.shift();
      waiting.push(one);
      wake();
    },
    all: all(),
  };
}
