// Кто здесь, по-русски.
import type { words as english } from "#features/presence/words.en.ts";
import type { Russian } from "#kit/words.ts";

export const words: Russian<typeof english> = {
  title: "Кто сейчас здесь",
  here_one: "Здесь {count} человек",
  here_few: "Здесь {count} человека",
  here_many: "Здесь {count} человек",
  here_other: "Здесь {count} человека",
  same_one: "{names} смотрит это же",
  same_few: "Здесь {count} человека; это же смотрит {names}",
  same_many: "Здесь {count} человек; это же смотрит {names}",
  same_other: "Здесь {count} человека; это же смотрит {names}",
  "at-same": "смотрит это же",
  somewhere: "здесь",
  hidden: "Вас не видно, и вы никого не видите",
  seen: "Быть на виду",
  "seen-words": "Выключено: вас никто не видит, и вы не видите никого. Кто где был, нигде не хранится.",
};
