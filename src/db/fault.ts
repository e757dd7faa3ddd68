// A fault of storage that the operator can mend: a stable code and a sentence that says what to do.

/** Thrown at start and by commands; the command line prints the sentence without a stack trace. */
export class StorageFault extends Error {
  readonly code: string;

  constructor(code: string, sentence: string, options?: { cause?: unknown }) {
    super(sentence, options);
    this.name = "StorageFault";
    this.code = code;
  }
}

/** Whether the database went away or is being started or stopped: what was under way can be asked for again when it is back. */
export function isStorageAway(error: unknown): boolean {
  const { code = "", syscall = "" } = error as { code?: string; syscall?: string };
  return (
    code.startsWith("08") ||
    code.startsWith("57P") ||
    ["ECONNREFUSED", "ECONNRESET", "EPIPE"].includes(code) ||
    (code === "ENOENT" && syscall === "connect") ||
    /connection terminated/i.test(String(error))
  );
}
