// What a phone keeps while it waits for a network: leads with their photos, and the little that the page needs to open without one. Nothing else is kept.
import type { CaptureGround } from "#features/capture/contract.ts";
import type { Waiting } from "#features/capture/rules.ts";

const name = "evenhand-stand";
/** Only what a later release can still read: a waiting lead outlives updates. */
const version = 1;

/** The stand as the phone last saw it. */
export interface KeptGround extends Omit<CaptureGround, "people"> {
  readonly key: string;
  /** Not there where an earlier release kept it. */
  readonly people?: CaptureGround["people"];
}

/** A lead that was sent: that there was one, and when, for the counter. */
export interface SentNote {
  readonly id: string;
  readonly key: string;
  readonly takenAt: string;
}

interface Stores {
  readonly waiting: Waiting;
  readonly ground: KeptGround;
  readonly sent: SentNote;
}

/** 'demo 0000…': one stand on this device. */
export const standKey = (workspace: string, project: string) => `${workspace} ${project}`;

let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((done, fail) => {
    const asked = indexedDB.open(name, version);
    asked.addEventListener("upgradeneeded", () => {
      asked.result.createObjectStore("waiting", { keyPath: "id" });
      asked.result.createObjectStore("ground", { keyPath: "key" });
      asked.result.createObjectStore("sent", { keyPath: "id" });
    });
    asked.addEventListener("success", () => {
      // Another tab with a later release waits for this one to let go.
      asked.result.addEventListener("versionchange", () => {
        asked.result.close();
        opened = null;
      });
      done(asked.result);
    });
    asked.addEventListener("error", () => fail(asked.error ?? new Error("no storage")));
    asked.addEventListener("blocked", () => fail(new Error("storage is blocked")));
  });
  opened.catch(() => {
    opened = null;
  });
  return opened;
}

type Work<T> = (store: IDBObjectStore) => IDBRequest<T> | null;

/** One transaction; fulfilled once it is on the disk. */
async function within<T>(store: keyof Stores, mode: IDBTransactionMode, work: Work<T>): Promise<T | undefined> {
  const database = await open();
  return new Promise((done, fail) => {
    const tx = database.transaction(store, mode, { durability: "strict" });
    const asked = work(tx.objectStore(store));
    tx.addEventListener("complete", () => done(asked?.result));
    tx.addEventListener("abort", () => fail(tx.error ?? new Error("storage gave up")));
    tx.addEventListener("error", () => fail(tx.error ?? new Error("storage failed")));
  });
}

export async function allWaiting(): Promise<Waiting[]> {
  return ((await within("waiting", "readonly", (store) => store.getAll() as IDBRequest<Waiting[]>)) ?? []).toSorted((a, b) => a.place - b.place);
}

export async function keepWaiting(lead: Waiting): Promise<void> {
  await within("waiting", "readwrite", (store) => store.put(lead));
}

/** Changes one as it stands now, in one transaction, so that two tabs never write over each other: null takes it away. */
export async function changeWaiting(id: string, change: (now: Waiting) => Waiting | null): Promise<void> {
  await within("waiting", "readwrite", (store) => {
    const asked = store.get(id) as IDBRequest<Waiting | undefined>;
    asked.addEventListener("success", () => {
      if (asked.result === undefined) return;
      const next = change(asked.result);
      if (next === null) store.delete(id);
      else store.put(next);
    });
    return null;
  });
}

/** Takes a lead back, sent already or not: what waits is marked in one transaction, of what was sent a note of its id goes after it. */
export async function withdrawWaiting(lead: Waiting): Promise<void> {
  await within("waiting", "readwrite", (store) => {
    const asked = store.get(lead.id) as IDBRequest<Waiting | undefined>;
    asked.addEventListener("success", () => {
      store.put(asked.result === undefined ? { ...lead, photo: null, isWithdrawn: true, isSent: true } : { ...asked.result, isWithdrawn: true });
    });
    return null;
  });
}

export async function keepGround(ground: KeptGround): Promise<void> {
  await within("ground", "readwrite", (store) => store.put(ground));
}

export async function groundOf(key: string): Promise<KeptGround | null> {
  return (await within("ground", "readonly", (store) => store.get(key) as IDBRequest<KeptGround | undefined>)) ?? null;
}

export async function noteSent(note: SentNote): Promise<void> {
  await within("sent", "readwrite", (store) => store.put(note));
}

export async function unnoteSent(id: string): Promise<void> {
  await within("sent", "readwrite", (store) => store.delete(id));
}

/** Those sent on one stand; notes older than a month go. */
export async function sentOf(key: string, nowMs: number): Promise<SentNote[]> {
  const all = (await within("sent", "readonly", (store) => store.getAll() as IDBRequest<SentNote[]>)) ?? [];
  const isOld = ({ takenAt }: SentNote) => nowMs - Date.parse(takenAt) > 31 * 86_400_000;
  for (const { id } of all.filter(isOld)) await unnoteSent(id);
  return all.filter((note) => note.key === key && !isOld(note));
}

/** Asking makes the storage: where browsers tell which there is, none is made for whoever never took a lead. */
async function isThere(): Promise<boolean> {
  const known = (indexedDB as Partial<IDBFactory>).databases;
  return known === undefined || (await known.call(indexedDB)).some((each) => each.name === name);
}

/** Whoever signs out leaves nothing of the stand behind but what waits. */
export async function forgetGrounds(): Promise<void> {
  try {
    if (await isThere()) await within("ground", "readwrite", (store) => store.clear());
  } catch {
    // Without storage nothing was kept.
  }
}

/** How many leads wait on this device; zero where nothing can be kept or nothing ever was. */
export async function countWaiting(): Promise<number> {
  try {
    return (await isThere()) ? (await allWaiting()).filter(({ isWithdrawn }) => !isWithdrawn).length : 0;
  } catch {
    return 0;
  }
}
