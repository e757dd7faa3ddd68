// A vote on an item: three buttons with their numbers, one's own pressed.
import { Button } from "@mantine/core";

import type { ItemView } from "#features/meeting-room/contract.ts";
import classes from "#features/meeting-room/parts/meeting-room.module.css";
import type { ItemActs } from "#features/meeting-room/parts/room-acts.ts";
import type { words } from "#features/meeting-room/words.en.ts";
import { voteKinds } from "#facts/meetings.ts";
import { useWords } from "#ui/language.ts";

export function Votes({ item, acts, mayVote }: { readonly item: ItemView; readonly acts: ItemActs; readonly mayVote: boolean }) {
  const t = useWords<typeof words>("meeting-room");
  return (
    <div className={classes["acts"]} role="group" aria-label={t("vote-of", { title: item.title })}>
      {voteKinds.map((kind) => {
        const names = item.votes[kind];
        const isMine = item.myVote === kind;
        return (
          <Button
            key={kind}
            size="compact-sm"
            variant={isMine ? "light" : "default"}
            aria-pressed={isMine}
            title={names.join(", ")}
            disabled={!mayVote}
            onClick={() => acts.vote(item.id, isMine ? null : kind)}
          >
            {t(`vote-${kind}`)} {names.length === 0 ? "" : names.length}
          </Button>
        );
      })}
    </div>
  );
}
