// The narrow sheet that one stands before until one is in.
import type { ReactNode } from "react";

import { Page } from "#ui/page.tsx";

export function Door({ title, words, children }: { readonly title: string; readonly words: string; readonly children: ReactNode }) {
  return (
    <div style={{ maxWidth: 440, margin: "4vh auto 0" }}>
      <Page title={title} answer={words} isNarrow>
        <div>{children}</div>
      </Page>
    </div>
  );
}
