// The page of the stand opens without a network: a worker for this one address keeps its files, and nothing that anybody was answered.

/** Told when a newer release has been fetched while the page was open. */
export function keepPage(scope: string, onNewVersion: () => void): () => void {
  const workers = (navigator as Partial<Navigator>).serviceWorker;
  if (workers === undefined || !window.isSecureContext) return () => {};
  let had = workers.controller !== null;
  const hear = () => {
    if (had) onNewVersion();
    had = true;
  };
  workers.addEventListener("controllerchange", hear);
  void workers.register("/capture-worker.js", { scope, updateViaCache: "none" }).catch(() => {});
  return () => workers.removeEventListener("controllerchange", hear);
}

/** Asks whether there is a newer release; a page that stays open all day would not hear of it otherwise. */
export async function lookForNewVersion(scope: string): Promise<void> {
  const workers = (navigator as Partial<Navigator>).serviceWorker;
  const registration = await workers?.getRegistration(scope);
  // Not the one of this page: then it has none yet.
  if (registration !== undefined && new URL(registration.scope).pathname === scope) await registration.update();
}

/** Whether this device can open the page again without a network. */
export async function isKept(scope: string): Promise<boolean> {
  const workers = (navigator as Partial<Navigator>).serviceWorker;
  if (workers === undefined) return false;
  const registration = await workers.getRegistration(scope).catch(() => undefined);
  return registration !== undefined && new URL(registration.scope).pathname === scope && registration.active !== null;
}
