// What whoever holds an invitation's link sees: which company, which role, and how to come in.
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { paths } from "#kit/paths.ts";
import { GoTo, useGo, usePathPart } from "#ui/address.tsx";
import type { ReplyOf } from "#ui/client.ts";
import { Form, useFields } from "#ui/form.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Page as Sheet } from "#ui/page.tsx";
import { AnswerWaiting, ErrorState, Waiting } from "#ui/states.tsx";
import { useAsk, useTell } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";

import { acceptInvitation, readInvitation } from "#features/members/contract.ts";
import type { words } from "#features/members/words.en.ts";

export function Page() {
  const t = useWords<typeof words>("members");
  const token = usePathPart("token");
  const invitation = useAsk(readInvitation, { params: { token } });
  if (invitation.data) return <Invited token={token} said={invitation.data} />;
  const isLost = invitation.error?.problem.status === 404;
  return (
    <Sheet title={isLost ? t("invitation-lost") : t("invite-title")} isNarrow answer={isLost ? t("invitation-lost-words") : <AnswerWaiting />}>
      {isLost ? null : invitation.error ? <ErrorState error={invitation.error} onRetry={() => void invitation.refetch()} /> : <Waiting height={240} />}
    </Sheet>
  );
}

function Invited({ token, said }: { readonly token: string; readonly said: ReplyOf<typeof readInvitation> }) {
  const t = useWords<typeof words>("members");
  const kit = useWords<typeof kitWords>("kit");
  const format = useFormat();
  const answer = t("invitation-words", { name: said.name, role: kit(`role-${said.role}`), email: said.email, until: format.moment(said.expiresAt) });
  const mustSignIn = said.hasAccount && !said.isYou;
  return (
    <Sheet title={t("invitation-title", { company: said.workspaceName })} isNarrow answer={answer}>
      {mustSignIn ? (
        <div>
          <p>{t("invitation-has-account")}</p>
          <Button component={GoTo} href={paths.signIn({ next: paths.invitation(token) })}>
            {t("invitation-sign-in")}
          </Button>
        </div>
      ) : (
        <Accept token={token} name={said.name} isYou={said.isYou} />
      )}
    </Sheet>
  );
}

function Accept({ token, name, isYou }: { readonly token: string; readonly name: string; readonly isYou: boolean }) {
  const t = useWords<typeof words>("members");
  const format = useFormat();
  const go = useGo();
  const client = useQueryClient();
  const fields = useFields(
    { name, password: "" },
    { name: (text) => (text.trim() === "" ? t("check-filled") : null), password: (text) => (isYou || text.length >= 12 ? null : t("why.password-needed")) },
  );
  const [opensOn, setOpensOn] = useState<string | null>(null);
  const tell = useTell(acceptInvitation, {
    onDone: ({ workspace, opensOn: day }) => {
      client.clear();
      if (day !== null) {
        setOpensOn(day);
        return;
      }
      go(paths.home(workspace), { replace: true });
    },
  });
  const send = () => fields.isGood() && tell.mutate({ params: { token }, body: isYou ? {} : fields.values });
  if (opensOn !== null) return <p role="status">{t("invitation-opens", { day: format.day(opensOn) })}</p>;
  return (
    <div style={{ maxWidth: 400 }}>
      <Form send={t("invitation-accept")} isSending={tell.isPending} error={tell.error} onSend={send}>
        {isYou ? null : (
          <>
            <TextInput label={t("name")} autoComplete="name" {...fields.text("name")} />
            <PasswordInput label={t("choose-password")} description={t("password-rule")} autoComplete="new-password" {...fields.text("password")} />
          </>
        )}
      </Form>
    </div>
  );
}
