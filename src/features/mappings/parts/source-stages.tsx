// The stages of one source: how many records stand in each, what each is taken for, and who said so.
import { Anchor } from "@mantine/core";
import { useState } from "react";

import { type StageRow, listStageMappings, setStageMappings } from "#features/mappings/contract.ts";
import type { words } from "#features/mappings/words.en.ts";
import { type Stage, stages as allStages } from "#facts/stage.ts";
import type { WhyNot } from "#kit/refusal.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { useFactNames } from "#ui/fact-names.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { Select } from "#ui/select.tsx";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";
import { useQueryClient } from "@tanstack/react-query";

type Changes = Readonly<Record<string, Stage>>;

/** The stages of one source for deals or for leads. */
export interface SourceGroup {
  readonly source: string;
  readonly recordKind: "deal" | "lead";
  readonly stages: readonly StageRow[];
}

export function SourceStages({ source, recordKind, stages, whyNotChange }: SourceGroup & { readonly whyNotChange: WhyNot }) {
  const t = useWords<typeof words>("mappings");
  const names = useFactNames();
  const [changes, setChanges] = useState<Changes>({});
  const save = useSave(() => setChanges({}));
  const stageOf = (row: StageRow): Stage | null => changes[row.sourceStage] ?? row.stage;
  const waiting = stages.filter((row) => !row.isConfirmed || stageOf(row) !== row.stage);
  const unknown = stages.some((row) => stageOf(row) === null);
  const whyNot = whyNotChange ?? (unknown ? "stages-unknown" : waiting.length === 0 ? "nothing-to-confirm" : null);
  const send = () =>
    save.send(
      waiting,
      waiting.flatMap(({ sourceStage, ...row }) => {
        const stage = changes[sourceStage] ?? row.stage;
        return stage === null ? [] : [{ source, recordKind, sourceStage, stage }];
      }),
    );
  return (
    <Section
      title={t(`${recordKind}-stages`, { source: names.source(source) })}
      note={t("source-note")}
      actions={
        <ReasonButton whyNot={whyNot} loading={save.isPending} onClick={send}>
          {t("confirm")}
        </ReasonButton>
      }
    >
      {save.error ? <ErrorState error={save.error} /> : null}
      <StageTable
        source={source}
        recordKind={recordKind}
        stages={stages}
        stageOf={stageOf}
        isOff={whyNotChange !== null || save.isPending}
        onChoose={(row, stage) => setChanges((before) => ({ ...before, [row.sourceStage]: stage }))}
      />
    </Section>
  );
}

interface TableProps extends SourceGroup {
  readonly stageOf: (row: StageRow) => Stage | null;
  readonly isOff: boolean;
  readonly onChoose: (row: StageRow, stage: Stage) => void;
}

function StageTable({ source, recordKind, stages, stageOf, isOff, onChoose }: TableProps) {
  const t = useWords<typeof words>("mappings");
  const names = useFactNames();
  const workspace = useWorkspaceSlug();
  const format = useFormat();
  const columns: Column<StageRow>[] = [
    { key: "stage", name: t("source-stage"), value: (row) => row.sourceStage, onPhone: "title" },
    {
      key: "count",
      name: t("records"),
      value: (row) => row.count,
      cell: (row) =>
        row.count === 0 ? (
          0
        ) : (
          <Anchor component={GoTo} href={paths.records(workspace, { entity: recordKind, field: "stage", equals: row.sourceStage })} inherit>
            {format.count(row.count)}
          </Anchor>
        ),
    },
    {
      key: "means",
      name: t("means"),
      isFixed: true,
      width: "320px",
      value: (row) => stageOf(row),
      cell: (row) => (
        <Select
          aria-label={t("means-of", { stage: row.sourceStage })}
          placeholder={t("choose")}
          data={allStages.map((stage) => ({ value: stage, label: names.stage(stage) }))}
          value={stageOf(row)}
          disabled={isOff}
          size="xs"
          onChange={(value) => value !== null && onChoose(row, value)}
        />
      ),
    },
    {
      key: "state",
      name: t("state"),
      value: (row) => t(`state-${stateOf(row, stageOf(row))}`),
    },
  ];
  return <DataTable caption={t(`${recordKind}-stages`, { source: names.source(source) })} columns={columns} rows={stages} rowKey={(row) => row.sourceStage} />;
}

function stateOf(row: StageRow, chosen: Stage | null): "confirmed" | "proposed" | "unknown" | "changed" {
  if (chosen !== row.stage) return "changed";
  return row.stage === null ? "unknown" : row.isConfirmed ? "confirmed" : "proposed";
}

/** Saves, and offers the way back: each stage to what it was taken for, confirmed or not. */
function useSave(onSaved: () => void) {
  const t = useWords<typeof words>("mappings");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const tell = useTell(setStageMappings, { changes: [listStageMappings] });
  const send = (before: readonly StageRow[], said: readonly { source: string; recordKind: "deal" | "lead"; sourceStage: string; stage: Stage }[]) => {
    const was = before.flatMap(({ source, recordKind, sourceStage, stage, isConfirmed }) =>
      stage === null ? [] : [{ source, recordKind, sourceStage, stage, isConfirmed }],
    );
    const undo = async () => {
      await ask(setStageMappings, { params: { workspace }, body: { stages: was } });
      await forget(client, [listStageMappings]);
    };
    tell.mutate(
      { params: { workspace }, body: { stages: [...said] } },
      {
        onSuccess: () => {
          onSaved();
          toast({ text: t("confirmed", { count: said.length }), ...(was.length === 0 ? {} : { undo }) });
        },
      },
    );
  };
  return { send, isPending: tell.isPending, error: tell.error };
}
