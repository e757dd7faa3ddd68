// Who else is here, as the frame hears it: lent to every room.
import { createContext } from "react";

import type { PersonHere } from "#facts/presence.ts";

/** Others than the reader, as far as they may know. */
export const PresenceContext = createContext<readonly PersonHere[]>([]);
