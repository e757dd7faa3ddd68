// What the palette is given: where one can go and what one can do.
import type { PageEntry } from "#ui/rooms.ts";

export interface Acts {
  readonly onSignOut: () => void;
}

/** A record whose name or id holds what was typed. */
export interface FoundRecord {
  readonly id: string;
  readonly name: string;
  /** What kind of record it is, in the reader's language. */
  readonly kind: string;
  /** Its id is what people type as often as its name. */
  readonly isNumbered: boolean;
  readonly href: string;
}

export interface Found {
  readonly records: readonly FoundRecord[];
  /** Some records are still on their way into search: the same question may find more in a moment. */
  readonly isTakingIn: boolean;
}

export type FindRecords = (text: string) => Promise<Found>;

export interface PaletteProps {
  readonly find: FindRecords;
  readonly pages: readonly PageEntry[];
  readonly workspace: string;
  readonly acts: Acts;
}
