// What links in threads show: each room is asked, as the reader, how the thing at its address stands now.
import { askIn } from "#apps/server/quoted.ts";
import { subjectBook } from "#apps/server/subjects.ts";
import { words as figuresEn } from "#features/figures/words.en.ts";
import { words as figuresRu } from "#features/figures/words.ru.ts";
import { readFigures } from "#features/figures/contract.ts";
import { type GoalView, listGoals } from "#features/goals/contract.ts";
import { type PromiseView, readPromises } from "#features/promises/contract.ts";
import { comparable, isAdditive } from "#evidence/kpi/change.ts";
import { type FindKind, findableKinds } from "#facts/finds.ts";
import { type LinkTarget, targetAt } from "#facts/links.ts";
import type { NumberWithPapers } from "#facts/papers.ts";
import { type Subject, isSubjectKind, pathOfSubject, subjectKey, subjectOfKey } from "#facts/subject.ts";
import type { LinkOffer, LinkReader, LinkSeen, LiveFigure } from "#http/live-links.ts";
import type { MemberQuestion } from "#http/question.ts";
import type { Route } from "#http/route.ts";
import type { FindSource } from "#ledger/find-sources/source.ts";
import { takeInActs } from "#ledger/find-taking-in.ts";
import { find } from "#ledger/find.ts";
import { paths } from "#kit/paths.ts";
import { periodName } from "#kit/period.ts";
import { words as kitEn } from "#ui/words.en.ts";
import { words as kitRu } from "#ui/words.ru.ts";

type Title = LinkSeen["title"];
type Words = Readonly<Record<string, string>>;
const titleIn = ([en, ru]: readonly [Words, Words], name: string): Title | null => (en[name] === undefined ? null : { en: en[name], ru: ru[name] ?? en[name] });
const figureTitle = (key: string): Title => titleIn([figuresEn, figuresRu], `figure.${key}`) ?? { en: key.replaceAll("-", " "), ru: key.replaceAll("-", " ") };
const promiseTitle = (key: string): Title => titleIn([kitEn, kitRu], `promise-${key}`) ?? { en: key, ru: key };

function liveOf(number: NumberWithPapers, isMonthly = false): LiveFigure {
  const { unit, currency, period, sample, cautions } = number;
  const { value, interval } = isMonthly ? comparable(number) : number;
  return { value, interval, unit, currency: currency ?? null, period, sample, cautions: cautions.length, isMonthly };
}

/** Not more than these in one piece of a thread: questions of figures are heavy. */
const mostPeriods = 12;

/** `sources`: what search looks through. */
export function linksIn(routes: readonly Route[], sources: readonly FindSource[]): LinkReader {
  const ask = askIn(routes);
  const answer = async <T>(question: MemberQuestion, endpoint: { readonly name: string }, query: Readonly<Record<string, unknown>> = {}): Promise<T | null> => {
    const told = await ask(question, { endpoint: endpoint.name, params: {}, query });
    return "reply" in told ? (told.reply as T) : null;
  };
  /** Each question once for all links of a piece. */
  const rooms = (question: MemberQuestion) => {
    const kept = new Map<string, Promise<unknown>>();
    return <T>(endpoint: { readonly name: string }, period: string | null = null): Promise<T | null> => {
      const key = `${endpoint.name} ${period ?? ""}`;
      if (!kept.has(key)) {
        if (kept.size >= mostPeriods) return Promise.resolve(null);
        kept.set(key, answer(question, endpoint, period === null ? {} : { period }));
      }
      return kept.get(key) as Promise<T | null>;
    };
  };

  return {
    async read(question, wanted) {
      const { asker, database, workspace } = question;
      const targets = wanted.flatMap((path): [string, LinkTarget][] => {
        const target = targetAt(workspace.slug, path);
        return target === null ? [] : [[path, target]];
      });
      const things = targets.flatMap(([, target]): Subject[] => (target.is === "subject" ? [target.subject] : []));
      const known =
        things.length === 0
          ? new Map<string, Omit<LinkSeen, "kind" | "figure" | "aim">>()
          : await database.inWorkspace(workspace.id, (tx) => subjectBook.seen(tx, asker, things), { readOnly: true });
      const room = rooms(question);
      const seen = new Map<string, LinkSeen>();
      for (const [path, target] of targets) {
        const one = target.is === "subject" ? thingSeen(target.subject, known) : await valueSeen(target, room);
        if (one !== null) seen.set(path, one);
      }
      return seen;
    },

    async offer(question, text) {
      const { slug } = question.workspace;
      const wanted = text.trim().toLowerCase();
      const isCalled = ({ en, ru }: Title) => `${en}\n${ru}`.toLowerCase().includes(wanted);
      const room = rooms(question);
      const offers: LinkOffer[] = [];
      const add = (found: readonly LinkOffer[], most: number) => offers.push(...found.filter(({ title }) => isCalled(title)).slice(0, most));
      const figures = await room<{ numbers: readonly NumberWithPapers[] }>(readFigures);
      add(
        (figures?.numbers ?? [])
          .filter(({ value }) => value !== null)
          .map(({ key, period }) => ({ kind: "number", title: figureTitle(key), path: numberPath(slug, key, periodName(period)) })),
        5,
      );
      if (wanted === "") return offers;
      const goals = await room<{ goals: readonly GoalView[] }>(listGoals);
      add(
        (goals?.goals ?? [])
          .filter(({ state }) => state === "active")
          .map(({ id, key }) => ({ kind: "goal", title: figureTitle(key), path: paths.goals(slug, { goal: id }) })),
        3,
      );
      const promises = await room<{ period: NumberWithPapers["period"]; promises: readonly PromiseView[] }>(readPromises);
      add(
        (promises?.promises ?? []).map(({ key }) => ({
          kind: "promise",
          title: promiseTitle(key),
          path: paths.promises(slug, { promise: key, period: periodName(promises!.period) }),
        })),
        3,
      );
      return [...offers, ...(await thingsCalled(question, wanted))];
    },
  };

  /** Things by search, and of those that it finds only what the book of the house says this reader may see. */
  async function thingsCalled({ asker, database, workspace }: MemberQuestion, typed: string): Promise<LinkOffer[]> {
    const kinds = findableKinds(asker).filter((kind) => isSubjectKind(kind));
    if (kinds.length === 0) return [];
    await takeInActs(database, workspace.id, sources);
    return database.inWorkspace(
      workspace.id,
      async (tx) => {
        const { texts } = await find(tx, {
          workspaceId: workspace.id,
          typed,
          kinds: findableKinds(asker),
          wanted: kinds,
          limit: 8,
          offset: 0,
        });
        const found = texts.flatMap(({ kind, id }) => subjectFound(kind, id) ?? []);
        const seen = await subjectBook.seen(tx, asker, found);
        return [...seen].map(([key, { title }]) => {
          const subject = subjectOfKey(key)!;
          return { kind: subject.kind, title, path: pathOfSubject(workspace.slug, subject) };
        });
      },
      { readOnly: true },
    );
  }
}

const subjectFound = (kind: FindKind, id: string): Subject | null => (isSubjectKind(kind) ? { kind, id } : null);
const numberPath = (workspace: string, key: string, period: string) => paths.threads(workspace, { about: `number:${key}`, period });

function thingSeen(subject: Subject, known: ReadonlyMap<string, Omit<LinkSeen, "kind" | "figure" | "aim">>): LinkSeen | null {
  const one = known.get(subjectKey(subject));
  return one === undefined ? null : { kind: subject.kind, title: one.title, now: one.now, figure: null, aim: null };
}

async function valueSeen(
  target: Exclude<LinkTarget, { is: "subject" }>,
  room: <T>(endpoint: { readonly name: string }, period?: string | null) => Promise<T | null>,
): Promise<LinkSeen | null> {
  if (target.is === "number") {
    const told = await room<{ numbers: readonly NumberWithPapers[] }>(readFigures, target.period);
    const number = told?.numbers.find(({ key }) => key === target.key);
    // One that home does not show has a thread and no value to be asked for by its name.
    return told === null
      ? null
      : { kind: "number", title: figureTitle(target.key), now: null, figure: number === undefined ? null : liveOf(number), aim: null };
  }
  if (target.is === "goal") {
    const told = await room<{ goals: readonly GoalView[] }>(listGoals);
    const goal = told?.goals.find(({ id }) => id === target.id);
    if (goal === undefined) return null;
    const current = goal.assessment?.current ?? null;
    const code = goal.state === "active" ? `goal-${goal.assessment?.prospect ?? "cannot-be-told"}` : `goal-${goal.state}`;
    return {
      kind: "goal",
      title: figureTitle(goal.key),
      now: { code, on: goal.day },
      figure: current === null ? null : liveOf(current, isAdditive(goal.key)),
      aim: goal.target,
    };
  }
  const told = await room<{ period: NumberWithPapers["period"]; currency: string; promises: readonly PromiseView[] }>(readPromises, target.period);
  const promise = told?.promises.find(({ key }) => key === target.key);
  if (told === null || promise === undefined) return null;
  const { measured, interval, sample, unit, cautions, promised, status } = promise;
  return {
    kind: "promise",
    title: promiseTitle(promise.key),
    now: { code: `promise-${status}` },
    figure:
      unit === "minutes"
        ? null
        : {
            value: measured,
            interval,
            unit,
            currency: unit === "money" ? told.currency : null,
            period: told.period,
            sample,
            cautions: cautions.length,
            isMonthly: false,
          },
    aim: unit === "minutes" ? null : promised,
  };
}
