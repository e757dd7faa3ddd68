// What the palette is given: where one can go and what one can do.
import type { PageEntry } from "#ui/rooms.ts";

export interface Acts {
  readonly onSignOut: () => void;
}

export interface PaletteProps {
  readonly pages: readonly PageEntry[];
  readonly workspace: string;
  readonly acts: Acts;
}
