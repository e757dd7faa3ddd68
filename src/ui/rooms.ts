// What the frame must know of each room to lead there: its place in the house, its path, its picture, its key.
import type { ComponentType } from "react";

import type { WordsLoader } from "#ui/language.ts";

/** The way through the house follows the thought; 'workspace' holds what is set up once. */
export const areas = ["happened", "right", "do", "together", "facts", "workspace"] as const;
export type Area = (typeof areas)[number];

export type Icon = ComponentType<{ size?: number | string; stroke?: number | string; "aria-hidden"?: boolean }>;

/** One page. `room` names its words (namespace) and its entry 'room-<room>' in the kit's words. */
export interface PageEntry {
  readonly room: string;
  /** After /w/:workspace, with '$id' for a part: '/imports/$id'; '' is home. */
  readonly path: string;
  /** Where it stands in the navigation; absent: reached by links only. */
  readonly area?: Area;
  readonly icon?: Icon;
  /** Pressed after g: 'h' for home. */
  readonly key?: string;
  readonly load: () => Promise<{ readonly Page: ComponentType }>;
  readonly words: WordsLoader;
  /** True: agencies' own, it stands in the navigation for them alone, and others get there by links. 'too': theirs and everybody's, each seeing their part. */
  readonly isForAgencies?: boolean | "too";
  /** The header offers no period on it. */
  readonly isTimeless?: boolean;
}

/** Address of a listed page. */
export function addressOfRoom(entry: Pick<PageEntry, "path">, workspace: string, search: string): string {
  return `/w/${workspace}${entry.path}${search}`;
}
