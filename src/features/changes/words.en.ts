// What the room of changes says, in English.
export const words = {
  title: "What changed, and when?",

  "why.not-your-turning-point": "Heads, administrators and whoever entered it change a turning point.",
  "why.only-heads-dismiss": "Heads, management and administrators dismiss a proposed turning point.",
  "why.already-confirmed": "This turning point is on record already.",
  "why.no-such-proposal": "The facts no longer propose this turning point.",
  "why.day-in-the-future": "The day lies in the future.",
  "why.role-only-reads": "Your role reads and does not change.",
  "why.agency-sees-only-what-is-shared": "An agency sees only what is shared with it.",
} as const;
