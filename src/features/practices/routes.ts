// Answers about ways of working: the register, an adoption dated, and what it did to the headline figures.
import { randomUUID } from "node:crypto";

import { whyNotChangePractices, whyNotReadPractices } from "#features/practices/access.ts";
import {
  addPractice,
  adoptPractice,
  changeAdoption,
  changePractice,
  listPracticeParts,
  listPractices,
  readPracticeEffect,
  withdrawAdoption,
  withdrawPractice,
} from "#features/practices/contract.ts";
import { practicesOf, whyNotEnter } from "#features/practices/rules.ts";
import {
  type AdoptionDetail,
  adoptionToChange,
  adoptions,
  insertAdoption,
  insertOwn,
  ownPractices,
  ownToChange,
  setAdoptionWithdrawn,
  setOwnWithdrawn,
  updateAdoption,
  updateOwn,
  watchedPractices,
} from "#features/practices/store.ts";
import { words } from "#features/practices/words.en.ts";
import type { Tx } from "#db/database.ts";
import { type Begun, staggeredEffect } from "#evidence/change/staggered.ts";
import { headlineKeys } from "#evidence/kpi/figures.ts";
import { kindNames } from "#evidence/kpi/figures-by.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import { type PartField, partFields } from "#facts/actions.ts";
import { type Asker } from "#facts/department.ts";
import { type Adoption, isPracticeKey } from "#facts/practices.ts";
import { type Denial, deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { peopleOn } from "#ledger/action-register.ts";
import { audit } from "#ledger/audit.ts";
import { answerOn, derivedFrom, keptFacts } from "#ledger/kept-facts.ts";
import { practiceSigns } from "#ledger/practice-signs.ts";

const options = { sentences: sentencesOf(words) };
const mostParts = 100;

/** What a change does inside its transaction; a denial takes all of it back. */
async function change<T>({ asker, database }: Pick<MemberQuestion, "asker" | "database">, act: (tx: Tx) => Promise<T | Denial>): Promise<T | Denial> {
  const why = whyNotReadPractices(asker) ?? whyNotChangePractices(asker);
  if (why !== null) return deny(why);
  return database.inWorkspace(asker.workspaceId, async (tx) => {
    const told = await act(tx);
    await tx.notify("evenhand_practices", asker.workspaceId);
    return told;
  });
}

async function unfit(
  tx: Tx,
  { asker, asOf }: Pick<MemberQuestion, "asker" | "asOf">,
  detail: AdoptionDetail,
  of: Pick<Adoption, "id" | "practice" | "ownerId">,
) {
  const others = (await adoptions(tx, asker.workspaceId)).filter(({ id, practice }) => practice === of.practice && id !== of.id);
  // An owner who has left since stays until somebody names another.
  const isOwnerHere = detail.ownerId === of.ownerId || (await peopleOn(tx, asker.workspaceId, asOf)).some(({ memberId }) => memberId === detail.ownerId);
  return whyNotEnter(detail, { others, isOwnerHere, today: asOf });
}

const noteOf = (id: string) => ({ subjectKind: "practice", subjectId: id });
const named = (id: string, own: { readonly name: string } | null) => own?.name ?? (isPracticeKey(id) ? words[`name-${id}`] : id);

async function ownOf(tx: Tx, { workspaceId }: Pick<Asker, "workspaceId">, practice: string) {
  return isPracticeKey(practice) ? null : ((await ownPractices(tx, workspaceId)).find(({ id }) => id === practice) ?? null);
}

/** As it stands in the audit log. */
const saidOf = ({ within, begunOn, endedOn, monthlyCost }: Omit<AdoptionDetail, "ownerId" | "note">, name: string) => ({
  name,
  part: within === null ? null : within.value,
  begunOn,
  endedOn,
  monthlyCost,
});

export const routes: Route[] = [
  serve(
    listPractices,
    async ({ asker, workspace, database, asOf, now }) => {
      const why = whyNotReadPractices(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(
        asker.workspaceId,
        async (tx) => ({
          practices: practicesOf({
            own: await ownPractices(tx, asker.workspaceId),
            adoptions: await adoptions(tx, asker.workspaceId),
            signs: await practiceSigns(tx, asker.workspaceId, now),
            watched: await watchedPractices(tx, asker.workspaceId),
            today: asOf,
          }),
          people: await peopleOn(tx, asker.workspaceId, asOf),
          today: asOf,
          currency: workspace.currency,
          whyNotChange: whyNotChangePractices(asker),
        }),
        { readOnly: true },
      );
    },
    options,
  ),
  serve(
    listPracticeParts,
    async ({ asker, workspace, database, asOf }) => {
      const why = whyNotReadPractices(asker);
      if (why !== null) return deny(why);
      const kept = await keptFacts(database, workspace);
      const { lens } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
      // Sellers stand in deals by their ids where the records give them.
      const sellers = new Map(kept.named.sellers.ids.map((id, row) => [id, kept.named.sellers.names[row]]));
      const called = (by: PartField, value: string) => ({ value, name: (by === "owner" ? sellers.get(value) : null) ?? value });
      return {
        parts: partFields.map((by) => ({
          by,
          values: kindNames(lens, by)
            .slice(0, mostParts)
            .map((value) => called(by, value)),
        })),
      };
    },
    { ...options, runsBeside: true },
  ),
  serve(
    readPracticeEffect,
    async ({ asker, workspace, database, asOf, params }) => {
      const why = whyNotReadPractices(asker);
      if (why !== null) return deny(why);
      const { own, adopted } = await database.inWorkspace(
        asker.workspaceId,
        async (tx) => ({
          own: await ownOf(tx, asker, params.id),
          adopted: (await adoptions(tx, asker.workspaceId)).filter(({ practice }) => practice === params.id),
        }),
        { readOnly: true },
      );
      if (own === null && !isPracticeKey(params.id)) return missing();
      if (adopted.length === 0) return invalid("nobody-has-begun");
      const begun: Begun[] = adopted.map(({ within, begunOn, endedOn }) => ({ within, on: begunOn, endedOn }));
      const kept = await keptFacts(database, workspace);
      const { lens } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
      const effects = await answerOn(kept, `practice ${asOf} ${JSON.stringify(begun)}`, () =>
        headlineKeys.map((key) => {
          const effect = staggeredEffect(lens, key, begun);
          return Object.assign({}, effect, { currency: effect.currency ?? null });
        }),
      );
      return { effects, asOf };
    },
    { ...options, runsBeside: true },
  ),
  serve(
    addPractice,
    async ({ asker, database, body }) =>
      change({ asker, database }, async (tx) => {
        const id = randomUUID();
        await insertOwn(tx, asker.workspaceId, { ...body, id, by: asker.memberId });
        await audit(tx, asker, { act: "practice.added", ...noteOf(id), after: { name: body.name } });
        return { id };
      }),
    options,
  ),
  serve(
    changePractice,
    async ({ asker, database, params, body }) =>
      change({ asker, database }, async (tx) => {
        const before = await ownToChange(tx, asker.workspaceId, params.id);
        if (before === null) return missing();
        await updateOwn(tx, asker.workspaceId, { ...body, id: params.id });
        const { id: _, withdrawnAt: __, ...was } = before;
        await audit(tx, asker, { act: "practice.changed", ...noteOf(params.id), before: was, after: body });
        return {};
      }),
    options,
  ),
  serve(
    withdrawPractice,
    async ({ asker, database, params, body }) =>
      change({ asker, database }, async (tx) => {
        const own = await ownToChange(tx, asker.workspaceId, params.id);
        if (own === null) return missing();
        if ((own.withdrawnAt !== null) === body.isWithdrawn) return {};
        const going = (await adoptions(tx, asker.workspaceId)).some(({ practice, endedOn }) => practice === params.id && endedOn === null);
        if (body.isWithdrawn && going) return refuse("somebody-works-so");
        await setOwnWithdrawn(tx, asker.workspaceId, { id: params.id, isWithdrawn: body.isWithdrawn });
        await audit(tx, asker, { act: body.isWithdrawn ? "practice.withdrawn" : "practice.restored", ...noteOf(params.id), after: { name: own.name } });
        return {};
      }),
    options,
  ),
  serve(
    adoptPractice,
    async ({ asker, database, asOf, params, body }) =>
      change({ asker, database }, async (tx) => {
        const own = await ownOf(tx, asker, params.id);
        if ((own === null && !isPracticeKey(params.id)) || (own !== null && own.withdrawnAt !== null)) return missing();
        const why = await unfit(tx, { asker, asOf }, body, { id: "", practice: params.id, ownerId: "" });
        if (why !== null) return invalid(why);
        const id = randomUUID();
        await insertAdoption(tx, asker.workspaceId, { ...body, id, by: asker.memberId, practice: params.id });
        await audit(tx, asker, { act: "practice.adopted", ...noteOf(params.id), after: saidOf(body, named(params.id, own)) });
        return { id };
      }),
    options,
  ),
  serve(
    changeAdoption,
    async ({ asker, database, asOf, params, body }) =>
      change({ asker, database }, async (tx) => {
        const before = await adoptionToChange(tx, asker.workspaceId, params.id);
        if (before === null || before.withdrawnAt !== null) return missing();
        const why = await unfit(tx, { asker, asOf }, body, before);
        if (why !== null) return invalid(why);
        await updateAdoption(tx, asker.workspaceId, { ...body, id: params.id });
        const name = named(before.practice, await ownOf(tx, asker, before.practice));
        await audit(tx, asker, {
          act: "practice.corrected",
          ...noteOf(before.practice),
          before: saidOf({ ...before }, name),
          after: saidOf(body, name),
        });
        return {};
      }),
    options,
  ),
  serve(
    withdrawAdoption,
    async ({ asker, database, asOf, params, body }) =>
      change({ asker, database }, async (tx) => {
        const one = await adoptionToChange(tx, asker.workspaceId, params.id);
        if (one === null) return missing();
        if ((one.withdrawnAt !== null) === body.isWithdrawn) return {};
        if (!body.isWithdrawn && (await unfit(tx, { asker, asOf }, { ...one, note: one.note ?? "" }, one)) === "begun-already") return refuse("begun-already");
        await setAdoptionWithdrawn(tx, asker.workspaceId, { id: params.id, isWithdrawn: body.isWithdrawn });
        const name = named(one.practice, await ownOf(tx, asker, one.practice));
        const act = body.isWithdrawn ? "practice.undone" : "practice.redone";
        await audit(tx, asker, { act, ...noteOf(one.practice), after: saidOf(one, name) });
        return {};
      }),
    options,
  ),
];
