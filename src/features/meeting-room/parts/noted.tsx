// What was noted, to read: headings, lists, tasks and words, with links that are safe to follow.
import { Anchor } from "@mantine/core";

import classes from "#features/meeting-room/parts/meeting-room.module.css";
import type { words } from "#features/meeting-room/words.en.ts";
import { type NoteLine, type NoteRun, isSafeLink } from "#facts/notes.ts";
import { useWords } from "#ui/language.ts";

export function Noted({ lines }: { readonly lines: readonly NoteLine[] }) {
  const t = useWords<typeof words>("meeting-room");
  const mark = (line: NoteLine) => {
    if (line.kind === "bullet") return "•";
    if (line.kind === "number") return `${line.number ?? 1}.`;
    return line.kind === "task" ? (line.isDone === true ? "☑" : "☐") : null;
  };
  return (
    <div className={classes["noted"]}>
      {lines.map((line, place) => {
        const key = `${place} ${line.kind}`;
        if (line.kind === "heading")
          return (
            <h4 key={key} data-level={line.level}>
              <Runs runs={line.runs} />
            </h4>
          );
        const sign = mark(line);
        return (
          <p key={key} style={{ paddingInlineStart: `${line.level * 20}px` }}>
            {sign === null ? null : (
              <span
                className={classes["mark"]}
                {...(line.kind === "task" ? { role: "img", "aria-label": t(line.isDone === true ? "task-done" : "task-open") } : {})}
              >
                {sign}
              </span>
            )}
            <span>
              <Runs runs={line.runs} />
            </span>
          </p>
        );
      })}
    </div>
  );
}

function Runs({ runs }: { readonly runs: readonly NoteRun[] }) {
  return (
    <>
      {runs.map((run, place) => {
        const key = `${place} ${run.text.length}`;
        const said = run.isBold === true ? <strong>{run.text}</strong> : run.isItalic === true ? <em>{run.text}</em> : run.text;
        if (!isSafeLink(run.href)) return <span key={key}>{said}</span>;
        return (
          <Anchor key={key} href={run.href} target="_blank" rel="noopener noreferrer nofollow" inherit>
            {said}
          </Anchor>
        );
      })}
    </>
  );
}
