// Leads go out: one tab at a time, oldest first, again and again until the server has each; what it will not have stays with its reason.
import { type Captured, type Fate, sendCaptured } from "#features/capture/contract.ts";
import { type Waiting, afterFate, nextSending } from "#features/capture/rules.ts";
import { allWaiting, changeWaiting, noteSent, standKey, unnoteSent } from "#features/capture/parts/device.ts";
import { ask, problemOf } from "#ui/client.ts";

/** How a round of sending ended. */
export type Sent = "all" | "out-of-reach" | "signed-out" | "another-member" | "refused" | "busy";

export interface SendQuestion {
  readonly workspace: string;
  readonly project: string;
  readonly me: string;
  readonly forOthers: boolean;
}

/** Sends what waits for one stand. Another tab at it already: nothing is done twice, and if it were, the server would know. */
export async function sendWaiting(question: SendQuestion): Promise<Sent> {
  const locks = (navigator as Partial<Navigator>).locks;
  if (locks === undefined) return sendRounds(question);
  return locks.request("evenhand-stand-sending", { ifAvailable: true }, async (lock) => (lock === null ? "busy" : sendRounds(question)));
}

async function sendRounds({ workspace, project, me, forOthers }: SendQuestion): Promise<Sent> {
  for (;;) {
    const here = (await allWaiting()).filter((each) => each.workspace === workspace && each.project === project);
    const { leads, withdrawn } = nextSending(here, { me, forOthers });
    if (leads.length === 0 && withdrawn.length === 0) return "all";
    try {
      const body = { as: me, sentAt: new Date().toISOString(), forOthers, leads: leads.map(asSent), withdrawn: [...withdrawn] };
      const { fates } = await ask(sendCaptured, { params: { workspace, id: project }, body });
      const heard = fates.filter(({ id }) => here.some((each) => each.id === id));
      // An answer that tells of nothing asked would go on for ever.
      if (heard.length === 0) return "refused";
      for (const fate of heard) await settle(fate, { key: standKey(workspace, project), lead: here.find(({ id }) => id === fate.id)! });
    } catch (error) {
      const { status, code } = problemOf(error);
      if (status === 401) return "signed-out";
      if (code === "another-member") return "another-member";
      return status >= 400 && status < 500 && status !== 429 && status !== 408 ? "refused" : "out-of-reach";
    }
  }
}

async function settle(fate: Fate, { key, lead }: { readonly key: string; readonly lead: Waiting }): Promise<void> {
  // The note of what was sent stands before the lead goes: dying in between counts it twice for a moment and loses nothing.
  if (fate.fate === "withdrawn") await unnoteSent(lead.id);
  else if (fate.fate !== "refused") await noteSent({ id: lead.id, key, takenAt: lead.takenAt });
  await changeWaiting(fate.id, (now) => afterFate(now, fate));
}

function asSent(lead: Waiting): Captured {
  const { place: _place, workspace: _workspace, project: _project, takenByName: _name, isWithdrawn: _back, isSent: _sent, refusedAs: _why, ...captured } = lead;
  return captured;
}
