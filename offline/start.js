// Starts the app, and has the service worker keep the build's own files so that the page opens without a network.
// A page from a file has no service worker. The app hears of it by two events on the window and answers by one.
import init from './concord.js';

init({ module_or_path: new URL('./concord_bg.wasm', import.meta.url) });

const tell = (name) => dispatchEvent(new Event(name));

async function keepOffline() {
  const workers = navigator.serviceWorker;
  const registration = await workers.register(new URL('./service-worker.js', import.meta.url), { type: 'classic' });
  const offer = () => {
    if (!registration.waiting || !workers.controller) return;
    tell('concord-update');
    addEventListener('concord-update-accepted', () => registration.waiting?.postMessage('take over'), { once: true });
    workers.addEventListener('controllerchange', () => location.reload(), { once: true });
  };
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', offer);
  });
  offer();
  await workers.ready;
  tell('concord-offline');
}

/* global OFFLINE */
if (OFFLINE && 'serviceWorker' in navigator && /^https?:$/.test(location.protocol)) {
  // The page first; and where a browser keeps nothing, it works as before.
  addEventListener('load', () => setTimeout(() => keepOffline().catch(() => {}), 1000), { once: true });
}
