// One record: its fields, its moves through the stages, and each change with the file that stated it.
import { Anchor, Button } from "@mantine/core";

import { showRecord } from "#features/records/contract.ts";
import classes from "#features/records/parts/records.module.css";
import type { words } from "#features/records/words.en.ts";
import { type EntityName, entityFields } from "#facts/entities.ts";
import type { FieldSpec } from "#facts/field.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import type { ReplyOf } from "#ui/client.ts";
import { DataTable } from "#ui/data-table.tsx";
import { type FieldValue, fieldKind, useFactNames } from "#ui/fact-names.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Page as Frame, Section, Surface } from "#ui/page.tsx";
import { StandCard } from "#ui/stand-card.tsx";
import { AnswerWaiting, Answers, RowsWaiting } from "#ui/states.tsx";
import { Thread } from "#ui/thread.tsx";
import { useAsk } from "#ui/use-ask.ts";

type Shown = ReplyOf<typeof showRecord>;

export function RecordUpClose({ entity, id }: { readonly entity: EntityName; readonly id: string }) {
  const t = useWords<typeof words>("records");
  const workspace = useWorkspaceSlug();
  const shown = useAsk(showRecord, { params: { workspace, entity, id } });
  const name = shown.data?.record.fields["name"];
  return (
    <Frame
      title={typeof name === "string" ? `${name} · ${id}` : id}
      answer={
        shown.error ? undefined : (
          <Answers of={shown} waiting={<AnswerWaiting />}>
            {(answer) => <WhatItIs shown={answer} />}
          </Answers>
        )
      }
      actions={
        <>
          {entity === "campaign" ? (
            <Button component={GoTo} variant="default" href={paths.agency(workspace, { kind: "campaign", id })}>
              {t("who-sees")}
            </Button>
          ) : null}
          {entity === "lead" || entity === "deal" || entity === "account" || entity === "campaign" ? (
            <Button component={GoTo} href={paths.feedback(workspace, { about: `${entity}:${id}` })}>
              {t("comment")}
            </Button>
          ) : null}
          <Button component={GoTo} variant="default" href={paths.records(workspace, { entity })}>
            {t("all")}
          </Button>
        </>
      }
    >
      <Answers of={shown} waiting={<RowsWaiting count={10} />}>
        {(answer) => (
          <>
            <Fields shown={answer} />
            {entity === "lead" ? <StandCard lead={id} place="page" /> : null}
            {entity === "deal" || entity === "lead" ? <Moves shown={answer} /> : null}
            <History shown={answer} />
            {entity === "lead" || entity === "deal" || entity === "account" || entity === "campaign" ? <Thread kind={entity} id={id} /> : null}
          </>
        )}
      </Answers>
    </Frame>
  );
}

function WhatItIs({ shown: { entity, record, imports } }: { readonly shown: Shown }) {
  const t = useWords<typeof words>("records");
  const names = useFactNames();
  const format = useFormat();
  const last = imports.find((one) => one.id === record.lastImport);
  const about = { entity: names.entity(entity), source: names.source(record.source) };
  return last ? t("record-answer", { ...about, file: last.name, day: format.moment(last.at) }) : t("record-answer-unknown", about);
}

function Fields({ shown: { entity, record, currency, names: called } }: { readonly shown: Shown }) {
  const t = useWords<typeof words>("records");
  const names = useFactNames();
  const specs = Object.entries(entityFields[entity] as Readonly<Record<string, FieldSpec>>).filter(([field]) => field !== "id");
  const filled = specs.filter(([field]) => (record.fields[field] ?? null) !== null);
  const empty = specs.filter(([field]) => (record.fields[field] ?? null) === null).map(([field]) => names.field(field));
  const money = typeof record.fields["currency"] === "string" ? record.fields["currency"] : currency;
  return (
    <Section title={t("fields")}>
      <Surface>
        <dl className={classes.fields}>
          {filled.map(([field, spec]) => (
            <div key={field}>
              <dt>{names.field(field)}</dt>
              <dd>
                <Value spec={spec} value={record.fields[field] ?? null} currency={money} called={called} />
              </dd>
            </div>
          ))}
        </dl>
        {empty.length === 0 ? null : <p className={classes.quiet}>{t("empty-fields", { count: empty.length, names: empty.join(", ") })}</p>}
      </Surface>
    </Section>
  );
}

interface ValueProps {
  readonly spec: FieldSpec;
  readonly value: FieldValue;
  readonly currency: string;
  readonly called: Shown["names"];
}

/** What names another record leads to it. */
function Value({ spec, value, currency, called }: ValueProps) {
  const names = useFactNames();
  const workspace = useWorkspaceSlug();
  const written = names.value(spec.kind, value, currency);
  if (spec.refersTo === undefined || typeof value !== "string") return written;
  const name = called.find((one) => one.entity === spec.refersTo && one.id === value)?.name;
  return (
    <Anchor component={GoTo} href={paths.records(workspace, { entity: spec.refersTo, search: value })} inherit>
      {name === undefined || name === value ? written : `${name} (${written})`}
    </Anchor>
  );
}

function Moves({ shown: { moves } }: { readonly shown: Shown }) {
  const t = useWords<typeof words>("records");
  const names = useFactNames();
  const format = useFormat();
  if (moves.length === 0) {
    return (
      <Section title={t("moves")}>
        <p style={{ margin: 0 }}>{t("moves-none")}</p>
      </Section>
    );
  }
  return (
    <Section title={t("moves")} note={t("moves-note")}>
      <DataTable
        caption={t("moves")}
        rows={moves}
        rowKey={(move) => `${move.at} ${move.to}`}
        columns={[
          { key: "to", name: t("to"), value: (move) => move.to, isFixed: true, onPhone: "title" },
          { key: "from", name: t("from"), value: (move) => move.from, isFixed: true },
          { key: "when", name: t("when"), value: (move) => move.at, isFixed: true, cell: (move) => format.moment(move.at) },
          { key: "by", name: t("by"), value: (move) => move.by, isFixed: true },
          {
            key: "origin",
            name: t("origin"),
            isFixed: true,
            value: (move) => (move.origin === "source" ? t("origin-source", { source: names.source(move.source) }) : t("origin-observed")),
          },
        ]}
      />
    </Section>
  );
}

interface Change {
  readonly at: string;
  readonly field: string;
  readonly before: FieldValue;
  readonly after: FieldValue;
  readonly by: string;
}

/** Each difference between one state and the next. */
function changesOf({ record, earlier }: Shown): Change[] {
  return earlier
    .flatMap((was, place) => {
      const next = earlier[place + 1]?.fields ?? record.fields;
      return Object.keys(was.fields).flatMap((field) => {
        const [before, after] = [was.fields[field] ?? null, next[field] ?? null];
        return before === after ? [] : [{ at: was.until, field, before, after, by: was.replacedBy }];
      });
    })
    .toReversed();
}

function History({ shown }: { readonly shown: Shown }) {
  const t = useWords<typeof words>("records");
  const names = useFactNames();
  const format = useFormat();
  const changes = changesOf(shown);
  const first = shown.imports.find((one) => one.id === shown.record.firstImport);
  if (changes.length === 0) {
    return (
      <Section title={t("history")}>
        <p style={{ margin: 0 }}>
          {first ? t("history-none", { day: format.moment(first.at) }) : t("history-none-unknown")} {first ? <ImportLink of={first} /> : null}
        </p>
      </Section>
    );
  }
  const value = (change: Change, side: "before" | "after") => names.value(fieldKind(shown.entity, change.field) ?? "text", change[side], shown.currency);
  return (
    <Section title={t("history")}>
      <DataTable
        caption={t("history")}
        rows={changes}
        rowKey={(change) => `${change.at} ${change.field}`}
        columns={[
          { key: "field", name: t("field"), value: (change) => names.field(change.field), isFixed: true, onPhone: "title" },
          { key: "before", name: t("before"), value: (change) => value(change, "before"), isFixed: true },
          { key: "after", name: t("after"), value: (change) => value(change, "after"), isFixed: true },
          { key: "when", name: t("when"), value: (change) => change.at, isFixed: true, cell: (change) => format.moment(change.at) },
          {
            key: "by",
            name: t("stated"),
            isFixed: true,
            value: (change) => shown.imports.find((one) => one.id === change.by)?.name ?? t("import-lost"),
            cell: (change) => {
              const by = shown.imports.find((one) => one.id === change.by);
              return by ? <ImportLink of={by} /> : t("import-lost");
            },
          },
        ]}
      />
    </Section>
  );
}

function ImportLink({ of: { id, name } }: { readonly of: { readonly id: string; readonly name: string } }) {
  const workspace = useWorkspaceSlug();
  return (
    <Anchor component={GoTo} href={paths.importOf(workspace, id)} inherit>
      {name}
    </Anchor>
  );
}
