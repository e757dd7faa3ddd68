// One driver up close: what it is, whose it is, another owner to propose with a reason, and every proposal so far.
import { Drawer, Stack } from "@mantine/core";

import { type DriverOwnerView, type OwnerVersionView, listDriverOwners, signDriverOwner, withdrawDriverOwner } from "#features/owners/contract.ts";
import type { DriverWords } from "#features/owners/parts/owner-list.tsx";
import { ProposeOwner } from "#features/owners/parts/propose-owner.tsx";
import type { words } from "#features/owners/words.en.ts";
import { Proposing } from "#ui/proposing.tsx";
import { useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";
import { VersionSheet } from "#ui/signatures.tsx";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";
import { useQueryClient } from "@tanstack/react-query";
import type { words as kitWords } from "#ui/words.en.ts";

interface OwnerDrawerProps {
  readonly driver: DriverOwnerView | undefined;
  readonly words: DriverWords;
  readonly onClose: () => void;
}

export function OwnerDrawer({ driver, words: driverWords, onClose }: OwnerDrawerProps) {
  const kit = useWords<typeof kitWords>("kit");
  return (
    <Drawer
      opened={driver !== undefined}
      onClose={onClose}
      title={driver === undefined ? "" : driverWords.name(driver.driver)}
      size="xl"
      closeButtonProps={{ "aria-label": kit("close") }}
    >
      {driver === undefined ? null : <UpClose key={driver.driver} driver={driver} what={driverWords.what(driver.driver)} />}
    </Drawer>
  );
}

function UpClose({ driver, what }: { readonly driver: DriverOwnerView; readonly what: string }) {
  const t = useWords<typeof words>("owners");
  const kit = useWords<typeof kitWords>("kit");
  const [propose, setPropose] = useSearchValue("propose");
  const { versions } = driver;
  const open = versions.filter((version) => version.state === "waiting" || version.state === "in-force").toSorted((a, b) => b.version - a.version);
  const rest = versions.filter((version) => !open.includes(version)).toSorted((a, b) => b.version - a.version);
  const whyNotPropose = driver.whyNotPropose ?? (open.some((version) => version.state === "waiting") ? "another-is-waiting" : null);
  return (
    <Stack gap="lg">
      <p style={{ margin: 0 }}>{what}</p>
      <p style={{ margin: 0 }}>
        <SideBadge side={driver.owner} />{" "}
        <span style={{ color: "var(--text-quiet)" }}>{t(open.some((version) => version.state === "in-force") ? "by-agreement" : "by-default")}</span>
      </p>
      {driver.owner === driver.shipped ? null : (
        <p style={{ margin: 0, color: "var(--text-quiet)" }}>{t("shipped-owner", { owner: kit(`side-${driver.shipped}`) })}</p>
      )}
      {open.map((version) => (
        <OneVersion key={version.version} driver={driver} version={version} />
      ))}
      <Proposing label={t("propose")} whyNot={whyNotPropose} isAsked={propose !== null} onAsk={() => setPropose("yes")}>
        <ProposeOwner driver={driver} onDone={() => setPropose(null)} />
      </Proposing>
      {rest.length === 0 ? null : (
        <Section title={t("history")}>
          {rest.map((version) => (
            <OneVersion key={version.version} driver={driver} version={version} />
          ))}
        </Section>
      )}
    </Stack>
  );
}

function OneVersion({ driver, version }: { readonly driver: DriverOwnerView; readonly version: OwnerVersionView }) {
  const t = useWords<typeof words>("owners");
  const kit = useWords<typeof kitWords>("kit");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const sign = useTell(signDriverOwner, {
    changes: [listDriverOwners],
    onDone: (signed) => {
      toast({ text: t(signed.state === "in-force" ? "now-holds" : "signed", { owner: kit(`side-${signed.owner}`) }) });
      // The shortfall names its owners: all that is on screen is asked again.
      if (signed.state === "in-force") void client.invalidateQueries();
    },
  });
  const withdraw = useTell(withdrawDriverOwner, { changes: [listDriverOwners], onDone: () => toast({ text: t("withdrawn") }) });
  const question = { params: { workspace, driver: driver.driver, version: version.version } };
  return (
    <VersionSheet
      version={version}
      isBusy={sign.isPending || withdraw.isPending}
      onSign={() => sign.mutate({ ...question, body: {} })}
      onWithdraw={() => withdraw.mutate(question)}
    >
      <p>
        <SideBadge side={version.owner} />
      </p>
      <p>{version.reason}</p>
      {(sign.error ?? withdraw.error) ? <ErrorState error={sign.error ?? withdraw.error} /> : null}
    </VersionSheet>
  );
}
