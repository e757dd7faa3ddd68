// A page of another site must not reach this server under a name of its own: the server answers to the names that are its own, and to no other.
import { isIP } from "node:net";

export interface Names {
  /** 'https://evenhand.example.com', or null. */
  readonly publicUrl: string | null;
  /** Further names that the operator has allowed. */
  readonly hostNames: readonly string[];
  /** What the machine calls itself. */
  readonly machine: string;
}

/** Endings that nobody can register in the public DNS, so that no foreign page can have such a name (RFC 2606, 6761, 6762, 8375, and ICANN's reserved 'internal'). */
const neverPublic = ["localhost", "local", "internal", "test", "home.arpa"];

/**
 * Whether the name a browser asked for may be this server's. A name that anybody can register and point here (DNS rebinding) would make their page ours
 * in the eyes of the browser. Safe are addresses in numbers, names without a dot and names that cannot be public; the rest must be named by the operator.
 */
export function isKnownName(name: string, { publicUrl, hostNames, machine }: Names): boolean {
  const asked = name.toLowerCase().replace(/\.$/, "");
  if (isIP(asked.replace(/^\[|\]$/g, "")) !== 0 || !asked.includes(".")) return true;
  if (neverPublic.some((ending) => asked.endsWith(`.${ending}`))) return true;
  const own = publicUrl === null ? [] : [new URL(publicUrl).hostname];
  return [...own, ...hostNames, machine].some((known) => known.toLowerCase() === asked);
}
