// Where the link in a letter leads: it asks first, because programs that look ahead at links must stop nothing.
import { Button } from "@mantine/core";

import { stopDigest } from "#features/digest/contract.ts";
import type { words } from "#features/digest/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useSearch } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { Page as Sheet } from "#ui/page.tsx";
import { ErrorState } from "#ui/states.tsx";
import { useTell } from "#ui/use-ask.ts";

export function Page() {
  const t = useWords<typeof words>("digest");
  const [search] = useSearch();
  const stop = useTell(stopDigest, {});
  const isWrong = stop.error?.problem.status === 404 || stop.error?.problem.status === 400;
  const answer = stop.data ? t("stop-done", { company: stop.data.company }) : isWrong ? t("stop-wrong") : t("stop-words");
  return (
    <Sheet title={t("stop-title")} isNarrow answer={<span role={stop.data || isWrong ? "status" : undefined}>{answer}</span>}>
      <div>
        {stop.data || isWrong ? (
          <Button component={GoTo} href={stop.data ? paths.digest(stop.data.workspace) : "/"} variant="default">
            {t(stop.data ? "stop-again" : "stop-back")}
          </Button>
        ) : (
          <Button loading={stop.isPending} onClick={() => stop.mutate({ query: { token: String(search["token"] ?? "") } })}>
            {t("stop-act")}
          </Button>
        )}
        {stop.error && !isWrong ? <ErrorState error={stop.error} /> : null}
      </div>
    </Sheet>
  );
}
