// What waits on this device: whose, since when, and a file of it for an emergency.
import { useState } from "react";

import { asCsv } from "#features/capture/parts/emergency.ts";
import classes from "#features/capture/parts/stand.module.css";
import type { Stand } from "#features/capture/parts/use-stand.ts";
import { leadsOfSaved, savedText } from "#features/capture/rules.ts";
import type { words } from "#features/capture/words.en.ts";
import { paths } from "#kit/paths.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { saveFile } from "#ui/save-file.ts";

interface PanelProps {
  readonly stand: Stand;
  readonly workspace: string;
  readonly project: string;
}

export function WaitingPanel({ stand, workspace, project }: PanelProps) {
  const { waiting, ground } = stand;
  const t = useWords<typeof words>("capture");
  const format = useFormat();
  return (
    <section className={classes["news"]}>
      <a href={paths.standLeads(workspace, project)}>{t("leads-of")}</a>
      {ground === null ? null : <p className={classes["who"]}>{t("taken-by", { name: ground.you.name })}</p>}
      {waiting.length === 0 ? null : (
        <>
          <h2>{t("waiting-title")}</h2>
          <ol>
            {waiting.map(({ id, name, company, email, phone, takenAt, takenByName }) => (
              <li key={id}>
                {name ?? company ?? email ?? phone ?? t("saved-photo")} · {format.moment(takenAt)} · {takenByName}
              </li>
            ))}
          </ol>
          <p className={classes["who"]}>{t("export-words")}</p>
          <button
            type="button"
            onClick={() => {
              const day = new Date().toISOString().slice(0, 10);
              saveFile(`evenhand-leads-${day}.json`, new Blob([savedText(waiting, { workspace, project })], { type: "application/json" }));
              saveFile(`evenhand-leads-${day}.csv`, new Blob([asCsv(waiting)], { type: "text/csv" }));
            }}
          >
            {t("export")}
          </button>
        </>
      )}
      <BringBack stand={stand} workspace={workspace} project={project} />
    </section>
  );
}

/** A file that a device saved goes in again, here or on another device. */
function BringBack({ stand, workspace, project }: PanelProps) {
  const t = useWords<typeof words>("capture");
  const [said, setSaid] = useState<string | null>(null);
  const bring = async (file: File) => {
    const leads = leadsOfSaved(await file.text(), { workspace, project });
    if (!leads.ok) return setSaid(t(`why.${leads.reason}` as "why.saved-not-ours"));
    const count = await stand.bringBack(leads.value);
    return setSaid(t("brought-back", { count }));
  };
  return (
    <>
      <label className={classes["field"]}>
        {t("bring-back")}
        <input
          type="file"
          accept="application/json,.json"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = "";
            if (file !== undefined) void bring(file).catch(() => setSaid(t("no-storage")));
          }}
        />
      </label>
      <p role="status" className={classes["who"]}>
        {said}
      </p>
    </>
  );
}
