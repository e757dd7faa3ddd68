// What the room of claims says, in English.
export const words = {
  title: "Who is right?",
  "why.needs-subject": "Say what the claim is about: which channel, campaign, product or turning point.",
  "why.no-such-subject": "Nothing of that name is on record. Pick one from the list.",
  "why.already-filed": "This claim is on file already: the same question, the same subject, the same time.",
  "why.not-your-claim": "A claim is taken back by who filed it.",
} as const;
