// What became of the file: counts, what was set aside, what this switches on, and where to go next.
import { Anchor, Button, Group } from "@mantine/core";

import { type ImportDetail, listImports } from "#features/imports/contract.ts";
import { ColumnTable } from "#features/imports/parts/column-table.tsx";
import classes from "#features/imports/parts/imports.module.css";
import { RowCounts } from "#features/imports/parts/row-counts.tsx";
import { SetAsideRows } from "#features/imports/parts/set-aside.tsx";
import { SwitchedOn } from "#features/imports/parts/switched-on.tsx";
import type { words } from "#features/imports/words.en.ts";
import type { EntityName } from "#facts/entities.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { Section, Surface } from "#ui/page.tsx";
import { useAsk } from "#ui/use-ask.ts";

const entitiesWithStages: ReadonlySet<EntityName | null> = new Set<EntityName | null>(["deal", "lead", "stage-change"]);

export function Result({ one }: { readonly one: ImportDetail }) {
  const t = useWords<typeof words>("imports");
  const workspace = useWorkspaceSlug();
  const isOnRecord = one.state === "done" && one.rows.added + one.rows.changed + one.rows.same > 0;
  return (
    <>
      {one.state === "done" ? <RowCounts one={one} /> : null}
      {one.interruptions === 0 ? null : <p className={classes.pace}>{t("interrupted", { count: one.interruptions })}</p>}
      {one.corrects === null ? null : (
        <p style={{ margin: 0 }}>
          {t("corrects")}{" "}
          <Anchor component={GoTo} href={paths.importOf(workspace, one.corrects)} inherit>
            {t("to-corrected")}
          </Anchor>
        </p>
      )}
      {isOnRecord ? <Next one={one} /> : null}
      {one.rows.setAside > 0 ? <SetAsideRows one={one} /> : null}
      {isOnRecord ? <WhatItSwitchesOn /> : null}
      {one.mapping === null ? null : (
        <details className={classes.more}>
          <summary>{t("read-how")}</summary>
          <ColumnTable one={one} mapping={one.mapping} isOff />
        </details>
      )}
    </>
  );
}

/** Stages first, since every figure rests on them; then the answers themselves. */
function Next({ one }: { readonly one: ImportDetail }) {
  const t = useWords<typeof words>("imports");
  const workspace = useWorkspaceSlug();
  const links = (
    <Group gap={8}>
      {one.entity === "deal" ? (
        <Button component={GoTo} variant="default" href={paths.shortfall(workspace)}>
          {t("next-shortfall")}
        </Button>
      ) : null}
      <Button component={GoTo} variant="default" href={paths.trust(workspace)}>
        {t("next-trust")}
      </Button>
      <Button component={GoTo} variant="default" href={paths.records(workspace, { entity: one.entity, import: one.id })}>
        {t("next-records")}
      </Button>
    </Group>
  );
  if (!entitiesWithStages.has(one.entity) || one.stagesToConfirm === 0) return links;
  const source = one.source ?? "file";
  return (
    <Surface>
      <div className={classes.next}>
        <div>
          <h2>{t("stages-title")}</h2>
          <p>{t("stages-words")}</p>
        </div>
        <Button component={GoTo} href={paths.mappings(workspace, { source })}>
          {t("stages-act")}
        </Button>
      </div>
      {links}
    </Surface>
  );
}

/** All files together: what each brought switches on more. */
function WhatItSwitchesOn() {
  const t = useWords<typeof words>("imports");
  const workspace = useWorkspaceSlug();
  const all = useAsk(listImports, { params: { workspace }, query: { limit: 1, offset: 0 } });
  if (all.data === undefined) return null;
  const { entities, dealFields } = all.data.onRecord;
  return (
    <Section title={t("on-title")}>
      <Surface>
        <SwitchedOn entities={new Set(entities)} dealFields={new Set(dealFields)} />
      </Surface>
    </Section>
  );
}
