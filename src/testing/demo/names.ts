// Names of the demo company's world in English and Russian: made up from parts, so that no real person or firm is meant.
import type { Dice } from "#kit/dice.ts";

export type Tongue = "en" | "ru";

interface NameParts {
  readonly men: readonly string[];
  readonly women: readonly string[];
  readonly family: readonly (readonly [string, string])[];
  readonly firm: readonly string[];
  readonly trade: readonly string[];
  readonly town: readonly string[];
}

const parts: Readonly<Record<Tongue, NameParts>> = {
  en: {
    men: ["Anton", "Boris", "Denis", "Egor", "Gleb", "Ilya", "Kirill", "Maxim", "Oleg", "Pavel", "Roman", "Timur"],
    women: ["Alina", "Daria", "Irina", "Ksenia", "Larisa", "Marina", "Nina", "Olga", "Polina", "Vera", "Yana", "Zoya"],
    family: [
      ["Berezin", "Berezina"],
      ["Lugovoy", "Lugovaya"],
      ["Ryabinin", "Ryabinina"],
      ["Zimin", "Zimina"],
      ["Polyakov", "Polyakova"],
      ["Snegirev", "Snegireva"],
      ["Kalinin", "Kalinina"],
      ["Osokin", "Osokina"],
      ["Vetrov", "Vetrova"],
      ["Chernov", "Chernova"],
      ["Lazarev", "Lazareva"],
      ["Goncharov", "Goncharova"],
      ["Dubrovin", "Dubrovina"],
      ["Yasenev", "Yaseneva"],
    ],
    firm: [
      "Northgate",
      "Granite",
      "Beacon",
      "Larch",
      "Meridian Post",
      "Falcon Yard",
      "Amber",
      "Stonebridge",
      "Birch",
      "Harbour",
      "Redwall",
      "Polar",
      "Kestrel",
      "Copper Hill",
      "Silverline",
      "Outpost",
      "Ironwood",
      "Bluegate",
      "Sentry",
      "Watchtower",
    ],
    trade: [
      "Security",
      "Systems",
      "Engineering",
      "Trading House",
      "Integration",
      "Build",
      "Logistics",
      "Retail",
      "Energy",
      "Clinics",
      "Schools",
      "Transport",
      "Food",
      "Hotels",
      "Works",
    ],
    town: ["Tver", "Kazan", "Tula", "Perm", "Pskov", "Samara", "Omsk", "Ryazan", "Vologda", "Kaluga", "Penza", "Kirov", "Ufa", "Moscow"],
  },
  ru: {
    men: ["Антон", "Борис", "Денис", "Егор", "Глеб", "Илья", "Кирилл", "Максим", "Олег", "Павел", "Роман", "Тимур"],
    women: ["Алина", "Дарья", "Ирина", "Ксения", "Лариса", "Марина", "Нина", "Ольга", "Полина", "Вера", "Яна", "Зоя"],
    family: [
      ["Березин", "Березина"],
      ["Луговой", "Луговая"],
      ["Рябинин", "Рябинина"],
      ["Зимин", "Зимина"],
      ["Поляков", "Полякова"],
      ["Снегирёв", "Снегирёва"],
      ["Калинин", "Калинина"],
      ["Осокин", "Осокина"],
      ["Ветров", "Ветрова"],
      ["Чернов", "Чернова"],
      ["Лазарев", "Лазарева"],
      ["Гончаров", "Гончарова"],
      ["Дубровин", "Дубровина"],
      ["Ясенев", "Ясенева"],
    ],
    firm: [
      "Северные ворота",
      "Гранит",
      "Маяк",
      "Лиственница",
      "Меридиан",
      "Соколиный двор",
      "Янтарь",
      "Каменный мост",
      "Берёза",
      "Гавань",
      "Красная стена",
      "Полюс",
      "Пустельга",
      "Медная гора",
      "Серебряная линия",
      "Застава",
      "Железный лес",
      "Синие ворота",
      "Часовой",
      "Дозор",
    ],
    trade: [
      "Безопасность",
      "Системы",
      "Инжиниринг",
      "Торговый дом",
      "Интеграция",
      "Строй",
      "Логистика",
      "Ритейл",
      "Энерго",
      "Клиника",
      "Школа",
      "Транспорт",
      "Продукты",
      "Отель",
      "Завод",
    ],
    town: ["Тверь", "Казань", "Тула", "Пермь", "Псков", "Самара", "Омск", "Рязань", "Вологда", "Калуга", "Пенза", "Киров", "Уфа", "Москва"],
  },
};

/** A person's name in one of the two languages. */
export function personName(tongue: Tongue, dice: Dice): string {
  const { men, women, family } = parts[tongue];
  const isWoman = dice.chance(0.5);
  const given = isWoman ? women : men;
  return `${given[dice.below(given.length)]!} ${family[dice.below(family.length)]![isWoman ? 1 : 0]}`;
}

/** The n-th firm: the same n gives the same name, and no two of the first 4,200 are alike. */
export function firmName(tongue: Tongue, n: number): string {
  const { firm, trade, town } = parts[tongue];
  const every = firm.length * trade.length * town.length;
  const place = (n * 1117) % every; // 1117 shares no factor with 4,200, so that neighbours differ and none comes twice
  const [first, second] = [firm[place % firm.length]!, trade[Math.floor(place / firm.length) % trade.length]!];
  const where = town[Math.floor(place / firm.length / trade.length)]!;
  const name = tongue === "ru" ? `${second} «${first}», ${where}` : `${first} ${second}, ${where}`;
  return n < every ? name : `${name} ${Math.floor(n / every) + 1}`;
}

/** Words of the demo's records, by language. Keys are what the simulator says inside. */
const labels = {
  agency: ["Signal & Form agency", "Агентство «Сигнал и форма»"],
  installers: ["Installers", "Монтажники"],
  integrators: ["Integrators", "Интеграторы"],
  "key-accounts": ["Key accounts", "Ключевые клиенты"],
  tenders: ["Tenders", "Тендеры"],
  dealers: ["Dealers", "Дилеры"],
  distributors: ["Distributors", "Дистрибьюторы"],
  exhibition: ["Exhibition", "Выставка"],
  "dealer-network": ["Dealer network", "Дилерская сеть"],
  site: ["Site", "Сайт"],
  telemarketing: ["Telemarketing", "Телемаркетинг"],
  mail: ["Mail", "Рассылка"],
  referral: ["Referral", "Рекомендация"],
  "repeat-order": ["Repeat order", "Повторный заказ"],
  video: ["Video surveillance kits", "Комплекты видеонаблюдения"],
  access: ["Access control", "Контроль доступа"],
  turnkey: ["Turnkey project", "Проект под ключ"],
  Moscow: ["Moscow", "Москва"],
  "North-West": ["North-West", "Северо-Запад"],
  Volga: ["Volga", "Поволжье"],
  Urals: ["Urals", "Урал"],
  small: ["Small", "Малый"],
  medium: ["Medium", "Средний"],
  large: ["Large", "Крупный"],
  inside: ["Inside sales", "Внутренние продажи"],
  projects: ["Projects", "Проектные продажи"],
  "dealer-team": ["Dealers", "Дилерский отдел"],
  kam: ["Key accounts", "Ключевые клиенты"],
  marketing: ["Marketing", "Маркетинг"],
  "show-january": ["Gulf security show", "Выставка «Безопасность Залива»"],
  "show-spring": ["Spring security forum", "Весенний форум безопасности"],
  "show-autumn": ["North-West road show", "Роуд-шоу «Северо-Запад»"],
  "show-november": ["Network video days", "Дни сетевого видео"],
  "site-projects": ["Site: solutions for integrators", "Сайт: решения для интеграторов"],
  "site-homes": ["Site: kits for country houses", "Сайт: комплекты для дачи"],
  catalogue: ["Catalogue mailing", "Рассылка каталога"],
  calls: ["Telemarketing programme", "Программа телемаркетинга"],
  partners: ["Partner support", "Поддержка партнёров"],
  "trade-media": ["Trade media", "Отраслевые СМИ"],
  press: ["Press work", "Работа с прессой"],
  research: ["Market research", "Исследования рынка"],
  deck: ["Company presentation", "Презентация компании"],
  "full-catalogue": ["Full catalogue", "Полный каталог"],
  "price-sheet": ["Price sheet", "Прайс-лист"],
  "case-port": ["Case: a port", "Кейс: морской порт"],
  "case-mall": ["Case: a shopping centre", "Кейс: торговый центр"],
  calculator: ["Project calculator", "Калькулятор проекта"],
  comparison: ["Comparison with analogue systems", "Сравнение с аналоговыми системами"],
  "installer-guide": ["Guide for installers", "Памятка монтажнику"],
  price: ["Price", "Цена"],
  rival: ["Chose another supplier", "Выбрали другого поставщика"],
  "no-decision": ["No decision", "Решение не принято"],
  budget: ["Budget withdrawn", "Бюджет отозван"],
  "industry-index": ["Association's index of demand for security equipment", "Индекс спроса на средства безопасности (отраслевая ассоциация)"],
  digital: ["Digital advertising", "Интернет-реклама"],
  production: ["Production", "Производство материалов"],
  "agency-fee": ["Agency fee", "Вознаграждение агентства"],
  "mail-postage": ["Mailing", "Рассылка"],
  "print-production": ["Print", "Полиграфия"],
  "partner-support": ["Partner support", "Поддержка партнёров"],
  space: ["Exhibition space", "Аренда площади"],
  stand: ["Stand building", "Застройка стенда"],
  samples: ["Samples", "Образцы"],
  travel: ["Travel", "Командировки"],
} as const;
export type Label = keyof typeof labels;

/** The word in a language; a text that is no label stays as it is (grades 'A' to 'C'). */
export function labelOf(tongue: Tongue, key: string): string {
  const pair = (labels as Readonly<Record<string, readonly [string, string]>>)[key];
  return pair === undefined ? key : pair[tongue === "ru" ? 1 : 0];
}
