// Where a step came from, as a link back to it.
import { Anchor } from "@mantine/core";

import type { ActionView } from "#features/actions/contract.ts";
import classes from "#features/actions/parts/actions.module.css";
import type { words } from "#features/actions/words.en.ts";
import { pathOfSource } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { nothing } from "#ui/format.ts";
import { useWords } from "#ui/language.ts";

interface CameFromProps {
  readonly from: ActionView["from"];
  /** The words alone, cut to the width of their place. */
  readonly isShort?: boolean;
  /** False: the step carries the same words already. */
  readonly isNamed?: boolean;
}

export function CameFrom({ from, isShort = false, isNamed = true }: CameFromProps) {
  const t = useWords<typeof words>("actions");
  const workspace = useWorkspaceSlug();
  if (from === null) return isShort ? <>{nothing}</> : null;
  return (
    <Anchor
      component={GoTo}
      href={pathOfSource(workspace, from)}
      // A click on the link is not one on its row.
      onClick={(event) => event.stopPropagation()}
      {...(isShort ? { className: classes["short"], title: from.title } : {})}
    >
      {isShort ? from.title : isNamed ? t(`from-${from.kind}-of`, { title: from.title }) : t(`from-${from.kind}`)}
    </Anchor>
  );
}
