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

/** A queue between whoever tells and whoever reads: holds at most `most` events, and then forgets the oldest. */
export function queueOf<T>(signal: AbortSignal, most = 100): { push: (one: T) => void; all: AsyncIterable<T> } {
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
      waiting.push(one);
      if (waiting.length > most) waiting.shift();
      wake();
    },
    all: all(),
  };
}
