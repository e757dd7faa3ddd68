// Sharing with an agency: a part of the name, arrow keys, Enter; it stays open, so that several are shared in one go.
import { Text, TextInput } from "@mantine/core";
import { useId, useState } from "react";

import { type AgencyWork, findShareable, mostShareable } from "#features/agency/contract.ts";
import { useSharing } from "#features/agency/parts/sharing.ts";
import classes from "#features/agency/parts/agency.module.css";
import type { words } from "#features/agency/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import type { ReplyOf } from "#ui/client.ts";
import { Modal } from "#ui/dialog.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { useAsk } from "#ui/use-ask.ts";

type Found = ReplyOf<typeof findShareable>["found"][number];

const keyOf = ({ kind, id }: { readonly kind: string; readonly id: string }) => `${kind} ${id}`;

export function AddShare({ told, onClose }: { readonly told: AgencyWork; readonly onClose: () => void }) {
  const t = useWords<typeof words>("agency");
  const workspace = useWorkspaceSlug();
  const list = useId();
  const [text, setText] = useState("");
  const [place, setPlace] = useState(0);
  const { share } = useSharing();
  const answer = useAsk(findShareable, { params: { workspace }, query: { text: text.trim() } }, { keepsLast: true });
  const found = answer.data?.found ?? [];
  const already = new Set(told.work.map(keyOf));
  const at = Math.min(place, found.length - 1);
  const pick = (one: Found | undefined) => {
    if (one && !already.has(keyOf(one))) void share({ subject: { kind: one.kind, id: one.id }, what: one.name ?? one.id, member: told.agency });
  };
  const move = (to: number) => {
    setPlace(to);
    document.querySelector(`[id="${list}-${to}"]`)?.scrollIntoView({ block: "nearest" });
  };
  return (
    <Modal opened onClose={onClose} title={t("share-with", { name: told.agency.name })} size="34rem">
      <TextInput
        label={t("share-search")}
        description={t("share-search-words")}
        value={text}
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-autocomplete="list"
        {...(at >= 0 ? { "aria-activedescendant": `${list}-${at}` } : {})}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setPlace(0);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") move(Math.min(found.length - 1, at + 1));
          else if (event.key === "ArrowUp") move(Math.max(0, at - 1));
          else if (event.key === "Enter") pick(found[at]);
          else return;
          event.preventDefault();
        }}
      />
      <Text size="xs" c="dimmed" role="status" my={8}>
        {answer.data === undefined ? "…" : said(t, answer.data)}
      </Text>
      <div id={list} role="listbox" aria-label={t("share-search")} className={classes.list}>
        {found.map((one, index) => (
          <Option key={keyOf(one)} id={`${list}-${index}`} one={one} isHere={index === at} isShared={already.has(keyOf(one))} onPick={() => pick(one)} />
        ))}
      </div>
    </Modal>
  );
}

function said(t: ReturnType<typeof useWords<typeof words>>, { found, total }: ReplyOf<typeof findShareable>): string {
  if (total === 0) return t("share-none");
  return total > mostShareable || found.length < total ? t("share-more", { shown: found.length, total }) : t("share-found", { count: total });
}

interface OptionProps {
  readonly id: string;
  readonly one: Found;
  readonly isHere: boolean;
  readonly isShared: boolean;
  readonly onPick: () => void;
}

function Option({ id, one, isHere, isShared, onPick }: OptionProps) {
  const t = useWords<typeof words>("agency");
  const format = useFormat();
  const about =
    one.kind === "channel"
      ? t("share-channel")
      : [one.name === null ? null : one.id, one.channel, one.startsOn === null ? null : format.day(one.startsOn)].filter((part) => part !== null).join(" · ");
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field above moves and picks by keys, as listboxes do
    <div id={id} role="option" tabIndex={-1} aria-selected={isHere} aria-disabled={isShared} className={classes.option} onClick={onPick}>
      <span>
        {one.name ?? one.id}
        <small>{about}</small>
      </span>
      {isShared ? <em>{t("share-already")}</em> : null}
    </div>
  );
}
