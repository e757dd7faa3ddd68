// The bell in the frame: how many notices one has not seen, as it stands now.
import { IconBell } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";

import { countNotices, listNotices } from "#features/notices/contract.ts";
import classes from "#features/notices/parts/notices.module.css";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { Tip } from "#ui/tip.tsx";
import { forget, useAsk } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";

/** More than a glance can take in. */
const most = 99;

export function Bell() {
  const t = useWords<typeof kitWords>("kit");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const counted = useAsk(countNotices, { params: { workspace } });
  useLive("notices", () => void forget(client, [countNotices, listNotices]));
  const unseen = counted.data?.unseen ?? 0;
  const label = unseen === 0 ? t("room-notices") : t("notices-unseen", { count: unseen });
  return (
    <Tip label={label} isEcho>
      <GoTo href={paths.notices(workspace)} className={classes["bell"]} aria-label={label}>
        <IconBell size={20} stroke={1.5} aria-hidden />
        {unseen === 0 ? null : (
          <span className={classes["number"]} aria-hidden>
            {unseen > most ? `${most}+` : format.count(unseen)}
          </span>
        )}
      </GoTo>
    </Tip>
  );
}
