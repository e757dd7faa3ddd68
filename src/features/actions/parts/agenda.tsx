// What waits for the next meeting, in its order: moved earlier or later, changed, taken off.
import { ActionIcon, Button } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconDownload, IconPencil, IconX } from "@tabler/icons-react";

import type { ReactNode } from "react";

import type { AgendaItemView } from "#features/actions/contract.ts";
import { useAgendaActs } from "#features/actions/parts/action-acts.ts";
import classes from "#features/actions/parts/actions.module.css";
import { CameFrom } from "#features/actions/parts/came-from.tsx";
import type { words } from "#features/actions/words.en.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { saveFile } from "#ui/save-file.ts";
import { ErrorState } from "#ui/states.tsx";
import { tableAsCsv } from "#ui/table-parts.ts";
import type { words as kitWords } from "#ui/words.en.ts";

export function Agenda({ items, onEdit }: { readonly items: readonly AgendaItemView[]; readonly onEdit: (id: string) => void }) {
  const t = useWords<typeof words>("actions");
  const acts = useAgendaActs();
  if (items.length === 0) return <p>{t("agenda-none")}</p>;
  return (
    <>
      {acts.error ? <ErrorState error={acts.error} /> : null}
      <ol className={classes["items"]} aria-label={t("agenda")}>
        {items.map((item, place) => (
          <li key={item.id}>
            <Item
              item={item}
              place={place + 1}
              // Before the one before it; or before the one after the next.
              onEarlier={place === 0 ? null : () => acts.order(item.id, items[place - 1]!.id)}
              onLater={place === items.length - 1 ? null : () => acts.order(item.id, items[place + 2]?.id ?? null)}
              onEdit={() => onEdit(item.id)}
              onTakeOff={() => acts.takeOff(item.id)}
            />
          </li>
        ))}
      </ol>
      <Save items={items} />
    </>
  );
}

interface ItemProps {
  readonly item: AgendaItemView;
  readonly place: number;
  readonly onEarlier: (() => void) | null;
  readonly onLater: (() => void) | null;
  readonly onEdit: () => void;
  readonly onTakeOff: () => void;
}

function Item({ item, place, onEarlier, onLater, onEdit, onTakeOff }: ItemProps) {
  const t = useWords<typeof words>("actions");
  const format = useFormat();
  const { title } = item;
  return (
    <article className={classes["item"]}>
      <span className={classes["place"]}>{place}</span>
      <div>
        <h3>{title}</h3>
        {item.why === null ? null : <p>{item.why}</p>}
        {item.from === null ? null : (
          <p>
            <CameFrom from={item.from} isNamed={item.from.title !== title} />
          </p>
        )}
        <p className={classes["quiet"]}>{t("put-by", { name: item.putBy ?? t("former"), day: format.day(item.putAt.slice(0, 10)) })}</p>
      </div>
      <div className={`${classes["acts"]} not-on-paper`}>
        <Act name={t("earlier", { title })} onAct={onEarlier}>
          <IconArrowUp size={18} stroke={1.5} aria-hidden />
        </Act>
        <Act name={t("later", { title })} onAct={onLater}>
          <IconArrowDown size={18} stroke={1.5} aria-hidden />
        </Act>
        {item.whyNotChange === null ? (
          <>
            <Act name={t("edit-item", { title })} onAct={onEdit}>
              <IconPencil size={18} stroke={1.5} aria-hidden />
            </Act>
            <Act name={t("take-off-item", { title })} onAct={onTakeOff}>
              <IconX size={18} stroke={1.5} aria-hidden />
            </Act>
          </>
        ) : null}
      </div>
    </article>
  );
}

function Act({ name, onAct, children }: { readonly name: string; readonly onAct: (() => void) | null; readonly children: ReactNode }) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={36}
      aria-label={name}
      title={name}
      disabled={onAct === null}
      {...(onAct === null ? { bg: "none" } : {})}
      onClick={() => onAct?.()}
    >
      {children}
    </ActionIcon>
  );
}

function Save({ items }: { readonly items: readonly AgendaItemView[] }) {
  const t = useWords<typeof words>("actions");
  const kit = useWords<typeof kitWords>("kit");
  const columns: { name: string; value: (item: AgendaItemView) => string | null }[] = [
    { name: t("field-item"), value: (item) => item.title },
    { name: t("field-why"), value: (item) => item.why },
    { name: t("col-from"), value: (item) => item.from?.title ?? null },
    { name: t("col-started"), value: (item) => item.putAt.slice(0, 10) },
  ];
  return (
    <div className="not-on-paper">
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconDownload size={14} aria-hidden />}
        onClick={() => saveFile("evenhand-agenda.csv", tableAsCsv(columns, items))}
      >
        {kit("table-csv")}
      </Button>
    </div>
  );
}
