// Files of badge scanners that were brought in: what came of each, the rows set aside, and the way back.
import { Button } from "@mantine/core";
import { useState } from "react";

import { type StandFile, type StandList, listBadgesAside, listStandLeads, undoBadges } from "#features/capture/contract.ts";
import { AsideTable } from "#features/capture/parts/aside-table.tsx";
import type { words } from "#features/capture/words.en.ts";
import { usePathPart, useWorkspaceSlug } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Drawer } from "#ui/dialog.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { Answers, RowsWaiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useAsk, useTell } from "#ui/use-ask.ts";

export function FileTable({ told }: { readonly told: StandList }) {
  const t = useWords<typeof words>("capture");
  const format = useFormat();
  const params = { workspace: useWorkspaceSlug(), id: usePathPart("id") };
  const [shown, setShown] = useState<StandFile | null>(null);
  const undo = useTell(undoBadges, { changes: [listStandLeads], onDone: ({ removed, kept }) => toast({ text: t("badges-undone", { removed, kept }) }) });
  return (
    <Section title={t("files")}>
      <DataTable<StandFile>
        caption={t("files")}
        rows={told.files}
        rowKey={({ id }) => id}
        columns={[
          { key: "name", name: t("file-name"), value: ({ name }) => name, onPhone: "title" },
          { key: "at", name: t("file-at"), isNumber: true, value: ({ at }) => at, cell: ({ at }) => format.moment(at) },
          { key: "by", name: t("file-by"), value: ({ by }) => by },
          { key: "taken", name: t("file-taken"), value: ({ taken }) => taken },
          { key: "known", name: t("file-known"), value: ({ known }) => known },
          {
            key: "aside",
            name: t("file-aside"),
            value: ({ setAside }) => setAside,
            cell: (file) =>
              file.setAside === 0 ? (
                0
              ) : (
                <Button size="compact-sm" variant="subtle" onClick={() => setShown(file)}>
                  {format.count(file.setAside)}
                </Button>
              ),
          },
          {
            key: "state",
            name: t("file-state"),
            value: ({ undoneAt }) => t(undoneAt === null ? "file-is-in" : "file-undone"),
            cell: (file) =>
              file.undoneAt === null ? (
                <ReasonButton
                  whyNot={told.whyNotTake}
                  size="compact-sm"
                  variant="default"
                  loading={undo.isPending}
                  onClick={() => undo.mutate({ params: { ...params, file: file.id } })}
                >
                  {t("file-undo")}
                </ReasonButton>
              ) : (
                t("file-undone")
              ),
          },
        ]}
      />
      {shown === null ? null : <AsideDrawer file={shown} onClose={() => setShown(null)} />}
    </Section>
  );
}

function AsideDrawer({ file, onClose }: { readonly file: StandFile; readonly onClose: () => void }) {
  const t = useWords<typeof words>("capture");
  const answer = useAsk(listBadgesAside, { params: { workspace: useWorkspaceSlug(), id: usePathPart("id"), file: file.id } });
  return (
    <Drawer opened onClose={onClose} title={`${t("aside-title")}: ${file.name}`} size="44rem">
      <Answers of={answer} waiting={<RowsWaiting count={6} />}>
        {({ rows }) => <AsideTable rows={rows} />}
      </Answers>
    </Drawer>
  );
}
