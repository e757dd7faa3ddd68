// What a line of spend was for: room in media and making of what is shown there are two things, and an exhibition has its own.
import type { Spend } from "#facts/entities.ts";

/** media: places and clicks; production: what is shown there; space and stand of an exhibition; agency fee, travel, samples, staff; other: not recognised. */
export const spendKinds = ["media", "production", "space", "stand", "agency-fee", "travel", "samples", "staff", "other"] as const;
export type SpendKind = (typeof spendKinds)[number];

/** In order: 'video production' is production although a video may be media, 'media agency fee' is a fee. */
const signs: readonly (readonly [SpendKind, RegExp])[] = [
  ["agency-fee", /agency|retainer|\bfees?\b|агентск|агентств|комисси[ияй]|вознагражд/iu],
  ["samples", /\bsamples?\b|demo[ -]?kits?|giveaway|образ(ец|ц)|сувенир/iu],
  ["travel", /travel|hotel|flight|accommodation|lodging|командиров|поездк|проезд|гостиниц|прожив|билет/iu],
  ["staff", /\bstaff|hostess|booth crew|стендист|персонал|промоутер/iu],
  ["space", /\bspace\b|floor rent|booth rent|exhibit(or|ion)? (space|rent)|площад|аренда/iu],
  ["stand", /\bstand\b|\bbooth\b|exhibit (design|build)|застройк|стенд/iu],
  [
    "production",
    /production|creative|design|copywrit|\bvideo|photo|\bprint|artwork|content|translation|производств|креатив|дизайн|съ[её]мк|верстк|вёрстк|полиграф|печат|макет|контент|перевод/iu,
  ],
  [
    "media",
    /media|\bads?\b|advert|\bpaid\b|\bsearch\b|social|display|\bppc\b|\bsem\b|banner|radio|\btv\b|outdoor|digital|placement|mail|медиа|реклам|размещен|контекст|таргет|баннер|радио|наружн|директ|рассылк|(^|\s)сми(\s|$)/iu,
  ],
];
const adNetworks =
  /google|\bads?\b|adwords|facebook|\bmeta\b|linkedin|yandex|яндекс|директ|\bvk\b|\bbing\b|tiktok|youtube|twitter|telegram|\bpaid\b|\bcpc\b|\bppc\b/iu;

/** By its category; a line without one by its channel, where that is an advertising network. Categories that say neither are 'other', and are shown so. */
export function spendKindOf(line: Pick<Spend, "category" | "channel">): SpendKind {
  if (line.category !== null) return signs.find(([, sign]) => sign.test(line.category!))?.[0] ?? "other";
  return line.channel !== null && adNetworks.test(line.channel) ? "media" : "other";
}

/** All costs of an exhibition / rent of its space: about three is usual; outside of this the books, or the plan, are looked at. A rule of thumb of the trade. */
export const usualTimesSpace = { low: 2, high: 5 } as const;
