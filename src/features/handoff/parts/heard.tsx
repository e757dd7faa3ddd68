// What others do, said to whoever hears the screen instead of seeing it: one sentence after a moment, however many leads have changed in it.
import { useEffect, useRef, useState } from "react";

import { useNameOf } from "#features/handoff/parts/use-acts.ts";
import { heardOf } from "#features/handoff/rules.ts";
import type { words } from "#features/handoff/words.en.ts";
import type { HandoffNews, HandoffRow } from "#facts/handoff-row.ts";
import { useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";

/** Changes are gathered for so long: fifty a second would talk over everything else. */
const gatherMs = 2_000;
/** Taken away again, so that the same words are said anew when they happen anew. */
const stayMs = 10_000;

interface HeardProps {
  readonly rows: readonly HandoffRow[];
  /** Whether this screen itself brought the lead there. */
  readonly isOwn: (row: HandoffRow) => boolean;
}

export function Heard({ rows, isOwn }: HeardProps) {
  const t = useWords<typeof words>("handoff");
  const nameOf = useNameOf();
  const [said, setSaid] = useState("");
  const shown = useRef(rows);
  const changed = useRef(new Map<string, HandoffRow | null>());
  const isAll = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    shown.current = rows;
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  const sentence = (): string => {
    if (isAll.current) return t("heard-all");
    // Only now: the answer to what was done here may come after the news of it.
    for (const [lead, row] of changed.current) if (row !== null && isOwn(row)) changed.current.delete(lead);
    const [first, ...others] = changed.current;
    if (first === undefined) return "";
    if (others.length > 0) return t("heard-many", { count: changed.current.size });
    const [lead, row] = first;
    if (row === null) return t("heard-gone", { lead });
    return t("heard-one", { lead: nameOf(row), state: t(`state-${row.state}`), person: row.person?.name ?? t("nobody") });
  };
  const say = () => {
    setSaid(sentence());
    changed.current.clear();
    isAll.current = false;
    timer.current = setTimeout(() => setSaid(""), stayMs);
  };
  useLive("handoff", (event) => {
    const news = event as unknown as Partial<HandoffNews>;
    const heard = heardOf(shown.current, news);
    if (heard.size === 0 && news.isAll !== true) return;
    const isFirst = changed.current.size === 0 && !isAll.current;
    for (const [lead, row] of heard) changed.current.set(lead, row);
    isAll.current ||= news.isAll === true;
    if (!isFirst) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(say, gatherMs);
  });
  return (
    <p className="seen-by-readers-only" aria-live="polite" data-heard>
      {said}
    </p>
  );
}
