// A quoted number: as it was then, and beside it what the same question answers now. A click opens its papers.
import { Anchor } from "@mantine/core";
import { useState } from "react";

import { type QuoteView, readQuote } from "#features/threads/contract.ts";
import classes from "#features/threads/parts/threads.module.css";
import type { words } from "#features/threads/words.en.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { Drawer } from "#ui/dialog.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Papers } from "#ui/papers.tsx";
import { useReason } from "#ui/reasons.ts";
import { useAsk } from "#ui/use-ask.ts";

export function QuoteChip({ id, name }: { readonly id: string; readonly name: string }) {
  const t = useWords<typeof words>("threads");
  const workspace = useWorkspaceSlug();
  const [isOpen, setOpen] = useState(false);
  const quote = useAsk(readQuote, { params: { workspace, id } });
  if (quote.error)
    return (
      <span className={classes["chip"]} data-closed>
        {t("quote-closed")}
      </span>
    );
  return (
    <>
      <button type="button" className={classes["chip"]} data-kept aria-haspopup="dialog" disabled={quote.data === undefined} onClick={() => setOpen(true)}>
        <strong>{name}</strong>
        {quote.data === undefined ? "…" : <ThenAndNow quote={quote.data} />}
      </button>
      {isOpen && quote.data !== undefined ? <QuotePapers quote={quote.data} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function ThenAndNow({ quote: { was, asOf, now } }: { readonly quote: QuoteView }) {
  const t = useWords<typeof words>("threads");
  const format = useFormat();
  const write = (number: QuoteView["was"]) => (number.value === null ? "–" : format.value(number.value, number, true));
  return (
    <>
      <span className="figures">
        <span className={classes["when"]}>{t("quote-was")}</span> {t("quote-then", { value: write(was), day: format.day(asOf) })}
      </span>
      <span className={classes["quiet"]}>{format.period(was.period)}</span>
      <span className={classes["quiet"]}>
        {now === null ? t("quote-gone") : now.value === was.value ? t("quote-same") : t("quote-now", { value: write(now) })}
        {now !== null && now.definition !== was.definition ? `, ${t("quote-definition")}` : ""}
      </span>
    </>
  );
}

function QuotePapers({ quote, onClose }: { readonly quote: QuoteView; readonly onClose: () => void }) {
  const t = useWords<typeof words>("threads");
  const format = useFormat();
  const reason = useReason();
  const { name, was, now, asOf, href, whyNotNow } = quote;
  const figure = (number: QuoteView["was"]) => (number.value === null ? "–" : format.value(number.value, number));
  return (
    <Drawer opened onClose={onClose} title={name}>
      <h3>{t("quote-then-title", { day: format.day(asOf) })}</h3>
      <p className="figures" style={{ fontSize: "1.25rem", margin: 0 }}>
        {figure(was)}
      </p>
      <Papers name={name} number={was} />
      <h3>{t("quote-now-title")}</h3>
      {now === null ? (
        <p>{whyNotNow === null ? t("quote-gone") : reason(whyNotNow)}</p>
      ) : (
        <p className="figures" style={{ fontSize: "1.25rem", margin: 0 }}>
          {figure(now)}
          {now.interval ? <span className={classes["quiet"]}> {format.interval(now.interval, now)}</span> : null}
        </p>
      )}
      <p>
        <Anchor component={GoTo} href={href}>
          {t("quote-place")}
        </Anchor>
      </p>
    </Drawer>
  );
}
