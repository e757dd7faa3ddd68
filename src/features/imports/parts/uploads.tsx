// Where files are dropped, and how far those on their way have come.
import { Stack } from "@mantine/core";

import { largestFileBytes } from "#features/imports/rules.ts";
import type { words } from "#features/imports/words.en.ts";
import type { Problem, WhyNot } from "#kit/refusal.ts";
import { ProblemError } from "#ui/client.ts";
import { Dropzone } from "#ui/dropzone.tsx";
import { useWords } from "#ui/language.ts";
import { ProgressLine } from "#ui/progress.tsx";
import { ErrorState } from "#ui/states.tsx";

export interface Sending {
  readonly file: File;
  readonly sent: number;
  readonly problem: Problem | null;
}

export interface UploadsProps {
  readonly whyNot: WhyNot;
  readonly sending: readonly Sending[];
  readonly onFiles: (files: File[]) => void;
}

export function Uploads({ whyNot, sending, onFiles }: UploadsProps) {
  const t = useWords<typeof words>("imports");
  if (whyNot !== null) return <p style={{ margin: 0 }}>{t("no-rights")}</p>;
  return (
    <Stack gap={16}>
      <Dropzone kinds={[".csv", ".tsv", ".txt", ".xlsx"]} maxBytes={largestFileBytes} onFiles={onFiles} />
      {sending.map(({ file, sent, problem }) =>
        problem === null ? (
          <ProgressLine
            key={file.name}
            label={t("sending", { name: file.name })}
            done={Math.round(sent / 1000)}
            total={Math.max(1, Math.round(file.size / 1000))}
          />
        ) : (
          <div key={file.name}>
            <strong>{file.name}</strong>
            <ErrorState error={new ProblemError(problem)} />
          </div>
        ),
      )}
    </Stack>
  );
}
