// The settings of a company: its name, money, time and language.
import { TextInput } from "@mantine/core";
import { Select } from "#ui/select.tsx";

import { useWorkspaceSlug } from "#ui/address.tsx";
import { CurrencyChoice, TimeZoneChoice } from "#ui/choices.tsx";
import { ask, type ReplyOf } from "#ui/client.ts";
import { ErrorState, AnswerWaiting, Answers, Waiting } from "#ui/states.tsx";
import { useFields } from "#ui/form.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Page as Sheet, Surface } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useAsk, useTell } from "#ui/use-ask.ts";
import { useQueryClient } from "@tanstack/react-query";

import { changeWorkspace, readWorkspace } from "#features/workspace/contract.ts";
import type { words } from "#features/workspace/words.en.ts";

type Inside = ReplyOf<typeof readWorkspace>;

export function Page() {
  const t = useWords<typeof words>("settings");
  const slug = useWorkspaceSlug();
  const inside = useAsk(readWorkspace, { params: { workspace: slug } });
  const month = useMonths();
  return (
    <Sheet
      title={t("title")}
      isNarrow
      answer={
        <Answers of={inside} waiting={<AnswerWaiting />}>
          {({ workspace }) => t("answer", { currency: workspace.currency, zone: workspace.timeZone, month: month(workspace.fiscalStartMonth) })}
        </Answers>
      }
    >
      <Answers of={inside} waiting={<Waiting height={560} />}>
        {(answer) => <Settings key={answer.workspace.slug} inside={answer} />}
      </Answers>
    </Sheet>
  );
}

function Settings({ inside }: { readonly inside: Inside }) {
  const t = useWords<typeof words>("settings");
  const { workspace, whyNotChange } = inside;
  const month = useMonths();
  const { name, currency, timeZone, language, fiscalStartMonth } = workspace;
  const fields = useFields({ name, currency, timeZone, language, fiscalStartMonth }, { name: (text) => (text.trim() === "" ? t("check-filled") : null) });
  const client = useQueryClient();
  const before = { name, currency, timeZone, language, fiscalStartMonth };
  const params = { workspace: workspace.slug };
  const undo = async () => {
    await ask(changeWorkspace, { params, body: before });
    await forget(client, [readWorkspace]);
    fields.reset(before);
  };
  const tell = useTell(changeWorkspace, { changes: [readWorkspace], onDone: () => toast({ text: t("saved"), undo }) });
  const isOff = whyNotChange !== null;
  const { values } = fields;
  return (
    <Surface>
      <form
        noValidate
        style={{ display: "grid", gap: 16 }}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isOff && fields.isGood()) tell.mutate({ params, body: values });
        }}
      >
        <TextInput label={t("name")} disabled={isOff} {...fields.text("name")} />
        <CurrencyChoice
          label={t("currency")}
          description={t("currency-words")}
          disabled={isOff}
          value={values.currency}
          onChange={(value) => fields.set("currency", value)}
        />
        <TimeZoneChoice
          label={t("time-zone")}
          description={t("time-zone-words")}
          disabled={isOff}
          value={values.timeZone}
          onChange={(value) => fields.set("timeZone", value)}
        />
        <Select
          label={t("language")}
          description={t("language-words")}
          disabled={isOff}
          value={values.language}
          onChange={(value) => value !== null && fields.set("language", value)}
          data={[
            { value: "en", label: t("english") },
            { value: "ru", label: t("russian") },
          ]}
        />
        <Select
          label={t("fiscal-start")}
          disabled={isOff}
          value={String(values.fiscalStartMonth)}
          onChange={(value) => value !== null && fields.set("fiscalStartMonth", Number(value))}
          data={Array.from({ length: 12 }, (_, index) => ({ value: String(index + 1), label: month(index + 1) }))}
        />
        {tell.error ? <ErrorState error={tell.error} /> : null}
        <div>
          <ReasonButton type="submit" whyNot={whyNotChange} loading={tell.isPending}>
            {t("save")}
          </ReasonButton>
        </div>
      </form>
    </Surface>
  );
}

/** A month's name by its number from 1. */
function useMonths(): (month: number) => string {
  const { language } = useFormat();
  return (month) => new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" }).format(Date.UTC(2026, month - 1, 1));
}
