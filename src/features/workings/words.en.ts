// What the pages of methods say around their text, in English.
export const words = {
  title: "How is each figure worked out?",
  answer_one: "{count} page, for one figure or room: what it is, its formula, its range, its edges, and where it misleads.",
  answer_other: "{count} pages, one for each figure or room: what it is, its formula, its range, its edges, and where it misleads.",
  "answer-none": "The pages of methods did not come with this installation; they stand in docs/methods of the sources.",
  all: "All methods",
  missing: "There is no page of this name",
  "missing-words": "The method may be called otherwise in this version.",
  page: "Method: {title}",
  list: "Methods",
} as const;
