// Channels as a table: whose they are, the band of credit, the places they come to, what stands behind, and how sure the fitted chance is.
import type { ChannelView, JourneysView } from "#features/journeys/contract.ts";
import { useJourneyNames } from "#features/journeys/parts/names.ts";
import { useOpenChannel } from "#features/journeys/parts/question.ts";
import type { words } from "#features/journeys/words.en.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { IntervalBar, SideBadge, VerdictBadge } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";

const sureness = { clear: 3, likely: 2, "within-chance": 1, "cannot-be-told": 0 } as const;

export function ChannelsTable({ told }: { readonly told: JourneysView }) {
  const t = useWords<typeof words>("journeys");
  const format = useFormat();
  const { nameOf } = useJourneyNames();
  const [, open] = useOpenChannel();
  const reach = Math.max(0.01, ...told.channels.map(({ band }) => band.high));
  const floor = Math.min(0, ...told.channels.map(({ band }) => band.low));
  const band = ({ low, high }: ChannelView["band"]) => ({ low, high, level: 1 });
  const hasHazard = told.models.includes("hazard");
  const columns: Column<ChannelView>[] = [
    { key: "channel", name: t("col-channel"), value: nameOf, onPhone: "title" },
    // With touches of campaigns alone every channel is marketing's.
    ...(told.question.touches === "all"
      ? [{ key: "side", name: t("col-side"), value: (each: ChannelView) => each.side, cell: (each: ChannelView) => <SideBadge side={each.side} /> }]
      : []),
    {
      key: "band",
      name: t("col-band"),
      isNumber: true,
      width: "11rem",
      value: (each) => (each.band.low + each.band.high) / 2,
      cell: (each) => (
        <>
          {format.interval(band(each.band), { unit: "share" })}
          <IntervalBar value={(each.band.low + each.band.high) / 2} interval={band(each.band)} from={floor} to={reach} side={each.side} />
        </>
      ),
    },
    {
      key: "ranks",
      name: t("col-ranks"),
      isNumber: true,
      value: (each) => (each.ranks.best + each.ranks.worst) / 2,
      cell: ({ ranks }) => t(ranks.best === ranks.worst ? "ranks-same" : "ranks-differ", { best: String(ranks.best), worst: String(ranks.worst) }),
    },
    { key: "finished", name: t("col-finished"), isNumber: true, value: (each) => each.finished },
    { key: "won", name: t("col-won"), isNumber: true, value: (each) => each.won },
    ...(hasHazard
      ? [
          {
            key: "verdict",
            name: t("col-verdict"),
            isNumber: false,
            value: (each: ChannelView) => sureness[each.verdict],
            cell: (each: ChannelView) => <VerdictBadge verdict={each.verdict} />,
          },
        ]
      : []),
  ];
  return (
    <Section title={t("channels")} note={t("channels-note")}>
      <DataTable
        caption={t("channels")}
        columns={columns}
        rows={told.channels}
        rowKey={(each) => each.key}
        onOpen={(each) => open(each.key)}
        fileName="evenhand-channels"
      />
      {told.agreement === null ? null : <p>{t("agreement-words", { value: format.value(told.agreement, { unit: "index" }) })}</p>}
      {told.base === null ? null : (
        <p>{t("base-words", { share: format.share(told.base.share), range: format.interval(told.base.interval, { unit: "share" }) })}</p>
      )}
    </Section>
  );
}
