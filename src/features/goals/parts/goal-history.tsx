// The history of a goal: every edit with who, when and why, the newest first.
import { Drawer } from "@mantine/core";
import type { z } from "zod";

import { type GoalView, readGoal, type revisionShape } from "#features/goals/contract.ts";
import { measureOf } from "#features/goals/parts/goal-units.ts";
import type { words } from "#features/goals/words.en.ts";
import type { Period } from "#kit/period.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useSentence, useWords } from "#ui/language.ts";
import { Answers, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";

type Revision = z.output<typeof revisionShape>;

interface HistoryProps {
  readonly goal: GoalView | undefined;
  readonly currency: string;
  /** Names of members by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly onClose: () => void;
}

export function GoalHistory({ goal, currency, names, onClose }: HistoryProps) {
  const t = useWords<typeof words>("goals");
  const kit = useWords<typeof kitWords>("kit");
  return (
    <Drawer
      opened={goal !== undefined}
      onClose={onClose}
      size="lg"
      title={goal === undefined ? "" : t("history-title", { name: t(`name.${goal.key}`) })}
      closeButtonProps={{ "aria-label": kit("close") }}
    >
      {goal === undefined ? null : <Edits goal={goal} currency={currency} names={names} />}
    </Drawer>
  );
}

function Edits({ goal, currency, names }: Omit<HistoryProps, "goal" | "onClose"> & { readonly goal: GoalView }) {
  const workspace = useWorkspaceSlug();
  const answer = useAsk(readGoal, { params: { workspace, id: goal.id } });
  return (
    <Answers of={answer} waiting={<RowsWaiting count={4} />}>
      {({ history }) => {
        const ordered = history.toSorted((a, b) => a.revision - b.revision);
        return (
          <ol reversed style={{ margin: 0, padding: 0, listStyle: "none", display: "grid", gap: 16 }}>
            {ordered
              .map((revision, place) => (
                <Edit key={revision.revision} goal={goal} currency={currency} names={names} revision={revision} before={ordered[place - 1]} />
              ))
              .toReversed()}
          </ol>
        );
      }}
    </Answers>
  );
}

interface EditProps extends Omit<HistoryProps, "goal" | "onClose"> {
  readonly goal: GoalView;
  readonly revision: Revision;
  readonly before: Revision | undefined;
}

function Edit({ goal, currency, names, revision, before }: EditProps) {
  const t = useWords<typeof words>("goals");
  const format = useFormat();
  const written = useStood(goal, { currency, names });
  const changed = Object.keys(revision.stood).filter(
    (field) => field !== "key" && (before === undefined || JSON.stringify(before.stood[field]) !== JSON.stringify(revision.stood[field])),
  );
  return (
    <li style={{ padding: "12px 16px", border: "1px solid var(--line)", borderRadius: 10 }}>
      <strong>{before === undefined ? t("history-set") : t("history-changed")}</strong>{" "}
      <span style={{ color: "var(--text-quiet)", fontSize: "var(--mantine-font-size-sm)" }}>
        {revision.changedBy ?? nothing}, {format.moment(revision.changedAt)}
      </span>
      <ul style={{ margin: "8px 0 0", paddingLeft: 20, fontSize: "var(--mantine-font-size-sm)" }}>
        {changed.map((field) => (
          <li key={field}>
            {t(`field.${field as "target"}`)}:{" "}
            {before === undefined ? null : (
              <>
                <del>{written(field, before.stood[field])}</del> →{" "}
              </>
            )}
            {written(field, revision.stood[field])}
          </li>
        ))}
      </ul>
      {revision.reason === null || revision.reason === "" ? null : <p style={{ margin: "8px 0 0" }}>{t("reason-of", { reason: revision.reason })}</p>}
    </li>
  );
}

/** What a goal agreed on, in words. */
function useStood(goal: GoalView, { currency, names }: Pick<HistoryProps, "currency" | "names">): (field: string, value: unknown) => string {
  const say = useSentence("goals");
  const format = useFormat();
  return (field, value) => {
    if (field === "target" && typeof value === "number") return format.value(value, measureOf(goal, currency), true);
    if (field === "baseline") return format.period(value as Period);
    if (typeof value !== "string") return nothing;
    if (field === "day") return format.day(value);
    if (field === "state") return say(`state.${value}`) ?? value;
    return names.get(value) ?? nothing;
  };
}
