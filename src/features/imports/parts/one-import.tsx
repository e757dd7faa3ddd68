// One file on its way to the facts: what it is, how it is read, how far it is, what became of it.
import { Button } from "@mantine/core";

import { type ImportDetail, type ImportState, showImport } from "#features/imports/contract.ts";
import { AnswerOf } from "#features/imports/parts/answer.tsx";
import { Failed } from "#features/imports/parts/failed.tsx";
import { ImportActs } from "#features/imports/parts/import-acts.tsx";
import { busyStates, useImportsLive } from "#features/imports/parts/live.ts";
import { Loading } from "#features/imports/parts/loading.tsx";
import { Proposal } from "#features/imports/parts/proposal.tsx";
import { Result } from "#features/imports/parts/result.tsx";
import type { words } from "#features/imports/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, usePathPart, useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { Page as Frame } from "#ui/page.tsx";
import { Steps } from "#ui/progress.tsx";
import { AnswerWaiting, Answers, ErrorState, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

/** Which of the four steps a state belongs to. */
const stepOf: Readonly<Record<ImportState, number>> = {
  receiving: 0,
  received: 0,
  proposed: 1,
  waiting: 2,
  running: 2,
  failed: 2,
  done: 3,
  undoing: 3,
  undone: 3,
};
const titleOf = {
  receiving: "page-receiving",
  received: "page-received",
  proposed: "page-proposed",
  waiting: "page-running",
  running: "page-running",
  failed: "page-failed",
  done: "page-done",
  undoing: "page-undone",
  undone: "page-undone",
} as const satisfies Readonly<Record<ImportState, string>>;

export function Page() {
  const t = useWords<typeof words>("imports");
  const workspace = useWorkspaceSlug();
  const id = usePathPart("id");
  useImportsLive();
  // Events may be lost on the way (a proxy, a sleeping laptop): what is under way is also asked for now and then.
  const shown = useAsk(showImport, { params: { workspace, id } }, { keepsLast: true });
  useAsk(showImport, { params: { workspace, id } }, { every: 4_000, when: shown.data !== undefined && busyStates.has(shown.data.state) });
  const one = shown.data;
  const whyNotStart = one?.preview?.questions.some((question) => question.isAmbiguous) === true ? "questions-open" : null;
  return (
    <Frame
      title={one === undefined ? t("file") : t(titleOf[one.state], { name: one.name })}
      answer={one === undefined ? shown.error ? undefined : <AnswerWaiting /> : <AnswerOf one={one} />}
      actions={
        <>
          <Button component={GoTo} variant="subtle" href={paths.imports(workspace)}>
            {t("all-files")}
          </Button>
          {one === undefined ? null : <ImportActs of={one} whyNotStart={whyNotStart} />}
        </>
      }
    >
      <Steps
        names={[t("step-file"), t("step-columns"), t("step-loading"), t("step-result")]}
        at={one === undefined || (one.state === "failed" && one.shape === null) ? 0 : stepOf[one.state]}
      />
      {shown.error && one === undefined ? <ErrorState error={shown.error} /> : null}
      <Answers of={{ ...shown, error: null }} waiting={shown.error ? null : <RowsWaiting count={10} />}>
        {(detail) => <Step one={detail} whyNotStart={whyNotStart} />}
      </Answers>
    </Frame>
  );
}

function Step({ one, whyNotStart }: { readonly one: ImportDetail; readonly whyNotStart: string | null }) {
  switch (one.state) {
    case "proposed":
      return <Proposal key={one.id} one={one} whyNotStart={whyNotStart} />;
    case "failed":
      return <Failed key={one.id} one={one} />;
    case "done":
    case "undone":
    case "undoing":
      return <Result key={one.id} one={one} />;
    default:
      return <Loading one={one} />;
  }
}
