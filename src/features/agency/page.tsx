// What an agency runs and what came of it: for the agency its own; for those who decide what it sees, whichever they ask for.
import { readAgencyWork } from "#features/agency/contract.ts";
import { Agencies, WhoSees } from "#features/agency/parts/agencies.tsx";
import { useAgencyQuestion } from "#features/agency/parts/question.ts";
import { Work } from "#features/agency/parts/work.tsx";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { problemOf } from "#ui/client.ts";
import { useAsk } from "#ui/use-ask.ts";

export function Page() {
  const workspace = useWorkspaceSlug();
  const question = useAgencyQuestion();
  const { member, period, subject } = question;
  const query = { ...(member === null ? {} : { member }), ...(period === null ? {} : { period }) };
  const work = useAsk(readAgencyWork, { params: { workspace }, query }, { keepsLast: true });
  // Who is no agency and names none asks about all of them.
  const isOfAll = member === null && Boolean(work.error) && problemOf(work.error).code === "agency-not-named";
  if (isOfAll) return subject === null ? <Agencies /> : <WhoSees subject={subject} />;
  return <Work of={work} question={question} />;
}
