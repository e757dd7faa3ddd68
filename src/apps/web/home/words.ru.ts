// Что говорит главная страница сверх слов своих комнат, по-русски.
import type { words as english } from "#apps/web/home/words.en.ts";
import type { Russian } from "#kit/words.ts";

export const words: Russian<typeof english> = {
  title: "Как наши дела?",
  largest: "Самая большая часть разницы",
  trust: "Насколько верить данным?",
  "trust-serious_one": "{count} находка искажает цифры.",
  "trust-serious_few": "{count} находки искажают цифры.",
  "trust-serious_many": "{count} находок искажают цифры.",
  "trust-serious_other": "{count} находки искажают цифры.",
  "trust-warnings_one": "{count} предупреждение касается цифр; оно стоит при каждой из них.",
  "trust-warnings_few": "{count} предупреждения касаются цифр; каждое стоит при своих.",
  "trust-warnings_many": "{count} предупреждений касаются цифр; каждое стоит при своих.",
  "trust-warnings_other": "{count} предупреждения касаются цифр; каждое стоит при своих.",
  "trust-good": "Ничего, что искажало бы цифры, не найдено.",
  "trust-until": "Последний день в данных: {day}",
  "trust-open": "Что найдено",
  "changed-note": "В сравнении с {against}, с поправкой на число просмотренных цифр.",
  imports: "Загружено недавно",
  "empty-title": "Начните с одного файла",
  "empty-words": "Хватит одной выгрузки сделок из CRM. Чего нет, отключит только те числа, которым оно нужно, и скажет об этом.",
  "empty-act": "Загрузить сделки",
};
