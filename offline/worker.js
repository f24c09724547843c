// Starts the worker, which first says of which build it is.
import init, { start } from './concord_worker.js';

/* global BUILD */
init({ module_or_path: new URL('./concord_worker_bg.wasm', import.meta.url) }).then(() => start(BUILD)).catch(reportError);
