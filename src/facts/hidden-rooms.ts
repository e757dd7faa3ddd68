// Which rooms do not apply to a firm, by how marketing stands in it, and why. They stay open by their links, the palette and search; nothing in them is lost.
import { type FirmStage, type StageAnswers, hasAgency } from "#facts/firm-stage.ts";

/** no-second-side: there is no marketing to hand over, promise or quarrel; too-few: one person's answers would be known. */
export const hidingReasons = ["no-second-side", "too-few"] as const;
export type HidingReason = (typeof hidingReasons)[number];

/** By the names of rooms. A room that stands in no row applies to every firm. */
export const hiddenBy: Readonly<Record<string, Readonly<Partial<Record<FirmStage, HidingReason>>>>> = {
  // Marketing finds a lead ready and sales accepts it.
  handoff: { "no-marketer": "no-second-side" },
  // One side says something of the other.
  claims: { "no-marketer": "no-second-side" },
  disputes: { "no-marketer": "no-second-side" },
  // Two heads sign; a goal and a decision have somebody on each side.
  promises: { "no-marketer": "no-second-side" },
  decisions: { "no-marketer": "no-second-side" },
  goals: { "no-marketer": "no-second-side" },
  // Both departments work so, or ask how close they shall.
  cooperation: { "no-marketer": "no-second-side" },
  practices: { "no-marketer": "no-second-side" },
  // Between two departments, without names; with an agency beside one person, or one person alone, there is a talk of the two instead.
  survey: { "no-marketer": "no-second-side", "one-marketer": "too-few", agency: "too-few" },
};

export interface HiddenRoom {
  readonly room: string;
  readonly because: HidingReason;
}

/** A firm that has not said how it stands sees everything. */
export function hiddenRooms(profile: { readonly stage: FirmStage; readonly answers: Pick<StageAnswers, "who"> } | null): HiddenRoom[] {
  if (profile === null) return [];
  const { stage, answers } = profile;
  // With an agency there is another party to promise to.
  const isSpared = (room: string) => room === "promises" && hasAgency(answers);
  return Object.entries(hiddenBy).flatMap(([room, by]) => {
    const because = by[stage];
    return because === undefined || isSpared(room) ? [] : [{ room, because }];
  });
}
