// Keeps the files of one build and answers for them; everything else goes to the network. It touches nothing that the
// user has typed: that is in localStorage, which a service worker cannot reach.
/* global FILES, VERSION */
const own = `concord-${VERSION}`;

addEventListener('install', (event) => {
  event.waitUntil(caches.open(own).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: 'no-cache' })))));
});

addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    // The build before stays as well: a tab that still runs it may ask for a part.
    const builds = (await caches.keys()).filter((name) => name.startsWith('concord-') && name !== own);
    await Promise.all(builds.slice(0, -1).map((name) => caches.delete(name)));
    await clients.claim();
  })());
});

addEventListener('message', (event) => {
  if (event.data === 'take over') skipWaiting();
});

addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== location.origin) return;
  event.respondWith((async () => {
    const kept = request.mode === 'navigate'
      ? await caches.open(own).then((cache) => cache.match('./'))
      : await caches.match(request, { ignoreSearch: true });
    return kept ?? fetch(request);
  })());
});
