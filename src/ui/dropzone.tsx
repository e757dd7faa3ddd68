// Where files are dropped, or chosen with the keyboard: kind and size are checked before anything is sent.
import { IconFileUpload } from "@tabler/icons-react";
import { type DragEvent, useId, useState } from "react";

import classes from "#ui/acts.module.css";
import { useFormat, useWords } from "#ui/language.ts";
import type { words } from "#ui/words.en.ts";

export interface DropzoneProps {
  /** Endings: ['.csv', '.tsv', '.xlsx']; left out: any file. */
  readonly kinds?: readonly string[];
  readonly maxBytes: number;
  readonly onFiles: (files: File[]) => void;
  readonly isOff?: boolean;
}

export function Dropzone({ kinds, maxBytes, onFiles, isOff = false }: DropzoneProps) {
  const t = useWords<typeof words>("kit");
  const size = useBytes();
  const id = useId();
  const [isOver, setOver] = useState(false);
  const [wrong, setWrong] = useState<readonly string[]>([]);

  const take = (files: readonly File[]) => {
    const isKind = (file: File) => kinds === undefined || kinds.some((kind) => file.name.toLowerCase().endsWith(kind));
    setWrong([
      ...files.filter((file) => !isKind(file)).map((file) => t("drop-wrong-kind", { name: file.name })),
      ...files.filter((file) => isKind(file) && file.size > maxBytes).map((file) => t("drop-too-large", { name: file.name, size: size(maxBytes) })),
    ]);
    const good = files.filter((file) => isKind(file) && file.size <= maxBytes);
    if (good.length > 0) onFiles(good);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!isOff) take([...event.dataTransfer.files]);
  };

  return (
    <div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping is one way; the field inside is the other, for keys */}
      <label
        className={classes.drop}
        htmlFor={id}
        {...(isOver ? { "data-over": true } : {})}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileUpload size={28} stroke={1.5} aria-hidden color="var(--text-quiet)" />
        <span>
          <strong>{t("drop-here")}</strong> <u>{t("drop-or-choose")}</u>
        </span>
        <small>
          {kinds === undefined
            ? t("drop-takes-any", { size: size(maxBytes) })
            : t("drop-takes", { kinds: kinds.map((kind) => kind.slice(1).toUpperCase()).join(", "), size: size(maxBytes) })}
        </small>
        <input
          id={id}
          type="file"
          multiple
          disabled={isOff}
          {...(kinds === undefined ? {} : { accept: kinds.join(",") })}
          className="seen-by-readers-only"
          onChange={(event) => {
            take([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = "";
          }}
        />
      </label>
      <div role="alert">
        {wrong.map((sentence) => (
          <p key={sentence} className={classes.wrong}>
            {sentence}
          </p>
        ))}
      </div>
    </div>
  );
}

/** Writes a number of bytes: '200 MB'. */
export function useBytes(): (bytes: number) => string {
  const { language } = useFormat();
  return (bytes) => {
    const [amount, unit] = bytes >= 1e9 ? [bytes / 1e9, "gigabyte"] : bytes >= 1e6 ? [bytes / 1e6, "megabyte"] : [bytes / 1e3, "kilobyte"];
    return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: amount < 10 ? 1 : 0 }).format(amount);
  };
}
