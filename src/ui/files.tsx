// Files of a thing: dropped or chosen, listed with who added them and when, opened, taken away with a way back.
import { IconFile, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { type FileView, addFile, listFiles, openFile, removeFile, restoreFile } from "#facts/files.ts";

import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask, problemOf, send, whereIs } from "#ui/client.ts";
import { Dropzone, useBytes } from "#ui/dropzone.tsx";
import classes from "#ui/files.module.css";
import { useFormat, useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { ProgressLine } from "#ui/progress.tsx";
import { useProblemWords, useReason } from "#ui/reasons.ts";
import { Answers, RowsWaiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useAsk, useTell } from "#ui/use-ask.ts";
import type { words } from "#ui/words.en.ts";

export interface FilesProps {
  /** What they belong to: 'project' and its id. */
  readonly kind: string;
  readonly id: string;
}

interface OnItsWay {
  readonly key: string;
  readonly name: string;
  readonly sent: number;
  readonly size: number;
  /** What went wrong, in words; it stays until the next files come. */
  readonly wrong: string | null;
}

export function Files({ kind, id }: FilesProps) {
  const t = useWords<typeof words>("kit");
  const say = useReason();
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const files = useAsk(listFiles, { params: { workspace }, query: { kind, id } });
  useLive("files", () => void forget(client, [listFiles]));
  const { under, take } = useTaking({ kind, id });
  return (
    <div className={classes["files"]}>
      <Answers of={files} waiting={<RowsWaiting count={3} />}>
        {(told) => (
          <>
            {told.files.length === 0 ? (
              <p className={classes["quiet"]}>{t("files-none")}</p>
            ) : (
              <ul className={classes["list"]}>
                {told.files.map((file) => (
                  <File key={file.id} file={file} />
                ))}
              </ul>
            )}
            {under.map(({ key, name, sent, size, wrong }) =>
              wrong === null ? (
                <ProgressLine key={key} label={name} done={sent} total={size} />
              ) : (
                <p key={key} role="alert" className={classes["wrong"]}>
                  {name}: {wrong}
                </p>
              ),
            )}
            <div className="not-on-paper">
              {told.whyNotAdd === null ? (
                <Dropzone maxBytes={told.largestBytes} onFiles={(all) => void take(all)} />
              ) : (
                <p className={classes["quiet"]}>{say(told.whyNotAdd)}</p>
              )}
            </div>
          </>
        )}
      </Answers>
    </div>
  );
}

/** One after another, each by itself: what is turned down does not hold up the rest. */
function useTaking({ kind, id }: FilesProps) {
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const words = useProblemWords();
  const [under, setUnder] = useState<readonly OnItsWay[]>([]);
  const change = (place: number, some: Partial<OnItsWay>) => setUnder((all) => all.map((each, at) => (at === place ? { ...each, ...some } : each)));
  const take = async (files: readonly Blob[]) => {
    const named = files as readonly (Blob & { readonly name: string })[];
    setUnder(named.map(({ name, size }, place) => ({ key: `${place} ${name}`, name, sent: 0, size, wrong: null })));
    for (const [place, file] of named.entries()) {
      const question = { params: { workspace }, query: { kind, id, name: file.name }, body: file };
      await send(addFile, question, (sent) => change(place, { sent })).then(
        () => change(place, { sent: file.size }),
        (error: unknown) => change(place, { wrong: words(problemOf(error)) }),
      );
      await forget(client, [listFiles]);
    }
    setUnder((all) => all.filter(({ wrong }) => wrong !== null));
  };
  return { under, take };
}

/** Sends files to be kept with a thing, one after another; gives those that were turned down, each with why in words. */
export function useSendFiles(): (of: FilesProps, files: readonly (Blob & { readonly name: string })[]) => Promise<{ name: string; wrong: string }[]> {
  const workspace = useWorkspaceSlug();
  const words = useProblemWords();
  return async ({ kind, id }, files) => {
    const turnedDown: { name: string; wrong: string }[] = [];
    for (const file of files) {
      const question = { params: { workspace }, query: { kind, id, name: file.name }, body: file };
      // oxlint-disable-next-line no-await-in-loop -- one after another, so that a slow line carries each whole
      await ask(addFile, question).catch((error: unknown) => turnedDown.push({ name: file.name, wrong: words(problemOf(error)) }));
    }
    return turnedDown;
  };
}

function File({ file }: { readonly file: FileView }) {
  const t = useWords<typeof words>("kit");
  const format = useFormat();
  const size = useBytes();
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const params = { workspace, id: file.id };
  const remove = useTell(removeFile, {
    changes: [listFiles],
    onDone: () =>
      toast({
        text: t("file-removed", { name: file.name }),
        undo: async () => {
          await ask(restoreFile, { params });
          await forget(client, [listFiles]);
        },
      }),
    onProblem: () => toast({ text: t("file-not-removed", { name: file.name }) }),
  });
  return (
    <li className={classes["file"]}>
      {file.isPicture ? (
        <img src={whereIs(openFile, { params, query: { shown: "true" } })} alt="" loading="lazy" />
      ) : (
        <span className={classes["sign"]}>
          <IconFile size={20} stroke={1.5} aria-hidden />
        </span>
      )}
      <div>
        <a href={whereIs(openFile, { params })} download={file.name}>
          {file.name}
        </a>
        <p className={classes["quiet"]}>{t("file-about", { size: size(file.size), name: file.addedBy ?? "–", when: format.moment(file.addedAt) })}</p>
      </div>
      {file.whyNotRemove === null ? (
        <button
          type="button"
          className={`${classes["remove"]} not-on-paper`}
          aria-label={t("file-remove", { name: file.name })}
          disabled={remove.isPending}
          onClick={() => remove.mutate({ params })}
        >
          <IconTrash size={18} stroke={1.5} aria-hidden />
        </button>
      ) : null}
    </li>
  );
}
