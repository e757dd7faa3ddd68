// Search over a hundred thousand records in two languages, asked through the interface, beside ILIKE over the same texts. Prints tables.
import { searchAll } from "#features/search/contract.ts";
import { searchWork } from "#features/search/jobs.ts";
import { routesWith } from "#features/search/routes.ts";
import { allFindSources } from "#apps/server/finds.ts";
import { silent } from "#db/log.ts";
import { findableKinds } from "#facts/finds.ts";
import { dayOf } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { type Ask, aServer } from "#testing/server.ts";

const many = { account: 20_000, contact: 28_000, deal: 30_000, lead: 20_000, campaign: 2_000 } as const;
type Kind = keyof typeof many;
const asked = 30;
const imported = "00000000-0000-4000-8000-0000000000aa";
const dice = diceOf(30);
const one = <T>(of: readonly T[]): T => of[dice.below(of.length)]!;

/** Eight thousand made words of each language for names, and goods with another form of each: what stands in the texts, and what is asked. */
const syllables = {
  en: "bar cor den fal gram hol kin lor mar nor pel quin ros sal tor ul ver wes yor zan".split(" "),
  ru: "бар вен гор дол жар зор кал лун мир нор пол рус сев тур ул фил хол цар шум яр".split(" "),
} as const;
const goods = {
  en: [
    ["camera", "cameras"],
    ["delivery", "deliveries"],
    ["installed locks", "installing lock"],
    ["doors", "door"],
    ["batteries", "battery"],
    ["shipped cables", "shipping cable"],
  ],
  ru: [
    ["камеры", "камерами"],
    ["поставка", "поставками"],
    ["замки", "замков"],
    ["двери", "дверей"],
    ["монтаж", "монтажом"],
    ["кабель", "кабелями"],
  ],
} as const satisfies Record<string, readonly (readonly [string, string])[]>;
type Language = keyof typeof goods;
const language = (): Language => (dice.chance(0.5) ? "en" : "ru");
const name = (of: Language) => {
  const word = one(syllables[of]) + one(syllables[of]) + one(syllables[of]);
  return word[0]!.toUpperCase() + word.slice(1);
};
const good = (of: Language) => one<readonly [string, string]>(goods[of])[0];
const code = () => `DS-${dice.below(9)}CD${1000 + dice.below(9000)}`;
const phone = () => `${900 + dice.below(99)}${1_000_000 + dice.below(9_000_000)}`;

type Row = Readonly<Record<string, string>>;
const day = () => dayOf(19_700 + dice.below(700));
const rowsOf: Readonly<Record<Kind, (n: number) => Row>> = {
  account: (n) => {
    const of = language();
    return { id: `A${n}`, name: `${name(of)} ${name(of)}`, region: name(of), created_on: day() };
  },
  contact: (n) => {
    const of = language();
    const number = phone();
    return {
      id: `C${n}`,
      name: `${name(of)} ${name(of)}`,
      account: `A${dice.below(many.account)}`,
      phone: `+7 (${number.slice(0, 3)}) ${number.slice(3, 6)}-${number.slice(6, 8)}-${number.slice(8)}`,
      email: `c${n}@firm${n % 5_000}.example`,
    };
  },
  deal: (n) => {
    const of = language();
    return { id: `D${n}`, name: `${good(of)} ${code()} ${name(of)}`, stage: "Open", created_on: day(), owner: name(of), product: good(of) };
  },
  lead: (n) => {
    const of = language();
    return {
      id: `L${n}`,
      name: `${name(of)} ${good(of)}`,
      stage: "New",
      created_at: `${day()}T10:00:00Z`,
      channel: of === "ru" ? "выставка" : "fair",
    };
  },
  campaign: (n) => {
    const of = language();
    return { id: `K${n}`, name: `${of === "ru" ? "Весенняя рассылка" : "Spring mailing"} ${name(of)}`, channel: "mail", starts_on: day() };
  },
};

async function fill({ database, workspaceId }: FreshDatabase): Promise<Readonly<Record<Kind, readonly Row[]>>> {
  const all = {} as Record<Kind, Row[]>;
  await database.inWorkspace(workspaceId, (tx) =>
    tx.run("insert into evenhand.import (workspace_id, id, name, state, started_at, finished_at) values ($1, $2, 'a.csv', 'done', now(), now())", [
      workspaceId,
      imported,
    ]),
  );
  for (const kind of Object.keys(many) as Kind[]) {
    const rows = Array.from({ length: many[kind] }, (_, n) => rowsOf[kind](n));
    const columns = Object.keys(rows[0]!);
    for (let n = 0; n < rows.length; n += 5_000)
      await database.inWorkspace(workspaceId, (tx) =>
        tx.run(
          `insert into evenhand.${kind} (workspace_id, source, first_import, last_import, ${columns.join(", ")})
           select $1, 'crm', $2::uuid, $2::uuid, ${columns.map((column) => `r.${column}`).join(", ")} from jsonb_populate_recordset(null::evenhand.${kind}, $3::jsonb) r`,
          [workspaceId, imported, JSON.stringify(rows.slice(n, n + 5_000))],
        ),
      );
    all[kind] = rows;
  }
  return all;
}

/** The texts that search keeps, gone through row by row: counts of kinds and the first page, as the room shows them. */
const plainly = `with hit as (select f.kind, f.no, f.at, f.title, f.body, f.title ilike all($3::text[]) as in_title from evenhand.find_text f
    where f.workspace_id = $1 and f.kind = any($2::text[]) and (f.title || E'\\n' || f.body) ilike all($3::text[])
      and ($4::uuid is null or exists (select 1 from evenhand.share s where s.workspace_id = $1 and s.member_id = $4 and s.kind = 'campaign' and s.subject_id = f.id)))
  select (select count(*)::int from hit) as total, (select json_object_agg(kind, n) from (select kind, count(*) as n from hit group by kind) c) as counts,
    (select json_agg(p) from (select * from hit order by in_title desc, at desc nulls last, no desc limit 30) p) as page`;

interface Question {
  readonly what: string;
  readonly example: () => string;
  readonly isAgency?: boolean;
  readonly findsNothing?: boolean;
}

const fresh = await freshDatabase();
const { database, workspaceId } = fresh;
const server = await aServer(database, workspaceId, { routes: routesWith(allFindSources) });
const all = await fill(fresh);
const began = performance.now();
await searchWork(allFindSources).run({ database, log: silent, signal: new AbortController().signal, heard: [] });
const takingIn = (performance.now() - began) / 1000;
// As the database does by itself within a minute.
await database.asOwner((tx) => tx.run("analyze evenhand.find_text, evenhand.find_word"));
const { texts, lists, megabytes } = await database.inWorkspace(workspaceId, (tx) =>
  tx.one<{ texts: number; lists: number; megabytes: number }>(
    `select (select count(*)::int from evenhand.find_text where workspace_id = $1 and kind in ('account', 'contact', 'deal', 'lead', 'campaign')) as texts,
       (select count(*)::int from evenhand.find_word where workspace_id = $1) as lists,
       ((pg_total_relation_size('evenhand.find_text') + pg_total_relation_size('evenhand.find_word')) / 1048576)::int as megabytes`,
    [workspaceId],
  ),
);
const wanted = Object.values(many).reduce((sum, count) => sum + count, 0);
if (texts !== wanted) throw new Error(`${texts} of ${wanted} records were taken in`);

const seller = await server.member("sales");
const agency = await server.member("agency");
await database.inWorkspace(workspaceId, (tx) =>
  tx.run(
    "insert into evenhand.share (workspace_id, id, kind, subject_id, member_id) select $1, gen_random_uuid(), 'campaign', k, $2 from unnest($3::text[]) k",
    [workspaceId, agency.memberId, Array.from({ length: 40 }, (_, n) => `K${n * 50}`)],
  ),
);

const word = (text: string, nr: number) => text.split(" ")[nr]!;
const questions: readonly Question[] = [
  { what: "a word that few hold", example: () => word(one(all.account)["name"]!, 0) },
  { what: "a word that thousands hold", example: () => one(["выставка", "fair", "open", "mail"]) },
  { what: "three words of one text", example: () => one(all.deal)["name"]! },
  { what: "an English word in another form", example: () => one(goods.en)[1] },
  { what: "a Russian word in another form", example: () => one(goods.ru)[1] },
  { what: "the first four letters of a name", example: () => word(one(all.contact)["name"]!, 1).slice(0, 4) },
  { what: "a phone number, written in another way", example: () => `8 ${one(all.contact)["phone"]!.slice(4).replaceAll(/[-)]/g, "")}` },
  { what: "a code without its dash", example: () => /DS-\S+/.exec(one(all.deal)["name"]!)![0].replace("-", "") },
  { what: "a word that nothing holds", example: () => `${name("en")}xq`, findsNothing: true },
  { what: "an agency, campaigns shared with it", example: () => one(["spring", "рассылка"]), isAgency: true },
];

interface Times {
  readonly ms: number[];
  readonly found: number[];
}
const at = (values: readonly number[], share: number) => values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1]!;

async function search(ask: Ask, q: string): Promise<number> {
  const { status, body } = await ask(searchAll, { query: { q } });
  if (status !== 200 || body.isTakingIn) throw new Error(`${q}: ${status} ${JSON.stringify(body).slice(0, 300)}`);
  return body.total;
}

const escaped = (text: string) => text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
async function gothrough(q: string, member: string | null): Promise<number> {
  const kinds = findableKinds({ role: member === null ? "sales" : "agency" });
  const words = q.split(" ").map((part) => `%${escaped(part)}%`);
  const { total } = await database.inWorkspace(workspaceId, (tx) => tx.one<{ total: number }>(plainly, [workspaceId, kinds, words, member]), {
    readOnly: true,
  });
  return total;
}

async function timed(times: Times, act: () => Promise<number>): Promise<void> {
  const start = performance.now();
  const found = await act();
  times.ms.push(performance.now() - start);
  times.found.push(found);
}

console.log(
  `| ${wanted.toLocaleString("en")} records, asked ${asked} times each | search p50, ms | p95, ms | found, middle | ILIKE p50, ms | p95, ms | found, middle | ILIKE as many times as long |`,
);
console.log("|---|--:|--:|--:|--:|--:|--:|--:|");
for (const { what, example, isAgency = false, findsNothing = false } of questions) {
  const [ours, theirs]: [Times, Times] = [
    { ms: [], found: [] },
    { ms: [], found: [] },
  ];
  const ask = isAgency ? agency.ask : seller.ask;
  for (let n = -2; n < asked; n++) {
    const q = example();
    // The first two warm what is asked for the first time; both are asked in turn, so that what else the machine does strikes both.
    const [a, b]: [Times, Times] =
      n < 0
        ? [
            { ms: [], found: [] },
            { ms: [], found: [] },
          ]
        : [ours, theirs];
    await timed(a, () => search(ask, q));
    await timed(b, () => gothrough(q, isAgency ? agency.memberId : null));
  }
  if (ours.found.some((found) => (found === 0) !== findsNothing)) throw new Error(`${what}: found ${ours.found.join(", ")}`);
  const cells = [ours, theirs].flatMap(({ ms, found }) => [at(ms, 0.5).toFixed(1), at(ms, 0.95).toFixed(1), at(found, 0.5).toLocaleString("en")]);
  console.log(`| ${[what, ...cells, (at(theirs.ms, 0.5) / at(ours.ms, 0.5)).toFixed(1)].join(" | ")} |`);
}
console.log(
  `\nSearch is asked through the interface, with rights, marks of the words and the check of its answer; ILIKE is the query alone, of the words as they were typed. Taken in: ${Math.round(wanted / takingIn).toLocaleString("en")} records a second; ${lists.toLocaleString("en")} lists of words, ${megabytes} MB with the texts.`,
);
await server.close();
await fresh.close();
