// Что говорят настройки рабочего пространства.
import type { words as english } from "#features/workspace/words.en.ts";
import type { Russian } from "#kit/words.ts";

export const words: Russian<typeof english> = {
  "why.only-administrators": "Это делает администратор.",
  "why.unknown-time-zone": "Такого часового пояса нет.",
  "why.currency-has-facts": "Здесь уже есть суммы. Валюта остаётся прежней.",

  title: "Как настроена компания?",
  answer: "Суммы — в {currency}, дни — по часам {zone}, финансовый год начинается: {month}.",
  name: "Название",
  currency: "Валюта всех цифр",
  "currency-words": "Суммы в других валютах пересчитываются по курсу на дату из файла. Когда появятся суммы, валюту уже не сменить.",
  "time-zone": "Часовой пояс",
  "time-zone-words": "Дни и сроки начинаются в его полночь.",
  language: "Язык отчётов",
  "language-words": "Язык экрана каждый выбирает сам.",
  "fiscal-start": "Первый месяц финансового года",
  english: "English",
  russian: "Русский",
  save: "Сохранить",
  saved: "Настройки сохранены",
  "check-filled": "Заполните поле",
  "check-currency": "Три заглавные буквы, например RUB",
};
