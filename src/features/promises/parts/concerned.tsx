// Whom a promise concerned, as far as that is for the reader to see, and the records in which it was not kept.
import { type PromiseCasesView, type PromiseView, readPromiseCases } from "#features/promises/contract.ts";
import classes from "#features/promises/parts/promises.module.css";
import type { words } from "#features/promises/words.en.ts";
import { paths } from "#kit/paths.ts";
import { useGo, useWorkspaceSlug } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { useReason } from "#ui/reasons.ts";
import { Answers, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

export function Concerned({ promise, period }: { readonly promise: PromiseView; readonly period: string }) {
  const params = { workspace: useWorkspaceSlug(), promise: promise.key };
  const answer = useAsk(readPromiseCases, { params, query: { period } });
  return (
    <Answers of={answer} waiting={<RowsWaiting count={4} />}>
      {(cases) => (
        <>
          <People promise={promise} cases={cases} />
          <Records promise={promise} cases={cases} />
        </>
      )}
    </Answers>
  );
}

interface CasesProps {
  readonly promise: PromiseView;
  readonly cases: PromiseCasesView;
}

function People({ promise, cases }: CasesProps) {
  const t = useWords<typeof words>("promises");
  const reason = useReason();
  if (promise.side !== "sales") return null;
  return (
    <Section title={t("people")}>
      {cases.whyNotPeople === null ? null : <p className={classes.quiet}>{reason(cases.whyNotPeople)}</p>}
      {cases.people.length === 0 ? null : (
        <DataTable
          caption={t("people-table")}
          rows={cases.people}
          rowKey={({ id }) => id}
          fileName={`evenhand-promise-${promise.key}-people`}
          columns={[
            { key: "name", name: t("col-person"), value: ({ name }) => name, onPhone: "title" },
            { key: "cases", name: t("col-cases"), isNumber: true, value: (row) => row.cases },
            { key: "short", name: t("col-short"), isNumber: true, value: ({ short }) => short },
          ]}
        />
      )}
    </Section>
  );
}

function Records({ promise, cases: { shows, entity, short, shortTotal } }: CasesProps) {
  const t = useWords<typeof words>("promises");
  const go = useGo();
  const workspace = useWorkspaceSlug();
  if (promise.unit !== "share") return null;
  return (
    <Section title={t("records")} note={shows === "own" ? t("records-own") : undefined}>
      {shows === "none" ? (
        <p className={classes.quiet}>{t("records-none")}</p>
      ) : (
        <DataTable
          caption={t("records-table")}
          rows={short.map((id) => ({ id }))}
          rowKey={({ id }) => id}
          empty={t("records-empty")}
          fileName={`evenhand-promise-${promise.key}-records`}
          onOpen={({ id }) =>
            go(promise.key === "requests-answered" && isRequest(id) ? paths.feedback(workspace, { item: id }) : paths.records(workspace, { entity, id }))
          }
          foot={shortTotal > short.length ? t("records-more", { count: shortTotal, shown: short.length }) : undefined}
          columns={[{ key: "id", name: t("col-record"), value: ({ id }) => id, onPhone: "title" }]}
        />
      )}
    </Section>
  );
}

/** Requests for materials stand in the room of feedback under ids of ours; a lead's id comes from the CRM. */
const isRequest = (id: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
