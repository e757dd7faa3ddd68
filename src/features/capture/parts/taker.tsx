// Who took the lead: one phone goes round at a stand.
import type { CaptureGround } from "#features/capture/contract.ts";
import classes from "#features/capture/parts/stand.module.css";
import type { words } from "#features/capture/words.en.ts";
import { useWords } from "#ui/language.ts";

interface TakerProps {
  readonly ground: CaptureGround;
  readonly taker: CaptureGround["you"];
  readonly onChange: (taker: CaptureGround["you"]) => void;
}

/** Whoever talked to the visitor is chosen, and stays so until another is. */
export function Taker({ ground: { you, people }, taker, onChange }: TakerProps) {
  const t = useWords<typeof words>("capture");
  const all = people.some(({ memberId }) => memberId === you.memberId) ? people : [you, ...people];
  return (
    <label className={classes["field"]}>
      {t("col-by")}
      <select value={taker.memberId} onChange={(event) => onChange(all.find(({ memberId }) => memberId === event.currentTarget.value) ?? you)}>
        {all.map(({ memberId, name }) => (
          <option key={memberId} value={memberId}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
