// Names of months and weekdays in English and Russian, whole and short, in every case that dates are written with.

const names: readonly (readonly string[])[] = [
  ["january", "jan", "январь", "января", "январе", "янв"],
  ["february", "feb", "февраль", "февраля", "феврале", "фев", "февр"],
  ["march", "mar", "март", "марта", "марте", "мар"],
  ["april", "apr", "апрель", "апреля", "апреле", "апр"],
  ["may", "май", "мая", "мае"],
  ["june", "jun", "июнь", "июня", "июне", "июн"],
  ["july", "jul", "июль", "июля", "июле", "июл"],
  ["august", "aug", "август", "августа", "августе", "авг"],
  ["september", "sep", "sept", "сентябрь", "сентября", "сентябре", "сен", "сент"],
  ["october", "oct", "октябрь", "октября", "октябре", "окт"],
  ["november", "nov", "ноябрь", "ноября", "ноябре", "ноя", "нояб"],
  ["december", "dec", "декабрь", "декабря", "декабре", "дек"],
];

const places = new Map(names.flatMap((group, place) => group.map((name) => [name, place + 1] as const)));

/** 1 to 12 for the name of a month, 0 for any other word. */
export function monthNamed(word: string): number {
  return places.get(word.toLowerCase().replace(/\.$/, "")) ?? 0;
}

/** Whether a word is a weekday, which dates may begin with. */
export function isWeekday(word: string): boolean {
  return /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*$|^(?:пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)$/i.test(word);
}
