// Runs before the first paint: shows the page in the theme that was chosen here, and colours the browser's own bars alike.
const page = document.documentElement;
const bars = document.querySelectorAll('meta[name=theme-color]');
const colour = () => ['light', 'dark'].forEach((scheme, place) => {
  const { theme } = page.dataset;
  bars[place].media = theme === 'light' || theme === 'dark' ? (theme === scheme ? 'all' : 'not all') : `(prefers-color-scheme: ${scheme})`;
});
// The app says so when another is chosen.
new MutationObserver(colour).observe(page, { attributeFilter: ['data-theme'] });
try {
  page.dataset.theme = localStorage.getItem('concord/theme') ?? 'system';
} catch {
  // A browser that keeps nothing shows the page as the device does.
}
