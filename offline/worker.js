// Starts a program of the worker, then says of which build it is. If that fails the page hears of an error and does the work.
import init from './program.js';

/* global BUILD, WASM */
init({ module_or_path: new URL(WASM, import.meta.url) }).then(() => postMessage({ ready: { build: BUILD } })).catch(reportError);
