// The forecast on the page: its picture beside its past, what it is made of, what stands beside it, whether chances came true, and the deals.
import type { ForecastView as Told } from "#features/forecast/contract.ts";
import { Calibration } from "#features/forecast/parts/calibration.tsx";
import { Beside, Groups, PartsTable, Stalls } from "#features/forecast/parts/composition.tsx";
import { OpenDeals } from "#features/forecast/parts/open-deals.tsx";
import type { Question } from "#features/forecast/parts/question.ts";
import { TrackPicture } from "#features/forecast/parts/track-picture.tsx";

export function ForecastView({ told, question }: { readonly told: Told; readonly question: Question }) {
  return (
    <>
      <TrackPicture told={told} onOpen={(period) => question.set({ period, day: undefined })} />
      <PartsTable told={told} />
      <Beside told={told} />
      <Groups told={told} />
      <Calibration told={told} />
      <OpenDeals told={told} question={question} />
      <Stalls told={told} />
    </>
  );
}
