// Proposing another owner: one of five, and the reason that the other head reads.
import { Button, Radio, Stack, Textarea } from "@mantine/core";
import { useState } from "react";

import { type DriverOwnerView, listDriverOwners, proposeDriverOwner, withdrawDriverOwner } from "#features/owners/contract.ts";
import type { words } from "#features/owners/words.en.ts";
import { type Owner, owners } from "#facts/department.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import { Section, Surface } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";
import { useQueryClient } from "@tanstack/react-query";
import type { words as kitWords } from "#ui/words.en.ts";

export function ProposeOwner({ driver, onDone }: { readonly driver: DriverOwnerView; readonly onDone: () => void }) {
  const t = useWords<typeof words>("owners");
  const kit = useWords<typeof kitWords>("kit");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const [owner, setOwner] = useState<Owner>(driver.owner);
  const [reason, setReason] = useState("");
  const propose = useTell(proposeDriverOwner, {
    changes: [listDriverOwners],
    onDone: ({ version }) => {
      const undo = async () => {
        await ask(withdrawDriverOwner, { params: { workspace, driver: driver.driver, version } });
        await forget(client, [listDriverOwners]);
      };
      toast({ text: t("proposed"), undo });
      onDone();
    },
  });
  const why = owner === driver.owner ? "same-as-in-force" : reason.trim() === "" ? "reason-missing" : null;
  return (
    <Section title={t("propose")}>
      <Surface>
        <form
          noValidate
          style={{ display: "grid", gap: 16 }}
          onSubmit={(event) => {
            event.preventDefault();
            if (why === null) propose.mutate({ params: { workspace, driver: driver.driver }, body: { owner, reason } });
          }}
        >
          <Radio.Group label={t("col-owner")} value={owner} onChange={(value) => setOwner(owners.find((each) => each === value) ?? owner)}>
            <Stack gap={8} mt={8}>
              {owners.map((each) => (
                <Radio key={each} value={each} label={<SideBadge side={each} />} />
              ))}
            </Stack>
          </Radio.Group>
          <Textarea
            label={t("reason")}
            description={t("reason-words")}
            autosize
            minRows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {propose.error ? <ErrorState error={propose.error} /> : null}
          <div style={{ display: "flex", gap: 8, flexWrap: "wrap" }}>
            <ReasonButton type="submit" whyNot={why} loading={propose.isPending}>
              {t("propose-send")}
            </ReasonButton>
            <Button variant="default" onClick={onDone}>
              {kit("cancel")}
            </Button>
          </div>
        </form>
      </Surface>
    </Section>
  );
}
