// What was done to a project, by whom and when, the newest first.
import type { ProjectRoom } from "#features/projects/contract.ts";
import classes from "#features/projects/parts/projects.module.css";
import type { words } from "#features/projects/words.en.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

export function History({ told }: { readonly told: ProjectRoom }) {
  const t = useWords<typeof words>("projects");
  const format = useFormat();
  const about = (said: ProjectRoom["history"][number]["said"]) =>
    [said["title"], said["line"], said["person"], said["agency"], said["reason"]].filter((each) => typeof each === "string").find((each) => each !== "");
  return (
    <Section title={t("tab-history")}>
      {told.history.length === 0 ? <p>{t("history-none")}</p> : null}
      <ol className={classes["lines"]}>
        {told.history.map(({ revision, act, said, by, at }) => (
          <li key={revision} className={classes["line"]}>
            <div>
              {t(`act-${act}` as "act-begun")}
              {about(said) === undefined ? "" : `: ${about(said)}`}
            </div>
            <p className={classes["quiet"]}>
              {by ?? t("former")}, {format.moment(at)}
            </p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
