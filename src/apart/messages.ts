// What is said between a process and the one that it keeps apart.

export type ToApart =
  /** The first thing said: which module to run in a thread, with what, and how much heap it may use. */
  | { readonly kind: "begin"; readonly module: string; readonly data: unknown; readonly heapMegabytes: number | null }
  | { readonly kind: "say"; readonly message: unknown }
  /** Seen at once by a thread in the midst of its loops, which hears no message. */
  | { readonly kind: "mark"; readonly number: number };

export type FromApart =
  | { readonly kind: "told"; readonly message: unknown }
  /** The thread threw; the process ends after it. */
  | { readonly kind: "broke"; readonly fault: { readonly message: string; readonly stack: string; readonly code: string | null } }
  /** The last thing said. */
  | { readonly kind: "gone" };

/** What the thread finds as its data beside its own. */
export interface ApartData<T> {
  readonly data: T;
  /** Numbers that were marked, each in the place of its remainder. */
  readonly marks: Int32Array;
}

export const markPlaces = 1024;
