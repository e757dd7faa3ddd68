// How marketing stands in the firm: since when, who said so, what does not apply, and how it stood before.
import { Anchor } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";

import { type StageAnswer, readStage, withdrawStage } from "#features/stage/contract.ts";
import classes from "#features/stage/parts/stage.module.css";
import type { words } from "#features/stage/words.en.ts";
import { hasAgency } from "#facts/firm-stage.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Surface } from "#ui/page.tsx";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";

export function Profile({ told }: { readonly told: StageAnswer }) {
  const t = useWords<typeof words>("stage");
  const kit = useWords<typeof kitWords>("kit");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const [now, ...before] = told.history;
  if (now === undefined)
    return (
      <Surface>
        <div className={classes["profile"]}>
          <p style={{ margin: 0 }}>{t("profile-none")}</p>
        </div>
      </Surface>
    );
  return (
    <Surface>
      <div className={classes["profile"]}>
        <h3>{t(`stage-${now.stage}`)}</h3>
        <p>
          {t(`about-${now.stage}`)} {hasAgency(now.answers) && now.stage !== "agency" ? t("agency-too") : null}
        </p>
        <p className={classes["quiet"]}>
          {now.saidBy === null
            ? t("profile-since-unnamed", { day: format.day(now.since) })
            : t("profile-since", { day: format.day(now.since), name: now.saidBy })}{" "}
          {told.proposed !== null && told.proposed.stage !== now.stage ? t("profile-proposed", { stage: t(`stage-${told.proposed.stage}`) }) : null}
        </p>
        {now.note === null ? null : <p className={classes["quiet"]}>{now.note}</p>}
        {told.hidden.length === 0 ? null : (
          <p>
            {t("profile-hidden")}{" "}
            {told.hidden.map(({ room }, place) => (
              <span key={room}>
                {place === 0 ? null : ", "}
                <Anchor component={GoTo} href={paths.room(workspace, room)}>
                  {kit(`room-${room}` as "room-home")}
                </Anchor>
              </span>
            ))}
          </p>
        )}
        <div className={classes["acts"]}>
          {hasAgency(now.answers) ? (
            <Anchor component={GoTo} href={paths.agencyPromises(workspace)}>
              {t("will-agency-link")}
            </Anchor>
          ) : null}
          {told.whyNotChange === null ? <TakeBack id={now.id} /> : null}
        </div>
        {before.length === 0 ? null : (
          <>
            <p className={classes["quiet"]}>{t("profile-history")}</p>
            <ul className={classes["history"]}>
              {before.map((one) => (
                <li key={one.id}>{t("answer-stage", { stage: t(`stage-${one.stage}`), day: format.day(one.since) })}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Surface>
  );
}

function TakeBack({ id }: { readonly id: string }) {
  const t = useWords<typeof words>("stage");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const params = { workspace, id };
  const undo = async () => {
    await ask(withdrawStage, { params, body: { isWithdrawn: false } });
    await forget(client, [readStage]);
  };
  const back = useTell(withdrawStage, { changes: [readStage], onDone: () => toast({ text: t("taken-back"), undo }) });
  return (
    <>
      <Anchor component="button" type="button" className="not-on-paper" onClick={() => back.mutate({ params, body: { isWithdrawn: true } })}>
        {t("profile-take-back")}
      </Anchor>
      {back.error ? <ErrorState error={back.error} /> : null}
    </>
  );
}
