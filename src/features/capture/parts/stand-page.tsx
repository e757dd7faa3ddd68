// A lead at the stand in twenty seconds: for one thumb, with or without a network.
import { useEffect, useState } from "react";

import { CaptureForm } from "#features/capture/parts/capture-form.tsx";
import { isKept } from "#features/capture/parts/offline.ts";
import classes from "#features/capture/parts/stand.module.css";
import { type Stand, useStand } from "#features/capture/parts/use-stand.ts";
import { WaitingPanel } from "#features/capture/parts/waiting-panel.tsx";
import type { words } from "#features/capture/words.en.ts";
import { paths } from "#kit/paths.ts";
import { usePathPart, useWorkspaceSlug } from "#ui/address.tsx";
import { useSentence, useWords } from "#ui/language.ts";

export function Page() {
  const t = useWords<typeof words>("capture");
  const [workspace, project] = [useWorkspaceSlug(), usePathPart("id")];
  const stand = useStand(workspace, project);
  const [isOpen, setOpen] = useState(false);
  const { ground, state, waiting, today } = stand;
  const name = ground?.project.name ?? t("take-title");
  useEffect(() => {
    document.title = `${name} · Evenhand`;
  }, [name]);
  return (
    <main className={classes["page"]}>
      <header className={classes["top"]}>
        <h1>{name}</h1>
        <button
          type="button"
          className={classes["count"]}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          {...(waiting.length > 0 ? { "data-waits": true } : {})}
        >
          {t("today", { count: today })} · {waiting.length === 0 ? t("all-sent") : t("waiting", { count: waiting.length })}
        </button>
      </header>
      <News stand={stand} />
      {isOpen ? <WaitingPanel stand={stand} workspace={workspace} project={project} /> : null}
      {ground === null || state === "closed" ? <Closed stand={stand} /> : <CaptureForm stand={stand} ground={ground} />}
    </main>
  );
}

/** What whoever takes leads should know now; nothing where all is well. */
function News({ stand }: { readonly stand: Stand }) {
  const t = useWords<typeof words>("capture");
  const why = useSentence("capture");
  const workspace = useWorkspaceSlug();
  const project = usePathPart("id");
  const { ground, state, ofOthers, waiting, hasStorage, hasNewVersion } = stand;
  const refused = waiting.filter(({ refusedAs }) => refusedAs !== null);
  const isReady = useKept(`/w/${workspace}/projects/${project}/capture`, state);
  return (
    <div role="status" aria-live="polite">
      {state === "no-network" ? <p className={classes["news"]}>{t("no-network")}</p> : null}
      {state === "ready" && isReady === false ? <p className={classes["news"]}>{t("not-ready")}</p> : null}
      {state === "signed-out" ? (
        <p className={classes["news"]}>
          {t(ground === null ? "signed-out-here" : "signed-out")} <a href={paths.signIn({ next: paths.capture(workspace, project) })}>{t("sign-in")}</a>
        </p>
      ) : null}
      {ofOthers.length > 0 ? (
        <p className={classes["news"]}>
          {t("of-others", { count: ofOthers.length, names: [...new Set(ofOthers.map(({ takenByName }) => takenByName))].join(", ") })}{" "}
          <button type="button" onClick={() => void stand.sendForOthers()}>
            {t("send-for")}
          </button>
        </p>
      ) : null}
      {refused.length > 0 ? (
        <p className={classes["news"]}>
          {t("refused", { count: refused.length, reason: why(`why.${refused[0]!.refusedAs}`) ?? t("why.refused") })}{" "}
          <button type="button" onClick={() => void stand.tryAgain()}>
            {t("try-again")}
          </button>
        </p>
      ) : null}
      {hasStorage ? null : <p className={classes["news"]}>{t("no-storage")}</p>}
      {hasNewVersion ? (
        <p className={classes["news"]}>
          {t("new-version")}{" "}
          <button type="button" onClick={() => window.location.reload()}>
            {t("reload")}
          </button>
        </p>
      ) : null}
    </div>
  );
}

/** Null while it is not known; the worker needs a moment for its files. */
function useKept(scope: string, state: Stand["state"]): boolean | null {
  const [kept, setKept] = useState<boolean | null>(null);
  useEffect(() => {
    if (state !== "ready") return undefined;
    const timer = setTimeout(() => void isKept(scope).then(setKept), 8_000);
    return () => clearTimeout(timer);
  }, [scope, state]);
  return kept;
}

function Closed({ stand: { state, closedBy } }: { readonly stand: Stand }) {
  const t = useWords<typeof words>("capture");
  const why = useSentence("capture");
  const kit = useSentence("kit-problems");
  const workspace = useWorkspaceSlug();
  const project = usePathPart("id");
  if (state === "opening" || state === "signed-out") return null;
  if (state === "never-seen" || state === "no-network") return <p className={classes["news"]}>{t("not-ready")}</p>;
  return (
    <div className={classes["news"]}>
      <h2>{t("closed-title")}</h2>
      <p>{why(`why.${closedBy}`) ?? kit(String(closedBy)) ?? closedBy}</p>
      <a href={paths.project(workspace, project)}>{t("back")}</a>
    </div>
  );
}
