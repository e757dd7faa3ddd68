// Every move with its number, its wait, changes of hands and silence; and where cases stand today.
import type { PathsAnswer } from "#features/paths/contract.ts";
import type { OpenPath } from "#features/paths/parts/open-path.ts";
import { useStepNames } from "#features/paths/parts/step-names.ts";
import { Days } from "#features/paths/parts/ways.tsx";
import type { words } from "#features/paths/words.en.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

type Move = PathsAnswer["moves"][number];
type Step = PathsAnswer["steps"][number];
interface TableProps {
  readonly told: PathsAnswer;
  readonly onOpen: (open: OpenPath) => void;
}

export function MovesTable({ told, onOpen }: TableProps) {
  const t = useWords<typeof words>("paths");
  const format = useFormat();
  const name = useStepNames(told);
  const shareColumn = (key: "handover" | "silent", title: string): Column<Move> => ({
    key,
    name: title,
    isNumber: true,
    onPhone: "hidden",
    value: (move) => move[key]?.share ?? null,
    cell: (move) => (move[key] === null ? nothing : format.share(move[key].share)),
  });
  const hasHands = told.moves.some(({ handover }) => handover !== null);
  return (
    <Section title={t("moves")} note={t("moves-note")}>
      <DataTable<Move>
        caption={t("moves")}
        rows={told.moves}
        rowKey={(move) => `${move.from} ${move.to}`}
        fileName="evenhand-moves"
        order={{ key: "count", desc: true }}
        onOpen={({ from, to }) => onOpen({ from, to })}
        columns={[
          { key: "from", name: t("col-from"), value: (move) => name(move.from), onPhone: "title" },
          {
            key: "to",
            name: t("col-to"),
            value: (move) => name(move.to),
            cell: (move) => (move.isBack ? `← ${name(move.to)} (${t("back")})` : name(move.to)),
          },
          { key: "count", name: t("col-count"), value: (move) => move.count },
          { key: "share", name: t("col-of-step"), isNumber: true, value: (move) => move.share, cell: (move) => format.share(move.share), onPhone: "hidden" },
          {
            key: "wait",
            name: t("col-wait"),
            isNumber: true,
            value: (move) => move.wait?.value ?? null,
            cell: (move) => (move.wait === null ? nothing : <Days days={move.wait} />),
          },
          ...(hasHands ? [shareColumn("handover", t("col-handover"))] : []),
          ...(told.hasContacts ? [shareColumn("silent", t("col-silent"))] : []),
        ]}
      />
    </Section>
  );
}

export function StandingTable({ told, onOpen }: TableProps) {
  const t = useWords<typeof words>("paths");
  const format = useFormat();
  const name = useStepNames(told);
  const rows = told.steps.filter(({ open }) => open > 0);
  if (rows.length === 0) return null;
  return (
    <Section title={t("standing")} note={t("standing-note", { day: format.day(told.lastSeen) })}>
      <DataTable<Step>
        caption={t("standing")}
        rows={rows}
        rowKey={(step) => step.key}
        fileName="evenhand-standing"
        onOpen={(step) => onOpen({ at: step.key })}
        columns={[
          { key: "step", name: t("col-step"), value: (step) => name(step.key), onPhone: "title" },
          { key: "entered", name: t("col-entered"), value: (step) => step.cases },
          { key: "open", name: t("col-open"), value: (step) => step.open },
          {
            key: "days",
            name: t("col-open-days"),
            isNumber: true,
            value: (step) => step.openDays,
            cell: (step) => (step.openDays === null ? nothing : format.days(step.openDays)),
          },
        ]}
      />
    </Section>
  );
}
