// What the file is, as found out from it: kind of fact, source, encoding, delimiter, header, sheet; each can be set right.
import { Checkbox, Select, SimpleGrid, TextInput } from "@mantine/core";
import { useState } from "react";

import { type ImportDetail, type ImportOptions, changeMapping, listImports, lookAgain, showImport } from "#features/imports/contract.ts";
import { useKeepDetail } from "#features/imports/parts/live.ts";
import classes from "#features/imports/parts/imports.module.css";
import type { words } from "#features/imports/words.en.ts";
import { entityNames } from "#facts/entities.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { useFactNames } from "#ui/fact-names.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section, Surface } from "#ui/page.tsx";
import { ErrorState } from "#ui/states.tsx";
import { useTell } from "#ui/use-ask.ts";

export const encodings = ["utf-8", "utf-16le", "utf-16be", "windows-1251", "windows-1252"] as const;
const delimiters = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe" } as const;
const sources = ["hubspot", "salesforce", "pipedrive", "bitrix24", "amocrm", "zoho", "ad-platform", "file"] as const;

export function FileShape({ one }: { readonly one: ImportDetail }) {
  const t = useWords<typeof words>("imports");
  const names = useFactNames();
  const workspace = useWorkspaceSlug();
  const look = useTell(lookAgain, { changes: [listImports, showImport] });
  const again = (change: ImportOptions) => look.mutate({ params: { workspace, id: one.id }, body: { ...one.options, ...change } });
  const keep = useKeepDetail(workspace);
  const rename = useTell(changeMapping, { changes: [listImports], onDone: keep });
  // The source is a name: with a mapping at hand nothing has to be looked at again.
  const setSource = (name: string) =>
    one.mapping === null ? again({ source: name }) : rename.mutate({ params: { workspace, id: one.id }, body: { mapping: { ...one.mapping, source: name } } });
  const isOff = look.isPending || rename.isPending;
  const known: readonly string[] = sources;
  const source = one.source ?? "file";
  return (
    <Section title={t("file-title")} note={t("file-note")}>
      {look.error ? <ErrorState error={look.error} /> : null}
      <Surface>
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing={16} verticalSpacing={16}>
          <Select
            label={t("file-kind")}
            placeholder={t("choose-kind")}
            data={entityNames.map((entity) => ({ value: entity, label: names.entity(entity) }))}
            value={one.entity}
            searchable
            allowDeselect={false}
            disabled={isOff}
            onChange={(value) => value !== null && again({ entity: value })}
          />
          <Select
            label={t("file-source")}
            description={t("file-source-note")}
            inputWrapperOrder={["label", "input", "description"]}
            data={[...new Set([...known, source])].map((name) => ({ value: name, label: names.source(name) }))}
            value={source}
            allowDeselect={false}
            disabled={isOff}
            onChange={(value) => value !== null && setSource(value)}
          />
          <ReadAs one={one} isOff={isOff} again={again} />
        </SimpleGrid>
        <details className={classes.more} style={{ marginTop: 16 }}>
          <summary>{t("more")}</summary>
          <IdPrefix prefix={one.options.idPrefix ?? ""} isOff={isOff} again={again} />
        </details>
      </Surface>
    </Section>
  );
}

interface ReadAsProps {
  readonly one: ImportDetail;
  readonly isOff: boolean;
  readonly again: (change: ImportOptions) => void;
}

function ReadAs({ one: { shape: found, options }, isOff, again }: ReadAsProps) {
  const t = useWords<typeof words>("imports");
  const format = useFormat();
  // A file that could not be read has no shape yet: then these say how to try.
  const shape = found ?? {
    format: "delimited",
    encoding: options.encoding ?? null,
    encodingConfidence: 1,
    delimiter: options.delimiter ?? null,
    headerLine: options.headerLine === undefined ? 1 : options.headerLine,
    sheets: [],
    sheet: null,
  };
  const isText = shape.format === "delimited";
  const sure = shape.encodingConfidence >= 0.85 ? undefined : t("file-encoding-share", { share: format.share(shape.encodingConfidence, 0) });
  return (
    <>
      {isText ? (
        <Select
          label={t("file-encoding")}
          description={sure}
          inputWrapperOrder={["label", "input", "description"]}
          data={[...encodings]}
          value={shape.encoding}
          allowDeselect={false}
          disabled={isOff}
          onChange={(value) => value !== null && again({ encoding: value as (typeof encodings)[number] })}
        />
      ) : null}
      {isText ? (
        <Select
          label={t("file-delimiter")}
          data={Object.entries(delimiters).map(([value, name]) => ({ value, label: t(`delimiter-${name}`) }))}
          value={shape.delimiter}
          allowDeselect={false}
          disabled={isOff}
          onChange={(value) => value !== null && again({ delimiter: value as keyof typeof delimiters })}
        />
      ) : null}
      {shape.sheets.length > 1 ? (
        <Select
          label={t("file-sheet")}
          data={[...shape.sheets]}
          value={shape.sheet}
          allowDeselect={false}
          disabled={isOff}
          onChange={(value) => value !== null && again({ sheet: value })}
        />
      ) : null}
      <Header line={shape.headerLine} isOff={isOff} again={again} />
    </>
  );
}

function Header({ line, isOff, again }: { readonly line: number | null; readonly isOff: boolean; readonly again: (change: ImportOptions) => void }) {
  const t = useWords<typeof words>("imports");
  const [text, setText] = useState(String(line ?? ""));
  const send = () => {
    const next = Number(text);
    if (Number.isInteger(next) && next >= 1 && next !== line) again({ headerLine: next });
  };
  return (
    <div>
      <TextInput
        label={t("file-header")}
        inputMode="numeric"
        value={text}
        placeholder={t("file-no-header")}
        disabled={isOff || line === null}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={send}
        onKeyDown={(event) => event.key === "Enter" && send()}
      />
      <Checkbox
        mt={8}
        size="xs"
        label={t("file-no-header-check")}
        checked={line === null}
        disabled={isOff}
        onChange={(event) => again({ headerLine: event.currentTarget.checked ? null : 1 })}
      />
    </div>
  );
}

function IdPrefix({ prefix, isOff, again }: { readonly prefix: string; readonly isOff: boolean; readonly again: (change: ImportOptions) => void }) {
  const t = useWords<typeof words>("imports");
  const [text, setText] = useState(prefix);
  const send = () => text.trim() !== prefix && again({ idPrefix: text.trim() === "" ? undefined : text.trim() });
  return (
    <TextInput
      label={t("file-prefix")}
      description={t("file-prefix-note")}
      inputWrapperOrder={["label", "input", "description"]}
      value={text}
      maxLength={40}
      maw={320}
      disabled={isOff}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={send}
      onKeyDown={(event) => event.key === "Enter" && send()}
    />
  );
}
