// The imports' page: bring files in, see what became of each, take one back; while there is none, where to begin.
import { useState } from "react";

import { type ImportView, listImports, receiveImport, showImport } from "#features/imports/contract.ts";
import { Beginning } from "#features/imports/parts/beginning.tsx";
import { ImportList } from "#features/imports/parts/import-list.tsx";
import { useImportsLive } from "#features/imports/parts/live.ts";
import { type Sending, Uploads } from "#features/imports/parts/uploads.tsx";
import type { words } from "#features/imports/words.en.ts";
import { paths } from "#kit/paths.ts";
import { useGo, useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { problemOf, send } from "#ui/client.ts";
import { useWords } from "#ui/language.ts";
import { Page as Frame } from "#ui/page.tsx";
import { AnswerWaiting, Answers, RowsWaiting } from "#ui/states.tsx";
import { forget, useAsk } from "#ui/use-ask.ts";
import { useQueryClient } from "@tanstack/react-query";

const pageSize = 50;

export function Page() {
  const t = useWords<typeof words>("imports");
  const workspace = useWorkspaceSlug();
  const [from] = useSearchValue("offset");
  const offset = Number(from ?? 0) || 0;
  useImportsLive();
  const list = useAsk(listImports, { params: { workspace }, query: { limit: pageSize, offset } }, { keepsLast: true });
  const [sending, take] = useSending();
  return (
    <Frame
      title={t("title")}
      answer={
        <Answers of={list} waiting={<AnswerWaiting />}>
          {({ imports, total }) => <Answer imports={imports} total={total} />}
        </Answers>
      }
    >
      <Uploads whyNot={list.data?.whyNotReceive ?? null} sending={sending} onFiles={take} />
      <Answers of={list} waiting={<RowsWaiting count={8} />}>
        {({ imports, total }) => (total === 0 ? <Beginning /> : <ImportList imports={imports} total={total} offset={offset} />)}
      </Answers>
    </Frame>
  );
}

function Answer({ imports, total }: { readonly imports: readonly ImportView[]; readonly total: number }) {
  const t = useWords<typeof words>("imports");
  if (total === 0) return t("answer-empty");
  const rows = imports.filter((each) => each.state !== "undone").reduce((sum, { rows: taken }) => sum + taken.added, 0);
  const waiting = imports.filter((each) => each.state === "proposed").length;
  return (
    <>
      {t("answer", { count: total, rows: t("n-rows", { count: rows }) })} {waiting === 0 ? null : t("answer-waiting", { count: waiting })}
    </>
  );
}

/** Files go one after another; a single one is opened as soon as it has arrived. */
function useSending(): [readonly Sending[], (files: File[]) => void] {
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const go = useGo();
  const [sending, setSending] = useState<readonly Sending[]>([]);
  const take = (files: File[]) => {
    const change = (file: File, to: Partial<Sending>) => setSending((all) => all.map((each) => (each.file === file ? { ...each, ...to } : each)));
    setSending(files.map((file) => ({ file, sent: 0, problem: null })));
    const all = async () => {
      for (const file of files) {
        try {
          const received = await send(receiveImport, { params: { workspace }, query: { name: file.name }, body: file }, (sent) => change(file, { sent }));
          setSending((before) => before.filter((each) => each.file !== file));
          await forget(client, [listImports, showImport]);
          if (files.length === 1) go(paths.importOf(workspace, received.id));
        } catch (error) {
          change(file, { problem: problemOf(error) });
        }
      }
    };
    void all();
  };
  return [sending, take];
}
