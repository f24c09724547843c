import axe from 'axe-core';
import { expect, type Page } from '@playwright/test';

/** Holds the page as it stands now against WCAG 2.1 A and AA and axe's best practices. */
export async function expectAccessible(page: Page, state: string) {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const results = await window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
    });
    return results.violations.map(({ id, help, nodes }) => ({
      rule: `${id}: ${help}`,
      where: nodes.map((node) => `${node.target.join(' ')} — ${node.failureSummary?.split('\n').at(-1)?.trim()}`),
    }));
  });
  expect.soft(found, state).toEqual([]);
}

/** No horizontal scroll, no text under 12 px, no field under 16 px. */
export async function expectLegible(page: Page, state: string) {
  const found = await page.evaluate(() => {
    const problems: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) {
      const wide = [...document.querySelectorAll('body *')].filter(
        (element) => element.getBoundingClientRect().right > root.clientWidth + 1
          && (!element.closest('.scroll') || getComputedStyle(element).position === 'absolute'),
      );
      const names = wide.slice(0, 5).map((element) => `${element.tagName}.${element.getAttribute('class') ?? ''}`);
      problems.push(`scrolls to ${root.scrollWidth} of ${root.clientWidth} px: ${names.join(', ')}`);
    }
    const size = (element: Element) => parseFloat(getComputedStyle(element).fontSize);
    const shown = (element: Element) => element.checkVisibility() && element.getClientRects().length > 0;
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement!;
      if (texts.currentNode.nodeValue!.trim() && shown(element) && size(element) < 12) {
        problems.push(`${size(element)} px: ${texts.currentNode.nodeValue!.trim().slice(0, 40)}`);
      }
    }
    for (const input of document.querySelectorAll('textarea, select, input:not([type=range], [type=radio], [type=checkbox], [type=file])')) {
      if (shown(input) && size(input) < 16) problems.push(`${size(input)} px: ${input.tagName} ${input.id}`);
    }
    return problems;
  });
  expect.soft(found, state).toEqual([]);
}

declare global {
  interface Window { axe: typeof axe }
}
