// What was said of a lead at the stand, where it is worked with: interest, next step, note, who took it, and the photo of the card.
import { Anchor } from "@mantine/core";
import type { ReactNode } from "react";

import { readStandCard, readStandPhoto } from "#features/capture/contract.ts";
import classes from "#features/capture/parts/leads.module.css";
import type { words } from "#features/capture/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { type ReplyOf, problemOf, whereIs } from "#ui/client.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section, Surface } from "#ui/page.tsx";
import type { StandCardProps } from "#ui/stand-card.tsx";
import { ErrorState, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

type Card = ReplyOf<typeof readStandCard>;

export function StandCardOf({ lead, place }: StandCardProps) {
  const t = useWords<typeof words>("capture");
  const answer = useAsk(readStandCard, { params: { workspace: useWorkspaceSlug(), lead } });
  const status = answer.error ? problemOf(answer.error).status : 0;
  // Not for who looks, or taken back meanwhile: then the room says nothing of it.
  if (status === 403 || status === 404) return null;
  const inside = answer.error ? (
    <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  ) : answer.data === undefined ? (
    <RowsWaiting count={3} />
  ) : (
    <Said card={answer.data} lead={lead} />
  );
  return place === "page" ? (
    <Section title={t("detail-card")}>
      <Surface>{inside}</Surface>
    </Section>
  ) : (
    <section>
      <h3>{t("detail-card")}</h3>
      {inside}
    </section>
  );
}

function Said({ card, lead }: { readonly card: Card; readonly lead: string }) {
  const t = useWords<typeof words>("capture");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const next = card.nextStep === null ? null : [t(`next-${card.nextStep}`), ...(card.nextOn === null ? [] : [format.day(card.nextOn)])].join(", ");
  const event = (
    <Anchor component={GoTo} href={paths.standLeads(workspace, card.project, { lead })} inherit>
      {card.projectName}
    </Anchor>
  );
  const known: readonly (readonly [string, ReactNode])[] = [
    [t("col-event"), event],
    [t("field-title"), card.person.title],
    [t("col-phone"), card.person.phone],
    [t("col-email"), card.person.email],
    [t("col-interest"), card.interest.join(", ") || null],
    [t("col-next"), next],
    [t("col-note"), card.note],
    [t("col-by"), card.takenBy],
    [t("col-taken"), format.moment(card.takenAt)],
  ];
  return (
    <>
      <dl className={classes["facts"]}>
        {known.map(([name, value]) => (value === null ? null : [<dt key={`${name} name`}>{name}</dt>, <dd key={name}>{value}</dd>]))}
      </dl>
      {card.photo === null ? null : (
        <img
          className={classes["card"]}
          style={{ marginTop: 12, maxHeight: 320 }}
          alt={t("photo-alt")}
          src={whereIs(readStandPhoto, { params: { workspace, id: card.project, entry: card.photo } })}
        />
      )}
    </>
  );
}
