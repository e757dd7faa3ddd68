// A page of another site must not act through somebody's open session: changes are taken only from our own pages.

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

export interface Origin {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The host that the browser asked for, port included. */
  readonly host: string;
  readonly publicUrl: string | null;
}

/**
 * Whether a request that changes something comes from elsewhere. Browsers say so in Sec-Fetch-Site, older ones and plain HTTP in Origin;
 * who sends neither is no browser and needs an API key, for which this question is not asked.
 */
export function isFromOtherSite({ method, headers, host, publicUrl }: Origin): boolean {
  if (safe.has(method)) return false;
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site !== "same-origin";
  const origin = headers["origin"];
  if (typeof origin !== "string") return true;
  if (publicUrl !== null && origin === new URL(publicUrl).origin) return false;
  const from = URL.parse(origin);
  return from === null || from.host !== host;
}
