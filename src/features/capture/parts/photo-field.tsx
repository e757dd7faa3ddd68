// The card in a photo: the camera opens by one tap, the picture is made small at once.
import { IconCamera } from "@tabler/icons-react";
import { useEffect, useMemo, useState } from "react";

import { shrunk } from "#features/capture/parts/photo.ts";
import classes from "#features/capture/parts/stand.module.css";
import type { words } from "#features/capture/words.en.ts";
import { useWords } from "#ui/language.ts";

export function PhotoField({ photo, onChange }: { readonly photo: Blob | null; readonly onChange: (photo: Blob | null) => void }) {
  const t = useWords<typeof words>("capture");
  const address = useMemo(() => (photo === null ? null : URL.createObjectURL(photo)), [photo]);
  const [isWrong, setWrong] = useState(false);
  useEffect(() => {
    if (address === null) return undefined;
    return () => URL.revokeObjectURL(address);
  }, [address]);
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    const small = await shrunk(file);
    setWrong(small === null);
    if (small !== null) onChange(small);
  };
  return (
    <div>
      <div className={classes["photo"]}>
        {address === null ? null : <img src={address} alt={t("photo-alt")} />}
        <label className={classes["shoot"]}>
          <IconCamera size={24} stroke={1.5} aria-hidden />
          {t(photo === null ? "photo" : "photo-again")}
          <input
            type="file"
            accept="image/*"
            capture="environment"
            className="seen-by-readers-only"
            onChange={(event) => {
              void take(event.currentTarget.files?.[0]);
              event.currentTarget.value = "";
            }}
          />
        </label>
        {photo === null ? null : (
          <button type="button" className={classes["undo"]} aria-label={t("photo-drop")} onClick={() => onChange(null)}>
            ×
          </button>
        )}
      </div>
      {isWrong ? <p role="alert">{t("photo-failed")}</p> : null}
    </div>
  );
}
