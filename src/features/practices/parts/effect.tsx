// What a way of working did: a sentence for each headline figure, the parts behind it, and against what they were set.
import { type EffectView, type PracticeView, readPracticeEffect } from "#features/practices/contract.ts";
import { usePracticeWords } from "#features/practices/parts/practice-words.ts";
import classes from "#features/practices/parts/practices.module.css";
import type { words } from "#features/practices/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import type { Format } from "#ui/format.ts";
import { type Say, useFormat, useWords } from "#ui/language.ts";
import { Answers, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

export function PracticeEffect({ practice }: { readonly practice: PracticeView }) {
  const t = useWords<typeof words>("practices");
  const workspace = useWorkspaceSlug();
  const answer = useAsk(readPracticeEffect, { params: { workspace, id: practice.id } });
  return (
    <section className={classes["part"]}>
      <h4>{t("effect")}</h4>
      <Answers of={answer} waiting={<RowsWaiting count={3} />}>
        {({ effects }) => (
          <>
            {effects.map((effect) => (
              <Figure key={effect.key} effect={effect} practice={practice} />
            ))}
            <Compared effects={effects} />
          </>
        )}
      </Answers>
    </section>
  );
}

function Figure({ effect, practice }: { readonly effect: EffectView; readonly practice: PracticeView }) {
  const t = useWords<typeof words>("practices");
  const format = useFormat();
  const say = usePracticeWords();
  return (
    <>
      <p>{sentenceOf(effect, t, format)}</p>
      {effect.teams.length === 0 ? null : (
        <ul>
          {effect.teams.map((team) => {
            const { within } = team;
            const own = practice.adoptions.find((each) => each.within?.by === within?.by && each.within?.value === within?.value);
            const called = { part: say.part({ within, partName: own?.partName ?? null }), day: format.day(team.on) };
            return (
              <li key={`${team.within?.by} ${team.within?.value} ${team.on}`} className={classes["quiet"]}>
                {team.value === null || team.interval === null
                  ? t("team-untold", { ...called, why: t(`team-why-${(team.whyUntold ?? "no-figure") as "no-figure"}`) })
                  : t("team-line", { ...called, ...sizeOf({ ...effect, value: team.value, interval: team.interval }, format, true) })}
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}

function Compared({ effects }: { readonly effects: readonly EffectView[] }) {
  const t = useWords<typeof words>("practices");
  const told = effects.filter(({ value }) => value !== null);
  if (told.length === 0) return null;
  return (
    <>
      <p className={classes["quiet"]}>{t(told.some(({ isCompared }) => isCompared) ? "effect-compared" : "effect-alone")}</p>
      {told.some(({ isShort }) => isShort) ? <p className={classes["quiet"]}>{t("effect-short")}</p> : null}
      {told.length === 3 ? <p className={classes["quiet"]}>{t("effect-three")}</p> : null}
    </>
  );
}

type Told = Pick<EffectView, "isRelative" | "unit" | "currency"> & { readonly value: number; readonly interval: NonNullable<EffectView["interval"]> };

/** `isSigned`: with its sign; else as a size. */
function sizeOf({ isRelative, unit, currency, value, interval }: Told, format: Format, isSigned: boolean) {
  const measure = { unit: unit ?? "count", ...(currency === null ? {} : { currency }) };
  const shown = isSigned ? value : Math.abs(value);
  if (isRelative) return { by: format.share(shown), range: format.interval(interval, { unit: "share" }) };
  const by = format.change(shown, measure);
  return { by: isSigned ? by : by.replace("+", ""), range: format.changeInterval(interval, measure) };
}

function sentenceOf(effect: EffectView, t: Say<typeof words>, format: Format): string {
  const { key, verdict, value, interval, tellableOn, whyUntold } = effect;
  const figure = t(`fig-${key as "promotion-cost"}`);
  if (verdict === "too-early") return t("effect-too-early", { figure, day: tellableOn === null ? "" : format.day(tellableOn) });
  if (value === null || interval === null) return t(`effect-${whyUntold ?? "no-figure"}`, { figure });
  return t(`effect-${verdict as "better" | "worse" | "not-shown"}`, { figure, ...sizeOf({ ...effect, value, interval }, format, verdict === "not-shown") });
}
