// The first visit: see a finished example with one click, or begin with one's own company.
import { Button, PasswordInput, Text, TextInput } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";

import { owners } from "#facts/department.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useGo } from "#ui/address.tsx";
import { CurrencyChoice, TimeZoneChoice, currencyFor, zoneHere } from "#ui/choices.tsx";
import { Form, isEmail, useFields } from "#ui/form.tsx";
import { useLanguage, useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import { Page as Sheet, Surface } from "#ui/page.tsx";
import { Answers, ErrorState, Waiting } from "#ui/states.tsx";
import { useAsk, useTell } from "#ui/use-ask.ts";

import { type FirstVisit, createFirst, firstVisit, openDemo } from "#features/session/contract.ts";
import type { words } from "#features/session/words.en.ts";
import { ExampleWaterfall } from "#features/session/parts/example-waterfall.tsx";
import classes from "#features/session/parts/welcome.module.css";

export function Page() {
  const t = useWords<typeof words>("session");
  const visit = useAsk(firstVisit, {});
  return (
    <Sheet title={t("welcome")} answer={t("welcome-words")}>
      <div className={classes.ways}>
        <Answers of={visit} waiting={<Waiting height={440} />}>
          {({ hasDemo }) => (hasDemo ? <Demo /> : null)}
        </Answers>
        <Answers of={visit} waiting={<Waiting height={440} />}>
          {({ isFirst, waiting }) => (isFirst ? <OwnCompany waiting={waiting} /> : <AlreadyHere />)}
        </Answers>
      </div>
    </Sheet>
  );
}

function useIn(): (reply: { workspace: string }) => void {
  const go = useGo();
  const client = useQueryClient();
  return ({ workspace }) => {
    client.clear();
    go(paths.home(workspace), { replace: true });
  };
}

function Demo() {
  const t = useWords<typeof words>("session");
  const { language } = useLanguage();
  const tell = useTell(openDemo, { onDone: useIn() });
  return (
    <Surface>
      <div className={classes.way}>
        <h2>{t("demo-title")}</h2>
        <p>{t("demo-words")}</p>
        <ExampleWaterfall />
        <div className={classes.sides}>
          {owners.map((owner) => (
            <SideBadge key={owner} side={owner} />
          ))}
        </div>
        {tell.error ? <ErrorState error={tell.error} /> : null}
        <div className={classes.act}>
          <Button
            size="md"
            loading={tell.isPending}
            rightSection={<IconArrowRight size={18} stroke={1.75} aria-hidden />}
            onClick={() => tell.mutate({ body: { language } })}
          >
            {t("demo-open")}
          </Button>
          <Text role="status" c="dimmed">
            {tell.isPending ? t("demo-opening") : ""}
          </Text>
        </div>
      </div>
    </Surface>
  );
}

function OwnCompany({ waiting }: { readonly waiting: FirstVisit["waiting"] }) {
  const t = useWords<typeof words>("session");
  const { language } = useLanguage();
  const filled = (text: string) => (text.trim() === "" ? t("check-filled") : null);
  const fields = useFields(
    {
      name: "",
      email: "",
      password: "",
      workspaceName: "",
      currency: waiting?.currency ?? currencyFor(language),
      timeZone: waiting?.timeZone ?? zoneHere(),
    },
    {
      name: filled,
      workspaceName: filled,
      email: (text) => (isEmail(text) ? null : t("check-email")),
      password: (text) => (text.length < 12 ? t("check-password") : null),
    },
  );
  const tell = useTell(createFirst, { onDone: useIn() });
  const send = () => fields.isGood() && tell.mutate({ body: { ...fields.values, language } });
  return (
    <Surface>
      <div className={classes.way}>
        <h2>{t("own-title")}</h2>
        <p>{waiting === null ? t("own-words") : t("own-waiting", { count: waiting.deals, currency: waiting.currency, zone: waiting.timeZone })}</p>
        <Form send={t("create")} isSending={tell.isPending} error={tell.error} onSend={send}>
          <TextInput label={t("company")} autoComplete="organization" {...fields.text("workspaceName")} />
          {waiting === null ? (
            <div className={classes.pair}>
              <CurrencyChoice label={t("currency")} value={fields.values.currency} onChange={(value) => fields.set("currency", value)} />
              <TimeZoneChoice label={t("time-zone")} value={fields.values.timeZone} onChange={(value) => fields.set("timeZone", value)} />
            </div>
          ) : null}
          <TextInput label={t("your-name")} autoComplete="name" {...fields.text("name")} />
          <TextInput type="email" label={t("email")} autoComplete="username" {...fields.text("email")} />
          <PasswordInput label={t("password")} description={t("password-rule")} autoComplete="new-password" {...fields.text("password")} />
        </Form>
      </div>
    </Surface>
  );
}

function AlreadyHere() {
  const t = useWords<typeof words>("session");
  return (
    <Surface>
      <div className={classes.way}>
        <h2>{t("own-title")}</h2>
        <p>{t("why.already-set-up")}</p>
        <div className={classes.act}>
          <Button component={GoTo} href={paths.signIn()} variant="default">
            {t("sign-in")}
          </Button>
        </div>
      </div>
    </Surface>
  );
}
