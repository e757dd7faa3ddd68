// What storage tells the operator; any logger with these three fits.

/** Fields first, sentence second, as the server's JSON lines have it. */
export interface Log {
  info(fields: object, sentence: string): void;
  warn(fields: object, sentence: string): void;
  error(fields: object, sentence: string): void;
}

/** Says nothing: for tests and short commands. */
export const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };
