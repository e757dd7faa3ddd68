// Whose leads somebody takes: values of segment, region, product and channel, chosen from what leads on record say.
import { Button, Group, Stack, Text } from "@mantine/core";
import { IconX } from "@tabler/icons-react";

import type { RoutePersonView, RoutingAnswer } from "#features/routing/contract.ts";
import type { words } from "#features/routing/words.en.ts";
import { type TerritoryKind, territoryKinds } from "#facts/routing.ts";
import { useWords } from "#ui/language.ts";
import { Select } from "#ui/select.tsx";

type Chosen = RoutePersonView["territories"];

export interface TerritoryFieldsProps {
  readonly known: RoutingAnswer["known"];
  readonly chosen: Chosen;
  readonly onChange: (chosen: Chosen) => void;
}

export function TerritoryFields({ known, chosen, onChange }: TerritoryFieldsProps) {
  const t = useWords<typeof words>("routing");
  return (
    <Stack gap={8} role="group" aria-label={t("territories")}>
      <Text fw={600} size="sm">
        {t("territories")}
      </Text>
      <Text c="dimmed" size="sm">
        {t("territories-words")}
      </Text>
      {territoryKinds.map((kind) => (
        <OneKind key={kind} kind={kind} known={known} chosen={chosen} onChange={onChange} />
      ))}
    </Stack>
  );
}

function OneKind({ kind, known, chosen, onChange }: TerritoryFieldsProps & { readonly kind: TerritoryKind }) {
  const t = useWords<typeof words>("routing");
  const options =
    kind === "product" ? known.product.map(({ id, name }) => ({ value: id, label: name })) : known[kind].map((value) => ({ value, label: value }));
  const own = chosen.filter((one) => one.kind === kind);
  if (options.length === 0 && own.length === 0) return null;
  const nameOf = (value: string) => options.find((one) => one.value === value)?.label ?? value;
  return (
    <div>
      <Select
        label={t(`kind-${kind}`)}
        size="sm"
        data={options.filter(({ value }) => !own.some((one) => one.value === value))}
        value={null}
        placeholder={t("choose")}
        onChange={(value) => value !== null && onChange([...chosen, { kind, value }])}
      />
      <Group gap={4} mt={own.length === 0 ? 0 : 4}>
        {own.map(({ value }) => (
          <Button
            key={value}
            size="compact-sm"
            variant="default"
            rightSection={<IconX size={14} aria-hidden />}
            aria-label={t("take-away", { value: nameOf(value) })}
            onClick={() => onChange(chosen.filter((one) => one.kind !== kind || one.value !== value))}
          >
            {nameOf(value)}
          </Button>
        ))}
      </Group>
    </div>
  );
}
