// Files of a message: chosen, dropped or pasted while one writes, and shown below what was said.
import { ActionIcon, Button, FileButton } from "@mantine/core";
import { IconFile, IconPaperclip, IconX } from "@tabler/icons-react";
import type { ClipboardEvent, DragEvent } from "react";

import type { MessageView } from "#features/threads/contract.ts";
import classes from "#features/threads/parts/threads.module.css";
import type { words } from "#features/threads/words.en.ts";
import { openFile } from "#facts/files.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { whereIs } from "#ui/client.ts";
import { useBytes } from "#ui/dropzone.tsx";
import { useWords } from "#ui/language.ts";

type Take = (files: readonly File[]) => void;

/** What a field must do so that files can be dropped and pasted into it. */
export function takingFiles(take: Take) {
  const from = (event: { preventDefault: () => void }, list: FileList | undefined) => {
    if (list === undefined || list.length === 0) return;
    event.preventDefault();
    take([...list]);
  };
  return {
    onPaste: (event: ClipboardEvent) => from(event, event.clipboardData.files),
    onDrop: (event: DragEvent) => from(event, event.dataTransfer.files),
  };
}

export function ChooseFiles({ onFiles }: { readonly onFiles: Take }) {
  const t = useWords<typeof words>("threads");
  return (
    <FileButton multiple onChange={onFiles}>
      {(props) => (
        <Button {...props} variant="default" leftSection={<IconPaperclip size={16} stroke={1.5} aria-hidden />}>
          {t("attach")}
        </Button>
      )}
    </FileButton>
  );
}

export function ChosenFiles({ files, onChange }: { readonly files: readonly File[]; readonly onChange: (files: readonly File[]) => void }) {
  const t = useWords<typeof words>("threads");
  const size = useBytes();
  return (
    <ul className={classes["files"]} aria-label={t("attached")}>
      {files.map((file, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- two files may have one name
        <li key={`${file.name} ${place}`} className={classes["file"]}>
          <IconFile size={16} stroke={1.5} aria-hidden />
          <span>{file.name}</span>
          <span className={classes["quiet"]}>{size(file.size)}</span>
          <ActionIcon variant="subtle" size="sm" aria-label={t("detach", { name: file.name })} onClick={() => onChange(files.filter((each) => each !== file))}>
            <IconX size={14} stroke={1.5} aria-hidden />
          </ActionIcon>
        </li>
      ))}
    </ul>
  );
}

export function MessageFiles({ files }: { readonly files: MessageView["files"] }) {
  const t = useWords<typeof words>("threads");
  const workspace = useWorkspaceSlug();
  const size = useBytes();
  if (files.length === 0) return null;
  return (
    <ul className={classes["files"]} aria-label={t("attached")}>
      {files.map(({ id, name, size: bytes, isPicture }) => {
        const params = { workspace, id };
        return (
          <li key={id} className={classes["file"]}>
            {isPicture ? (
              <img src={whereIs(openFile, { params, query: { shown: "true" } })} alt="" loading="lazy" />
            ) : (
              <IconFile size={16} stroke={1.5} aria-hidden />
            )}
            <a href={whereIs(openFile, { params })} download={name}>
              {name}
            </a>
            <span className={classes["quiet"]}>{size(bytes)}</span>
          </li>
        );
      })}
    </ul>
  );
}
