// How a command speaks: text or one JSON document on standard output, progress and faults on standard error.
import { SingleBar } from "cli-progress";
import { exitCodeOf } from "#apps/cli/exit.ts";

export interface Progress {
  /** `done` of `total` steps of work; `total` may grow. */
  at(done: number, total?: number): void;
  end(): void;
}

export interface Console {
  readonly isJson: boolean;
  /** The command's answer: `value` under --json, else the text made of it. */
  answer<T>(value: T, asText: (value: T) => string): Promise<void>;
  /** A line for people; silent under --json. */
  say(line: string): void;
  /** A bar on a terminal; nothing where there is none or under --json. */
  progress(label: string, total: number): Progress;
  /** Tells why the command ends. */
  fault(error: unknown): void;
}

const silentProgress: Progress = { at: () => {}, end: () => {} };

export function consoleFor(isJson: boolean): Console {
  return {
    isJson,
    answer: (value, asText) => written(process.stdout, isJson ? `${JSON.stringify(value, null, 2)}\n` : `${asText(value)}\n`),
    say(line) {
      if (!isJson) process.stdout.write(`${line}\n`);
    },
    progress(label, total) {
      if (isJson || !process.stderr.isTTY) return silentProgress;
      const bar = new SingleBar({
        format: `${label} {bar} {percentage}% {value}/{total} {eta_formatted}`,
        stream: process.stderr,
        hideCursor: true,
        clearOnComplete: true,
        fps: 5,
      });
      bar.start(total, 0);
      return {
        at(done, grown) {
          if (grown !== undefined) bar.setTotal(grown);
          bar.update(done);
        },
        end: () => bar.stop(),
      };
    },
    fault(error) {
      const { message, code, details } = error as { message: string; code?: string; details?: unknown };
      const isExpected = isForeseen(error);
      const detail = isExpected ? message : ((error as Error).stack ?? message);
      process.stderr.write(isJson ? `${JSON.stringify({ code: code ?? "failed", sentence: message, exitCode: exitCodeOf(error), details })}\n` : `${detail}\n`);
    },
  };
}

function isForeseen(error: unknown): boolean {
  return ["CommandFault", "StorageFault", "SettingFault"].includes((error as Error).name);
}

/** Resolves when the text has left us: a pipe that is slow must not lose its end when the process ends. */
function written(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((done, failed) => {
    // A reader such as `head` that has had enough is no fault.
    stream.write(text, (error) => (error && (error as NodeJS.ErrnoException).code !== "EPIPE" ? failed(error) : done()));
  });
}
