// Что говорит комната перемен, по-русски.
import type { Russian } from "#kit/words.ts";

import type { words as english } from "#features/changes/words.en.ts";

export const words: Russian<typeof english> = {
  title: "Что изменилось и когда?",

  "why.not-your-turning-point": "Перелом меняют руководители, администраторы и тот, кто его внёс.",
  "why.only-heads-dismiss": "Предложенный перелом отклоняют руководители отделов, дирекция и администраторы.",
  "why.already-confirmed": "Этот перелом уже внесён.",
  "why.no-such-proposal": "Данные больше не предлагают этот перелом.",
  "why.day-in-the-future": "День ещё не наступил.",
  "why.role-only-reads": "Ваша роль — только просмотр.",
  "why.agency-sees-only-what-is-shared": "Агентство видит только то, что ему открыто.",
};
