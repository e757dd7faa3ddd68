// What came of an action that is done: what its figure did since, with the range and what to bear in mind.
import { type ActionEffect, type ActionView, readActionEffect } from "#features/actions/contract.ts";
import { useActionWords } from "#features/actions/parts/action-words.ts";
import classes from "#features/actions/parts/actions.module.css";
import type { words } from "#features/actions/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import type { Format } from "#ui/format.ts";
import { type Say, useFormat, useWords } from "#ui/language.ts";
import { Answers, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

export function Effect({ action }: { readonly action: ActionView }) {
  const t = useWords<typeof words>("actions");
  const format = useFormat();
  const say = useActionWords();
  const workspace = useWorkspaceSlug();
  const answer = useAsk(readActionEffect, { params: { workspace, id: action.id } });
  const { moves } = action;
  if (moves === null) return null;
  return (
    <section>
      <h3 style={{ margin: "0 0 8px", fontSize: "var(--mantine-font-size-md)", fontWeight: 600 }}>{t("effect")}</h3>
      <Answers of={answer} waiting={<RowsWaiting count={1} />}>
        {(told) => (
          <>
            <p style={{ margin: 0 }}>{sentenceOf(told, { figure: say.figure(moves.key), isUp: moves.way === "up" }, t, format)}</p>
            {told.isLessThanExpected ? <p style={{ margin: "4px 0 0" }}>{t("effect-less")}</p> : null}
            {told.isShort ? <p style={{ margin: "4px 0 0" }}>{t("effect-short")}</p> : null}
            {told.effect === null ? null : <Compared told={told} />}
          </>
        )}
      </Answers>
    </section>
  );
}

/** Against what it was measured, and what that leaves open. */
function Compared({ told: { within, whyAlone } }: { readonly told: ActionEffect }) {
  const t = useWords<typeof words>("actions");
  const say = useActionWords();
  const part = within === null ? "" : say.part(within);
  return (
    <>
      <p style={{ margin: "4px 0 0" }}>{t(within === null ? "effect-no-part" : whyAlone === null ? "effect-rest" : "effect-alone", { part })}</p>
      <p className={classes["quiet"]}>{t(whyAlone === null ? "effect-rest-label" : "effect-label")}</p>
    </>
  );
}

interface About {
  readonly figure: string;
  readonly isUp: boolean;
}

function sentenceOf(told: ActionEffect, { figure, isUp }: About, t: Say<typeof words>, format: Format): string {
  const { verdict, effect, before, after, tellableOn } = told;
  if (verdict === "too-early") return t("effect-too-early", { after, day: format.day(tellableOn!) });
  if (effect === null) return before < 8 && before > 0 ? t("effect-cannot", { before }) : t("effect-cannot-at-all");
  const measure = { unit: told.unit ?? "count", currency: told.currency };
  const size = Math.abs(effect.value);
  const by = told.isRelative
    ? format.share(verdict === "not-moved" ? effect.value : size)
    : verdict === "not-moved"
      ? format.change(effect.value, measure)
      : format.change(size, measure).replace("+", "");
  const range = told.isRelative ? format.interval(effect.interval, { unit: "share" }) : format.changeInterval(effect.interval, measure);
  const values = { figure, by, range, after };
  if (verdict === "not-moved") return t("effect-not-moved", values);
  if (verdict === "moved") return t(isUp ? "effect-moved" : "effect-moved-down", values);
  return t(isUp ? "effect-other-way" : "effect-other-way-up", values);
}
