// Which room is on screen: its words come first when a code is put into words.
import { createContext, use } from "react";

export const RoomContext = createContext("kit");

/** Name of the room on screen, which is also the name of its words. */
export function useRoom(): string {
  return use(RoomContext);
}
