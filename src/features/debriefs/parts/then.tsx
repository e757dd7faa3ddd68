// What was written down when each day had come.
import type { DebriefView } from "#features/debriefs/contract.ts";
import { useDebriefWords } from "#features/debriefs/parts/debrief-words.ts";
import classes from "#features/debriefs/parts/debriefs.module.css";
import type { words } from "#features/debriefs/words.en.ts";
import { addDays } from "#kit/day.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

export function Then({ debrief, lastSeen }: { readonly debrief: DebriefView; readonly lastSeen: string }) {
  const t = useWords<typeof words>("debriefs");
  const format = useFormat();
  const say = useDebriefWords();
  const first = addDays(debrief.project.endsOn, 30);
  return (
    <Section title={t("then-title")} note={t("then-note")}>
      {debrief.measured.length === 0 ? <p>{first > lastSeen ? t("then-none", { day: format.day(first) }) : t("then-waits")}</p> : null}
      <ul className={classes["then"]}>
        {debrief.measured.map(({ days, asOf, measures }) => (
          <li key={days}>{t("then-row", { days: format.count(days), day: format.day(asOf), words: say.counts(measures) })}</li>
        ))}
      </ul>
    </Section>
  );
}
