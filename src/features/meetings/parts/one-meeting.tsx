// What planning does with one meeting where its room is shown: moving it, cancelling it, and whether one comes.
import { Button, SegmentedControl } from "@mantine/core";
import { Suspense, lazy } from "react";

import { type MeetingList, answerMeeting, cancelMeeting } from "#features/meetings/contract.ts";
import type { words } from "#features/meetings/words.en.ts";
import type { MeetingView } from "#facts/meetings-shape.ts";
import { type MeetingAnswer, meetingAnswers } from "#facts/meetings.ts";
import type { Endpoint } from "#kit/endpoint.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { ReasonButton } from "#ui/reason-button.tsx";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

const MeetingForm = lazy(() => import("#features/meetings/parts/meeting-form.tsx").then((loaded) => ({ default: loaded.MeetingForm })));
const CancelForm = lazy(() => import("#features/meetings/parts/cancel-form.tsx").then((loaded) => ({ default: loaded.CancelForm })));

interface OneMeeting {
  readonly meeting: MeetingView;
  /** Questions whose answers are stale after it. */
  readonly changes: readonly Pick<Endpoint, "name">[];
}

export function MeetingActs({ meeting, changes, onForm }: OneMeeting & { readonly onForm: (form: string) => void }) {
  const t = useWords<typeof words>("meetings");
  const params = { workspace: useWorkspaceSlug(), id: meeting.id };
  const restore = useTell(cancelMeeting, { changes, onDone: () => toast({ text: t("restored-now") }) });
  return (
    <>
      {meeting.whyNotChange === null && meeting.state === "planned" ? (
        <>
          <Button variant="subtle" color="gray" onClick={() => onForm("cancel")}>
            {t("cancel")}
          </Button>
          <Button variant="default" onClick={() => onForm("edit")}>
            {t("edit-meeting")}
          </Button>
        </>
      ) : null}
      {meeting.state === "cancelled" ? (
        <ReasonButton whyNot={meeting.whyNotChange} onClick={() => restore.mutate({ params, body: { isCancelled: false, reason: "" } })}>
          {t("restore")}
        </ReasonButton>
      ) : null}
      {restore.error ? <ErrorState error={restore.error} /> : null}
    </>
  );
}

interface ComingProps extends OneMeeting {
  readonly isAsked: boolean;
  readonly myAnswer: MeetingAnswer | null;
}

/** Whoever is asked says whether they come; nothing is chosen until they do. */
export function Coming({ meeting, changes, isAsked, myAnswer }: ComingProps) {
  const t = useWords<typeof words>("meetings");
  const params = { workspace: useWorkspaceSlug(), id: meeting.id };
  const answer = useTell(answerMeeting, { changes });
  if (meeting.state !== "planned" || !isAsked) return null;
  return (
    <div className="not-on-paper">
      {answer.error ? <ErrorState error={answer.error} /> : null}
      <SegmentedControl
        aria-label={t("answer-mine")}
        value={myAnswer ?? ""}
        onChange={(value) => answer.mutate({ params, body: { answer: meetingAnswers.find((each) => each === value) ?? null } })}
        data={meetingAnswers.map((value) => ({ value, label: t(`answer-${value}`) }))}
      />
    </div>
  );
}

interface FormsProps extends OneMeeting {
  readonly told: Pick<MeetingList, "people" | "today">;
  readonly form: string | null;
  readonly onClose: () => void;
}

export function MeetingForms({ meeting, changes, told, form, onClose }: FormsProps) {
  if (meeting.whyNotChange !== null) return null;
  const { people, today } = told;
  return (
    <Suspense>
      {form === "edit" ? <MeetingForm of={meeting} told={{ people, today, timeZone: meeting.timeZone }} changes={changes} onClose={onClose} /> : null}
      {form === "cancel" ? <CancelForm of={meeting} changes={changes} onClose={onClose} /> : null}
    </Suspense>
  );
}
