// What another stage would change, told before it is done: owners of tasks, rooms that do not apply, the agency as a party.
import { Checkbox } from "@mantine/core";

import type { StageAnswer } from "#features/stage/contract.ts";
import { useStageWords } from "#features/stage/parts/stage-words.ts";
import classes from "#features/stage/parts/stage.module.css";
import type { StageChange } from "#features/stage/rules.ts";
import type { words } from "#features/stage/words.en.ts";
import { type FirmStage, type StageAnswers, hasAgency } from "#facts/firm-stage.ts";
import type { HiddenRoom } from "#facts/hidden-rooms.ts";
import { useWords } from "#ui/language.ts";
import type { words as kitWords } from "#ui/words.en.ts";

interface WillChangeProps {
  readonly told: StageAnswer;
  readonly stage: FirmStage;
  readonly answers: StageAnswers;
  readonly change: StageChange;
  /** Tasks whose owners were named by hand and shall go by the stage. */
  readonly givesUp: readonly string[];
  readonly onGivesUp: (tasks: readonly string[]) => void;
}

export function WillChange({ told, stage, answers, change, givesUp, onGivesUp }: WillChangeProps) {
  const t = useWords<typeof words>("stage");
  const say = useStageWords(told.people);
  const [now] = told.history;
  const { moves, byHand, hides, returns, between } = change;
  const to = t(`stage-${stage}`);
  return (
    <div className={classes["will"]} style={{ display: "grid", gap: 24 }}>
      <h4>{now === undefined ? t("will-stage-first", { to }) : t("will-stage", { from: t(`stage-${now.stage}`), to })}</h4>
      <section>
        <h4>{t("will-owners")}</h4>
        {moves.length === 0 ? <p style={{ margin: 0 }}>{t("will-owners-none")}</p> : null}
        <ul>
          {moves.map((one) => (
            <li key={one.task.id} className={classes["moved"]}>
              <span>{say.name(one.task)}</span>
              <span>
                {say.ownersShort(one.from)} → {say.owners(one.to)}
              </span>
            </li>
          ))}
        </ul>
        {between.length === 0 ? null : <p className={classes["late"]}>{t("will-between", { count: between.length })}</p>}
      </section>
      {byHand.length === 0 ? null : (
        <Checkbox.Group label={t("will-by-hand")} value={[...givesUp]} onChange={onGivesUp}>
          <div className={classes["stages"]}>
            {byHand.map(({ task, from, to: then }) => (
              <Checkbox
                key={task.id}
                value={task.id}
                label={t("will-by-hand-one", { task: say.name(task), from: say.ownersShort(from), to: say.ownersShort(then) })}
              />
            ))}
          </div>
        </Checkbox.Group>
      )}
      <Rooms title={t("will-hides")} note={t("will-hides-note")} rooms={hides} />
      <Rooms title={t("will-returns")} rooms={returns} />
      {hasAgency(answers) && !(now !== undefined && hasAgency(now.answers)) ? <p style={{ margin: 0 }}>{t("will-agency")}</p> : null}
    </div>
  );
}

function Rooms({ title, note, rooms }: { readonly title: string; readonly note?: string; readonly rooms: readonly HiddenRoom[] }) {
  const kit = useWords<typeof kitWords>("kit");
  if (rooms.length === 0) return null;
  return (
    <section>
      <h4>{title}</h4>
      <ul>
        {rooms.map(({ room, because }) => (
          <li key={room} className={classes["moved"]}>
            <span>{kit(`room-${room}` as "room-home")}</span>
            <span className={classes["quiet"]}>{kit(`hidden-${because}`)}</span>
          </li>
        ))}
      </ul>
      {note === undefined ? null : <p className={classes["quiet"]}>{note}</p>}
    </section>
  );
}
