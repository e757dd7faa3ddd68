// How one person takes part: in turn or not, how many at a time, which leads, on whose clock, and when they are away.
import { Button, Stack, Switch, Text, TextInput } from "@mantine/core";

import { type RoutePersonView, type RoutingAnswer, changeRoutePerson } from "#features/routing/contract.ts";
import { Absences } from "#features/routing/parts/absences.tsx";
import { changedByRouting, useForget } from "#features/routing/parts/asking.ts";
import { TerritoryFields } from "#features/routing/parts/territory-fields.tsx";
import type { words } from "#features/routing/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { TimeZoneChoice } from "#ui/choices.tsx";
import { ask } from "#ui/client.ts";
import { Drawer } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { useReason } from "#ui/reasons.ts";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

interface Entered {
  readonly isInTurn: boolean;
  readonly capacity: string;
  readonly ownZone: string | null;
  readonly territories: RoutePersonView["territories"];
}

const entered = ({ isInTurn, capacity, ownZone, territories }: RoutePersonView): Entered => ({
  isInTurn,
  capacity: capacity === null ? "" : String(capacity),
  ownZone,
  territories,
});

const isCapacity = (text: string) => /^\d{0,5}$/.test(text.trim()) && Number(text) <= 10_000;

const bodyOf = ({ isInTurn, capacity, ownZone, territories }: Entered) => ({
  isInTurn,
  capacity: capacity.trim() === "" ? null : Number(capacity),
  ownZone,
  territories: [...territories],
});

export interface PersonDrawerProps {
  readonly person: RoutePersonView;
  readonly told: RoutingAnswer;
  readonly onClose: () => void;
}

export function PersonDrawer(props: PersonDrawerProps) {
  const t = useWords<typeof words>("routing");
  return (
    <Drawer opened onClose={props.onClose} title={t("change-title", { name: props.person.name })}>
      <Stack gap={32}>
        <TakesPart {...props} />
        <Absences person={props.person} />
      </Stack>
    </Drawer>
  );
}

/** The form for those who may change it; for others why not, and nothing else. */
function TakesPart({ person, told, onClose }: PersonDrawerProps) {
  const t = useWords<typeof words>("routing");
  const reason = useReason();
  const params = { workspace: useWorkspaceSlug(), id: person.id };
  const forget = useForget();
  const { values, set, text, isGood } = useFields(entered(person), { capacity: (written) => (isCapacity(written) ? null : t("capacity-wrong")) });
  const isOff = person.state === "removed";
  const asItWas = async () => {
    await ask(changeRoutePerson, { params, body: { ...bodyOf(entered(person)), isRemoved: isOff } });
    await forget(changedByRouting);
  };
  const tell = useTell(changeRoutePerson, {
    changes: changedByRouting,
    onDone: (_, { body }) => {
      const { isRemoved } = body as { isRemoved?: boolean };
      const said = isRemoved === undefined ? "changed" : isRemoved ? "taken-off" : "put-back-done";
      toast({ text: t(said, { name: person.name }), undo: asItWas });
      onClose();
    },
  });
  if (told.whyNotChange !== null) return <Text c="dimmed">{reason(told.whyNotChange)}</Text>;
  return (
    <Form
      send={t("save")}
      isSending={tell.isPending}
      error={tell.error}
      onSend={() => isGood() && tell.mutate({ params, body: bodyOf(values) })}
      beside={
        <Button variant="default" onClick={() => tell.mutate({ params, body: { isRemoved: !isOff } })}>
          {t(isOff ? "put-back" : "take-off")}
        </Button>
      }
    >
      <Switch
        label={t("in-turn")}
        description={t("in-turn-words")}
        checked={values.isInTurn}
        onChange={(event) => set("isInTurn", event.currentTarget.checked)}
      />
      <TextInput label={t("capacity")} description={t("capacity-words")} inputMode="numeric" maxLength={6} {...text("capacity")} />
      <TerritoryFields known={told.known} chosen={values.territories} onChange={(territories) => set("territories", territories)} />
      <Switch
        label={t("zone-own")}
        checked={values.ownZone !== null}
        onChange={(event) => set("ownZone", event.currentTarget.checked ? told.timeZone : null)}
      />
      {values.ownZone === null ? null : <TimeZoneChoice label={t("zone")} value={values.ownZone} onChange={(zone) => set("ownZone", zone)} />}
    </Form>
  );
}
