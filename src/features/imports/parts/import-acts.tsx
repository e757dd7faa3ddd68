// What can be done with an import now: load it, go on, stop it, take it back, forget it.
import { Button, Group } from "@mantine/core";

import { type ImportView, discardImport, listImports, showImport, startImport, stopImport, undoImport } from "#features/imports/contract.ts";
import type { words } from "#features/imports/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useGo, useWorkspaceSlug } from "#ui/address.tsx";
import { type ProblemError, ask } from "#ui/client.ts";
import { useWords } from "#ui/language.ts";
import { ReasonButton } from "#ui/reason-button.tsx";
import { useProblemWords } from "#ui/reasons.ts";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";
import { useQueryClient } from "@tanstack/react-query";

/** `whyNotStart` besides the import's own reason: open questions, for one. `isShort`: in a list. */
export function ImportActs({
  of,
  whyNotStart = null,
  isShort = false,
}: {
  readonly of: ImportView;
  readonly whyNotStart?: string | null;
  readonly isShort?: boolean;
}) {
  const t = useWords<typeof words>("imports");
  const workspace = useWorkspaceSlug();
  const acts = useImportActs(of);
  const { state } = of;
  const isBusy = state === "running" || state === "waiting";
  if (isShort && state === "proposed") {
    return (
      <Button component={GoTo} size="compact-sm" href={paths.importOf(workspace, of.id)}>
        {t("check")}
      </Button>
    );
  }
  const size = isShort ? { size: "compact-sm" as const } : {};
  return (
    <Group gap={8}>
      {of.whyNotDiscard === null && state !== "undone" && !isShort ? (
        <Button variant="default" loading={acts.discard.isPending} onClick={acts.onDiscard}>
          {t("discard")}
        </Button>
      ) : null}
      {(state === "done" || state === "failed") && of.whyNotUndo === null ? (
        <Button variant="default" {...size} loading={acts.undo.isPending} onClick={(event) => (event.stopPropagation(), acts.onUndo())}>
          {t(isShort ? "undo-short" : "undo")}
        </Button>
      ) : null}
      {isBusy ? (
        <Button variant="default" {...size} loading={acts.stop.isPending} onClick={(event) => (event.stopPropagation(), acts.onStop())}>
          {t("stop")}
        </Button>
      ) : null}
      {!isShort && (state === "proposed" || (state === "failed" && of.entity !== null) || state === "undone") ? (
        <ReasonButton whyNot={of.whyNotStart ?? whyNotStart} loading={acts.start.isPending} onClick={acts.onStart}>
          {state === "failed" ? t("start-again") : state === "undone" ? t("load-again") : t("start", { count: of.progress.of ?? 0 })}
        </ReasonButton>
      ) : null}
    </Group>
  );
}

/** Taking back may take a moment; loading again begins after it. */
async function untilUndone(params: { readonly workspace: string; readonly id: string }): Promise<void> {
  for (let asked = 0; asked < 120; asked++) {
    // oxlint-disable-next-line no-await-in-loop -- each question waits for the answer before
    const { state } = await ask(showImport, { params });
    if (state !== "undoing") return;
    // oxlint-disable-next-line no-await-in-loop -- as above
    await new Promise((later) => setTimeout(later, 500));
  }
}

function useImportActs(of: ImportView) {
  const t = useWords<typeof words>("imports");
  const workspace = useWorkspaceSlug();
  const say = useProblemWords();
  const go = useGo();
  const params = { workspace, id: of.id };
  const common = { changes: [listImports, showImport], onProblem: (error: ProblemError) => toast({ text: say(error.problem) }) };
  const start = useTell(startImport, common);
  const stop = useTell(stopImport, { ...common, onDone: () => toast({ text: t("was-stopped") }) });
  const client = useQueryClient();
  const loadAgain = async () => {
    await untilUndone(params);
    await ask(startImport, { params });
    await forget(client, [listImports, showImport]);
  };
  const undo = useTell(undoImport, { ...common, onDone: () => toast({ text: t("was-undone", { name: of.name }), undo: loadAgain }) });
  const discard = useTell(discardImport, {
    ...common,
    // Nothing is left of it to ask for again.
    changes: [listImports],
    onDone: () => {
      toast({ text: t("was-discarded") });
      go(paths.imports(workspace), { replace: true });
    },
  });
  return {
    start,
    stop,
    undo,
    discard,
    onStart: () => start.mutate({ params }),
    onStop: () => stop.mutate({ params }),
    onUndo: () => undo.mutate({ params }),
    onDiscard: () => discard.mutate({ params }),
  };
}
