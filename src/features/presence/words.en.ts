// Who is here, in English.
export const words = {
  title: "Who is here",
  here_one: "{count} colleague is here",
  here_other: "{count} colleagues are here",
  same_one: "{names} looks at this too",
  same_other: "{count} colleagues are here; this too is looked at by {names}",
  "at-same": "looks at this too",
  somewhere: "here",
  hidden: "You are not seen, and see nobody",
  seen: "Be seen",
  "seen-words": "Off: nobody sees you here, and you see nobody. Where anybody was is kept nowhere.",
} as const;
