// The second factor: turned on with a scanned key and a first code, turned off with the password.
import { Button, PasswordInput, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";

import type { ReplyOf } from "#ui/client.ts";
import { CopyLine } from "#ui/copy-line.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { Section, Surface } from "#ui/page.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

import { beginSecondFactor, turnOffSecondFactor, turnOnSecondFactor, whoAmI } from "#features/session/contract.ts";
import type { words } from "#features/session/words.en.ts";

type Begun = ReplyOf<typeof beginSecondFactor>;

export function SecondFactorPart({ isOn }: { readonly isOn: boolean }) {
  const t = useWords<typeof words>("session");
  const [isAsked, setAsked] = useState(false);
  const [begun, setBegun] = useState<Begun | null>(null);
  const done = () => {
    setAsked(false);
    setBegun(null);
  };
  return (
    <Section title={t("second-factor")} note={t(isOn ? "factor-on" : "factor-off")}>
      <Surface>
        {begun !== null ? (
          <FirstCode begun={begun} onDone={done} />
        ) : isAsked ? (
          isOn ? (
            <TurnOff onDone={done} />
          ) : (
            <Begin onBegun={setBegun} />
          )
        ) : (
          <Button variant="default" onClick={() => setAsked(true)}>
            {t(isOn ? "factor-end" : "factor-begin")}
          </Button>
        )}
      </Surface>
    </Section>
  );
}

function Begin({ onBegun }: { readonly onBegun: (begun: Begun) => void }) {
  const t = useWords<typeof words>("session");
  const fields = useFields({ password: "" }, { password: (text) => (text === "" ? t("check-filled") : null) });
  const tell = useTell(beginSecondFactor, { onDone: onBegun });
  return (
    <Form send={t("factor-begin")} isSending={tell.isPending} error={tell.error} onSend={() => fields.isGood() && tell.mutate({ body: fields.values })}>
      <PasswordInput maw={380} label={t("factor-password")} autoComplete="current-password" autoFocus {...fields.text("password")} />
    </Form>
  );
}

function FirstCode({ begun, onDone }: { readonly begun: Begun; readonly onDone: () => void }) {
  const t = useWords<typeof words>("session");
  const fields = useFields({ code: "" }, { code: (text) => (/^\d{6,8}$/.test(text.trim()) ? null : t("check-filled")) });
  const tell = useTell(turnOnSecondFactor, {
    changes: [whoAmI],
    onDone: () => {
      onDone();
      toast({ text: t("factor-turned-on") });
    },
  });
  return (
    <Form send={t("confirm")} isSending={tell.isPending} error={tell.error} onSend={() => fields.isGood() && tell.mutate({ body: fields.values })}>
      <Text>{t("factor-scan")}</Text>
      <Picture uri={begun.uri} />
      <CopyLine text={begun.secret} />
      <Text>{t("factor-keep")}</Text>
      <CopyLine text={begun.backupCodes.join("\n")} />
      <TextInput maw={380} label={t("factor-first")} inputMode="numeric" autoComplete="one-time-code" {...fields.text("code")} />
    </Form>
  );
}

function Picture({ uri }: { readonly uri: string }) {
  const t = useWords<typeof words>("session");
  const [source, setSource] = useState<string | null>(null);
  useEffect(() => {
    let isGone = false;
    void import("qrcode").then(async ({ toDataURL }) => {
      const drawn = await toDataURL(uri, { margin: 2, width: 192 });
      if (!isGone) setSource(drawn);
      return undefined;
    });
    return () => {
      isGone = true;
    };
  }, [uri]);
  return source === null ? (
    <Skeleton width={192} height={192} />
  ) : (
    <img src={source} width={192} height={192} alt={t("factor-qr")} style={{ borderRadius: 8 }} />
  );
}

function TurnOff({ onDone }: { readonly onDone: () => void }) {
  const t = useWords<typeof words>("session");
  const fields = useFields({ password: "" }, { password: (text) => (text === "" ? t("check-filled") : null) });
  const tell = useTell(turnOffSecondFactor, {
    changes: [whoAmI],
    onDone: () => {
      onDone();
      toast({ text: t("factor-turned-off") });
    },
  });
  return (
    <Form send={t("factor-end")} isSending={tell.isPending} error={tell.error} onSend={() => fields.isGood() && tell.mutate({ body: fields.values })}>
      <Stack maw={380}>
        <PasswordInput label={t("factor-password")} autoComplete="current-password" autoFocus {...fields.text("password")} />
      </Stack>
    </Form>
  );
}
