// One definition up close: what holds and who signed it, what waits, a change to propose, and every version before.
import { Drawer, Stack } from "@mantine/core";

import {
  type DefinitionVersionView,
  type DefinitionView,
  listDefinitions,
  readDefinition,
  signDefinition,
  withdrawDefinition,
} from "#features/definitions/contract.ts";
import { Differences } from "#features/definitions/parts/differences.tsx";
import { ProposeForm } from "#features/definitions/parts/propose-form.tsx";
import type { words } from "#features/definitions/words.en.ts";
import { Proposing } from "#ui/proposing.tsx";
import { useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { useLanguage, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { VersionSheet } from "#ui/signatures.tsx";
import { Answers, ErrorState, Waiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useAsk, useTell } from "#ui/use-ask.ts";
import { useQueryClient } from "@tanstack/react-query";
import type { words as kitWords } from "#ui/words.en.ts";

type Key = DefinitionView["key"];

export function DefinitionDrawer({ definition, onClose }: { readonly definition: DefinitionView | undefined; readonly onClose: () => void }) {
  const t = useWords<typeof words>("definitions");
  const kit = useWords<typeof kitWords>("kit");
  return (
    <Drawer
      opened={definition !== undefined}
      onClose={onClose}
      title={definition === undefined ? "" : t(`key.${definition.key}`)}
      size="xl"
      closeButtonProps={{ "aria-label": kit("close") }}
    >
      {definition === undefined ? null : <UpClose key={definition.key} definition={definition} />}
    </Drawer>
  );
}

function UpClose({ definition }: { readonly definition: DefinitionView }) {
  const t = useWords<typeof words>("definitions");
  const workspace = useWorkspaceSlug();
  const [propose, setPropose] = useSearchValue("propose");
  const { key, inForce, waiting } = definition;
  const history = useAsk(readDefinition, { params: { workspace, key } }, { keepsLast: true });
  const whyNotPropose = definition.whyNotPropose ?? (waiting === null ? null : "another-is-waiting");
  return (
    <Stack gap="lg">
      {waiting === null ? null : <OneVersion of={key} version={waiting} />}
      <OneVersion of={key} version={inForce} />
      <Proposing label={t("propose")} whyNot={whyNotPropose} isAsked={propose !== null} onAsk={() => setPropose("yes")}>
        <ProposeForm definition={definition} onDone={() => setPropose(null)} />
      </Proposing>
      <Answers of={history} waiting={<Waiting height={120} />}>
        {({ versions }) => <Earlier of={key} versions={versions.filter((each) => each.version !== inForce.version && each.version !== waiting?.version)} />}
      </Answers>
    </Stack>
  );
}

function Earlier({ of, versions }: { readonly of: Key; readonly versions: readonly DefinitionVersionView[] }) {
  const t = useWords<typeof words>("definitions");
  if (versions.length === 0) return null;
  return (
    <Section title={t("history")}>
      {versions.map((version) => (
        <OneVersion key={version.version} of={of} version={version} />
      ))}
    </Section>
  );
}

function OneVersion({ of, version }: { readonly of: Key; readonly version: DefinitionVersionView }) {
  const t = useWords<typeof words>("definitions");
  const { language } = useLanguage();
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const changes = [listDefinitions, readDefinition];
  const sign = useTell(signDefinition, {
    changes,
    onDone: (signed) => {
      toast({ text: t(signed.state === "in-force" ? "now-holds" : "signed", { version: String(signed.version) }) });
      // Figures are counted by what holds: all that is on screen is asked again.
      if (signed.state === "in-force") void client.invalidateQueries();
    },
  });
  const withdraw = useTell(withdrawDefinition, { changes, onDone: () => toast({ text: t("withdrawn") }) });
  const question = { params: { workspace, key: of, version: version.version } };
  return (
    <VersionSheet
      version={version}
      isBusy={sign.isPending || withdraw.isPending}
      onSign={() => sign.mutate({ ...question, body: {} })}
      onWithdraw={() => withdraw.mutate(question)}
    >
      <p>
        <strong>{version.sentence[language]}</strong>
      </p>
      <Differences of={of} differences={version.differences} />
      {version.note === null ? null : <p>{t("note-of", { note: version.note })}</p>}
      {(sign.error ?? withdraw.error) ? <ErrorState error={sign.error ?? withdraw.error} /> : null}
    </VersionSheet>
  );
}
