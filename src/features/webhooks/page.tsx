// Who outside is told of what, and whether it arrives: addresses, their events, what waits and what was paused.
import { Suspense, lazy, useState } from "react";

import { type WebhookView, listWebhooks } from "#features/webhooks/contract.ts";
import type { words } from "#features/webhooks/words.en.ts";
import { useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Page as Frame, Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { AnswerWaiting, Answers, EmptyState, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

const WebhookForm = lazy(() => import("#features/webhooks/parts/webhook-form.tsx").then((loaded) => ({ default: loaded.WebhookForm })));
const WebhookDrawer = lazy(() => import("#features/webhooks/parts/webhook-drawer.tsx").then((loaded) => ({ default: loaded.WebhookDrawer })));

export function Page() {
  const t = useWords<typeof words>("webhooks");
  const workspace = useWorkspaceSlug();
  const [open, setOpen] = useSearchValue("webhook");
  const [isAdding, setAdding] = useState(false);
  const answer = useAsk(listWebhooks, { params: { workspace } });
  return (
    <Frame
      title={t("title")}
      answer={
        <Answers of={answer} waiting={<AnswerWaiting />}>
          {({ webhooks }) => <Answer webhooks={webhooks} />}
        </Answers>
      }
      actions={
        answer.data === undefined ? undefined : (
          <ReasonButton whyNot={null} onClick={() => setAdding(true)}>
            {t("add")}
          </ReasonButton>
        )
      }
      papers={(["papers-signed", "papers-retries", "papers-private", "papers-people"] as const).map((key) => (
        <p key={key}>{t(key)}</p>
      ))}
    >
      <Section title={t("table")}>
        <Answers of={answer} waiting={<RowsWaiting count={3} />}>
          {({ webhooks }) =>
            webhooks.length === 0 ? <EmptyState title={t("empty-title")}>{t("empty-words")}</EmptyState> : <WebhookTable webhooks={webhooks} onOpen={setOpen} />
          }
        </Answers>
      </Section>
      <Suspense>
        {isAdding ? <WebhookForm onClose={() => setAdding(false)} /> : null}
        {open === null ? null : <WebhookDrawer key={open} id={open} onClose={() => setOpen(null)} />}
      </Suspense>
    </Frame>
  );
}

function Answer({ webhooks }: { readonly webhooks: readonly WebhookView[] }) {
  const t = useWords<typeof words>("webhooks");
  if (webhooks.length === 0) return <>{t("answer-none")}</>;
  const waiting = webhooks.reduce((sum, each) => sum + each.waiting, 0);
  const paused = webhooks.filter(({ pausedAt }) => pausedAt !== null).length;
  return (
    <>
      {t("answer", { count: webhooks.length })} {paused === 0 ? null : `${t("answer-paused", { count: paused })} `}
      {waiting === 0 ? t("answer-fine") : t("answer-late", { count: waiting })}
    </>
  );
}

function WebhookTable({ webhooks, onOpen }: { readonly webhooks: readonly WebhookView[]; readonly onOpen: (id: string) => void }) {
  const t = useWords<typeof words>("webhooks");
  const format = useFormat();
  const state = ({ pausedBecause, waiting }: WebhookView) =>
    [t(`state-${pausedBecause ?? "works"}`), waiting === 0 ? null : t("state-waiting", { count: waiting })].filter((each) => each !== null).join(", ");
  return (
    <DataTable<WebhookView>
      caption={t("table")}
      rows={webhooks}
      rowKey={(row) => row.id}
      onOpen={(row) => onOpen(row.id)}
      fileName="evenhand-webhooks"
      columns={[
        { key: "name", name: t("col-name"), value: (row) => row.name, onPhone: "title" },
        { key: "host", name: t("col-host"), value: (row) => row.host },
        { key: "events", name: t("col-events"), value: (row) => row.events.map((event) => t(`event-${event}`)).join("; ") },
        { key: "state", name: t("col-state"), value: state },
        {
          key: "last",
          name: t("col-last"),
          value: (row) => row.lastDeliveredAt,
          cell: (row) => (row.lastDeliveredAt === null ? t("never") : format.moment(row.lastDeliveredAt)),
        },
      ]}
    />
  );
}
