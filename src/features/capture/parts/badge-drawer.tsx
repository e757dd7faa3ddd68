// A badge scanner's file before it is taken: what each column holds, what becomes of the first rows, what is set aside and why.
import { Button, Stack } from "@mantine/core";
import { useState } from "react";

import { type BadgeLook, listStandLeads, lookAtBadges, takeBadges } from "#features/capture/contract.ts";
import { AsideTable } from "#features/capture/parts/aside-table.tsx";
import classes from "#features/capture/parts/leads.module.css";
import type { words } from "#features/capture/words.en.ts";
import { usePathPart, useWorkspaceSlug } from "#ui/address.tsx";
import { Drawer } from "#ui/dialog.tsx";
import { Dropzone } from "#ui/dropzone.tsx";
import { useWords } from "#ui/language.ts";
import { ReasonButton } from "#ui/reason-button.tsx";
import { Select } from "#ui/select.tsx";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

const fields = ["name", "first-name", "last-name", "company", "title", "phone", "mobile", "email", "grade", "product", "note", "scanned-at"] as const;
const mostBytes = 8_000_000;

export function BadgeDrawer({ onClose }: { readonly onClose: () => void }) {
  const t = useWords<typeof words>("capture");
  const params = { workspace: useWorkspaceSlug(), id: usePathPart("id") };
  const [file, setFile] = useState<{ readonly file: File; readonly id: string } | null>(null);
  const look = useTell(lookAtBadges);
  const take = useTell(takeBadges, {
    changes: [listStandLeads],
    onDone: ({ taken, known }) => {
      toast({ text: t("badges-taken", { taken, known }) });
      onClose();
    },
  });
  const see = (of: File, mapping?: Readonly<Record<string, string>>) =>
    look.mutate({ params, query: { name: of.name, ...(mapping === undefined ? {} : { mapping: JSON.stringify(mapping) }) }, body: of } as never);
  const open = ([first]: File[]) => {
    if (first === undefined) return;
    setFile({ file: first, id: crypto.randomUUID() });
    see(first);
  };
  const found = look.data;
  const put = (column: string, field: string) => {
    const mapping = Object.fromEntries(Object.entries({ ...found!.mapping, [column]: field }).filter(([, value]) => value !== "nothing"));
    see(file!.file, mapping);
  };
  return (
    <Drawer opened onClose={onClose} title={t("badges-title")} size="48rem">
      <Stack gap="lg">
        {file === null ? (
          <>
            <p>{t("badges-words")}</p>
            <Dropzone kinds={[".csv", ".tsv", ".txt", ".xlsx"]} maxBytes={mostBytes} onFiles={open} />
          </>
        ) : null}
        {look.error || take.error ? <ErrorState error={look.error ?? take.error} /> : null}
        {look.error ? (
          <Button variant="default" onClick={() => (setFile(null), look.reset())}>
            {t("try-again")}
          </Button>
        ) : null}
        {found === undefined ? null : (
          <>
            <Found look={found} />
            <ColumnTable look={found} onPut={put} />
            <ReasonButton
              loading={take.isPending || look.isPending}
              whyNot={found.taken === 0 ? "no-row-becomes-a-lead" : null}
              onClick={() =>
                take.mutate({ params, query: { name: file!.file.name, mapping: JSON.stringify(found.mapping), file: file!.id }, body: file!.file } as never)
              }
            >
              {t("badges-take", { count: found.taken })}
            </ReasonButton>
            {found.aside.length === 0 ? null : (
              <section>
                <h3>{t("aside-title")}</h3>
                <AsideTable rows={found.aside} />
              </section>
            )}
          </>
        )}
      </Stack>
    </Drawer>
  );
}

function Found({ look }: { readonly look: BadgeLook }) {
  const t = useWords<typeof words>("capture");
  return (
    <div role="status">
      <p>
        {t("badges-rows", { taken: look.taken, rows: look.rows })} {look.mappingBy === "used" ? t("badges-by-used") : null}{" "}
        {look.gradesUnread === 0 ? null : t("badges-unread", { count: look.gradesUnread })}{" "}
        {look.undated === 0 ? null : t("badges-undated", { count: look.undated })}
      </p>
      <ul className={classes["plain"]}>
        {look.first.map(({ line, name, company, reach, grade }) => (
          <li key={line}>
            <strong>{grade ?? "–"}</strong> {[name, company, reach].filter((each) => each !== null).join(" · ")}
          </li>
        ))}
      </ul>
    </div>
  );
}

function ColumnTable({ look, onPut }: { readonly look: BadgeLook; readonly onPut: (column: string, field: string) => void }) {
  const t = useWords<typeof words>("capture");
  return (
    <table className={classes["columns"]}>
      <thead>
        <tr>
          <th>{t("badges-column")}</th>
          <th>{t("badges-holds")}</th>
          <th>{t("badges-examples")}</th>
        </tr>
      </thead>
      <tbody>
        {look.columns.map(({ column, field, examples }) => (
          <tr key={column}>
            <th scope="row">{column}</th>
            <td>
              <Select
                size="sm"
                aria-label={`${column}: ${t("badges-holds")}`}
                value={field ?? "nothing"}
                data={[{ value: "nothing", label: t("badges-nothing") }, ...fields.map((value) => ({ value: value as string, label: t(`badge-${value}`) }))]}
                onChange={(value) => onPut(column, value ?? "nothing")}
              />
            </td>
            <td className={classes["quiet"]}>{examples.join(" · ")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
