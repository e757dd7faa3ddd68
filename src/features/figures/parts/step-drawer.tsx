// One step up close: how we know the share that came on, and how long it took.
import { Stack } from "@mantine/core";
import { Drawer } from "#ui/dialog.tsx";

import type { Funnel, FunnelStep } from "#features/figures/parts/loss.ts";
import { useStepWords } from "#features/figures/parts/step-words.ts";
import type { words } from "#features/figures/words.en.ts";
import type { NumberWithPapers } from "#facts/papers.ts";
import { paths } from "#kit/paths.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { Papers } from "#ui/papers.tsx";

interface StepDrawerProps {
  readonly funnel: Funnel;
  readonly open: string | null;
  readonly onClose: () => void;
}

export function StepDrawer({ funnel, open, onClose }: StepDrawerProps) {
  const t = useWords<typeof words>("funnel");
  const step = funnel.steps.find((each) => each.step === open);
  return (
    <Drawer opened={step !== undefined} onClose={onClose} title={step === undefined ? "" : t(`step.${step.step}`)} size="26rem">
      {step === undefined ? null : <UpClose step={step} funnel={funnel} />}
    </Drawer>
  );
}

function UpClose({ step, funnel }: { readonly step: FunnelStep; readonly funnel: Funnel }) {
  const t = useWords<typeof words>("funnel");
  const note = useStepWords();
  const workspace = useWorkspaceSlug();
  const definitionAt = (number: NumberWithPapers) =>
    number.definition === null ? {} : { definitionAt: paths.definitions(workspace, { key: number.definition.split("@")[0] }) };
  const { conversion, days } = step;
  return (
    <Stack gap="lg">
      <p className="figures" style={{ margin: 0 }}>
        {note(step, funnel.cohort).join(" · ")}
      </p>
      {conversion === null ? null : (
        <Section title={t("papers-step")}>
          <Papers name={t("papers-step")} number={conversion} method={t("papers-ripe")} {...definitionAt(conversion)} />
        </Section>
      )}
      {days === null ? null : (
        <Section title={t("papers-days")}>
          <Papers name={t("papers-days")} number={days} method={t("papers-range")} {...definitionAt(days)} />
        </Section>
      )}
    </Stack>
  );
}
