// What came of the stand: leads by grade, person and hour, how long each waits against its promise, and files of badge scanners.
import { Anchor, Button, Group } from "@mantine/core";
import { IconDeviceMobile, IconFileImport } from "@tabler/icons-react";
import { Suspense, lazy, useState } from "react";

import { type StandList, listStandLeads } from "#features/capture/contract.ts";
import { FileTable } from "#features/capture/parts/file-table.tsx";
import { LeadTable } from "#features/capture/parts/lead-table.tsx";
import type { words } from "#features/capture/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, usePathPart, useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { toldOf } from "#ui/answered-page.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Page as Sheet } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { AnswerWaiting, Answers, EmptyState, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

const LeadDrawer = lazy(() => import("#features/capture/parts/lead-drawer.tsx").then((loaded) => ({ default: loaded.LeadDrawer })));
const BadgeDrawer = lazy(() => import("#features/capture/parts/badge-drawer.tsx").then((loaded) => ({ default: loaded.BadgeDrawer })));

export function Page() {
  const t = useWords<typeof words>("capture");
  const [workspace, id] = [useWorkspaceSlug(), usePathPart("id")];
  const list = useAsk(listStandLeads, { params: { workspace, id } }, { every: 60_000 });
  const [lead, setLead] = useSearchValue("lead");
  const [isBringing, setBringing] = useState(false);
  const told = toldOf<StandList>(list);
  return (
    <Sheet
      title={t("title")}
      answerLines={[1, 2]}
      answer={
        <Answers of={list} waiting={<AnswerWaiting />}>
          {(answer: StandList) => <Answer told={answer} />}
        </Answers>
      }
      actions={
        <Group gap={8}>
          <Button component={GoTo} href={paths.project(workspace, id)} variant="subtle">
            {t("back")}
          </Button>
          {told === undefined ? null : (
            <ReasonButton
              whyNot={told.whyNotTake}
              variant="default"
              leftSection={<IconFileImport size={18} stroke={1.5} aria-hidden />}
              onClick={() => setBringing(true)}
            >
              {t("bring-badges")}
            </ReasonButton>
          )}
          <Button component={GoTo} href={paths.capture(workspace, id)} leftSection={<IconDeviceMobile size={18} stroke={1.5} aria-hidden />}>
            {t("open-capture")}
          </Button>
        </Group>
      }
      {...(told === undefined ? {} : { papers: <HowWeKnow told={told} /> })}
    >
      <Answers of={list} waiting={<RowsWaiting count={8} />}>
        {(answer: StandList) => (
          <>
            {answer.leads.length === 0 ? <EmptyState title={t("none-title")}>{t("none-words")}</EmptyState> : <LeadTable told={answer} onOpen={setLead} />}
            {answer.files.length === 0 ? null : <FileTable told={answer} />}
          </>
        )}
      </Answers>
      <Suspense>
        {lead === null || told === undefined ? null : <LeadDrawer key={lead} lead={lead} told={told} onClose={() => setLead(null)} />}
        {isBringing ? <BadgeDrawer onClose={() => setBringing(false)} /> : null}
      </Suspense>
    </Sheet>
  );
}

function Answer({ told: { leads, project } }: { readonly told: StandList }) {
  const t = useWords<typeof words>("capture");
  if (leads.length === 0) return <>{t("answer-none", { project: project.name })}</>;
  const graded = (grade: string) => leads.filter((lead) => lead.grade === grade).length;
  const late = leads.filter(({ standing, attemptedAt }) => standing === "late" && attemptedAt === null).length;
  return (
    <>
      {t("answer", { count: leads.length, project: project.name, a: graded("A"), b: graded("B") })}{" "}
      {late === 0 ? t("answer-in-time") : t("answer-late", { count: late })}
    </>
  );
}

function HowWeKnow({ told: { seconds } }: { readonly told: StandList }) {
  const t = useWords<typeof words>("capture");
  const workspace = useWorkspaceSlug();
  const format = useFormat();
  const write = (value: number | null | undefined) => (value == null ? "–" : format.count(Math.round(value)));
  return (
    <>
      <p>
        {t("papers-promise")}{" "}
        <Anchor component={GoTo} href={paths.methodOf(workspace, "stand-leads")}>
          {t("papers-method")}
        </Anchor>
      </p>
      <p>{t("papers-clock")}</p>
      <p>{t("papers-same")}</p>
      <p>
        {seconds.value === null
          ? t("papers-seconds-none")
          : t(seconds.interval?.low == null || seconds.interval.high == null ? "papers-seconds-few" : "papers-seconds", {
              value: write(seconds.value),
              sample: seconds.sample,
              low: write(seconds.interval?.low),
              high: write(seconds.interval?.high),
            })}
      </p>
    </>
  );
}
