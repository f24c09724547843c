// Starts the worker, which first says of which build it is. If that fails the page hears of an error and does the work.
import init, { start } from './concord_worker.js';

/* global BUILD, WASM */
init({ module_or_path: new URL(WASM, import.meta.url) }).then(() => start(BUILD)).catch(reportError);
