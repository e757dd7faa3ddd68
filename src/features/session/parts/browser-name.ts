// What a browser says of itself, made short: 'Firefox, Linux'.

/** The first mark that is found wins: Edge, Opera and Yandex also call themselves Chrome, and Chrome calls itself Safari. */
const browsers: Readonly<Record<string, string>> = {
  "Edg/": "Edge",
  "OPR/": "Opera",
  "YaBrowser/": "Yandex Browser",
  "Firefox/": "Firefox",
  "Chrome/": "Chrome",
  "Safari/": "Safari",
};
const systems: Readonly<Record<string, string>> = { Android: "Android", iPhone: "iPhone", iPad: "iPad", Windows: "Windows", "Mac OS": "macOS", Linux: "Linux" };

/** 'Firefox, Linux'; null where it says nothing we know. */
export function browserName(said: string | null): string | null {
  if (said === null) return null;
  const known = [browsers, systems].map((names) => Object.entries(names).find(([mark]) => said.includes(mark))?.[1]).filter((name) => name !== undefined);
  return known.length === 0 ? null : known.join(", ");
}
