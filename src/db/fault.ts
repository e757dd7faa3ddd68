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
