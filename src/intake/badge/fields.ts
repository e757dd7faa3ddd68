// What the columns of a badge scanner's file are called, in English, Russian and German, whoever built the scanner.
import { plainHeader } from "#intake/recognise/dictionary.ts";

export const badgeFields = [
  "name",
  "first-name",
  "last-name",
  "company",
  "title",
  "phone",
  "mobile",
  "email",
  "grade",
  "product",
  "note",
  "scanned-at",
] as const;
export type BadgeField = (typeof badgeFields)[number];

/** Column to what it holds; columns that hold nothing of use are left out. */
export type BadgeMapping = Readonly<Record<string, BadgeField>>;

/** One line a language. */
const of = (...lines: readonly string[]) => lines.flatMap((line) => line.split(", "));

const headers: Readonly<Record<BadgeField, readonly string[]>> = {
  name: of(
    "Name, Full Name, Contact, Contact Name, Attendee, Attendee Name, Visitor, Visitor Name, Registrant Name, Badge Name, Lead Name, Delegate",
    "Vollständiger Name, Ansprechpartner, Besucher, Besuchername, Kontakt, Teilnehmer, Kontaktperson",
    "ФИО, Ф.И.О., Имя и фамилия, Посетитель, Участник, Контакт, Контактное лицо, Фамилия Имя, Фамилия Имя Отчество",
  ),
  "first-name": of("First Name, First, Given Name, Forename, FirstName, Vorname", "Имя"),
  "last-name": of("Last Name, Last, Surname, Family Name, LastName, Nachname, Familienname", "Фамилия"),
  company: of(
    "Company, Company Name, Organization, Organisation, Employer, Firm, Account, Account Name, Institution, Business Name, Company Institution",
    "Firma, Unternehmen, Firmenname, Betrieb, Organisation Firma",
    "Компания, Организация, Название компании, Наименование организации, Фирма, Предприятие, Место работы",
  ),
  title: of(
    "Job Title, Title, Position, Role, Job Function, Function, Designation, Occupation, Position im Unternehmen, Funktion, Berufsbezeichnung",
    "Stellung",
    "Должность, Позиция, Роль",
  ),
  phone: of(
    "Phone, Phone Number, Telephone, Tel, Work Phone, Business Phone, Office Phone, Phone 1, Direct Phone, Contact Number, Telefon, Telefonnummer",
    "Rufnummer, Telefon geschäftlich",
    "Телефон, Номер телефона, Рабочий телефон, Тел, Контактный телефон",
  ),
  mobile: of(
    "Mobile, Mobile Phone, Cell, Cell Phone, Mobile Number, Phone 2, Handy, Mobil, Mobiltelefon, Handynummer",
    "Мобильный, Мобильный телефон, Моб. телефон, Сотовый",
  ),
  email: of(
    "Email, E-mail, Email Address, E-mail Address, Mail, Business Email, Work Email, Email 1, E-Mail-Adresse, Mailadresse",
    "Почта, Эл. почта, Электронная почта, Электронный адрес, Эл. адрес, Адрес электронной почты",
  ),
  grade: of(
    "Grade, Rating, Lead Rating, Lead Grade, Score, Lead Score, Rank, Ranking, Priority, Temperature, Lead Type, Quality, Hotness, Stars",
    "Lead Quality, Bewertung, Priorität, Einstufung, Kategorie, Wertigkeit, Klasse, Note A D",
    "Оценка, Рейтинг, Категория, Приоритет, Температура, Качество, Категория лида, Важность",
  ),
  product: of(
    "Product, Products, Interest, Interests, Product Interest, Products of Interest, Interested In, Area of Interest, Topic, Topics, Produkt",
    "Produktinteresse, Interesse, Interessen, Thema",
    "Продукт, Интерес, Интересы, Интересует, Продукция, Тема",
  ),
  note: of(
    "Note, Notes, Comment, Comments, Remarks, Remark, Description, Free Text, Message, Follow Up, Follow-up, Next Step, Action, Qualifiers, Notiz",
    "Notizen, Kommentar, Bemerkung, Bemerkungen, Anmerkung, Anmerkungen, Nächster Schritt, Hinweis",
    "Заметка, Заметки, Комментарий, Комментарии, Примечание, Примечания, Дальнейшие действия, Следующий шаг",
  ),
  "scanned-at": of(
    "Scanned At, Scan Time, Scan Date, Scanned, Scan Timestamp, Timestamp, Date, Date Time, Time, Capture Date, Captured At, Lead Date, Visit Date",
    "Visit Time, Created, Created At, Date Scanned, Capture Time, Datum, Uhrzeit, Zeit, Zeitstempel, Scanzeit, Scandatum, Erfasst am, Gescannt am",
    "Erfassungszeit, Datum Uhrzeit",
    "Дата, Время, Дата и время, Время сканирования, Дата сканирования, Дата визита, Отсканировано",
  ),
};

const known = new Map(badgeFields.flatMap((field) => headers[field].map((header) => [plainHeader(header), field] as const)));
/** Where no header is known to the letter: a word in it that says what it holds. The more special first. */
const likely: readonly (readonly [RegExp, BadgeField])[] = [
  [/e ?mail|почт|эл адрес/, "email"],
  [/mobil|cell|сотов|handy/, "mobile"],
  [/phone|telef|телеф/, "phone"],
  [/first ?name|vorname/, "first-name"],
  [/last ?name|surname|nachname|фамили/, "last-name"],
  [/company|organi[sz]ation|firma|unternehmen|компани|организаци/, "company"],
  [/job|position|должност/, "title"],
  [/rating|grade|bewertung|оценк|priorit/, "grade"],
  [/interest|interes|интерес/, "product"],
  [/comment|note|notiz|bemerkung|коммент|примеч|замет/, "note"],
  [/scan|timestamp|zeitstempel/, "scanned-at"],
];
/** Of the scanner and who held it, not of the visitor. */
const ofOthers = /\b(?:exhibitor|booth|stand|device|user|scanned by|rep|staff|event|show|стенд|сотрудник|aussteller)\b/;

/** A day and a time may stand in two columns. */
const several: ReadonlySet<BadgeField> = new Set<BadgeField>(["note", "product", "scanned-at"]);

/** What each column probably holds. A field that only one column can be is given to the first that fits; notes, products and phones may be several. */
export function proposeBadges(columns: readonly string[]): BadgeMapping {
  const found: [string, BadgeField][] = [];
  const used = new Set<BadgeField>();
  const give = (column: string, field: BadgeField) => {
    if (used.has(field) && !several.has(field)) return;
    used.add(field);
    found.push([column, field]);
  };
  for (const column of columns) {
    const field = known.get(plainHeader(column));
    if (field !== undefined) give(column, field);
  }
  const taken = new Set(found.map(([column]) => column));
  for (const column of columns) {
    const plain = plainHeader(column);
    if (taken.has(column) || ofOthers.test(plain)) continue;
    const field = likely.find(([pattern]) => pattern.test(plain))?.[1];
    if (field !== undefined) give(column, field);
  }
  return Object.fromEntries(found);
}
