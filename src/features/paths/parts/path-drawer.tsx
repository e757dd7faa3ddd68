// The records behind a move, a whole way or a step, those that waited longest first.
import { Anchor, Button, Stack } from "@mantine/core";
import { useState } from "react";

import { type PathsAnswer, pathRecords } from "#features/paths/contract.ts";
import { rounded } from "#features/paths/parts/answer.tsx";
import type { Cut } from "#features/paths/parts/cut.tsx";
import type { OpenPath } from "#features/paths/parts/open-path.ts";
import { useStepNames } from "#features/paths/parts/step-names.ts";
import type { words } from "#features/paths/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { Drawer } from "#ui/dialog.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { ErrorState, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

interface PathDrawerProps {
  readonly told: PathsAnswer;
  readonly open: OpenPath;
  readonly cut: Cut["query"];
  readonly onClose: () => void;
}

export function PathDrawer({ told, open, cut, onClose }: PathDrawerProps) {
  const t = useWords<typeof words>("paths");
  const name = useStepNames(told);
  const title =
    "variant" in open ? t("open-way") : "at" in open ? t("open-at", { step: name(open.at) }) : t("open-move", { from: name(open.from), to: name(open.to) });
  const way = "variant" in open ? told.variants?.rows.find((row) => row.key === open.variant) : undefined;
  return (
    <Drawer opened onClose={onClose} title={title} size="32rem">
      <Stack gap="md">
        {way === undefined ? null : <p style={{ margin: 0 }}>{way.steps.map(name).join(" → ")}</p>}
        <Behind open={open} cut={cut} />
      </Stack>
    </Drawer>
  );
}

const pageSize = 50;

function Behind({ open, cut }: Pick<PathDrawerProps, "open" | "cut">) {
  const t = useWords<typeof words>("paths");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const [limit, setLimit] = useState(pageSize);
  const answer = useAsk(pathRecords, { params: { workspace }, query: { ...open, ...cut, limit } }, { keepsLast: true });
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined) return <RowsWaiting count={8} />;
  const { rows, total } = answer.data;
  const when = "at" in open ? "records-standing" : "records-waited";
  return (
    <>
      <p style={{ margin: 0, color: "var(--text-quiet)" }}>{t("records-total", { count: total })}</p>
      <Stack component="ul" gap={8} style={{ margin: 0, padding: 0, listStyle: "none" }}>
        {rows.map((row, place) => (
          // A record may have taken the same move twice.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={`${row.entity} ${row.id} ${place}`} style={{ display: "flex", justifyContent: "space-between", gap: 16 }}>
            <Anchor component={GoTo} href={paths.records(workspace, { entity: row.entity, id: row.id })} size="sm">
              {row.name ?? row.id}
            </Anchor>
            <span className="figures" style={{ color: "var(--text-quiet)", fontSize: "var(--mantine-font-size-sm)", whiteSpace: "nowrap" }}>
              {t(when, { days: format.days(rounded(row.days)), day: format.day(row.on) })}
            </span>
          </li>
        ))}
      </Stack>
      {rows.length < total && limit < 500 ? (
        <Button variant="default" onClick={() => setLimit(Math.min(500, limit + 150))}>
          {t("records-more")}
        </Button>
      ) : null}
    </>
  );
}
