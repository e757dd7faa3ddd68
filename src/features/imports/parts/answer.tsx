// The state of an import in one sentence.
import type { ImportDetail } from "#features/imports/contract.ts";
import type { words } from "#features/imports/words.en.ts";
import { useBytes } from "#ui/dropzone.tsx";
import { useFactNames } from "#ui/fact-names.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { useReason } from "#ui/reasons.ts";

export function AnswerOf({ one }: { readonly one: ImportDetail }) {
  const t = useWords<typeof words>("imports");
  const format = useFormat();
  const size = useBytes();
  const reason = useReason();
  const { progress, rows } = one;
  switch (one.state) {
    case "receiving":
      return t("say-receiving", { size: size(progress.bytes) });
    case "received":
      return t("say-received");
    case "proposed":
      return <Proposed one={one} />;
    case "waiting":
      return t("say-waiting");
    case "running":
      return t("say-running", { done: progress.records, of: progress.of ?? "…" });
    case "failed":
      return one.problem === null ? null : reason(one.problem.code, one.problem.details);
    case "undoing":
      return t("say-undoing");
    case "undone":
      return t("say-undone", { day: format.moment(one.undoneAt ?? one.receivedAt) });
    default:
      return <Done rows={rows} />;
  }
}

function Done({ rows }: Pick<ImportDetail, "rows">) {
  const t = useWords<typeof words>("imports");
  const { added, changed, same, setAside } = rows;
  const taken =
    added + changed + same === 0
      ? t("say-done-none")
      : added + changed === 0
        ? t("say-done-same", { same })
        : changed + same === 0
          ? t("say-done-new", { count: added })
          : t("say-done", { added, changed, same });
  return (
    <>
      {taken} {setAside === 0 ? t("say-aside-none") : t("say-aside", { count: setAside })}
    </>
  );
}

function Proposed({ one }: { readonly one: ImportDetail }) {
  const t = useWords<typeof words>("imports");
  const names = useFactNames();
  if (one.mapping === null) return t("say-unknown");
  const about = { rows: t("n-rows", { count: one.progress.of ?? 0 }), entity: names.entity(one.mapping.entity).toLowerCase() };
  if ((one.preview?.problems.length ?? 0) > 0) return t("say-problems");
  const open = one.preview?.questions.filter((question) => question.isAmbiguous).length ?? 0;
  if (open > 0) return t("say-proposed", { ...about, count: open });
  return t(one.mappingBy === "remembered" ? "say-remembered" : "say-clear", about);
}
