// Ending and bringing back what is asked, each with its undo.
import { endReportItem, readReporting, restoreReportItem } from "#features/reporting/contract.ts";
import type { words } from "#features/reporting/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import type { ProblemError } from "#ui/client.ts";
import { useWords } from "#ui/language.ts";
import { useProblemWords } from "#ui/reasons.ts";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

interface Named {
  readonly id: string;
  readonly name: string;
}

function useActing() {
  const say = useProblemWords();
  return { changes: [readReporting], onProblem: ({ problem }: ProblemError) => toast({ text: say(problem) }) };
}

export function useEnding(): (item: Named, because?: string) => void {
  const t = useWords<typeof words>("reporting");
  const workspace = useWorkspaceSlug();
  const acting = useActing();
  const back = useTell(restoreReportItem, { ...acting, onDone: () => toast({ text: t("undone") }) });
  const end = useTell(endReportItem, acting);
  return ({ id, name }, because = "") =>
    end.mutate(
      { params: { workspace, id }, body: { because } },
      { onSuccess: () => toast({ text: t("end-done", { name }), undo: () => back.mutate({ params: { workspace, id } }) }) },
    );
}

export function useRestoring(): (item: Named) => void {
  const t = useWords<typeof words>("reporting");
  const workspace = useWorkspaceSlug();
  const restore = useTell(restoreReportItem, useActing());
  return ({ id, name }) => restore.mutate({ params: { workspace, id } }, { onSuccess: () => toast({ text: t("restored", { name }) }) });
}
