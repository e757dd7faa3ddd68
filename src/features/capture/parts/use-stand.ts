// The stand as the phone sees it: the event with or without a network, what waits, and the sending that goes on by itself.
import { useCallback, useEffect, useRef, useState } from "react";

import { type CaptureGround, readCapture } from "#features/capture/contract.ts";
import { type SavedLead, type Waiting, nextSending } from "#features/capture/rules.ts";
import * as device from "#features/capture/parts/device.ts";
import { keepPage, lookForNewVersion } from "#features/capture/parts/offline.ts";
import { type Sent, sendWaiting } from "#features/capture/parts/send.ts";
import { ask, problemOf } from "#ui/client.ts";

export interface Stand {
  /** Null: not known yet, or never seen with a network. */
  readonly ground: CaptureGround | null;
  readonly state: "opening" | "ready" | "no-network" | "signed-out" | "closed" | "never-seen";
  /** Why the stand is closed to who asks. */
  readonly closedBy: string | null;
  readonly waiting: readonly Waiting[];
  readonly today: number;
  readonly ofOthers: readonly Waiting[];
  readonly hasStorage: boolean;
  readonly hasNewVersion: boolean;
  save(lead: Omit<Waiting, "place" | "workspace" | "project" | "keptBy" | "isWithdrawn" | "isSent" | "refusedAs">): Promise<Waiting | null>;
  /** Leads out of a file that a device saved: how many of them did not wait here already. */
  bringBack(leads: readonly SavedLead[]): Promise<number>;
  withdraw(lead: Waiting): Promise<void>;
  sendForOthers(): Promise<void>;
  tryAgain(): Promise<void>;
}

/** While it has no network the phone tries at every turn, for not every device says when it has one again; at rest, and only where something waits, at every fourth. */
const turnMs = 4_000;
const turnsAtRest = 4;
/** A hall's network that answers nothing at all is no network. */
const patienceMs = 10_000;
/** How often an open page asks for a newer release; besides, whenever the network is back. */
const newVersionEveryMs = 10 * 60_000;

export function useStand(workspace: string, project: string): Stand {
  const key = device.standKey(workspace, project);
  const [ground, setGround] = useState<CaptureGround | null>(null);
  const [state, setState] = useState<Stand["state"]>("opening");
  const [closedBy, setClosedBy] = useState<string | null>(null);
  const [waiting, setWaiting] = useState<readonly Waiting[]>([]);
  const [today, setToday] = useState(0);
  const [hasStorage, setHasStorage] = useState(true);
  const [hasNewVersion, setNewVersion] = useState(false);
  const me = useRef<CaptureGround["you"] | null>(null);
  const isOut = useRef(false);
  const scope = `/w/${workspace}/projects/${project}/capture`;

  const look = useCallback(async () => {
    try {
      const here = (await device.allWaiting()).filter((each) => each.workspace === workspace && each.project === project);
      const sent = await device.sentOf(key, Date.now());
      const day = new Date().toDateString();
      const isToday = ({ takenAt }: { readonly takenAt: string }) => new Date(takenAt).toDateString() === day;
      const unsent = here.filter(({ isWithdrawn }) => !isWithdrawn);
      const known = new Set(unsent.map(({ id }) => id));
      const gone = new Set(here.filter(({ isWithdrawn }) => isWithdrawn).map(({ id }) => id));
      setWaiting(unsent);
      setToday(unsent.filter(isToday).length + sent.filter((note) => isToday(note) && !known.has(note.id) && !gone.has(note.id)).length);
    } catch {
      setHasStorage(false);
    }
  }, [workspace, project, key]);

  const meet = useCallback(async (): Promise<boolean> => {
    try {
      const seen = await ask(readCapture, { params: { workspace, id: project } }, AbortSignal.timeout(patienceMs));
      if (isOut.current) void lookForNewVersion(scope).catch(() => {});
      isOut.current = false;
      me.current = seen.you;
      setGround(seen);
      setClosedBy(seen.whyNotTake);
      setState(seen.whyNotTake === null ? "ready" : "closed");
      await device.keepGround({ ...seen, key }).catch(() => setHasStorage(false));
      return seen.whyNotTake === null;
    } catch (error) {
      const { status, code } = problemOf(error);
      isOut.current = status !== 401 && status !== 403 && status !== 404;
      const kept = await device.groundOf(key).catch(() => null);
      if (kept !== null) {
        me.current ??= kept.you;
        setGround({ ...kept, people: kept.people ?? [] });
      }
      if (status === 401) setState("signed-out");
      else if (status === 403 || status === 404) {
        setClosedBy(code);
        setState("closed");
      } else setState(kept === null ? "never-seen" : "no-network");
      return false;
    }
  }, [workspace, project, key, scope]);

  const send = useCallback(
    async (forOthers = false): Promise<Sent | null> => {
      if (me.current === null) return null;
      const sent = await sendWaiting({ workspace, project, me: me.current.memberId, forOthers });
      if (sent === "signed-out") setState("signed-out");
      else if (sent === "out-of-reach") {
        isOut.current = true;
        setState("no-network");
      } else if (sent === "another-member") await meet();
      else if (sent === "all") setState((now) => (now === "no-network" ? "ready" : now));
      await look();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel of this origin has no other
      channel?.postMessage("changed");
      return sent;
    },
    [workspace, project, look, meet],
  );

  useEffect(() => {
    const round = async () => {
      await look();
      if (await meet()) await send();
    };
    const heard = () => void look();
    const again = () => void round();
    channel?.addEventListener("message", heard);
    window.addEventListener("online", again);
    void round();
    let turn = 0;
    const timer = setInterval(() => {
      turn += 1;
      if (isOut.current) void round();
      else if (turn % turnsAtRest === 0) void device.allWaiting().then((all) => (all.length > 0 ? round() : undefined), heard);
    }, turnMs);
    return () => {
      channel?.removeEventListener("message", heard);
      window.removeEventListener("online", again);
      clearInterval(timer);
    };
  }, [look, meet, send]);
  useEffect(() => {
    const forget = keepPage(scope, () => setNewVersion(true));
    const timer = setInterval(() => void lookForNewVersion(scope).catch(() => {}), newVersionEveryMs);
    return () => {
      forget();
      clearInterval(timer);
    };
  }, [scope]);

  return {
    ground,
    state,
    closedBy,
    waiting,
    today,
    ofOthers: ground === null ? [] : nextSending(waiting, { me: ground.you.memberId, forOthers: false }).ofOthers,
    hasStorage,
    hasNewVersion,
    save: async (lead) => {
      if (me.current === null) return null;
      const kept: Waiting = { ...lead, ...asNew, place: await nextPlace(), workspace, project, keptBy: me.current.memberId };
      await device.keepWaiting(kept);
      await look();
      void send();
      return kept;
    },
    bringBack: async (leads) => {
      const known = new Set((await device.allWaiting()).map(({ id }) => id));
      const fresh = leads.filter(({ id }) => !known.has(id));
      let place = await nextPlace();
      for (const lead of fresh) await device.keepWaiting({ ...lead, ...asNew, place: place++, workspace, project });
      await look();
      void send();
      return fresh.length;
    },
    withdraw: async (lead) => {
      await device.withdrawWaiting(lead);
      await look();
      void send();
    },
    sendForOthers: async () => void (await send(true)),
    tryAgain: async () => {
      for (const { id } of waiting.filter(({ refusedAs }) => refusedAs !== null)) await device.changeWaiting(id, (now) => ({ ...now, refusedAs: null }));
      await send();
    },
  };
}

const asNew = { isWithdrawn: false, isSent: false, refusedAs: null };
/** Counted on from what waits, so that a clock that was set back changes no order. */
const nextPlace = async () => Math.max(0, ...(await device.allWaiting()).map((each) => each.place)) + 1;

const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("evenhand-stand");
