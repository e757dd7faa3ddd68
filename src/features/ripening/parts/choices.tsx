// What can be chosen: the step, the window, what to cut by.
import type { RipeningAnswer } from "#features/ripening/contract.ts";
import { goals, windowDays } from "#features/ripening/contract.ts";
import type { RipeningQuestion } from "#features/ripening/parts/question.ts";
import type { words } from "#features/ripening/words.en.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Select } from "#ui/select.tsx";

export function RipeningChoices({ told, question }: { readonly told: RipeningAnswer | undefined; readonly question: RipeningQuestion }) {
  const t = useWords<typeof words>("ripening");
  const format = useFormat();
  const { query, set } = question;
  const steps = told?.goals ?? goals;
  const keys = new Set([...(told?.segmentKeys ?? []), ...(query.by === undefined ? [] : [query.by])]);
  return (
    <>
      {steps.length < 2 ? null : (
        <Select
          aria-label={t("choose-step")}
          data={steps.map((goal) => ({ value: goal, label: t(`step.${goal}`) }))}
          value={query.to}
          w={220}
          onChange={(to) => set({ to: to === null || to === "won" ? undefined : to })}
        />
      )}
      <Select
        aria-label={t("choose-window")}
        data={windowDays.map((days) => ({ value: String(days), label: format.days(days) }))}
        value={query.window === undefined ? null : String(query.window)}
        placeholder={t("window-usual")}
        clearable
        w={150}
        onChange={(window) => set({ window: window ?? undefined })}
      />
      <Select
        aria-label={t("choose-cut")}
        placeholder={t("cut-none")}
        data={[...keys].map((key) => ({ value: key, label: t(`by-${key}`) }))}
        value={query.by ?? null}
        disabled={told !== undefined && keys.size === 0}
        clearable
        w={160}
        onChange={(by) => set({ by: by ?? undefined })}
      />
    </>
  );
}
