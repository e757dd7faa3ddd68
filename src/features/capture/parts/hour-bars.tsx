// When visitors came: leads by hour of each day of the event; a bar narrows the list.
import type { StandLead } from "#features/capture/contract.ts";
import classes from "#features/capture/parts/leads.module.css";
import type { words } from "#features/capture/words.en.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

interface BarsProps {
  readonly leads: readonly StandLead[];
  readonly chosen: string | null;
  readonly onChoose: (hour: string | null) => void;
}

export function HourBars({ leads, chosen, onChoose }: BarsProps) {
  const t = useWords<typeof words>("capture");
  const format = useFormat();
  const counts = new Map<string, number>();
  for (const { takenOn, takenHour } of leads) counts.set(`${takenOn} ${takenHour}`, (counts.get(`${takenOn} ${takenHour}`) ?? 0) + 1);
  const days = [...new Set(leads.map(({ takenOn }) => takenOn))].toSorted((a, b) => (a < b ? -1 : 1)).slice(-5);
  const hours = leads.map(({ takenHour }) => takenHour);
  const [first, last] = [Math.min(...hours), Math.max(...hours)];
  const most = Math.max(...counts.values());
  const peaks = [...counts].filter(([, count]) => count === most);
  const [peakDay, peakHour] = peaks[0]![0].split(" ") as [string, string];
  // Of several hours none was the one in which most came.
  const note = peaks.length === 1 ? t("by-hour-finding", { day: format.day(peakDay), hour: peakHour, count: most }) : t("by-hour-words");
  return (
    <Section title={t("by-hour")} note={note}>
      <div className={classes["bars"]} role="group" aria-label={t("by-hour-words")}>
        {days.map((day) => (
          <div key={day} className={classes["day"]}>
            <span className={classes["quiet"]}>{format.day(day)}</span>
            <div className={classes["hours"]}>
              {Array.from({ length: last - first + 1 }, (_, n) => first + n).map((hour) => {
                const key = `${day} ${hour}`;
                const count = counts.get(key) ?? 0;
                return (
                  <button
                    key={hour}
                    type="button"
                    className={classes["hour"]}
                    disabled={count === 0}
                    aria-pressed={chosen === key}
                    aria-label={`${format.day(day)}, ${hour}:00: ${count}`}
                    onClick={() => onChoose(chosen === key ? null : key)}
                  >
                    <span className={classes["bar"]} style={{ height: `${Math.round((count / most) * 56)}px` }} aria-hidden />
                    <span aria-hidden>{hour}</span>
                  </button>
                );
              })}
            </div>
          </div>
        ))}
      </div>
    </Section>
  );
}
