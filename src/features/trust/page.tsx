// The trust page: how far the facts can be believed, the gravest first, each with its records and the figures it touches.
import { Button } from "@mantine/core";

import { type FindingView, readTrust } from "#features/trust/contract.ts";
import { AbsentFields } from "#features/trust/parts/absent-fields.tsx";
import { FindingCard } from "#features/trust/parts/finding-card.tsx";
import type { words } from "#features/trust/words.en.ts";
import { type Severity, severities } from "#evidence/trust/finding.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import type { ReplyOf } from "#ui/client.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Page as Frame, Section } from "#ui/page.tsx";
import { AnswerWaiting, Answers, EmptyState, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";
import classes from "#features/trust/parts/trust.module.css";

type Told = ReplyOf<typeof readTrust>;
const gravestFirst = severities.toReversed();

export function Page() {
  const t = useWords<typeof words>("trust");
  const workspace = useWorkspaceSlug();
  const [asked] = useSearchValue("finding");
  const told = useAsk(readTrust, { params: { workspace } });
  const isEmpty = told.data?.lastSeen === null;
  return (
    <Frame
      title={t("title")}
      {...(isEmpty
        ? {}
        : {
            answerLines: [1, 3] as const,
            answer: (
              <Answers of={told} waiting={<AnswerWaiting />}>
                {(answer) => <Answer told={answer} />}
              </Answers>
            ),
          })}
    >
      <Answers of={told} waiting={<RowsWaiting count={12} />}>
        {(answer) =>
          isEmpty ? <NothingYet /> : gravestFirst.map((severity) => <Findings key={severity} severity={severity} all={answer.findings} asked={asked} />)
        }
      </Answers>
    </Frame>
  );
}

function NothingYet() {
  const t = useWords<typeof words>("trust");
  const workspace = useWorkspaceSlug();
  return (
    <EmptyState
      title={t("empty-title")}
      action={
        <Button component={GoTo} href={paths.imports(workspace)}>
          {t("empty-act")}
        </Button>
      }
    >
      {t("empty-words")}
    </EmptyState>
  );
}

function Answer({ told: { findings, deals, leads, firstSeen, lastSeen } }: { readonly told: Told }) {
  const t = useWords<typeof words>("trust");
  const format = useFormat();
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const [serious, warnings] = [count("serious"), count("warning")];
  const sentence =
    serious > 0
      ? t("answer-serious", { count: serious, warnings: warnings === 0 ? t("and-warnings-none") : t("and-warnings", { count: warnings }) })
      : warnings > 0
        ? t("answer-warnings", { count: warnings })
        : t("answer-good");
  if (firstSeen === null || lastSeen === null) return sentence;
  const days = { first: format.day(firstSeen), last: format.day(lastSeen) };
  return (
    <>
      {sentence} <span className={classes.about}>{leads > 0 ? t("about", { deals, leads, ...days }) : t("about-deals", { deals, ...days })}</span>
    </>
  );
}

interface FindingsProps {
  readonly severity: Severity;
  readonly all: readonly FindingView[];
  /** Named in the address. */
  readonly asked: string | null;
}

function Findings({ severity, all, asked }: FindingsProps) {
  const t = useWords<typeof words>("trust");
  const findings = all.filter((finding) => finding.severity === severity);
  if (findings.length === 0) return null;
  // What no record has is one finding to a reader, however many fields it is.
  const absent = findings.filter((finding) => finding.code === "field-absent" && finding.id !== asked);
  const apart = findings.filter((finding) => !absent.includes(finding));
  return (
    <Section title={t(`severity-${severity}`)} note={t(`severity-${severity}-note`)}>
      <ul className={classes.list}>
        {apart.map((finding) => (
          <FindingCard key={finding.id} finding={finding} isAsked={finding.id === asked} />
        ))}
        {absent.length === 0 ? null : <AbsentFields findings={absent} />}
      </ul>
    </Section>
  );
}
