// What the server must be told at start; the settings file and the environment are read elsewhere.
export interface ServerSettings {
  /** Address to listen on: '127.0.0.1' or '::'. */
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** How people reach it, when that differs from host and port: 'https://evenhand.example.com'. */
  readonly publicUrl: string | null;
  /** Addresses or networks of proxies whose X-Forwarded-For is believed; empty: nobody's. */
  readonly trustedProxies: readonly string[];
  /** Further names under which it may be asked for. */
  readonly hostNames: readonly string[];
  /** At least 32 characters; signs sessions and encrypts second factors. */
  readonly secret: string;
  /** Folder with the built screens; null or absent on disk: the interface alone. */
  readonly webFolder: string | null;
  readonly version: string;
  /** Opens /metrics to bearers of it; null: only this machine may read them. */
  readonly metricsToken: string | null;
  /** Names, addresses and networks that are not public and that the server may call all the same. */
  readonly openTargets: readonly string[];
  /** Heap of the thread that works out heavy answers, in megabytes. */
  readonly answersMegabytes: number;
  readonly limits: ServerLimits;
}

export interface ServerLimits {
  /** Largest JSON body in bytes. */
  readonly bodyBytes: number;
  /** Largest streamed file in bytes. */
  readonly uploadBytes: number;
  /** Longest time for one answer, milliseconds. */
  readonly answerMs: number;
  /** The same for answers worked out beside, the wait for earlier ones included: a million facts are read for the first. */
  readonly besideMs: number;
  /** Longest time for a streamed upload to arrive, milliseconds. */
  readonly uploadMs: number;
  /** Requests a minute from one address. */
  readonly requestsPerMinute: number;
  /** Sign-in attempts in a quarter of an hour, for one account and for one address. */
  readonly attemptsPerAccount: number;
  readonly attemptsPerAddress: number;
  /** The event loop's delay that counts as overload, milliseconds; 0: never. */
  readonly overloadMs: number;
  /** Memory in use that counts as overload, bytes; 0: never. */
  readonly overloadHeapBytes: number;
}

export const usualLimits: ServerLimits = {
  bodyBytes: 1_048_576,
  uploadBytes: 4 * 1024 ** 3,
  answerMs: 60_000,
  besideMs: 300_000,
  uploadMs: 3_600_000,
  requestsPerMinute: 1_200,
  attemptsPerAccount: 10,
  attemptsPerAddress: 60,
  overloadMs: 1_500,
  overloadHeapBytes: 0,
};
