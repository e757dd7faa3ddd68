// Why an item stands where it does: what is at stake, how sure it is, how old, how far it is in our hands, and where the evidence is.
import { Anchor } from "@mantine/core";

import type { ItemView } from "#features/meeting-room/contract.ts";
import classes from "#features/meeting-room/parts/meeting-room.module.css";
import type { words } from "#features/meeting-room/words.en.ts";
import { pathOfSource } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import type { Format } from "#ui/format.ts";
import { type Say, useFormat, useWords } from "#ui/language.ts";

export function Standing({ item, currency }: { readonly item: ItemView; readonly currency: string }) {
  const t = useWords<typeof words>("meeting-room");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const { standing, from } = item;
  if (standing === null && from === null) return null;
  return (
    <p className={classes["marks"]}>
      {from === null ? null : (
        <Anchor component={GoTo} href={pathOfSource(workspace, from)} size="xs">
          {t(`from-${from.kind}`)}
        </Anchor>
      )}
      {standing === null ? null : (
        <span title={t("why-here")}>
          {[
            standing.isMoneyGuessed ? t("standing-money-guessed") : t("standing-money", { money: format.money(standing.money ?? 0, currency, true) }),
            ...othersOf(standing, t, format),
          ].join(" · ")}
        </span>
      )}
    </p>
  );
}

function othersOf(
  { confidence, months, reach, weight, isDue, isForItsSide }: NonNullable<ItemView["standing"]>,
  t: Say<typeof words>,
  format: Format,
): string[] {
  return [
    t("standing-confidence", { confidence: format.share(confidence, 0) }),
    ...(months === null || months < 1 ? [] : [t("standing-months", { months: Math.round(months) })]),
    ...(reach === 1 ? [] : [t("standing-reach", { reach: format.share(reach, 0) })]),
    ...(isDue ? [t("standing-due")] : [t("standing-weight", { weight: format.share(weight, 0) })]),
    ...(isForItsSide ? [t("standing-side")] : []),
  ];
}
