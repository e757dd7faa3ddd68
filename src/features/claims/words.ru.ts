// Что говорит комната претензий, по-русски.
import type { Russian } from "#kit/words.ts";

import type { words as english } from "#features/claims/words.en.ts";

export const words: Russian<typeof english> = {
  title: "Кто прав?",
  "why.needs-subject": "Укажите, о чём речь: о каком канале, кампании, продукте или переломном дне.",
  "why.no-such-subject": "Такого названия в данных нет. Выберите из списка.",
  "why.already-filed": "Эта претензия уже подана: тот же вопрос, тот же предмет, тот же срок.",
  "why.not-your-claim": "Отозвать претензию может тот, кто её подал.",
};
