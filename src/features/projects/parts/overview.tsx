// A project at a glance: days and owners, what each side says of its readiness, its campaigns, and whom it is shown to.
import { Button, Checkbox, TextInput, Textarea } from "@mantine/core";
import { useState } from "react";

import {
  type ProjectRoom,
  type ReadinessView,
  changeProject,
  findProjectCampaigns,
  sayReadiness,
  shareProject,
  withdrawReadiness,
} from "#features/projects/contract.ts";
import { changedByProjects } from "#features/projects/parts/project-acts.ts";
import classes from "#features/projects/parts/projects.module.css";
import type { words } from "#features/projects/words.en.ts";
import { readinessLevels } from "#facts/projects.ts";
import { useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { Select } from "#ui/select.tsx";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useAsk, useTell } from "#ui/use-ask.ts";

export function Overview({ told }: { readonly told: ProjectRoom }) {
  const t = useWords<typeof words>("projects");
  return (
    <>
      <About told={told} />
      <Section title={t("readiness")} note={t("readiness-note")}>
        <Readiness told={told} />
      </Section>
      {told.budget === null ? null : (
        <>
          <Section title={t("campaigns")} note={t("campaigns-note")}>
            <Campaigns told={told} />
          </Section>
          <Section title={t("agencies")} note={t("agencies-note")}>
            <Agencies told={told} />
          </Section>
        </>
      )}
    </>
  );
}

function About({ told: { project } }: { readonly told: ProjectRoom }) {
  const t = useWords<typeof words>("projects");
  const format = useFormat();
  return (
    <dl className={classes["facts"]}>
      <dt>{t("col-kind")}</dt>
      <dd>{t(`kind-${project.kind}`)}</dd>
      <dt>{t("col-when")}</dt>
      <dd>{t("days", { from: format.day(project.startsOn), to: format.day(project.endsOn) })}</dd>
      <dt>{t("field-place")}</dt>
      <dd>{project.place ?? t("place-none")}</dd>
      <dt>{t("field-sales-owner")}</dt>
      <dd>{project.salesOwner ?? t("owner-none")}</dd>
      <dt>{t("field-marketing-owner")}</dt>
      <dd>{project.marketingOwner ?? t("owner-none")}</dd>
      {project.note === null ? null : (
        <>
          <dt>{t("field-note")}</dt>
          <dd style={{ whiteSpace: "pre-line" }}>{project.note}</dd>
        </>
      )}
    </dl>
  );
}

const mostNamed = 3;

function Readiness({ told }: { readonly told: ProjectRoom }) {
  const t = useWords<typeof words>("projects");
  const format = useFormat();
  const [say, setSay] = useSearchValue("say");
  const asked = told.readiness.find(({ side, whyNotSay }) => side === say && whyNotSay === null);
  return (
    <div className={classes["sides"]}>
      {told.readiness.map((of) => (
        <div key={of.side} className={classes["side"]}>
          <h3>
            <SideBadge side={of.side} />
          </h3>
          <p>
            <strong>{t(`ready-${of.level ?? "none"}`)}</strong>
            {of.said === null ? "" : `: ${of.said}`}
          </p>
          {of.saidAt === null ? null : (
            <p className={classes["quiet"]}>{t("readiness-said", { name: of.saidBy ?? t("former"), when: format.moment(of.saidAt) })}</p>
          )}
          <p>{t("readiness-tasks", { done: of.done, due: of.due })}</p>
          {of.late.length === 0 ? null : (
            <p className={classes["late"]}>
              {t("readiness-late", { tasks: of.late.slice(0, mostNamed).join("; ") })}{" "}
              {of.late.length > mostNamed ? t("readiness-late-more", { count: of.late.length - mostNamed }) : ""}
            </p>
          )}
          <ReasonButton whyNot={of.whyNotSay} variant="default" size="xs" onClick={() => setSay(of.side)}>
            {t("readiness-say")}
          </ReasonButton>
        </div>
      ))}
      {asked === undefined ? null : <SayForm of={asked} id={told.project.id} onClose={() => setSay(null)} />}
    </div>
  );
}

function SayForm({ of, id, onClose }: { readonly of: ReadinessView; readonly id: string; readonly onClose: () => void }) {
  const t = useWords<typeof words>("projects");
  const params = { workspace: useWorkspaceSlug(), id };
  const fields = useFields(
    { level: of.level ?? "ready", said: "" },
    { said: (text, { level }) => (level !== "ready" && text.trim() === "" ? t("why.not-ready-without-word") : null) },
  );
  const say = useTell(sayReadiness, {
    changes: changedByProjects,
    onDone: (word) => {
      toast({ text: t("readiness-done"), undo: () => ask(withdrawReadiness, { params: { ...params, part: word.id } }) });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t("readiness-title", { side: t(`side-${of.side}`) })}>
      <Form
        send={t("readiness-say")}
        isSending={say.isPending}
        error={say.error}
        onSend={() => fields.isGood() && say.mutate({ params, body: { side: of.side, level: fields.values.level, said: fields.values.said.trim() } })}
      >
        <Select
          label={t("readiness-level")}
          data={readinessLevels.map((value) => ({ value, label: t(`ready-${value}`) }))}
          value={fields.values.level}
          onChange={(level) => fields.set("level", level ?? "ready")}
        />
        <Textarea label={t("readiness-word")} autosize minRows={2} maxLength={2000} {...fields.text("said")} />
      </Form>
    </Modal>
  );
}

function Campaigns({ told }: { readonly told: ProjectRoom }) {
  const t = useWords<typeof words>("projects");
  const params = { workspace: useWorkspaceSlug(), id: told.project.id };
  const [text, setText] = useState("");
  const found = useAsk(findProjectCampaigns, { params: { workspace: params.workspace }, query: { text } }, { when: text.trim().length > 1, keepsLast: true });
  const change = useTell(changeProject, { changes: [...changedByProjects, findProjectCampaigns] });
  const ids = told.campaigns.map(({ id }) => id);
  const set = (campaigns: readonly string[]) => change.mutate({ params, body: { campaigns: [...campaigns] } });
  const more = text.trim().length > 1 ? (found.data?.found ?? []).filter(({ id }) => !ids.includes(id)).slice(0, 8) : null;
  return (
    <>
      {told.campaigns.length === 0 ? <p>{t("campaigns-none")}</p> : null}
      <ul className={classes["lines"]}>
        {told.campaigns.map(({ id, name }) => (
          <li key={id} className={classes["line"]}>
            <div>{name ?? id}</div>
            {told.whyNotPlan === null ? (
              <Button variant="subtle" size="xs" aria-label={t("campaign-remove", { name: name ?? id })} onClick={() => set(ids.filter((each) => each !== id))}>
                {t("template-remove")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {told.whyNotPlan === null ? (
        <div className="not-on-paper">
          <TextInput label={t("campaign-find")} value={text} maxLength={200} onChange={(event) => setText(event.currentTarget.value)} />
          {more === null || !found.data ? null : more.length === 0 ? <p className={classes["quiet"]}>{t("campaign-nothing")}</p> : null}
          <ul className={classes["lines"]}>
            {(more ?? []).map(({ id, name, projectId }) => (
              <li key={id} className={classes["line"]}>
                <div>{name ?? id}</div>
                {projectId !== null ? (
                  <span className={classes["quiet"]}>{t("campaign-elsewhere")}</span>
                ) : (
                  <Button variant="default" size="xs" onClick={() => set([...ids, id])}>
                    {t("campaign-add")}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {change.error ? <ErrorState error={change.error} /> : null}
    </>
  );
}

function Agencies({ told }: { readonly told: ProjectRoom }) {
  const t = useWords<typeof words>("projects");
  const params = { workspace: useWorkspaceSlug(), id: told.project.id };
  const share = useTell(shareProject, { changes: changedByProjects });
  if (told.agencies.length === 0) return <p>{t("agencies-none")}</p>;
  return (
    <>
      {told.agencies.map(({ memberId, name, isShared }) => (
        <Checkbox
          key={memberId}
          label={name}
          checked={isShared}
          disabled={told.whyNotBegin !== null}
          onChange={(event) => share.mutate({ params, body: { memberId, isShared: event.currentTarget.checked } })}
        />
      ))}
      {share.error ? <ErrorState error={share.error} /> : null}
    </>
  );
}
