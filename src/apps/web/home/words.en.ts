// What the home page says besides what its rooms say, in English.
export const words = {
  title: "How do we stand?",
  largest: "The largest part of the difference",
  trust: "How far can the facts be believed?",
  "trust-serious_one": "{count} finding misleads figures.",
  "trust-serious_other": "{count} findings mislead figures.",
  "trust-warnings_one": "{count} warning touches figures; each of them carries it.",
  "trust-warnings_other": "{count} warnings touch figures; each of them carries its own.",
  "trust-good": "Nothing found that would mislead a figure.",
  "trust-until": "Last day in the facts: {day}",
  "trust-open": "See what was found",
  "changed-note": "Against {against}, allowing for how many figures are looked at.",
  imports: "Brought in of late",
  "empty-title": "Begin with one file",
  "empty-words": "One export of deals from your CRM is enough. What is missing switches off only the numbers that need it, and says so.",
  "empty-act": "Bring in deals",
} as const;
