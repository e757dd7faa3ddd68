// How turning points are found, beside the list and beside each one.
import { Anchor } from "@mantine/core";

import type { words } from "#features/turns/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";

export function HowWeKnow() {
  const t = useWords<typeof words>("turns");
  const workspace = useWorkspaceSlug();
  return (
    <>
      {(["papers-what", "papers-falling", "papers-still", "papers-cause"] as const).map((key) => (
        <p key={key}>{t(key)}</p>
      ))}
      <p>
        <Anchor component={GoTo} href={paths.methodOf(workspace, "turning-points")}>
          {t("method")}
        </Anchor>
      </p>
    </>
  );
}
