// Signing in: e-mail and password, then the second factor where one is on.
import { Anchor, PasswordInput, Text, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { paths } from "#kit/paths.ts";
import { GoTo, useGo, useSearchValue } from "#ui/address.tsx";
import { Form, isEmail, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { useAsk, useTell } from "#ui/use-ask.ts";

import { confirmSecondFactor, firstVisit, signIn } from "#features/session/contract.ts";
import { Door } from "#features/session/parts/door.tsx";
import type { words } from "#features/session/words.en.ts";

export function Page() {
  const t = useWords<typeof words>("session");
  const [step, setStep] = useState<"password" | "second-factor">("password");
  const enter = useEnter();
  const visit = useAsk(firstVisit, {});
  if (step === "second-factor") return <SecondFactor onIn={enter} onAgain={() => setStep("password")} />;
  return (
    <Door title={t("sign-in")} words={t("sign-in-words")}>
      <WithPassword onNext={(next) => (next === "in" ? enter() : setStep("second-factor"))} />
      <Text mt={24} c="dimmed">
        {visit.data?.isFirst === true ? (
          <>
            {t("new-here")}{" "}
            <Anchor component={GoTo} href={paths.firstVisit()}>
              {t("set-up")}
            </Anchor>
          </>
        ) : (
          t("forgot")
        )}
      </Text>
    </Door>
  );
}

/** Goes where one wanted to go; only inside this house. */
function useEnter(): () => void {
  const go = useGo();
  const client = useQueryClient();
  const [next] = useSearchValue("next");
  return () => {
    client.clear();
    go(next !== null && /^\/(?![/\\])[^\t\r\n]*$/.test(next) ? next : "/", { replace: true });
  };
}

function WithPassword({ onNext }: { readonly onNext: (next: "in" | "second-factor") => void }) {
  const t = useWords<typeof words>("session");
  const fields = useFields(
    { email: "", password: "" },
    { email: (text) => (isEmail(text) ? null : t("check-email")), password: (text) => (text === "" ? t("check-filled") : null) },
  );
  const tell = useTell(signIn, { onDone: ({ next }) => onNext(next) });
  return (
    <Form isWide send={t("sign-in")} isSending={tell.isPending} error={tell.error} onSend={() => fields.isGood() && tell.mutate({ body: fields.values })}>
      <TextInput type="email" label={t("email")} autoComplete="username" autoFocus {...fields.text("email")} />
      <PasswordInput label={t("password")} autoComplete="current-password" {...fields.text("password")} />
    </Form>
  );
}

function SecondFactor({ onIn, onAgain }: { readonly onIn: () => void; readonly onAgain: () => void }) {
  const t = useWords<typeof words>("session");
  const [kind, setKind] = useState<"code" | "backup">("code");
  const fields = useFields({ code: "" }, { code: (text) => (text.trim().length < 6 ? t("check-filled") : null) });
  const tell = useTell(confirmSecondFactor, { onDone: onIn });
  const send = () => fields.isGood() && tell.mutate({ body: { kind, code: fields.values.code } });
  return (
    <Door title={t("second-factor")} words={t(kind === "code" ? "second-factor-words" : "backup-words")}>
      <Form isWide send={t("confirm")} isSending={tell.isPending} error={tell.error} onSend={send}>
        <TextInput
          key={kind}
          label={t(kind === "code" ? "code" : "backup-code")}
          inputMode={kind === "code" ? "numeric" : "text"}
          autoComplete="one-time-code"
          autoFocus
          {...fields.text("code")}
        />
      </Form>
      <Text mt={24}>
        <Anchor component="button" type="button" onClick={() => setKind(kind === "code" ? "backup" : "code")}>
          {t(kind === "code" ? "use-backup" : "use-code")}
        </Anchor>
        {" · "}
        <Anchor component="button" type="button" onClick={onAgain}>
          {t("start-over")}
        </Anchor>
      </Text>
    </Door>
  );
}
