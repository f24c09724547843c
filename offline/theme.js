// Runs before the first paint: shows the page in the theme that was chosen here, and colours the browser's own bars alike.
const page = document.documentElement;
// The app says so when another is chosen.
new MutationObserver(() => {
  const { theme } = page.dataset;
  for (const bar of document.querySelectorAll('meta[id]')) {
    bar.media = theme ? (theme === bar.id ? '' : 'not all') : `(prefers-color-scheme: ${bar.id})`;
  }
}).observe(page, { attributes: true });
try {
  page.dataset.theme = localStorage['concord/theme'] ?? '';
} catch {
  // A browser that keeps nothing shows the page as the device does.
}
