// Which country a time zone lies in, for proposing whose holidays a company keeps.
import type { HolidayCountry } from "#kit/holidays/countries.ts";

const cities: Readonly<Partial<Record<HolidayCountry, string>>> = {
  RU: "Europe/Kaliningrad Moscow Volgograd Kirov Astrakhan Saratov Ulyanovsk Samara Simferopol Asia/Yekaterinburg Omsk Novosibirsk Barnaul Tomsk Novokuznetsk Krasnoyarsk Irkutsk Chita Yakutsk Khandyga Vladivostok Ust-Nera Magadan Sakhalin Srednekolymsk Kamchatka Anadyr",
  US: "America/New_York Detroit Chicago Menominee Denver Boise Phoenix Los_Angeles Anchorage Juneau Sitka Yakutat Nome Adak Metlakatla Pacific/Honolulu",
  GB: "Europe/London Belfast",
  DE: "Europe/Berlin Busingen",
  KZ: "Asia/Almaty Qyzylorda Qostanay Aqtobe Aqtau Atyrau Oral",
  BY: "Europe/Minsk",
};

const countryOfCity = new Map(
  Object.entries(cities).flatMap(([country, list]) => list.split(" ").map((city) => [city.split("/").at(-1)!, country as HolidayCountry] as const)),
);

/** The country of an IANA time zone; null where it lies in none whose holidays are known, or names no place. */
export function countryOfZone(zone: string): HolidayCountry | null {
  if (/^America\/(Indiana|Kentucky|North_Dakota)\//.test(zone)) return "US";
  return countryOfCity.get(zone.split("/").at(-1)!) ?? null;
}
