// Which discount leaves most, as far as the deals can tell.
import type { ToldEffect } from "#features/prices/parts/told.ts";
import type { words } from "#features/prices/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { IntervalBar } from "#ui/marks.tsx";
import { Section, Surface } from "#ui/page.tsx";
import { CannotBeTold } from "#ui/states.tsx";

export function Best({ effect, currency }: { readonly effect: ToldEffect; readonly currency: string }) {
  const t = useWords<typeof words>("prices");
  const workspace = useWorkspaceSlug();
  return (
    <Section title={t("best")}>
      {effect.best === null ? (
        <CannotBeTold
          reason={effect.bestUntold?.reason ?? "costs-not-known"}
          details={effect.bestUntold?.details ?? {}}
          remedy={<GoTo href={paths.imports(workspace)}>{t("bring-facts")}</GoTo>}
        />
      ) : (
        <Found best={effect.best} currency={currency} />
      )}
    </Section>
  );
}

function Found({ best, currency }: { readonly best: NonNullable<ToldEffect["best"]>; readonly currency: string }) {
  const t = useWords<typeof words>("prices");
  const format = useFormat();
  const money = { unit: "money-per-deal" as const, currency };
  const written = {
    discount: format.share(best.discount, 0),
    low: format.share(best.interval.low!, 0),
    high: format.share(best.interval.high!, 0),
    usual: format.share(best.usual, 0),
  };
  const isLow = best.discount - best.tried.from < best.tried.until - best.discount;
  return (
    <Surface>
      <p>
        {t(best.isAtEnd ? (isLow ? "best-at-end-low" : "best-at-end-high") : "best-answer", written)}{" "}
        {best.isAtEnd && written.low !== written.high ? t("best-like", written) : null}
      </p>
      <IntervalBar value={best.discount} interval={best.interval} from={best.tried.from} to={best.tried.until} mark={best.usual} />
      <p className="figures">
        {t("best-gain", {
          gain: format.change(best.gain, money),
          range: format.interval(best.gainInterval, money),
          chance: format.share(best.gainChance, 0),
        })}
      </p>
      <p style={{ color: "var(--text-quiet)" }}>{t("best-gain-assumed")}</p>
    </Surface>
  );
}
