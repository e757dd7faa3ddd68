// The conditions of one kind as a table: for what each speaks, how it stands, on what evidence, and what both heads say.
import { Anchor } from "@mantine/core";

import type { ConditionView, KindAnswerView, MeasuredView } from "#features/cooperation/contract.ts";
import { useCooperationWords } from "#features/cooperation/parts/cooperation-words.ts";
import classes from "#features/cooperation/parts/cooperation.module.css";
import type { words } from "#features/cooperation/words.en.ts";
import { GoTo } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useLanguage, useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import { useCaution, useReason } from "#ui/reasons.ts";
import { RoomContext } from "#ui/room.tsx";

export function Conditions({ kind, onOpen }: { readonly kind: KindAnswerView; readonly onOpen: (condition: string) => void }) {
  const t = useWords<typeof words>("cooperation");
  const { language } = useLanguage();
  const say = useConditionWords();
  return (
    <DataTable<ConditionView>
      key={language}
      caption={t("conditions", { kind: t(`kind-${kind.from}`) })}
      rows={kind.conditions}
      rowKey={({ key }) => key}
      onOpen={({ key }) => onOpen(key)}
      fileName={`evenhand-move-up-${kind.from}`}
      columns={[
        { key: "condition", name: t("col-condition"), value: ({ key }) => t(`condition-${key}`), onPhone: "title", width: "22%" },
        { key: "speaks", name: t("col-speaks"), value: ({ speaks }) => t(`speaks-${speaks}`) },
        {
          key: "state",
          name: t("col-state"),
          value: (row) => say.state(row),
          width: "16%",
          cell: (row) => (
            <span className={classes["state"]} data-state={row.state}>
              <span>{t(`state-${row.state}`)}</span>
              {row.by === null ? null : <small>{t(`by-${row.by}`)}</small>}
              {row.isContradicted ? <small>{t("contradicted")}</small> : null}
            </span>
          ),
        },
        {
          key: "evidence",
          name: t("col-evidence"),
          value: (row) => row.measures.map((one) => say.line(one)).join("; ") || t("no-record"),
          cell: (row) => <Evidence row={row} />,
          width: "30%",
        },
        {
          key: "heads",
          name: t("col-heads"),
          value: ({ said }) => (["sales", "marketing"] as const).map((side) => `${t(`side-${side}`)}: ${say.said(said[side])}`).join("; "),
          cell: ({ said }) => (
            <span className={classes["heads"]}>
              {(["sales", "marketing"] as const).map((side) => (
                <span key={side}>
                  <SideBadge side={side}>
                    {t(`side-${side}`)}: {say.said(said[side])}
                  </SideBadge>
                </span>
              ))}
            </span>
          ),
        },
      ]}
    />
  );
}

function Evidence({ row }: { readonly row: ConditionView }) {
  const t = useWords<typeof words>("cooperation");
  if (row.measures.length === 0) return <span className={classes["quiet"]}>{t("no-record")}</span>;
  return (
    <span className={classes["evidence"]}>
      {row.measures.map((one) => (
        <MeasureLine key={one.key} one={one} />
      ))}
      {row.needs === "all" ? <small>{t("needs-all")}</small> : null}
    </span>
  );
}

export function MeasureLine({ one }: { readonly one: MeasuredView }) {
  const t = useWords<typeof words>("cooperation");
  const format = useFormat();
  const { measure, level } = useCooperationWords();
  const name = t(`measure-${one.key}`);
  const of = one.period === null ? t("today") : format.period(one.period);
  return (
    <span>
      {one.href === null ? (
        name
      ) : (
        <Anchor component={GoTo} href={one.href}>
          {name}
        </Anchor>
      )}
      {one.value === null ? (
        <RoomContext value={roomOfMeasure(one.key)}>
          <Untold reason={one.reason ?? "no-fact"} />
        </RoomContext>
      ) : (
        <span className="figures">{measure(one)}</span>
      )}
      <small>
        {one.value === null ? "" : `${of}; `}
        {level(one)} ({t(one.isOwnLevel ? "level-own" : "level-ours")}){one.value === null ? "" : `: ${t(`measure-${one.state}`)}`}
      </small>
      <CautionLines cautions={one.cautions} room={roomOfMeasure(one.key)} />
    </span>
  );
}

/** Reasons and cautions are worded by the room that measures. */
const roomOfMeasure = (key: MeasuredView["key"]) =>
  /^(promises-|leads-returned)/.test(key)
    ? "promises"
    : key === "deals-a-year" || key === "cycle-median"
      ? "figures"
      : key === "claims-borne-out"
        ? "claims"
        : "cooperation";

function Untold({ reason }: { readonly reason: string }) {
  const say = useReason();
  return <span>{say(reason)}</span>;
}

export function CautionLines({ cautions, room }: { readonly cautions: MeasuredView["cautions"]; readonly room: string }) {
  return (
    <RoomContext value={room}>
      <Lines cautions={cautions} />
    </RoomContext>
  );
}

function Lines({ cautions }: Pick<MeasuredView, "cautions">) {
  const say = useCaution();
  return cautions.map((one) => <small key={one.code}>{say(one)}</small>);
}

export function useConditionWords() {
  const t = useWords<typeof words>("cooperation");
  const reason = useReason();
  const { measure } = useCooperationWords();
  return {
    state: ({ state, by }: Pick<ConditionView, "state" | "by">) => (by === null ? t(`state-${state}`) : `${t(`state-${state}`)}, ${t(`by-${by}`)}`),
    line: (one: MeasuredView) => t("on-way", { name: t(`measure-${one.key}`), value: one.value === null ? reason(one.reason ?? "no-fact") : measure(one) }),
    said: (said: ConditionView["said"]["sales"]) => (said?.answer == null ? t("said-nothing") : t(`said-${said.answer}`)),
  };
}
