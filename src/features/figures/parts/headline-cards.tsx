// The three headline figures as cards: figure, range, change against the period before, course of the last months.
import { Anchor } from "@mantine/core";
import type { z } from "zod";

import type { readHeadline } from "#features/figures/contract.ts";
import type { words } from "#features/figures/words.en.ts";
import { paths } from "#kit/paths.ts";
import { periodName } from "#kit/period.ts";
import { GoTo } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { NumberCard } from "#ui/number-card.tsx";
import { Sparkline } from "#ui/sparkline.tsx";
import { Waiting } from "#ui/states.tsx";

type Headline = z.output<(typeof readHeadline)["reply"]>;

const side = { display: "grid", gap: 16, gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 280px), 1fr))" } as const;

/** Three cards of the size that comes. */
export function HeadlineWaiting() {
  return (
    <div style={side}>
      {["cycle", "promotion", "transaction"].map((key) => (
        <Waiting key={key} height={380} />
      ))}
    </div>
  );
}

export function HeadlineCards({ told, workspace }: { readonly told: Headline; readonly workspace: string }) {
  const t = useWords<typeof words>("figures");
  const format = useFormat();
  const asked = { period: periodName(told.period) };
  return (
    <div style={side}>
      {told.figures.map((figure) => {
        const number = figure.numbers[0]!;
        const { change } = figure;
        return (
          <NumberCard
            key={figure.key}
            name={t(`headline.${figure.key}`)}
            number={number}
            change={
              change.value === null ? null : { by: change.value, interval: change.interval, verdict: change.verdict, against: format.period(told.against) }
            }
            {...(number.definition === null ? {} : { definitionAt: paths.definitions(workspace, { key: number.definition.split("@")[0]! }) })}
            remedy={
              <p>
                <Anchor component={GoTo} href={paths.imports(workspace)}>
                  {t("bring-facts")}
                </Anchor>
              </p>
            }
          >
            <Beside figure={figure} />
            <Sparkline numbers={figure.months} />
            {number.value === null ? null : (
              <Anchor
                component={GoTo}
                href={figure.key === "sales-cycle" ? paths.cycle(workspace, asked) : paths.costs(workspace, asked)}
                size="xs"
                mb={12}
                style={{ alignSelf: "flex-start" }}
              >
                {t(`open.${figure.key}`)}
              </Anchor>
            )}
          </NumberCard>
        );
      })}
    </div>
  );
}

/** The figures that stand beside the headline, each with its range. */
function Beside({ figure }: { readonly figure: Headline["figures"][number] }) {
  const t = useWords<typeof words>("figures");
  const format = useFormat();
  const others = figure.numbers.slice(1).filter((number) => number.value !== null);
  if (others.length === 0) return null;
  return (
    <dl className="figures" style={{ margin: "12px 0 8px", fontSize: "var(--mantine-font-size-xs)", display: "grid", gap: 4 }}>
      {others.map((number) => (
        <div key={number.key} style={{ display: "flex", justifyContent: "space-between", gap: 8 }}>
          <dt style={{ color: "var(--text-quiet)" }}>{t(`figure.${number.key as "revenue"}`)}</dt>
          <dd style={{ margin: 0, textAlign: "right" }}>
            <span style={{ whiteSpace: "nowrap" }}>{format.value(number.value!, number, true)}</span>
            {number.interval === null ? null : (
              <span style={{ color: "var(--text-quiet)", whiteSpace: "nowrap" }}> ({format.interval(number.interval, number)})</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
