// How many proposals wait for the reader's own signature, with the way there; nothing where none does.
import { Button } from "@mantine/core";
import { IconSignature } from "@tabler/icons-react";

import { listDefinitions } from "#features/definitions/contract.ts";
import { listDriverOwners } from "#features/owners/contract.ts";
import type { words } from "#apps/web/home/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { useAsk } from "#ui/use-ask.ts";

export function ToSign({ when }: { readonly when: boolean }) {
  const t = useWords<typeof words>("home");
  const workspace = useWorkspaceSlug();
  const params = { workspace };
  const definitions = useAsk(listDefinitions, { params }, { when });
  const owners = useAsk(listDriverOwners, { params }, { when });
  const waits = ({ state, whyNotSign }: { readonly state: string; readonly whyNotSign: string | null }) => state === "waiting" && whyNotSign === null;
  const terms = (definitions.data?.definitions ?? []).filter(({ waiting }) => waiting !== null && waits(waiting)).length;
  const parts = (owners.data?.drivers ?? []).filter(({ versions }) => versions.some(waits)).length;
  if (terms + parts === 0) return null;
  return (
    <Button
      component={GoTo}
      href={paths.definitions(workspace, terms === 0 ? { tab: "owners" } : {})}
      variant="default"
      leftSection={<IconSignature size={16} stroke={1.5} aria-hidden />}
    >
      {t("to-sign", { count: terms + parts })}
    </Button>
  );
}
