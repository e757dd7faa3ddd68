// What is done with a project as a whole: the usual act in sight, the rare ones in a menu.
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";

import { type ProjectRoom, listProjects, moveProject, removeProject, restoreProject } from "#features/projects/contract.ts";
import { changedByProjects } from "#features/projects/parts/project-acts.ts";
import type { words } from "#features/projects/words.en.ts";
import { paths } from "#kit/paths.ts";
import { useGo, useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Dropdown, DropdownItem } from "#ui/dropdown.tsx";
import { useWords } from "#ui/language.ts";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";

export function Acts({ told, onForm }: { readonly told: ProjectRoom; readonly onForm: (form: string) => void }) {
  const t = useWords<typeof words>("projects");
  const client = useQueryClient();
  const go = useGo();
  const { project } = told;
  const params = { workspace: useWorkspaceSlug(), id: project.id };
  const move = useTell(moveProject, {
    changes: changedByProjects,
    onDone: (_, { body }) => toast({ text: t(body.state === "closed" ? "closed-now" : "reopened") }),
  });
  const remove = useTell(removeProject, {
    changes: [listProjects],
    onDone: () => {
      toast({
        text: t("removed"),
        undo: async () => {
          await ask(restoreProject, { params });
          await forget(client, changedByProjects);
        },
      });
      go(paths.projects(params.workspace));
    },
  });
  const mayPlan = told.whyNotPlan === null;
  const isPlanned = project.state === "planned";
  return (
    <>
      {mayPlan && !isPlanned ? (
        <Button variant="default" onClick={() => move.mutate({ params, body: { state: "planned" } })}>
          {t("reopen")}
        </Button>
      ) : null}
      {mayPlan ? (
        <Button variant="default" onClick={() => onForm("edit")}>
          {t("edit")}
        </Button>
      ) : null}
      <Dropdown align="end" target={<Button variant="subtle">{t("more-acts")}</Button>}>
        <DropdownItem onPick={() => go(paths.projects(params.workspace))}>{t("back")}</DropdownItem>
        {mayPlan ? <DropdownItem onPick={() => onForm("template")}>{t("save-template")}</DropdownItem> : null}
        {mayPlan && isPlanned && project.phase === "over" ? (
          <DropdownItem onPick={() => move.mutate({ params, body: { state: "closed" } })}>{t("close")}</DropdownItem>
        ) : null}
        {mayPlan && isPlanned && project.phase !== "over" ? <DropdownItem onPick={() => onForm("cancel")}>{t("cancel")}</DropdownItem> : null}
        {mayPlan ? <DropdownItem onPick={() => remove.mutate({ params })}>{t("remove")}</DropdownItem> : null}
      </Dropdown>
      {move.error || remove.error ? <ErrorState error={move.error ?? remove.error} /> : null}
    </>
  );
}
