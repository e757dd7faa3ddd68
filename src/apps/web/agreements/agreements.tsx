// What both heads have agreed on: the meaning of every number, and whose each part of a shortfall is.
import { Tabs } from "@mantine/core";

import { listDefinitions } from "#features/definitions/contract.ts";
import { DefinitionDrawer } from "#features/definitions/parts/definition-drawer.tsx";
import { DefinitionList } from "#features/definitions/parts/definition-list.tsx";
import type { words as definitionWords } from "#features/definitions/words.en.ts";
import { listDriverOwners } from "#features/owners/contract.ts";
import { OwnerDrawer } from "#features/owners/parts/owner-drawer.tsx";
import { type DriverWords, OwnerList } from "#features/owners/parts/owner-list.tsx";
import type { words as ownerWords } from "#features/owners/words.en.ts";
import { useSearch, useWorkspaceSlug } from "#ui/address.tsx";
import { useSentence, useWords } from "#ui/language.ts";
import { Page as Frame } from "#ui/page.tsx";
import { RoomContext } from "#ui/room.tsx";
import { Answers, RowsWaiting, Waiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

export function Page() {
  const t = useWords<typeof definitionWords>("definitions");
  const [search, change] = useSearch();
  const isOwners = search["tab"] === "owners" || search["driver"] !== undefined;
  return (
    <Frame title={t(isOwners ? "title-owners" : "title")} answer={isOwners ? <OwnersAnswer /> : <DefinitionsAnswer />} papers={<AgreementPapers />}>
      <Tabs
        value={isOwners ? "owners" : "definitions"}
        keepMounted={false}
        onChange={(tab) =>
          change({ tab: tab === "owners" ? "owners" : undefined, key: undefined, driver: undefined, propose: undefined }, { keepsHistory: true })
        }
      >
        <Tabs.List mb={16}>
          <Tabs.Tab value="definitions">{t("tab-definitions")}</Tabs.Tab>
          <Tabs.Tab value="owners">{t("tab-owners")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="definitions">
          <Definitions />
        </Tabs.Panel>
        <Tabs.Panel value="owners">
          <RoomContext value="owners">
            <Owners />
          </RoomContext>
        </Tabs.Panel>
      </Tabs>
    </Frame>
  );
}

function useDefinitions() {
  const workspace = useWorkspaceSlug();
  return useAsk(listDefinitions, { params: { workspace } });
}

function useOwners() {
  const workspace = useWorkspaceSlug();
  return useAsk(listDriverOwners, { params: { workspace } });
}

function DefinitionsAnswer() {
  const t = useWords<typeof definitionWords>("definitions");
  return (
    <Answers of={useDefinitions()} waiting={<Waiting height={56} width="min(36rem, 100%)" />}>
      {({ definitions }) => {
        const signed = definitions.filter(({ inForce }) => inForce.signatures.length === 2).length;
        const waiting = definitions.filter((each) => each.waiting !== null).length;
        const yours = definitions.filter((each) => (each.waiting ?? each.inForce).whyNotSign === null).length;
        return (
          <>
            {t(signed === definitions.length ? "answer-all" : "answer", { count: definitions.length, signed })}{" "}
            {waiting === 0 ? t("answer-nothing-waits") : t("answer-waits", { count: waiting })} {yours === 0 ? null : t("answer-yours", { count: yours })}
          </>
        );
      }}
    </Answers>
  );
}

function OwnersAnswer() {
  const t = useWords<typeof ownerWords>("owners");
  return (
    <Answers of={useOwners()} waiting={<Waiting height={56} width="min(36rem, 100%)" />}>
      {({ drivers }) => {
        const agreed = drivers.filter((each) => each.versions.some((version) => version.state === "in-force")).length;
        const waiting = drivers.filter((each) => each.versions.some((version) => version.state === "waiting")).length;
        return (
          <>
            {t(agreed === 0 ? "answer-default" : "answer", { count: drivers.length, agreed })} {waiting === 0 ? null : t("answer-waits", { count: waiting })}
          </>
        );
      }}
    </Answers>
  );
}

function AgreementPapers() {
  const t = useWords<typeof definitionWords>("definitions");
  return (
    <>
      <p>{t("papers-signing")}</p>
      <p>{t("papers-holding")}</p>
      <p>{t("papers-numbers")}</p>
    </>
  );
}

/** The one value of a name in the address. */
const one = (value: string | string[] | undefined) => [value ?? null].flat()[0] ?? null;

function Definitions() {
  const answer = useDefinitions();
  const [search, change] = useSearch();
  const key = one(search["key"]);
  return (
    <Answers of={answer} waiting={<RowsWaiting count={9} />}>
      {({ definitions }) => (
        <>
          <DefinitionList definitions={definitions} onOpen={(next) => change({ key: next }, { keepsHistory: true })} />
          <DefinitionDrawer definition={definitions.find((each) => each.key === key)} onClose={() => change({ key: undefined, propose: undefined })} />
        </>
      )}
    </Answers>
  );
}

function Owners() {
  const answer = useOwners();
  const [search, change] = useSearch();
  const driver = one(search["driver"]);
  const words = useDriverWords();
  return (
    <Answers of={answer} waiting={<RowsWaiting count={15} />}>
      {({ drivers }) => (
        <>
          <OwnerList drivers={drivers} words={words} onOpen={(next) => change({ tab: "owners", driver: next }, { keepsHistory: true })} />
          <OwnerDrawer
            driver={drivers.find((each) => each.driver === driver)}
            words={words}
            onClose={() => change({ tab: "owners", driver: undefined, propose: undefined })}
          />
        </>
      )}
    </Answers>
  );
}

/** Drivers are called here as they are on the page of the shortfall. */
function useDriverWords(): DriverWords {
  const say = useSentence("shortfall");
  return {
    name: (driver) => say(`driver-${driver}`) ?? driver,
    what: (driver) => say(`what-${driver}`) ?? "",
  };
}
