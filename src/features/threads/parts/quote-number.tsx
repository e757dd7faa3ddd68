// In the papers of a number: its own thread, and quoting it in another. The number is found by the question that brought it to the screen.
import { Anchor, Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { listThreads, quoteNumber, readThread } from "#features/threads/contract.ts";
import { Composer } from "#features/threads/parts/composer.tsx";
import type { words } from "#features/threads/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useGo, useWorkspaceSlug } from "#ui/address.tsx";
import { useLanguage, useWords } from "#ui/language.ts";
import { type NumberOrigin, originOf } from "#features/threads/parts/number-origin.ts";
import { Select } from "#ui/select.tsx";
import { ErrorState } from "#ui/states.tsx";
import type { QuoteProps } from "#ui/thread.tsx";
import { toast } from "#ui/toast.tsx";
import { useAsk, useTell } from "#ui/use-ask.ts";

export function QuoteNumber({ name, number }: QuoteProps) {
  const t = useWords<typeof words>("threads");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  if (workspace === "") return null;
  const source = number.value === null ? null : originOf(client, number);
  return (
    <>
      <Anchor component={GoTo} href={paths.threads(workspace, { about: `number:${number.key}` })}>
        {t("quote-open")}
      </Anchor>
      {source === null ? null : (
        <Anchor component={GoTo} href={paths.decisions(workspace, { rests: restOn(name, number.key, source) })} display="block" mt={4}>
          {t("quote-decide")}
        </Anchor>
      )}
      {source === null || isOpen ? null : (
        <div>
          <Button variant="default" size="compact-sm" mt={8} onClick={() => setOpen(true)}>
            {t("quote")}
          </Button>
        </div>
      )}
      {isOpen && source !== null ? <Form name={name} number={number} source={source} onEnd={() => setOpen(false)} /> : null}
    </>
  );
}

/** The number as the log of decisions takes it: what it is called, and where it can be asked for again. */
function restOn(name: string, key: string, { endpoint, params, query, trail }: NumberOrigin): string {
  return JSON.stringify({ name, key, source: { endpoint, params, query }, trail, href: window.location.pathname + window.location.search });
}

function Form({ name, number, source, onEnd }: QuoteProps & { readonly source: NumberOrigin; readonly onEnd: () => void }) {
  const t = useWords<typeof words>("threads");
  const { language } = useLanguage();
  const workspace = useWorkspaceSlug();
  const go = useGo();
  const own = `number:${number.key}`;
  const [about, setAbout] = useState(own);
  const threads = useAsk(listThreads, { params: { workspace }, query: { of: "all", limit: 30 } });
  const others = (threads.data?.threads ?? []).filter(({ subject }) => subject.key !== own);
  const tell = useTell(quoteNumber, {
    changes: [readThread, listThreads],
    onDone: () => {
      toast({ text: t("quote-done") });
      onEnd();
      go(paths.threads(workspace, { about }));
    },
  });
  const { endpoint, params, query, trail } = source;
  const href = window.location.pathname + window.location.search;
  return (
    <>
      <Select
        label={t("quote-where")}
        value={about}
        onChange={(value) => setAbout(value ?? own)}
        data={[{ value: own, label: t("quote-own") }, ...others.map(({ subject }) => ({ value: subject.key, label: subject.title[language] }))]}
      />
      <Composer
        about={about}
        label={t("quote-said")}
        act={t("quote")}
        isSending={tell.isPending}
        onSend={(said) =>
          tell.mutate({ params: { workspace }, body: { about, said, name, key: number.key, source: { endpoint, params, query }, trail, href } })
        }
        onCancel={onEnd}
      />
      {tell.error ? <ErrorState error={tell.error} /> : null}
    </>
  );
}
