// Something to be copied: a link, a key, codes; with a button that says when it is done.
import { Button } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useState } from "react";

import classes from "#ui/acts.module.css";
import { useWords } from "#ui/language.ts";
import type { words } from "#ui/words.en.ts";

export function CopyLine({ text, onCopied }: { readonly text: string; readonly onCopied?: () => void }) {
  const t = useWords<typeof words>("kit");
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without a clipboard (plain HTTP on another machine) the text stays selected for the keys.
      return;
    }
    setCopied(true);
    onCopied?.();
  };
  return (
    <div className={classes.copy}>
      <output>{text}</output>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={isCopied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
        onClick={() => void copy()}
      >
        {t(isCopied ? "copied" : "copy")}
      </Button>
    </div>
  );
}
