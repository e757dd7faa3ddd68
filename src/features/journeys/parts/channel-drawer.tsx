// One channel up close: its share under every model, and the won deals behind it with their touches in order.
import { Anchor, Stack } from "@mantine/core";

import { type ChannelView, type JourneysView, journeyRecords } from "#features/journeys/contract.ts";
import { useJourneyNames } from "#features/journeys/parts/names.ts";
import { type JourneyQuery, useOpenChannel } from "#features/journeys/parts/question.ts";
import type { words } from "#features/journeys/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Drawer } from "#ui/dialog.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { IntervalBar, SideBadge, VerdictBadge } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";
import { ErrorState, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

export function ChannelDrawer({ told, query }: { readonly told: JourneysView; readonly query: JourneyQuery }) {
  const [open, setOpen] = useOpenChannel();
  const { nameOf } = useJourneyNames();
  const channel = told.channels.find((each) => each.key === open);
  return (
    <Drawer opened={channel !== undefined} onClose={() => setOpen(null)} title={channel === undefined ? "" : nameOf(channel)} size="46rem">
      {channel === undefined ? null : <UpClose told={told} channel={channel} query={query} />}
    </Drawer>
  );
}

function UpClose({ told, channel, query }: { readonly told: JourneysView; readonly channel: ChannelView; readonly query: JourneyQuery }) {
  const t = useWords<typeof words>("journeys");
  return (
    <Stack gap="md">
      <p>
        <SideBadge side={channel.side} /> · {t("bands-note")}
      </p>
      {told.models.includes("hazard") ? (
        <p>
          {t("col-verdict")}: <VerdictBadge verdict={channel.verdict} />
        </p>
      ) : null}
      <Models channel={channel} />
      <Records told={told} channel={channel} query={query} />
    </Stack>
  );
}

type Model = ChannelView["models"][number];

function Models({ channel }: { readonly channel: ChannelView }) {
  const t = useWords<typeof words>("journeys");
  const format = useFormat();
  const reach = Math.max(0.01, ...channel.models.map(({ interval }) => interval.high ?? 0));
  const floor = Math.min(0, ...channel.models.map(({ interval }) => interval.low ?? 0));
  return (
    <DataTable<Model>
      caption={t("col-model")}
      rows={channel.models}
      rowKey={(one) => one.model}
      fileName="evenhand-models"
      columns={[
        { key: "model", name: t("col-model"), value: (one) => t(`model-${one.model}`), onPhone: "title" },
        { key: "share", name: t("col-share"), isNumber: true, value: (one) => one.share, cell: (one) => format.share(one.share) },
        {
          key: "range",
          name: t("col-range"),
          isNumber: true,
          isFixed: true,
          width: "10rem",
          value: (one) => format.interval(one.interval, { unit: "share" }),
          cell: (one) => (
            <>
              {format.interval(one.interval, { unit: "share" })}
              <IntervalBar value={one.share} interval={one.interval} from={floor} to={reach} mark={0} side={channel.side} />
            </>
          ),
        },
        { key: "rank", name: t("col-ranks"), isNumber: true, value: (one) => one.rank },
      ]}
    />
  );
}

const step = 100;

function Records({ told, channel, query }: { readonly told: JourneysView; readonly channel: ChannelView; readonly query: JourneyQuery }) {
  const t = useWords<typeof words>("journeys");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const { nameOf } = useJourneyNames();
  const records = useAsk(journeyRecords, { params: { workspace }, query: { ...query, channel: channel.key, limit: step, offset: 0 } }, { keepsLast: true });
  const title = t("records", { channel: nameOf(channel) });
  return (
    <Section title={title}>
      {records.error ? <ErrorState error={records.error} /> : null}
      {records.data === undefined ? (
        <RowsWaiting count={6} />
      ) : (
        <DataTable
          caption={title}
          rows={records.data.rows}
          rowKey={(row) => row.id}
          total={records.data.total}
          fileName="evenhand-journey-deals"
          columns={[
            {
              key: "id",
              name: t("record-id"),
              value: (row) => row.id,
              cell: (row) => (
                <Anchor component={GoTo} href={paths.records(workspace, { entity: "deal", id: row.id })} inherit>
                  {row.id}
                </Anchor>
              ),
              onPhone: "title",
            },
            { key: "account", name: t("record-account"), value: (row) => row.account },
            { key: "closed", name: t("record-closed"), value: (row) => row.closedOn, cell: (row) => (row.closedOn === null ? "–" : format.day(row.closedOn)) },
            {
              key: "amount",
              name: t("record-amount"),
              isNumber: true,
              value: (row) => row.amount,
              cell: (row) => (row.amount === null ? "–" : format.money(row.amount, told.currency)),
            },
            { key: "days", name: t("record-days"), isNumber: true, value: (row) => row.days },
            { key: "path", name: t("record-path"), isFixed: true, value: (row) => row.path.map((name) => name || t("channel-other")).join(" → ") },
          ]}
        />
      )}
    </Section>
  );
}
