// The largest part of the shortfall in one box, for the home page: where, whose, how much, how sure.
import { Anchor } from "@mantine/core";

import { type Explanation, driverKey } from "#features/shortfall/contract.ts";
import type { words } from "#features/shortfall/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { IntervalBar, SideBadge, VerdictBadge } from "#ui/marks.tsx";
import { Surface } from "#ui/page.tsx";

export function LargestPart({ told, workspace }: { readonly told: Explanation; readonly workspace: string }) {
  const t = useWords<typeof words>("shortfall");
  const format = useFormat();
  const measure = { unit: "money" as const, currency: told.currency };
  const beyond = told.parts.filter((part) => part.verdict === "clear" || part.verdict === "likely");
  const largest = beyond.toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount))[0];
  const at = paths.shortfall(workspace, { period: told.question.period, against: told.question.against });
  return (
    <Surface>
      {largest === undefined ? (
        <p style={{ margin: 0 }}>{t("sum-nothing")}</p>
      ) : (
        <div style={{ display: "grid", gap: 8 }}>
          <strong>{t(driverKey(largest.driver, told.switchedOff))}</strong>
          <span className="figures" style={{ fontSize: "var(--mantine-font-size-xl)" }}>
            {format.change(largest.amount, measure)}
          </span>
          <IntervalBar value={largest.amount} interval={largest.interval} side={largest.owner} />
          <span className="figures" style={{ color: "var(--text-quiet)" }}>
            {format.interval(largest.interval, measure)}
          </span>
          <span style={{ display: "flex", gap: 16 }}>
            <SideBadge side={largest.owner} />
            <VerdictBadge verdict={largest.verdict} />
          </span>
        </div>
      )}
      <p style={{ marginBottom: 0 }}>
        <Anchor component={GoTo} href={largest === undefined ? at : `${at}&part=${largest.driver}`}>
          {t("see-all-parts")}
        </Anchor>
      </p>
    </Surface>
  );
}
