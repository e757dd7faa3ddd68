// A note, written or spoken where the device can hear.
import { IconMicrophone } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";

import classes from "#features/capture/parts/stand.module.css";
import type { words } from "#features/capture/words.en.ts";
import { useLanguage, useWords } from "#ui/language.ts";

/** The little that we use of what browsers call SpeechRecognition. */
interface Hearing extends EventTarget {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  start(): void;
  stop(): void;
}
interface Heard extends Event {
  readonly resultIndex: number;
  readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }> & { readonly isFinal: boolean }>;
}
type Names = "SpeechRecognition" | "webkitSpeechRecognition";
const Recognition = (() => {
  const all = globalThis as unknown as Partial<Record<Names, new () => Hearing>>;
  return all.SpeechRecognition ?? all.webkitSpeechRecognition ?? null;
})();

export function NoteField({ note, onChange }: { readonly note: string; readonly onChange: (note: string) => void }) {
  const t = useWords<typeof words>("capture");
  const { language } = useLanguage();
  const [hearing, setHearing] = useState<Hearing | null>(null);
  const latest = useRef(note);
  useEffect(() => {
    latest.current = note;
  }, [note]);
  useEffect(() => () => hearing?.stop(), [hearing]);
  const listen = () => {
    if (hearing !== null) return hearing.stop();
    const begun = new Recognition!();
    begun.lang = language === "ru" ? "ru-RU" : "en-US";
    begun.continuous = true;
    begun.interimResults = false;
    begun.addEventListener("result", (event) => {
      const { results, resultIndex } = event as Heard;
      const said = Array.from(results)
        .slice(resultIndex)
        .filter(({ isFinal }) => isFinal)
        .map((each) => each[0]!.transcript.trim())
        .join(" ");
      if (said !== "") onChange([latest.current.trim(), said].filter(Boolean).join(" ").slice(0, 2_000));
    });
    for (const end of ["end", "error"]) begun.addEventListener(end, () => setHearing(null));
    begun.start();
    setHearing(begun);
    return undefined;
  };
  return (
    <div>
      <label className={classes["field"]}>
        {t("note")}
        <textarea rows={2} value={note} maxLength={2_000} onChange={(event) => onChange(event.currentTarget.value)} />
      </label>
      {Recognition === null ? null : (
        <button type="button" className={classes["chip"]} aria-pressed={hearing !== null} style={{ marginTop: 8 }} onClick={listen}>
          <IconMicrophone size={18} stroke={1.5} aria-hidden style={{ verticalAlign: "text-bottom" }} /> {t(hearing === null ? "note-speak" : "note-listening")}
        </button>
      )}
    </div>
  );
}
