// Public holidays of countries as rules: fixed days, days counted from Easter, weekdays of a month, single days, and days moved by decree.
import type { Church } from "#kit/holidays/easter.ts";

/** The Länder of Germany by ISO 3166-2. */
export const germanLaender = [
  "DE-BW",
  "DE-BY",
  "DE-BE",
  "DE-BB",
  "DE-HB",
  "DE-HH",
  "DE-HE",
  "DE-MV",
  "DE-NI",
  "DE-NW",
  "DE-RP",
  "DE-SL",
  "DE-SN",
  "DE-ST",
  "DE-SH",
  "DE-TH",
] as const;
type Land = (typeof germanLaender)[number];
/** Countries by ISO 3166-1, and parts of one whose days differ. */
export const holidayCountries = ["RU", "US", "GB", "DE", ...germanLaender, "KZ", "BY"] as const;
export type HolidayCountry = (typeof holidayCountries)[number];

/** When a holiday is: 'MM-DD', days after Easter, the nth (-1: last) weekday (0 Monday) of a month, the last weekday before 'MM-DD', or named days of years. */
export type When =
  | { readonly on: string }
  | { readonly easter: number; readonly church: Church }
  | { readonly nth: number; readonly weekday: number; readonly month: number }
  | { readonly last: number; readonly before: string }
  | { readonly days: readonly string[] };

export interface HolidayRule {
  readonly key: string;
  readonly when: When;
  /** First and last year of the rule; absent: always. */
  readonly since?: number;
  readonly through?: number;
  /** Is not made up for when it falls on a weekend. */
  readonly stays?: boolean;
}

export interface CountryRules {
  readonly rules: readonly HolidayRule[];
  /** A holiday on a weekend: lost, moved to the next day that is worked, or from Saturday to Friday and from Sunday to Monday. */
  readonly onWeekend: "lost" | "next" | "nearest";
  /** By year, 'MM-DD' to 'MM-DD': a day off moved by decree. A holiday moved so is not made up for otherwise; an ordinary weekend day moved so is worked. */
  readonly moved?: Readonly<Record<number, Readonly<Record<string, string>>>>;
  /** Decrees move days every year and are not in the rules (or not after the years in `moved`): own days say it. */
  readonly hasDecrees: boolean;
  /** The working day right before a holiday ends so many minutes earlier; so does a weekend day that is worked in place of such a day. */
  readonly eveMinutes?: number;
}

const on = (key: string, day: string, more: Omit<HolidayRule, "key" | "when"> = {}): HolidayRule => ({ key, when: { on: day }, ...more });
const after = (key: string, easter: number, church: Church = "western"): HolidayRule => ({ key, when: { easter, church } });
const nth = (key: string, [number, weekday, month]: readonly [number, number, number], more: Omit<HolidayRule, "key" | "when"> = {}): HolidayRule => ({
  key,
  when: { nth: number, weekday, month },
  ...more,
});
const single = (key: string, ...days: readonly string[]): HolidayRule => ({ key, when: { days } });

/** Labour Code, art. 112 (holidays) and 95 (the day before is an hour shorter); decrees of the government 1250/2017, 1163/2018, 875/2019, 1648/2020, 1564/2021, 1505/2022, 1314/2023, 1335/2024 and that of September 2025. */
const russia: CountryRules = {
  rules: [
    ...["01-01", "01-02", "01-03", "01-04", "01-05", "01-06", "01-08"].map((day) => on("new-year-holidays", day, { stays: true })),
    on("orthodox-christmas", "01-07", { stays: true }),
    on("defender-day", "02-23"),
    on("womens-day", "03-08"),
    on("spring-and-labour", "05-01"),
    on("victory-day", "05-09"),
    on("russia-day", "06-12"),
    on("unity-day", "11-04"),
  ],
  onWeekend: "next",
  moved: {
    2018: { "01-06": "03-09", "01-07": "05-02", "04-28": "04-30", "06-09": "06-11", "12-29": "12-31" },
    2019: { "01-05": "05-02", "01-06": "05-03", "02-23": "05-10" },
    2020: { "01-04": "05-04", "01-05": "05-05" },
    2021: { "01-02": "11-05", "01-03": "12-31", "02-20": "02-22" },
    2022: { "01-01": "05-03", "01-02": "05-10", "03-05": "03-07" },
    2023: { "01-01": "02-24", "01-08": "05-08" },
    2024: { "01-06": "05-10", "01-07": "12-31", "04-27": "04-29", "11-02": "04-30", "12-28": "12-30" },
    2025: { "01-04": "05-02", "01-05": "12-31", "02-23": "05-08", "03-08": "06-13", "11-01": "11-03" },
    2026: { "01-03": "01-09", "01-04": "12-31" },
  },
  hasDecrees: true,
  eveMinutes: 60,
};

/** 5 U.S.C. 6103; firms choose which of them they keep. */
const unitedStates: CountryRules = {
  rules: [
    on("new-year", "01-01"),
    nth("martin-luther-king", [3, 0, 1]),
    nth("presidents-day", [3, 0, 2]),
    nth("memorial-day", [-1, 0, 5]),
    on("juneteenth", "06-19", { since: 2021 }),
    on("us-independence", "07-04"),
    nth("us-labor-day", [1, 0, 9]),
    nth("columbus-day", [2, 0, 10]),
    on("veterans-day", "11-11"),
    nth("thanksgiving", [4, 3, 11]),
    on("christmas", "12-25"),
  ],
  onWeekend: "nearest",
  hasDecrees: false,
};

/** England and Wales: Banking and Financial Dealings Act 1971 and proclamations (gov.uk/bank-holidays). */
const britain: CountryRules = {
  rules: [
    on("new-year", "01-01"),
    after("good-friday", -2),
    after("easter-monday", 1),
    nth("early-may", [1, 0, 5], { through: 2019 }),
    single("early-may", "2020-05-08"),
    nth("early-may", [1, 0, 5], { since: 2021 }),
    nth("spring-bank", [-1, 0, 5], { through: 2011 }),
    single("spring-bank", "2012-06-04", "2022-06-02"),
    nth("spring-bank", [-1, 0, 5], { since: 2013, through: 2021 }),
    nth("spring-bank", [-1, 0, 5], { since: 2023 }),
    nth("summer-bank", [-1, 0, 8]),
    single("one-off", "2011-04-29", "2012-06-05", "2022-06-03", "2022-09-19", "2023-05-08"),
    on("christmas", "12-25"),
    on("boxing-day", "12-26"),
  ],
  onWeekend: "next",
  hasDecrees: false,
};

/** Days that are free in every Land. */
const germany: CountryRules = {
  rules: [
    on("new-year", "01-01"),
    after("good-friday", -2),
    after("easter-monday", 1),
    on("labour-day", "05-01"),
    after("ascension", 39),
    after("whit-monday", 50),
    on("german-unity", "10-03"),
    single("reformation-day", "2017-10-31"),
    on("christmas", "12-25"),
    on("second-christmas", "12-26"),
  ],
  onWeekend: "lost",
  hasDecrees: false,
};

/**
 * What each Land keeps beside them, by its own law on Sundays and holidays. Left to own days: days of some communities only (the Assumption in parts of Bavaria,
 * Corpus Christi in parts of Saxony and Thuringia, the Peace Festival of Augsburg), and those that are always Sundays.
 */
const epiphany = on("epiphany", "01-06");
const corpusChristi = after("corpus-christi", 60);
const allSaints = on("all-saints", "11-01");
const reformation = (since?: number) => on("reformation-day", "10-31", since === undefined ? {} : { since });
const womensDay = (since: number) => on("womens-day", "03-08", { since });
const ofLand: Readonly<Record<Land, readonly HolidayRule[]>> = {
  "DE-BW": [epiphany, corpusChristi, allSaints],
  "DE-BY": [epiphany, corpusChristi, allSaints],
  "DE-BE": [womensDay(2019), single("liberation-day", "2020-05-08", "2025-05-08")],
  "DE-BB": [reformation()],
  "DE-HB": [reformation(2018)],
  "DE-HH": [reformation(2018)],
  "DE-HE": [corpusChristi],
  "DE-MV": [womensDay(2023), reformation()],
  "DE-NI": [reformation(2018)],
  "DE-NW": [corpusChristi, allSaints],
  "DE-RP": [corpusChristi, allSaints],
  "DE-SL": [corpusChristi, on("assumption", "08-15"), allSaints],
  "DE-SN": [reformation(), { key: "repentance-day", when: { last: 2, before: "11-23" } }],
  "DE-ST": [epiphany, reformation()],
  "DE-SH": [reformation(2018)],
  "DE-TH": [on("childrens-day", "09-20", { since: 2019 }), reformation()],
};
/** The Reformation Day of 2017 is a rule of the whole country and stands once. */
const landRules = (land: Land): CountryRules => ({
  ...germany,
  rules: [
    ...germany.rules.filter(({ key }) => key !== "reformation-day" || !ofLand[land].some((own) => own.key === "reformation-day" && own.since === undefined)),
    ...ofLand[land],
  ],
});

/** Law on holidays of 13 December 2001 with its changes; from 2026 Constitution Day is no longer 30 August, from 2027 it is 15 March. Kurban Ait by the calendar announced each year. */
const kazakhstan: CountryRules = {
  rules: [
    on("new-year", "01-01"),
    on("new-year", "01-02"),
    on("orthodox-christmas", "01-07", { stays: true }),
    on("womens-day", "03-08"),
    on("kz-constitution", "03-15", { since: 2027 }),
    ...["03-21", "03-22", "03-23"].map((day) => on("nauryz", day)),
    on("kz-unity", "05-01"),
    on("defender-day", "05-07"),
    on("victory-day", "05-09"),
    on("kz-capital", "07-06"),
    on("kz-constitution", "08-30", { through: 2025 }),
    on("kz-republic", "10-25", { since: 2022 }),
    on("kz-first-president", "12-01", { since: 2012, through: 2021 }),
    on("independence", "12-16"),
    on("independence", "12-17", { through: 2021 }),
    { ...single("kurban-ait", "2020-07-31", "2021-07-20", "2022-07-09", "2023-06-28", "2024-06-16", "2025-06-06", "2026-05-27"), stays: true },
  ],
  onWeekend: "next",
  hasDecrees: true,
};

/** Decree of the President 157 of 26 March 1998 with its changes; days moved by the government's yearly decree are added as own days. */
const belarus: CountryRules = {
  rules: [
    on("new-year", "01-01"),
    on("new-year", "01-02", { since: 2020 }),
    on("orthodox-christmas", "01-07"),
    on("womens-day", "03-08"),
    after("radunitsa", 9, "orthodox"),
    on("labour-day", "05-01"),
    on("victory-day", "05-09"),
    on("independence", "07-03"),
    on("october-revolution", "11-07"),
    on("christmas", "12-25"),
  ],
  onWeekend: "lost",
  hasDecrees: true,
};

export const countryRules: Readonly<Record<HolidayCountry, CountryRules>> = {
  RU: russia,
  US: unitedStates,
  GB: britain,
  DE: germany,
  ...(Object.fromEntries(germanLaender.map((land) => [land, landRules(land)])) as Record<Land, CountryRules>),
  KZ: kazakhstan,
  BY: belarus,
};
