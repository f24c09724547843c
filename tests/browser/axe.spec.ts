import { test } from './support/app.ts';
import { expectAccessible, expectLegible } from './support/axe.ts';
import { states } from './support/states.ts';

for (const [state, reach] of states) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(colorScheme, () => {
      test.use({ colorScheme });

      test(`${state}: axe finds nothing`, async ({ page }) => {
        await reach(page);
        await expectAccessible(page, `${state}, ${colorScheme}`);
      });
    });
  }

  // 640 px is what 1,280 px are at 200%.
  for (const width of [320, 640]) {
    test(`${state}: legible without sideways scroll at ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 700 });
      await reach(page);
      await expectLegible(page, `${state}, ${width} px`);
    });
  }
}
