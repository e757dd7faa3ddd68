// Sharing and taking back from any place on the page, each with a way to undo it.
import { useQueryClient } from "@tanstack/react-query";

import { listAgencies, listAgencyCases, listAgencySpend, listShares, readAgencyWork, shareWithAgency, stopSharing } from "#features/agency/contract.ts";
import type { Subject } from "#features/agency/parts/question.ts";
import type { words } from "#features/agency/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask, problemOf } from "#ui/client.ts";
import { useWords } from "#ui/language.ts";
import { useProblemWords } from "#ui/reasons.ts";
import { toast } from "#ui/toast.tsx";
import { forget } from "#ui/use-ask.ts";

/** What is shared, with whom, and what people call both. */
export interface Sharing {
  readonly subject: Subject;
  readonly what: string;
  readonly member: { readonly id: string; readonly name: string };
}

export function useSharing(): { share: (sharing: Sharing) => Promise<void>; takeBack: (id: string, sharing: Sharing) => Promise<void> } {
  const t = useWords<typeof words>("agency");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const say = useProblemWords();
  const begin = async ({ subject, member }: Sharing) => {
    const made = await ask(shareWithAgency, { params: { workspace }, body: { kind: subject.kind, subjectId: subject.id, memberId: member.id } });
    await forget(client, changes);
    return made.id;
  };
  const end = async (id: string) => {
    await ask(stopSharing, { params: { workspace, id } });
    await forget(client, changes);
  };
  const told = async (act: () => Promise<void>) => {
    try {
      await act();
    } catch (error) {
      toast({ text: say(problemOf(error)) });
    }
  };
  return {
    share: (sharing) =>
      told(async () => {
        const id = await begin(sharing);
        toast({ text: t("share-done", { name: sharing.member.name, what: sharing.what }), undo: () => end(id) });
      }),
    takeBack: (id, sharing) =>
      told(async () => {
        await end(id);
        toast({ text: t("share-ended", { name: sharing.member.name, what: sharing.what }), undo: async () => void (await begin(sharing)) });
      }),
  };
}

/** What looks different after a share has come or gone. */
const changes = [listShares, listAgencies, readAgencyWork, listAgencyCases, listAgencySpend];
