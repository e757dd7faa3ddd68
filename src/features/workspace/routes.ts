// Answers about a workspace's settings, and what changes in it as it happens.
import { whyNotBeginWorkspace, whyNotChangeWorkspace } from "#features/workspace/access.ts";
import { changeWorkspace, createWorkspace, listenToWorkspace, readWorkspace } from "#features/workspace/contract.ts";
import { changesNumbers, readNotice } from "#features/workspace/rules.ts";
import { type Settings, hasMoney, memberName, saveSettings, settingsToChange, standingOf } from "#features/workspace/store.ts";
import { words } from "#features/workspace/words.en.ts";
import { hiddenRooms } from "#facts/hidden-rooms.ts";
import { whyNotReadHandoffs } from "#facts/rights.ts";
import { type ServerEvent, deny, invalid } from "#http/answers.ts";
import { hubOf } from "#http/hub.ts";
import { type Roster, type TellPresence, presenceChannel, presenceNews, presenceOf } from "#http/presence.ts";
import { type Route, serve, serveOpen } from "#http/route.ts";
import type { MemberQuestion } from "#http/question.ts";
import { stillInOf } from "#http/still-in.ts";
import { queueOf } from "#http/stream.ts";
import { isTimeZone } from "#http/today.ts";
import { type LiveKind, liveKinds } from "#kit/live-kinds.ts";
import { refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { audit } from "#ledger/audit.ts";
import { firmProfiles } from "#ledger/marketing-tasks.ts";
import { addMember, beginWorkspace } from "#ledger/workspaces.ts";

const options = { sentences: sentencesOf(words) };
const beatMs = 20_000;

/** What the log keeps of the settings. */
const logged = ({ name, currency, timeZone, language, fiscalStartMonth }: Settings) => ({ name, currency, timeZone, language, fiscalStartMonth });

/** What a reader may know of who is here is said by whoever gathers the rooms. */
export const routesWith = (tellPresence: TellPresence): Route[] => [
  serve(readWorkspace, async ({ asker, workspace, database, asOf }) => {
    const { name, profile } = await database.inWorkspace(
      asker.workspaceId,
      async (tx) => ({
        name: await memberName(tx, asker.workspaceId, asker.memberId),
        profile: (await firmProfiles(tx, asker.workspaceId))[0] ?? null,
      }),
      { readOnly: true },
    );
    const { memberId, role, department } = asker;
    // How the firm is set up is not an agency's to know; its own rooms are never left out.
    const hidden = role === "agency" ? [] : hiddenRooms(profile);
    return { workspace, you: { memberId, name, role, department }, whyNotChange: whyNotChangeWorkspace(asker), hidden, today: asOf };
  }),
  serve(
    changeWorkspace,
    async ({ asker, database, body }) => {
      const why = whyNotChangeWorkspace(asker);
      if (why) return deny(why);
      if (body.timeZone !== undefined && !isTimeZone(body.timeZone)) return invalid("unknown-time-zone");
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const was = await settingsToChange(tx, asker.workspaceId);
        const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Partial<Settings>;
        const now: Settings = { ...was, ...given };
        if (now.currency !== was.currency && (await hasMoney(tx, asker.workspaceId))) return refuse("currency-has-facts");
        const saved = await saveSettings(tx, asker.workspaceId, now, changesNumbers(was, now));
        await audit(tx, asker, { act: "workspace.changed", subjectKind: "workspace", subjectId: asker.workspaceId, before: logged(was), after: logged(now) });
        return saved;
      });
    },
    options,
  ),
  serveOpen(
    createWorkspace,
    async ({ person, database, body }) => {
      const why = whyNotBeginWorkspace(await standingOf(database, person!.userId));
      if (why) return deny(why);
      if (!isTimeZone(body.timeZone)) return invalid("unknown-time-zone");
      const { workspaceId, slug } = await beginWorkspace(database, body);
      await database.inWorkspace(workspaceId, async (tx) => {
        const { name, email, userId } = person!;
        const memberId = await addMember(tx, workspaceId, { name, email, role: "administrator", department: "management", userId });
        await audit(tx, { workspaceId, memberId }, { act: "workspace.begun", subjectKind: "workspace", subjectId: workspaceId });
      });
      return { workspace: slug };
    },
    options,
  ),
  serve(listenToWorkspace, async (question) => eventsOf(question, tellPresence)),
];

/** What the database tells of this workspace (an agency hears of facts, that its numbers may have changed, and of its own notices and promises, and no more), a beat in between, and an end when the session or the membership is over. */
async function* eventsOf(
  {
    asker,
    database,
    signal,
    isStillIn,
    query: { tab },
  }: Pick<MemberQuestion<typeof listenToWorkspace>, "asker" | "database" | "signal" | "isStillIn" | "query">,
  tellPresence: TellPresence,
): AsyncGenerator<ServerEvent> {
  const { push, all } = queueOf<ServerEvent>(signal, { missed: { event: "missed", data: { kind: "missed" } } });
  const hear = (kind: string, payload: string) => {
    const notice = readNotice(kind as LiveKind, payload, asker);
    if (notice) push({ event: kind, data: notice });
  };
  const leave = await hubOf(database, liveKinds).join({ workspaceId: asker.workspaceId, push, hear, hearsHandoffs: whyNotReadHandoffs(asker) === null });
  const goAway = await hearPresence({ asker, database, push, tab: tab ?? null }, tellPresence);
  const beat = setInterval(() => push({ event: "beat", data: { kind: "beat" } }), beatMs);
  const holds = stillInOf(isStillIn);
  try {
    yield { event: "beat", data: { kind: "beat" } };
    for await (const event of all) {
      // Before the first event and then every few seconds: the session and the membership may be over.
      if (!(await holds())) {
        yield { event: "end", data: { kind: "end" } };
        return;
      }
      yield event;
    }
  } finally {
    clearInterval(beat);
    leave();
    await goAway();
  }
}

interface Listening extends Pick<MemberQuestion, "asker" | "database"> {
  readonly push: (event: ServerEvent) => void;
  readonly tab: string | null;
}

/** Tells who is here, in the order in which it changed, until the stream ends: then the tab is gone at once. */
async function hearPresence({ asker, database, push, tab }: Listening, tellPresence: TellPresence): Promise<() => Promise<void>> {
  // Only a page shows who is here.
  if (tab === null) return async () => {};
  const { workspaceId, memberId } = asker;
  let telling = Promise.resolve();
  let last: string | undefined;
  const told = async (before: Promise<void>, roster: Roster) => {
    await before;
    try {
      const event = await tellPresence(database, roster, asker);
      if (event.text !== last) push(event);
      last = event.text;
    } catch {
      // Who is here is told anew at the next change; no page waits for it.
    }
  };
  const leave = await presenceOf(database).join(workspaceId, (roster) => {
    telling = told(telling, roster);
  });
  return async () => {
    leave();
    const gone = presenceNews({ workspaceId, memberId, tab, isGone: true });
    await database.inWorkspace(workspaceId, (tx) => tx.notify(presenceChannel, gone)).catch(() => {});
  };
}
