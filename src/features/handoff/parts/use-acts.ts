// Doing something with one handoff or many: sent, merged into the list at once, said in a note with a way back, and told what could not be done.
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";

import { type ActBody, type ActsDone, actOnHandoffs, listHandoffs, undoHandoffActs } from "#features/handoff/contract.ts";
import { mergeIn } from "#features/handoff/parts/use-handoffs.ts";
import type { words } from "#features/handoff/words.en.ts";
import type { HandoffRow } from "#facts/handoff-row.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask, problemOf } from "#ui/client.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { useReason } from "#ui/reasons.ts";
import { toast } from "#ui/toast.tsx";
import { forget } from "#ui/use-ask.ts";

export type Act = ActBody["act"];
export type Said = Omit<ActBody, "act" | "leads">;
export type Failed = ActsDone["failed"];

export function useActs() {
  const t = useWords<typeof words>("handoff");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const why = useWhyFailed();
  const [failed, setFailed] = useState<Failed>([]);
  // What was done last stands on top: u takes it back.
  const done = useRef<ActsDone["done"][]>([]);
  const named = useNameOf();
  // Up to which of its acts a lead stands so by this screen's own doing: news of it may come before the answer does.
  const own = useRef(new Map<string, number>());
  const noteOwn = (rows: readonly HandoffRow[]) => {
    for (const { lead, lastAct } of rows) own.current.set(lead, lastAct);
  };

  const refused = (error: unknown) => {
    const { code, details } = problemOf(error);
    toast({ text: why({ code, details: details ?? null }) });
    // Somebody was quicker, or the list is old: as it stands now.
    void forget(client, [listHandoffs]);
  };
  const undo = async (acts: ActsDone["done"]) => {
    try {
      const reply = await ask(undoHandoffActs, { params: { workspace }, body: { acts: [...acts] } });
      noteOwn(reply.rows);
      mergeIn(client, { rows: reply.rows, gone: acts.map(({ lead }) => lead).filter((lead) => !reply.rows.some((row) => row.lead === lead)) });
      toast({ text: t("done-undone", { count: acts.length, lead: acts[0]!.lead }) });
    } catch (error) {
      refused(error);
    }
  };
  const send = async (act: Act, rows: readonly Pick<HandoffRow, "lead" | "name" | "account" | "lastAct">[], said: Said = {}): Promise<boolean> => {
    try {
      const leads = rows.map(({ lead, lastAct }) => (lastAct === 0 ? { lead } : { lead, seen: lastAct }));
      const reply = await ask(actOnHandoffs, { params: { workspace }, body: { act, leads, ...said } });
      noteOwn(reply.rows);
      mergeIn(client, { rows: reply.rows, gone: [] });
      setFailed(reply.failed);
      if (reply.done.length === 0) return true;
      done.current.push(reply.done);
      const first = rows.find(({ lead }) => lead === reply.done[0]!.lead);
      toast({ text: t(`done-${act}`, { count: reply.done.length, lead: first ? named(first) : "" }), undo: () => undoLast(reply.done) });
      return true;
    } catch (error) {
      refused(error);
      return false;
    }
  };
  const undoLast = async (wanted?: ActsDone["done"]) => {
    const acts = wanted ?? done.current.at(-1);
    if (acts === undefined) return toast({ text: t("nothing-to-undo") });
    done.current = done.current.filter((each) => each !== acts);
    return undo(acts);
  };
  const isOwn = ({ lead, lastAct }: Pick<HandoffRow, "lead" | "lastAct">) => lastAct <= (own.current.get(lead) ?? -1);
  return { send, undoLast: () => undoLast(), isOwn, failed, forgive: () => setFailed([]) };
}

export type Acts = ReturnType<typeof useActs>;

/** What a lead is called on the screen. */
export function useNameOf(): (row: Pick<HandoffRow, "name" | "account" | "lead">) => string {
  const t = useWords<typeof words>("handoff");
  return ({ name, account, lead }) => name ?? account ?? t("no-name", { lead });
}

/** Why something could not be done, in words. */
export function useWhyFailed(): (failed: Pick<Failed[number], "code" | "details">) => string {
  const t = useWords<typeof words>("handoff");
  const format = useFormat();
  const reason = useReason();
  return ({ code, details }) => {
    if (code !== "acted-meanwhile" || details === null) return reason(code, details ?? undefined);
    const who = typeof details["who"] === "string" ? details["who"] : t("meanwhile-rule");
    return t("meanwhile", { who, act: t(`act-${String(details["act"])}` as "act-offered"), at: format.moment(String(details["at"])) });
  };
}
