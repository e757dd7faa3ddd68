// What comes by mail, by group of notices, and in which language; and what did not arrive.
import { Alert, Anchor, SegmentedControl } from "@mantine/core";

import { type NoticeSettings, changeNoticeSettings, readNoticeSettings } from "#features/notices/contract.ts";
import classes from "#features/notices/parts/notices.module.css";
import type { words } from "#features/notices/words.en.ts";
import { mailChoices } from "#facts/notice.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { Select } from "#ui/select.tsx";
import { Answers, RowsWaiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useAsk, useTell } from "#ui/use-ask.ts";
import { useQueryClient } from "@tanstack/react-query";

export function MailChoices() {
  const t = useWords<typeof words>("notices");
  const workspace = useWorkspaceSlug();
  const settings = useAsk(readNoticeSettings, { params: { workspace } });
  const note = settings.data && noteOf(settings.data);
  return (
    <Section title={t("settings-title")} {...(note ? { note: t(note.key, note.values) } : {})}>
      <Answers of={settings} waiting={<RowsWaiting count={4} />}>
        {(told) => (
          <>
            {told.isMailOn ? null : (
              <Alert title={t("settings-off")} color="gray" variant="light">
                {t("settings-off-words")}
              </Alert>
            )}
            <Choices settings={told} />
            {told.hasDigest ? (
              <p>
                <Anchor component={GoTo} href={paths.digest(workspace)}>
                  {t("to-digest")}
                </Anchor>
              </p>
            ) : null}
            {told.troubles.length === 0 ? null : <Troubles troubles={told.troubles} />}
          </>
        )}
      </Answers>
    </Section>
  );
}

function noteOf({ isMailOn, address }: NoticeSettings) {
  if (!isMailOn) return { key: "settings-answer-off" as const, values: {} };
  return address === null ? { key: "settings-answer-none" as const, values: {} } : { key: "settings-answer" as const, values: { address } };
}

function Choices({ settings }: { readonly settings: NoticeSettings }) {
  const t = useWords<typeof words>("notices");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const { choices, language, groups, hasDigest } = settings;
  const tell = useTell(changeNoticeSettings, {
    changes: [readNoticeSettings],
    onDone: () => {
      const undo = async () => {
        await ask(changeNoticeSettings, { params: { workspace }, body: { choices, language } });
        await forget(client, [readNoticeSettings]);
      };
      toast({ text: t("settings-saved"), undo });
    },
  });
  const save = (change: Partial<Pick<NoticeSettings, "choices" | "language">>) =>
    tell.mutate({ params: { workspace }, body: { choices, language, ...change } });
  return (
    <div className={classes["choices"]}>
      {groups.map((group) => (
        <div key={group} className={classes["choice"]}>
          <div>
            <p>{t(`choose-${group}`)}</p>
            <p>{t(hasDigest ? `choose-${group}-words` : "choose-agency-words")}</p>
          </div>
          <SegmentedControl
            aria-label={t(`choose-${group}`)}
            value={choices[group]}
            onChange={(value) => save({ choices: { ...choices, [group]: value } })}
            data={mailChoices.filter((value) => hasDigest || value !== "daily").map((value) => ({ value, label: t(`choice-${value}`) }))}
          />
        </div>
      ))}
      <Select
        label={t("language-label")}
        value={language ?? "workspace"}
        onChange={(value) => save({ language: value === "en" || value === "ru" ? value : null })}
        data={[
          { value: "workspace", label: t("language-workspace", { language: t(`language-${settings.workspaceLanguage}`) }) },
          { value: "en", label: t("language-en") },
          { value: "ru", label: t("language-ru") },
        ]}
      />
    </div>
  );
}

function Troubles({ troubles }: { readonly troubles: NoticeSettings["troubles"] }) {
  const t = useWords<typeof words>("notices");
  const format = useFormat();
  return (
    <DataTable
      caption={t("troubles-title")}
      rows={troubles}
      rowKey={(trouble) => `${trouble.at} ${trouble.to}`}
      columns={[
        { key: "to", name: t("trouble-to"), isFixed: true, value: ({ to }) => to, onPhone: "title" },
        { key: "state", name: t("trouble-state"), isFixed: true, value: ({ state }) => t(`trouble-${state}`) },
        { key: "reply", name: t("trouble-reply"), isFixed: true, value: ({ reply }) => reply },
        { key: "at", name: t("when"), isFixed: true, isNumber: true, value: ({ at }) => at, cell: ({ at }) => format.moment(at) },
      ]}
    />
  );
}
