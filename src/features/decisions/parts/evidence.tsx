// What a decision rested on: each number as it was, and what the same question answers now.
import { Anchor, Button } from "@mantine/core";
import { useState } from "react";

import { type EvidenceNow, type EvidenceView, readEvidenceNow } from "#features/decisions/contract.ts";
import { useDecisionWords } from "#features/decisions/parts/decision-words.ts";
import classes from "#features/decisions/parts/decisions.module.css";
import type { words } from "#features/decisions/words.en.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { Drawer } from "#ui/dialog.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Papers } from "#ui/papers.tsx";
import { useAsk } from "#ui/use-ask.ts";

export function Evidence({ id, evidence }: { readonly id: string; readonly evidence: readonly EvidenceView[] }) {
  const t = useWords<typeof words>("decisions");
  const workspace = useWorkspaceSlug();
  const answer = useAsk(readEvidenceNow, { params: { workspace, id } }, { when: evidence.length > 0 });
  return (
    <section className={classes["part"]} aria-label={t("evidence")}>
      <h4>{t("evidence")}</h4>
      {evidence.length === 0 ? <p>{t("evidence-none")}</p> : null}
      <ul>
        {evidence.map((one) => (
          <li key={one.key}>
            <One of={one} now={answer.data?.evidence.find(({ key }) => key === one.key)} isAsking={answer.isPending} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function One({ of, now, isAsking }: { readonly of: EvidenceView; readonly now: EvidenceNow | undefined; readonly isAsking: boolean }) {
  const t = useWords<typeof words>("decisions");
  const format = useFormat();
  const say = useDecisionWords();
  const [isOpen, setOpen] = useState(false);
  const about = [of.period === null ? null : format.period(of.period), of.sample === null ? null : t("ev-records", { count: of.sample })].filter(
    (each) => each !== null,
  );
  return (
    <>
      <div className={classes["number"]}>
        <strong>{say.evidence(of)}</strong>
        <span className="figures">{t("ev-then", { value: say.number(of.was), day: format.day(of.asOf) })}</span>
      </div>
      <div className={classes["number"]}>
        <p className={classes["quiet"]}>{about.join(", ")}</p>
        <p className={classes["quiet"]}>{isAsking ? t("ev-asking") : <Now of={of} now={now} />}</p>
      </div>
      {of.papers === null ? null : (
        <div className={`${classes["acts"]} not-on-paper`}>
          <Button variant="subtle" size="compact-sm" aria-haspopup="dialog" onClick={() => setOpen(true)}>
            {t("ev-papers")}
          </Button>
          {of.href === null ? null : (
            <Anchor component={GoTo} href={of.href} size="sm">
              {t("ev-place")}
            </Anchor>
          )}
        </div>
      )}
      {isOpen && of.papers !== null ? (
        <Drawer opened onClose={() => setOpen(false)} title={say.evidence(of)}>
          <p className="figures" style={{ fontSize: "1.25rem", margin: 0 }}>
            {t("ev-then", { value: say.number(of.was), day: format.day(of.asOf) })}
          </p>
          <Papers name={say.evidence(of)} number={of.papers} />
        </Drawer>
      ) : null}
    </>
  );
}

function Now({ of, now }: { readonly of: EvidenceView; readonly now: EvidenceNow | undefined }) {
  const t = useWords<typeof words>("decisions");
  const say = useDecisionWords();
  if (now === undefined || now.now === null || now.now.value === null) return t("ev-gone");
  const value = say.number(now.now);
  const said =
    now.days !== null && now.days !== of.days
      ? t("ev-now-days", { value, days: now.days })
      : now.now.value === of.was.value
        ? t("ev-same")
        : t("ev-now", { value });
  return now.definition !== null && of.definition !== null && now.definition !== of.definition ? `${said}, ${t("ev-definition")}` : said;
}
