// Keeps the files of the stand's page, so that it opens without a network. Its scope is one address; it keeps no answer of the server but those files.
// The build puts in which files they are and a digest of them all.
const files = "__FILES__";
const entry = "__ENTRY__";
const page = new URL(self.registration.scope).pathname;
const prefix = `stand ${page} `;
const own = `${prefix}__VERSION__`;
/** A hall's network that answers nothing at all is no network. */
const patienceMs = 3_500;

self.addEventListener("install", (event) => {
  event.waitUntil(keepAll());
});

async function keepAll() {
  const answer = await fetch(page, { cache: "no-store", credentials: "omit" });
  const text = await answer.clone().text();
  // A page of another release would ask for files that are not kept: then the next visit tries again.
  if (!answer.ok || !text.includes(entry)) throw new Error("the page belongs to another release");
  const cache = await caches.open(own);
  await cache.addAll(files);
  await cache.put(page, answer);
  await self.skipWaiting();
}

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith(prefix) && name !== own).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname === page) event.respondWith(pageOf(request));
  else if (files.includes(pathname)) event.respondWith(fileOf(request, pathname));
});

async function pageOf(request) {
  const kept = async () => (await caches.open(own)).match(page, { ignoreVary: true });
  const late = new Promise((done) => setTimeout(() => done(null), patienceMs));
  const asked = fetch(request).catch(() => null);
  const answer = await Promise.race([asked, late]);
  if (answer !== null && answer.status < 500) return answer;
  return (await kept()) ?? (await asked) ?? Response.error();
}

async function fileOf(request, pathname) {
  return (await (await caches.open(own)).match(pathname, { ignoreVary: true })) ?? fetch(request);
}
