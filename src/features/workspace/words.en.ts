// What the settings of a workspace say.
export const words = {
  "why.only-administrators": "An administrator does this.",
  "why.unknown-time-zone": "There is no such time zone.",
  "why.currency-has-facts": "There are amounts of money in this workspace already. Its currency stays.",

  title: "How is the company set up?",
  answer: "Amounts in {currency}, days by the clock of {zone}, the fiscal year from {month}.",
  name: "Name",
  currency: "Currency of all figures",
  "currency-words": "Amounts in other currencies are converted at dated rates from a file. It stays once there are amounts.",
  "time-zone": "Time zone",
  "time-zone-words": "Days and deadlines begin at its midnight.",
  language: "Language of reports",
  "language-words": "Each reader chooses the language of the screen.",
  "fiscal-start": "First month of the fiscal year",
  english: "English",
  russian: "Русский",
  save: "Save",
  saved: "Settings saved",
  "check-filled": "Please fill this in",
  "check-currency": "Three capital letters, such as USD",
} as const;
