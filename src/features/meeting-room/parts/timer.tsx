// The time that an item may take: set in minutes, run on this screen while it is talked about.
import { ActionIcon, TextInput } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useEffect, useState } from "react";

import type { ItemView } from "#features/meeting-room/contract.ts";
import classes from "#features/meeting-room/parts/meeting-room.module.css";
import type { words } from "#features/meeting-room/words.en.ts";
import { useWords } from "#ui/language.ts";

interface TimerProps {
  readonly item: ItemView;
  readonly onMinutes: (minutes: number | null) => void;
  readonly isRunning: boolean;
}

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

export function Timer({ item, onMinutes, isRunning }: TimerProps) {
  const t = useWords<typeof words>("meeting-room");
  const { title, minutes } = item;
  const [text, setText] = useState(minutes === null ? "" : String(minutes));
  const [since, setSince] = useState<number | null>(null);
  const [spent, setSpent] = useState(0);
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (since === null) return undefined;
    const tick = setInterval(() => setNow(performance.now()), 1_000);
    return () => clearInterval(tick);
  }, [since]);
  const seconds = Math.floor((spent + (since === null ? 0 : Math.max(0, now - since))) / 1_000);
  const left = (minutes ?? 0) * 60 - seconds;
  const keep = () => {
    const count = text.trim() === "" ? null : Number(text);
    if (count === null || (Number.isInteger(count) && count >= 1 && count <= 240)) {
      if (count !== minutes) onMinutes(count);
    } else setText(minutes === null ? "" : String(minutes));
  };
  const turn = () => {
    if (since === null) {
      setNow(performance.now());
      setSince(performance.now());
    } else {
      setSpent(spent + performance.now() - since);
      setSince(null);
    }
  };
  return (
    <span className={classes["acts"]}>
      <TextInput
        size="xs"
        w={64}
        inputMode="numeric"
        aria-label={t("item-minutes", { title })}
        placeholder={t("item-minutes-short")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={keep}
      />
      {isRunning && minutes !== null ? (
        <>
          <ActionIcon
            variant="subtle"
            size={36}
            aria-label={t(since === null ? "timer-start" : "timer-stop", { title })}
            title={t(since === null ? "timer-start" : "timer-stop", { title })}
            onClick={turn}
          >
            {since === null ? <IconPlayerPlay size={18} stroke={1.5} aria-hidden /> : <IconPlayerPause size={18} stroke={1.5} aria-hidden />}
          </ActionIcon>
          <span className={`figures ${left < 0 ? classes["over"] : classes["quiet"]}`} aria-live="off">
            {left < 0 ? t("timer-over", { over: clock(-left) }) : t("timer-left", { left: clock(left) })}
          </span>
        </>
      ) : null}
    </span>
  );
}
