// Beginning a project from a template, or changing its days, owners and names.
import { SimpleGrid, TextInput, Textarea } from "@mantine/core";

import { type ProjectList, type ProjectRoom, beginProject, changeProject } from "#features/projects/contract.ts";
import { changedByProjects } from "#features/projects/parts/project-acts.ts";
import type { words } from "#features/projects/words.en.ts";
import { projectTemplates } from "#facts/project-templates.ts";
import { type ProjectKind, projectKinds } from "#facts/projects.ts";
import { addDays, isDay } from "#kit/day.ts";
import { paths } from "#kit/paths.ts";
import { useGo, useWorkspaceSlug } from "#ui/address.tsx";
import { TimeZoneChoice } from "#ui/choices.tsx";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useLanguage, useWords } from "#ui/language.ts";
import { Select } from "#ui/select.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";

interface ProjectFormProps {
  /** The project to change; absent: one is begun. */
  readonly of?: ProjectRoom;
  readonly told: Pick<ProjectList, "people" | "today" | "timeZone" | "templates" | "projects">;
  readonly onClose: () => void;
}

export function ProjectForm({ of, told, onClose }: ProjectFormProps) {
  const t = useWords<typeof words>("projects");
  const kit = useWords<typeof kitWords>("kit");
  const { language } = useLanguage();
  const workspace = useWorkspaceSlug();
  const go = useGo();
  const was = of?.project;
  const fields = useFields(
    {
      kind: was?.kind ?? "exhibition",
      template: "usual",
      name: was?.name ?? "",
      place: was?.place ?? "",
      startsOn: was?.startsOn ?? addDays(told.today, 183),
      endsOn: was?.endsOn ?? addDays(told.today, 185),
      timeZone: was?.timeZone ?? told.timeZone,
      salesOwnerId: was?.salesOwnerId ?? null,
      marketingOwnerId: was?.marketingOwnerId ?? null,
      previousId: was?.previousId ?? null,
      note: was?.note ?? "",
    },
    {
      name: (text) => (text.trim() === "" ? t("check-name") : null),
      startsOn: (day) => (isDay(day) ? null : t("check-day")),
      endsOn: (day, { startsOn }) => (!isDay(day) ? t("check-day") : day < startsOn ? t("check-end") : null),
    },
  );
  const { values } = fields;
  const begin = useTell(beginProject, {
    changes: changedByProjects,
    onDone: ({ id }) => {
      toast({ text: t("begun") });
      go(paths.project(workspace, id));
    },
  });
  const change = useTell(changeProject, {
    changes: changedByProjects,
    onDone: ({ movedTasks }) => {
      toast({ text: movedTasks === 0 ? t("changed") : t("changed-moved", { count: movedTasks }) });
      onClose();
    },
  });
  const send = () => {
    if (!fields.isGood()) return;
    const { kind, template, ...rest } = values;
    const detail = { ...rest, name: rest.name.trim(), place: rest.place.trim(), note: rest.note.trim() };
    if (of === undefined) begin.mutate({ params: { workspace }, body: { ...detail, kind, template, language } });
    else change.mutate({ params: { workspace, id: of.project.id }, body: detail });
  };
  const people = told.people.map(({ memberId, name }) => ({ value: memberId, label: name }));
  const earlier = (of?.others ?? told.projects.filter(({ kind }) => kind === values.kind)).map(({ id, name, startsOn }) => ({
    value: id,
    label: `${name}, ${startsOn.slice(0, 4)}`,
  }));
  const templates = [
    { value: "usual", label: t("template-usual", { kind: t(`kind-${values.kind}`), count: projectTemplates[values.kind].tasks.length }) },
    ...told.templates
      .filter(({ kind }) => kind === values.kind)
      .map(({ id, name, tasks }) => ({ value: id, label: t("template-own", { name, count: tasks }) })),
    { value: "none", label: t("template-none") },
  ];
  const setKind = (kind: ProjectKind | null) => {
    fields.set("kind", kind ?? "exhibition");
    fields.set("template", "usual");
    fields.set("previousId", null);
  };
  return (
    <Modal opened onClose={onClose} size="44rem" title={t(of === undefined ? "begin-title" : "edit-title")} closeOnClickOutside={false}>
      <Form
        send={of === undefined ? t("begin") : kit("save")}
        isSending={begin.isPending || change.isPending}
        error={begin.error ?? change.error}
        onSend={send}
      >
        <TextInput label={t("field-name")} maxLength={200} {...fields.text("name")} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
          {of === undefined ? (
            <>
              <Select
                label={t("field-kind")}
                data={projectKinds.map((value) => ({ value, label: t(`kind-${value}`) }))}
                value={values.kind}
                onChange={setKind}
              />
              <Select
                label={t("field-template")}
                data={templates}
                value={values.template}
                onChange={(template) => fields.set("template", template ?? "usual")}
              />
            </>
          ) : null}
          <TextInput type="date" label={t("field-from")} {...fields.text("startsOn")} />
          <TextInput type="date" label={t("field-to")} {...fields.text("endsOn")} />
          <Select
            label={t("field-sales-owner")}
            data={people}
            clearable
            placeholder={t("owner-none")}
            value={values.salesOwnerId}
            onChange={(id) => fields.set("salesOwnerId", id)}
          />
          <Select
            label={t("field-marketing-owner")}
            data={people}
            clearable
            placeholder={t("owner-none")}
            value={values.marketingOwnerId}
            onChange={(id) => fields.set("marketingOwnerId", id)}
          />
          <TextInput label={t("field-place")} maxLength={300} {...fields.text("place")} />
          <TimeZoneChoice label={t("field-zone")} value={values.timeZone} onChange={(zone) => fields.set("timeZone", zone)} />
          {earlier.length === 0 ? null : (
            <Select label={t("field-previous")} data={earlier} clearable value={values.previousId} onChange={(id) => fields.set("previousId", id)} />
          )}
        </SimpleGrid>
        <Textarea label={t("field-note")} autosize minRows={2} maxLength={4000} {...fields.text("note")} />
      </Form>
    </Modal>
  );
}
