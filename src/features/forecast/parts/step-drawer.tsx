// One step of the movement up close: the deals behind it, as they were and as they are.
import { Stack } from "@mantine/core";

import { type MovementView, listMoved } from "#features/forecast/contract.ts";
import { useLevel } from "#features/forecast/parts/level.ts";
import { aboutOf } from "#features/forecast/parts/answers.tsx";
import type { Question } from "#features/forecast/parts/question.ts";
import type { words } from "#features/forecast/words.en.ts";
import { paths } from "#kit/paths.ts";
import { useGo, useWorkspaceSlug } from "#ui/address.tsx";
import type { ReplyOf } from "#ui/client.ts";
import { DataTable } from "#ui/data-table.tsx";
import { Drawer } from "#ui/dialog.tsx";
import { useWords } from "#ui/language.ts";
import { Answers, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

interface StepDrawerProps {
  readonly told: MovementView;
  readonly step: MovementView["steps"][number]["step"];
  readonly question: Question;
}

type Moved = ReplyOf<typeof listMoved>["rows"][number];

export function StepDrawer({ told, step, question }: StepDrawerProps) {
  const t = useWords<typeof words>("forecast");
  return (
    <Drawer opened onClose={() => question.set({ step: undefined })} title={t(`step-${step}`)} size="52rem">
      <Stack gap="md">
        <p>{t(aboutOf(step, told))}</p>
        <Deals told={told} step={step} question={question} />
      </Stack>
    </Drawer>
  );
}

function Deals({ told, step, question }: StepDrawerProps) {
  const t = useWords<typeof words>("forecast");
  const { change, format, level } = useLevel(told);
  const go = useGo();
  const workspace = useWorkspaceSlug();
  const { from, until, measure } = told;
  const query = { ...question.movement, from, until, measure, step, limit: 500, offset: 0 };
  const answer = useAsk(listMoved, { params: { workspace }, query }, { keepsLast: true });
  const said = (look: Moved["before"]) => {
    if (look === null) return t("not-on-record");
    const day = look.standing === "open" ? look.expectedCloseOn : look.closedOn;
    return [
      t(`standing-${look.standing}`),
      ...(look.amount === null ? [] : [format.money(look.amount, told.currency, true)]),
      ...(day === null ? [] : [format.day(day)]),
    ].join(", ");
  };
  return (
    <Answers of={answer} waiting={<RowsWaiting count={8} />}>
      {({ rows, total }) => (
        <DataTable<Moved>
          caption={t(`step-${step}`)}
          columns={[
            { key: "deal", name: t("col-deal"), value: (row) => row.name ?? row.id, onPhone: "title" },
            { key: "account", name: t("col-account"), value: (row) => row.account },
            { key: "owner", name: t("col-owner"), value: (row) => row.owner },
            ...(measure === "deals"
              ? []
              : [{ key: "amount", name: t("col-amount"), isNumber: true, value: (row: Moved) => row.amount, cell: (row: Moved) => change(row.amount) }]),
            {
              key: "before",
              name: t("col-before"),
              value: (row) => (row.isLateOnRecord ? `${said(row.before)} (${t("late-on-record")})` : said(row.before)),
            },
            { key: "after", name: t("col-after"), value: (row) => said(row.after) },
          ]}
          rows={rows}
          rowKey={(row) => row.id}
          total={total}
          onOpen={(row) => go(paths.records(workspace, { entity: "deal", id: row.id }))}
          empty={level(0)}
          fileName={`evenhand-movement-${step}-${from}-${until}`}
        />
      )}
    </Answers>
  );
}
