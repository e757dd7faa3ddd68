// The debrief's page as the app fills it: under what came of the project stand the steps that follow from it.
import { NextSteps } from "#features/actions/parts/next-steps.tsx";
import { DebriefRoom } from "#features/debriefs/parts/debrief-room.tsx";

export function Page() {
  return <DebriefRoom steps={(project) => <NextSteps from={{ kind: "project", ...project }} whyNot={null} promise={null} />} />;
}
