import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { answer, expect, field, goTo, head, open, saved, test, verdict } from './support/app.ts';
import { exported } from './support/data.ts';
import { loadProgram, reported, today, unfoldOne } from './support/program.ts';
import { enter, openReferral } from './support/referrals.ts';

const long = 'Verzekeringsmaatschappijenoverleg-Noordzeekustgemeenschap & Partners';

function rewards(page: Page) {
  return page.locator('[data-reward]');
}

function dialog(page: Page) {
  return page.getByRole('dialog');
}

test('rewards are told as the report tells them, given, waived and taken back', async ({ page }) => {
  await loadProgram(page);
  const { agenda } = reported(await readFile('checks/fixtures/program.json'));
  expect(agenda.rewards).toHaveLength(4);
  await expect(verdict(page)).toContainText('Give 3 rewards that are overdue, the first since Jul 14, 2026');
  for (const [place, reward] of agenda.rewards.entries()) {
    await expect(rewards(page).nth(place)).toHaveAttribute('data-reward', String(reward.referral));
    await expect(rewards(page).nth(place)).toHaveAttribute('data-worth', String(reward.worth));
    await expect(rewards(page).nth(place)).toContainText(reward.reward);
  }
  await expect(page.getByText('Together they cost about $600.')).toBeVisible();

  await page.getByRole('button', { name: 'Reward for Client 7 given today' }).click();
  await expect(rewards(page)).toHaveCount(3);
  await expect(verdict(page)).toContainText('Give 2 rewards that are overdue, the first since Sep 27, 2026');
  await page.getByRole('button', { name: 'No reward for Client 10' }).click();
  await expect(rewards(page)).toHaveCount(2);
  await head(page, 'Undo').click();
  await expect(rewards(page)).toHaveCount(3);
  await head(page, 'Redo').click();
  await page.getByRole('button', { name: 'Reward for Client 23 given today' }).click();
  await expect(verdict(page)).toContainText('Give 1 reward:');

  // The ledger says when it was given.
  await page.evaluate(() => { location.hash = '#/referrals'; });
  await field(page, 'Find').fill('Client 7');
  const referral = await openReferral(page, 'Client 7');
  await expect(field(referral, 'Reward due on')).toHaveValue('2026-06-14');
  await expect(field(referral, 'Reward given on')).toHaveValue(today);
});

test('an overdue reward is due on the overview', async ({ page }) => {
  await loadProgram(page, '#/overview');
  await expect(page.getByText('3 rewards for referrals are overdue, the first since Jul 14, 2026.').first()).toBeVisible();
});

test('a program is set up in five steps and printed on one page', async ({ page }) => {
  await open(page, '#/referrals/program');
  await expect(verdict(page)).toHaveText('Set up your referral program: 0 of 10 parts are done.');
  // The first step that is not done is open.
  await expect(field(page, 'Who meets the people you want to work for?')).toBeVisible();
  await page.getByRole('button', { name: 'Start from this wording: Who meets the people you want to work for?' }).click();
  await expect(field(page, 'Who meets the people you want to work for?')).toHaveValue(/^Former clients/);
  await answer(page, 'Which clients should they send you, and which not?', 'Dentists in Porto.\nNo hospitals.');
  await expect(page.locator('[data-step="1"]')).toHaveText('Done');
  for (const [name, questions] of [
    ['What they get', ['What does the client get who is sent to you?', 'What does the referrer get out of it, rewards apart?']],
    ['How it works', ['How do they introduce someone?', 'What happens then, and how soon?']],
    ['Keeping track', ['What do you write down, and when?', 'What does the referrer hear, and when?']],
  ] as const) {
    const step = await unfoldOne(page, name);
    for (const question of questions) await step.getByRole('button', { name: `Start from this wording: ${question}` }).click();
    await expect(step.locator('[data-step]')).toHaveText('Done');
  }
  const last = await unfoldOne(page, 'Thanks and rewards');
  await answer(page, 'How do you say thank you, whatever becomes of it?', 'A card by post.');
  await last.getByRole('button', { name: 'Begin with these rewards' }).click();
  await expect(verdict(page)).toHaveText('Nothing to do today: everyone was thanked and asked.');
  await expect(page.locator('[data-figure=done]')).toHaveText('10 of 10 parts are done');

  // A third tier has to begin above the second.
  await last.getByRole('button', { name: 'Another tier' }).click();
  const third = last.getByRole('group', { name: 'Tier 3' });
  await expect(field(third, 'For work from')).toHaveValue('10000');
  await answer(third, 'For work from', '5000');
  await expect(third.getByText('Each tier begins above the one before it.')).toBeVisible();
  await answer(third, 'For work from', '20000');
  await answer(third, 'Reward', 'A weekend in the hills');
  await last.getByLabel('A reward is earned').selectOption('paid');
  await answer(page, 'and given within', '14');
  await answer(page, 'and given within', '400');
  await expect(page.getByText('Type a whole number up to 365.')).toBeVisible();
  await answer(page, 'You sign as', 'Ines Duarte');
  await saved(page);

  await page.getByRole('link', { name: 'see and print the page for referrers' }).click();
  const sheet = page.getByRole('region', { name: 'Page for referrers' });
  await expect(sheet.getByRole('heading', { level: 2 })).toHaveText('Referring a client to Ines Duarte');
  await expect(sheet).toContainText('Dentists in Porto.');
  await expect(sheet).toContainText('For work under $5,000: A gift card');
  await expect(sheet).toContainText('For work of $20,000 or more: A weekend in the hills');
  await expect(sheet).toContainText('You get it once they have paid the first invoice, within 14 days.');
  // What is for the user alone is not on it.
  await expect(sheet).not.toContainText('Former clients who were happy');
  await expect(sheet).not.toContainText('On Fridays');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Referrals' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(sheet).toBeVisible();
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);

  await page.emulateMedia({ media: 'screen' });
  await page.reload();
  await expect(sheet).toContainText('Dentists in Porto.');
});

test('thanks are filled in, copied, handed to the mail program and noted', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await loadProgram(page);
  const thanks = page.getByRole('region', { name: 'Who to thank' });
  await expect(thanks.getByRole('listitem')).toHaveCount(2);
  await thanks.getByRole('button', { name: `Write to ${long}` }).click();
  await expect(field(dialog(page), 'Subject')).toHaveValue('Client 25 is going ahead');
  await expect(field(dialog(page), 'Message')).toHaveValue(/^Hi Verzekeringsmaatschappijenoverleg-Noordzeekustgemeenschap,\n\ngood news: Client 25 and I/);
  await expect(field(dialog(page), 'Message')).toHaveValue(/Ines Duarte$/);
  await field(dialog(page), 'Message').fill('Dank je wel & tot ziens?\n100% blij');
  await dialog(page).getByRole('button', { name: 'Copy the message' }).click();
  await expect(dialog(page).getByRole('status')).toHaveText('Copied.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Dank je wel & tot ziens?\n100% blij');
  const mail = new URL((await dialog(page).getByRole('link', { name: 'Open in mail' }).getAttribute('href'))!);
  expect(mail.protocol).toBe('mailto:');
  expect(mail.searchParams.get('subject')).toBe('Client 25 is going ahead');
  expect(mail.searchParams.get('body')).toBe('Dank je wel & tot ziens?\r\n100% blij');
  await dialog(page).getByRole('button', { name: 'Thanked: note today' }).click();
  await expect(thanks.getByRole('listitem')).toHaveCount(1);
  await head(page, 'Undo').click();
  await expect(thanks.getByRole('listitem')).toHaveCount(2);
});

test('what is not known stands in brackets until it is filled in', async ({ page }) => {
  await open(page, '#/referrals');
  await enter(page, { client: 'Acme', by: 'Ana Ruiz' });
  await page.getByRole('link', { name: 'Program' }).click();
  await expect(verdict(page)).toHaveText('Thank Ana Ruiz.');
  await page.getByRole('button', { name: 'Write to Ana Ruiz' }).click();
  await expect(dialog(page)).toContainText('Fill in what stands in square brackets: how you sign.');
  await expect(field(dialog(page), 'Message')).toHaveValue(/\[me\]$/);
});

test('whoever brought most is asked first, and not again before it is time', async ({ page }) => {
  await page.clock.setFixedTime(`${today}T12:00:00`);
  await open(page, '#/referrals');
  for (const [client, by, day] of [['Acme', 'Ana Ruiz', '2026-01-10'], ['Birch', 'Ben Okoro', '2026-01-12'], ['Cobalt', 'Ben Okoro', '2026-02-11']] as const) {
    await enter(page, { client, by, day, expected: '3000' });
  }
  const referral = await openReferral(page, 'Birch');
  await field(referral, 'Won on').fill('2026-02-01');
  await referral.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: 'Program' }).click();
  await expect(verdict(page)).toHaveText('Ask Ben Okoro for a referral next.');
  const asks = page.getByRole('region', { name: 'Who to ask next' }).getByRole('listitem');
  await expect(asks).toHaveText([
    /Ben Okoro.*Made 2 referrals; 1 became work worth \$3,000\. Usually every 30 days, silent since Feb 11, 2026\. Not asked yet\./,
    /Ana Ruiz.*Made 1 referral, none of which became work\. The last on Jan 10, 2026\. Not asked yet\./,
  ]);
  await page.getByRole('button', { name: 'Ben Okoro was asked' }).click();
  await expect(verdict(page)).toHaveText('Ask Ana Ruiz for a referral next.');
  await page.clock.setFixedTime('2027-02-21T12:00:00');
  await page.reload();
  await expect(asks).toHaveCount(2);
  await expect(asks.first()).toContainText('Asked on Nov 23, 2026.');
  await answer(page, 'Ask somebody again after', '91');
  await expect(asks).toHaveCount(1);
});

test('messages are the user’s own, with fields that there are', async ({ page }) => {
  await loadProgram(page);
  const message = await unfoldOne(page, 'Thanks for an introduction');
  await answer(message, 'Subject', 'Dear {name}');
  await expect(message.getByText('{name} is no field; there are {referrer}, {first name}, {client}, {reward}, {date} and {me}.')).toBeVisible();
  await answer(message, 'Subject', 'Obrigado, {first name}');
  await expect(message.locator('.so-far')).toHaveText('Yours');
  await page.getByRole('button', { name: 'Write to مكتب النور' }).click();
  await expect(field(dialog(page), 'Subject')).toHaveValue('Obrigado, مكتب');
  await page.keyboard.press('Escape');
  await message.getByRole('button', { name: 'Use our message again' }).click();
  await expect(field(message, 'Subject')).toHaveValue('Thank you for introducing {client}');
});

test('experiments say how far they can be trusted, as the report does', async ({ page }) => {
  await loadProgram(page, '#/referrals/works');
  const { trials } = reported(await readFile('checks/fixtures/program.json'));
  const trial = (number: number) => page.locator(`[data-experiment="${number}"]`);
  for (const [place, of] of trials.entries()) {
    await expect(trial(place + 1).locator('[data-verdict]')).toHaveText(of.verdict.sentence);
    await expect(trial(place + 1)).toContainText(of.verdict.detail);
    for (const [arm, chance] of of.tried.chances.entries()) {
      const figure = trial(place + 1).locator('[data-figure=chance]').nth(arm);
      if (chance === null) await expect(figure).toHaveText('–');
      else expect(Math.abs(Number(await figure.getAttribute('data-value')) / 1e6 - chance)).toBeLessThan(1e-6);
    }
  }
  // Two more referrals by call.
  await answer(trial(2).getByRole('row').nth(2), 'Referrals', '6');
  await expect(trial(2).locator('[data-verdict]')).toHaveText('Too few to tell: 6 referrals from 9 people with Call, 3 from 12 people with Mail.');
  await answer(trial(2).getByRole('row').nth(2), 'People invited', 'many');
  await expect(trial(2).getByText('Type a whole number.')).toBeVisible();
  await page.getByRole('button', { name: 'New experiment' }).click();
  await expect(trial(3).locator('[data-verdict]')).toHaveText('Nothing to compare yet: two ways need people who were invited.');
  await trial(3).getByRole('button', { name: 'Another way' }).click();
  await expect(trial(3).locator('tbody tr')).toHaveCount(3);
  await trial(3).getByRole('button', { name: 'Remove Gift card' }).click();
  await expect(trial(3).locator('tbody tr')).toHaveCount(2);
  await trial(1).getByRole('button', { name: 'Remove the experiment' }).click();
  await expect(trial(1).locator('[data-verdict]')).toContainText('Too few to tell');
  await head(page, 'Undo').click();
  await expect(trial(1).locator('[data-verdict]')).toHaveText(trials[0].verdict.sentence);
});

test('a program comes back from its own file', async ({ page }) => {
  await loadProgram(page);
  const before = await readFile('checks/fixtures/program.json', 'utf8');
  await goTo(page, 'Share & data');
  expect(await exported(page)).toBe(before);
});
