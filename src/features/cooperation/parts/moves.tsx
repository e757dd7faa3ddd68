// The moves that are proposed, each with the fact that speaks for it, and those that were begun.
import { Anchor } from "@mantine/core";

import { type BegunView, type MoveUpAnswer, type MovesView, readMoveUp, withdrawMove } from "#features/cooperation/contract.ts";
import { useCooperationWords } from "#features/cooperation/parts/cooperation-words.ts";
import { CautionLines } from "#features/cooperation/parts/conditions.tsx";
import classes from "#features/cooperation/parts/cooperation.module.css";
import type { words } from "#features/cooperation/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

interface MovesProps {
  readonly told: MovesView;
  readonly answer: MoveUpAnswer;
  readonly onBegin: (move: string) => void;
}

/** Cautions of facts beside the survey are worded by the room that measures. */
const roomOfFact: Readonly<Record<string, string>> = { "accepted-leads": "figures", "within-policy": "prices", "materials-unused": "claims" };

export function Moves({ told, answer, onBegin }: MovesProps) {
  const t = useWords<typeof words>("cooperation");
  const say = useCooperationWords();
  const isStaying = answer.kinds.find(({ to }) => to === told.to)?.answer === "stay";
  const { measured, statements } = told;
  return (
    <Section title={t("moves", { kind: t(`kind-${told.to}`) })} note={t(isStaying ? "moves-note-stay" : "moves-note")}>
      <p className={classes["quiet"]}>{measured === 0 ? t("moves-unmeasured") : t("moves-measured", { measured, statements })}</p>
      {told.moves.length === 0 ? <p>{t("moves-all")}</p> : null}
      <ol className={classes["moves"]}>
        {told.moves.map((one) => (
          <li key={one.move}>
            <div>
              <h3>{t(`move-${one.move}`)}</h3>
              <p>
                {say.reason(one)}{" "}
                {one.reason.fact?.href == null ? null : (
                  <Anchor component={GoTo} href={one.reason.fact.href}>
                    {t("open-condition")}
                  </Anchor>
                )}
              </p>
              {one.reason.fact === null ? null : <CautionLines cautions={one.reason.fact.cautions} room={roomOfFact[one.reason.fact.measure] ?? "promises"} />}
              <Others move={one} />
              {one.isTied ? <p className={classes["quiet"]}>{t("moves-tied")}</p> : null}
            </div>
            <div className="not-on-paper">
              <ReasonButton whyNot={answer.whyNotBegin} variant="default" onClick={() => onBegin(one.move)}>
                {t("begin")}
              </ReasonButton>
            </div>
          </li>
        ))}
      </ol>
      {told.done.length === 0 ? null : (
        <p className={classes["quiet"]}>{t("moves-done", { list: told.done.map((move) => t(`move-${move}`).toLowerCase()).join("; ") })}</p>
      )}
    </Section>
  );
}

/** Statements that it should move besides the one that is its reason. */
function Others({ move }: { readonly move: MovesView["moves"][number] }) {
  const t = useWords<typeof words>("cooperation");
  const { statement: named } = useCooperationWords();
  const others = move.statements.filter((statement) => statement !== move.reason.statement);
  return others.length === 0 ? null : (
    <p className={classes["quiet"]}>{t("move-should", { statements: others.map((statement) => named(statement)).join(" ") })}</p>
  );
}

export function BegunMoves({ told }: { readonly told: MoveUpAnswer }) {
  const t = useWords<typeof words>("cooperation");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const back = useTell(withdrawMove, { changes: [readMoveUp], onDone: () => toast({ text: t("begin-back") }) });
  if (told.begun.length === 0) return null;
  const placeOf = ({ as, thingId, practice }: BegunView) =>
    as === "action"
      ? paths.actions(workspace, { action: thingId })
      : as === "project"
        ? paths.project(workspace, thingId)
        : paths.practices(workspace, { practice });
  return (
    <Section title={t("begun")}>
      {back.error ? <ErrorState error={back.error} /> : null}
      <ul className={classes["moves"]}>
        {told.begun.map((one) => (
          <li key={one.id}>
            <div>
              <h3>{t(`move-${one.move}`)}</h3>
              <p>
                {t(`as-${one.as}`)}: {t("begun-owners", { sales: one.ownerSales, marketing: one.ownerMarketing, day: format.day(one.dueOn) })}
              </p>
              <p className={classes["quiet"]}>
                {t("begin-shows")}: {one.showsDone}
              </p>
            </div>
            <div className={`${classes["acts"]} not-on-paper`}>
              <Anchor component={GoTo} href={placeOf(one)}>
                {t("begun-open")}
              </Anchor>
              {told.whyNotBegin !== null ? null : (
                <Anchor component="button" type="button" onClick={() => back.mutate({ params: { workspace, id: one.id } })}>
                  {t("begun-back")}
                </Anchor>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
