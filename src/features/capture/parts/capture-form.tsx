// The form of twenty seconds: a photo or an address, a grade, a few taps, saved; the next visitor stands there already.
import { useEffect, useRef, useState } from "react";

import type { CaptureGround } from "#features/capture/contract.ts";
import { NoteField } from "#features/capture/parts/note-field.tsx";
import { PhotoField } from "#features/capture/parts/photo-field.tsx";
import { asBase64 } from "#features/capture/parts/photo.ts";
import classes from "#features/capture/parts/stand.module.css";
import { Taker } from "#features/capture/parts/taker.tsx";
import type { Stand } from "#features/capture/parts/use-stand.ts";
import { type Waiting, whyNotSave } from "#features/capture/rules.ts";
import type { words } from "#features/capture/words.en.ts";
import { type NextStep, type StandGrade, nextSteps, standGrades } from "#facts/stand.ts";
import { newId } from "#ui/new-id.ts";
import { useWords } from "#ui/language.ts";

interface Draft {
  readonly name: string;
  readonly company: string;
  readonly phone: string;
  readonly email: string;
  readonly grade: StandGrade | null;
  readonly products: readonly string[];
  readonly segments: readonly string[];
  readonly interest: string;
  readonly nextStep: NextStep | null;
  readonly nextOn: string;
  readonly note: string;
  readonly photo: Blob | null;
}
const empty: Draft = {
  name: "",
  company: "",
  phone: "",
  email: "",
  grade: null,
  products: [],
  segments: [],
  interest: "",
  nextStep: null,
  nextOn: "",
  note: "",
  photo: null,
};
const orNull = (text: string) => text.trim() || null;
const withOrWithout = (list: readonly string[], one: string) => (list.includes(one) ? list.filter((each) => each !== one) : [...list, one]);
const undoMs = 12_000;

interface FormProps {
  readonly stand: Stand;
  readonly ground: CaptureGround;
}

export function CaptureForm({ stand, ground }: FormProps) {
  const t = useWords<typeof words>("capture");
  const [taker, setTaker] = useState(ground.you);
  const { draft, set, begin, save, said, saved, undo } = useDraft(stand, taker);
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the first touch of any field begins to count the seconds */}
      <div className={classes["form"]} onPointerDown={begin} onKeyDown={begin}>
        <PhotoField photo={draft.photo} onChange={(photo) => set({ photo })} />
        <Texts draft={draft} set={set} />
        <Grades grade={draft.grade} onChange={(grade) => set({ grade })} />
        <Interests ground={ground} draft={draft} set={set} />
        <NextStepField draft={draft} set={set} />
        <NoteField note={draft.note} onChange={(note) => set({ note })} />
        <Taker ground={ground} taker={taker} onChange={setTaker} />
      </div>
      <div className={classes["bar"]}>
        <div role="alert">
          {said === null ? null : (
            <div className={classes["said"]} data-wrong>
              {said}
            </div>
          )}
        </div>
        <div role="status">
          {saved === null || said !== null ? null : (
            <div className={classes["said"]}>
              <span>{t("saved", { name: saved.name ?? saved.company ?? saved.email ?? saved.phone ?? t("saved-photo") })}</span>
              <button type="button" className={classes["undo"]} onClick={() => void undo()}>
                {t("undo")}
              </button>
            </div>
          )}
        </div>
        <button type="button" className={classes["save"]} onClick={() => void save()}>
          {t("save")}
        </button>
      </div>
    </>
  );
}

function useDraft(stand: Stand, taker: CaptureGround["you"]) {
  const t = useWords<typeof words>("capture");
  const [draft, setDraft] = useState(empty);
  const [said, setSaid] = useState<string | null>(null);
  const [saved, setSaved] = useState<Waiting | null>(null);
  const begun = useRef<number | null>(null);
  const isSaving = useRef(false);
  useEffect(() => {
    if (saved === null) return undefined;
    const timer = setTimeout(() => setSaved(null), undoMs);
    return () => clearTimeout(timer);
  }, [saved]);
  const set = (some: Partial<Draft>) => {
    setSaid(null);
    setDraft((now) => ({ ...now, ...some }));
  };
  const save = async () => {
    const reach = { phone: orNull(draft.phone), email: orNull(draft.email) };
    const why = whyNotSave(reach, draft.photo !== null);
    if (why !== null) return setSaid(t(`check-${why}`));
    // Two taps are one lead.
    if (isSaving.current) return undefined;
    isSaving.current = true;
    try {
      const { name, company, interest, nextOn, note, photo, ...rest } = draft;
      const kept = await stand.save({
        ...rest,
        ...reach,
        id: newId(),
        name: orNull(name),
        company: orNull(company),
        title: null,
        takenBy: taker.memberId,
        takenByName: taker.name,
        interest: orNull(interest),
        nextOn: orNull(nextOn),
        note: orNull(note),
        photo: photo === null ? null : await asBase64(photo),
        takenAt: new Date().toISOString(),
        tookMs: begun.current === null ? null : Math.min(3_600_000, Math.round(performance.now() - begun.current)),
        products: [...draft.products],
        segments: [...draft.segments],
      });
      setSaved(kept);
      setDraft(empty);
      begun.current = null;
      window.scrollTo({ top: 0 });
    } catch {
      setSaid(t("no-storage"));
    } finally {
      isSaving.current = false;
    }
    return undefined;
  };
  const undo = async () => {
    if (saved === null) return;
    await stand.withdraw(saved);
    setSaved(null);
  };
  return { draft, set, save, said, saved, undo, begin: () => void (begun.current ??= performance.now()) };
}

interface PartProps {
  readonly draft: Draft;
  readonly set: (some: Partial<Draft>) => void;
}

function Texts({ draft, set }: PartProps) {
  const t = useWords<typeof words>("capture");
  const fields = [
    { name: "name", type: "text", autoCapitalize: "words", most: 200 },
    { name: "company", type: "text", autoCapitalize: "words", most: 200 },
    { name: "phone", type: "tel", autoCapitalize: "none", most: 60 },
    { name: "email", type: "email", autoCapitalize: "none", most: 200 },
  ] as const;
  return (
    <div className={classes["fields"]}>
      {fields.map(({ name, type, autoCapitalize, most }) => (
        <label key={name} className={classes["field"]}>
          {t(`field-${name}`)}
          <input
            type={type}
            value={draft[name]}
            maxLength={most}
            autoComplete="off"
            autoCapitalize={autoCapitalize}
            enterKeyHint="next"
            onChange={(event) => set({ [name]: event.currentTarget.value })}
          />
        </label>
      ))}
    </div>
  );
}

function Grades({ grade, onChange }: { readonly grade: StandGrade | null; readonly onChange: (grade: StandGrade | null) => void }) {
  const t = useWords<typeof words>("capture");
  return (
    <fieldset className={classes["group"]}>
      <legend className={classes["legend"]}>{t("grade")}</legend>
      <div role="radiogroup" aria-label={t("grade")} className={classes["grades"]}>
        {standGrades.map((each) => (
          <button key={each} type="button" role="radio" aria-checked={grade === each} className={classes["grade"]} onClick={() => onChange(each)}>
            <b>{each}</b>
            {t(`grade-${each}`)}
          </button>
        ))}
      </div>
      <p className={classes["promise"]}>{grade === "A" || grade === "B" ? t(`grade-words-${grade}`) : ""}</p>
    </fieldset>
  );
}

function Interests({ ground, draft, set }: PartProps & { readonly ground: CaptureGround }) {
  const t = useWords<typeof words>("capture");
  const chip = (name: string, isOn: boolean, onClick: () => void) => (
    <button key={name} type="button" className={classes["chip"]} aria-pressed={isOn} onClick={onClick}>
      {name}
    </button>
  );
  return (
    <fieldset className={classes["group"]}>
      <legend className={classes["legend"]}>{t("interest")}</legend>
      <div className={classes["chips"]}>
        {ground.products.map((name) => chip(name, draft.products.includes(name), () => set({ products: withOrWithout(draft.products, name) })))}
        {ground.segments.map((name) => chip(name, draft.segments.includes(name), () => set({ segments: withOrWithout(draft.segments, name) })))}
      </div>
      <label className={classes["field"]} style={{ marginTop: 8 }}>
        {t("interest-other")}
        <input value={draft.interest} maxLength={300} onChange={(event) => set({ interest: event.currentTarget.value })} />
      </label>
    </fieldset>
  );
}

function NextStepField({ draft, set }: PartProps) {
  const t = useWords<typeof words>("capture");
  const [today] = useState(() => Date.now());
  const inDays = (days: number) => {
    const day = new Date(today + days * 86_400_000);
    return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}-${String(day.getDate()).padStart(2, "0")}`;
  };
  const days = [
    { key: "next-tomorrow", on: inDays(1) },
    { key: "next-week", on: inDays(7) },
  ] as const;
  return (
    <fieldset className={classes["group"]}>
      <legend className={classes["legend"]}>{t("next")}</legend>
      <div className={classes["chips"]}>
        {nextSteps.map((each) => (
          <button
            key={each}
            type="button"
            className={classes["chip"]}
            aria-pressed={draft.nextStep === each}
            onClick={() => set(draft.nextStep === each ? { nextStep: null, nextOn: "" } : { nextStep: each })}
          >
            {t(`next-${each}`)}
          </button>
        ))}
      </div>
      {draft.nextStep === null ? null : (
        <div className={classes["chips"]} style={{ marginTop: 8 }}>
          {days.map(({ key, on }) => (
            <button key={key} type="button" className={classes["chip"]} aria-pressed={draft.nextOn === on} onClick={() => set({ nextOn: on })}>
              {t(key)}
            </button>
          ))}
          <input
            type="date"
            className={classes["day"]}
            aria-label={t("next-on")}
            value={draft.nextOn}
            onChange={(event) => set({ nextOn: event.currentTarget.value })}
          />
        </div>
      )}
    </fieldset>
  );
}
