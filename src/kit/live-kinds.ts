// What is told to open screens as it changes; "evenhand_<kind>" is the database's channel of each.

/** Of the workspace, told to everybody, to agencies only of their own notices and promises: something of this kind has changed. */
export const liveKinds = [
  "import",
  "claims",
  "disputes",
  "decisions",
  "survey",
  "practices",
  "stage",
  "cooperation",
  "turns",
  "agency",
  "actions",
  "notices",
  "feedback",
  "meetings",
  "threads",
  "projects",
  "files",
] as const;
export type LiveKind = (typeof liveKinds)[number];

/** Besides, what the server gathers itself: numbers may have changed, leads at the handoff, who is here. */
export const gatheredKinds = ["facts", "handoff", "presence"] as const;
