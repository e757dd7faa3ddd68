// Where a room shows what was said of a lead at a stand: the app fills it, so that no room depends on the one that takes leads.
import { type ComponentType, createContext, use } from "react";

export interface StandCardProps {
  readonly lead: string;
  /** Under a heading of the page, or in a drawer. */
  readonly place: "page" | "drawer";
}

export const StandCardContext = createContext<{ readonly Card: ComponentType<StandCardProps> } | null>(null);

/** Nothing where the lead is of no stand, or its words are not for who looks. */
export function StandCard(props: StandCardProps) {
  const lent = use(StandCardContext);
  return lent === null || !props.lead.startsWith("stand:") ? null : <lent.Card {...props} key={props.lead} />;
}
