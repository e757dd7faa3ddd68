// The private address of one's own calendar: made, shown once, ended.
import { Button } from "@mantine/core";
import { useState } from "react";

import { endCalendarFeed, listMeetings, makeCalendarFeed } from "#features/meetings/contract.ts";
import classes from "#features/meetings/parts/meetings.module.css";
import type { words } from "#features/meetings/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { CopyLine } from "#ui/copy-line.tsx";
import { useWords } from "#ui/language.ts";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

export function Feed({ has }: { readonly has: boolean }) {
  const t = useWords<typeof words>("meetings");
  const params = { workspace: useWorkspaceSlug() };
  const [address, setAddress] = useState<string | null>(null);
  const make = useTell(makeCalendarFeed, { changes: [listMeetings], onDone: ({ path }) => setAddress(`${globalThis.location.origin}${path}`) });
  const end = useTell(endCalendarFeed, {
    changes: [listMeetings],
    onDone: () => {
      setAddress(null);
      toast({ text: t("feed-ended") });
    },
  });
  const problem = make.error ?? end.error;
  return (
    <div className="not-on-paper">
      <p>{t("feed-words")}</p>
      {problem ? <ErrorState error={problem} /> : null}
      {address === null ? null : (
        <>
          <CopyLine text={address} />
          <p className={classes["quiet"]}>{t("feed-once")}</p>
        </>
      )}
      {has && address === null ? <p className={classes["quiet"]}>{t("feed-has")}</p> : null}
      <div className={classes["acts"]}>
        <Button size="xs" variant="default" loading={make.isPending} onClick={() => make.mutate({ params, body: {} })}>
          {t(has ? "feed-again" : "feed-make")}
        </Button>
        {has ? (
          <Button size="xs" variant="subtle" color="gray" loading={end.isPending} onClick={() => end.mutate({ params })}>
            {t("feed-end")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
