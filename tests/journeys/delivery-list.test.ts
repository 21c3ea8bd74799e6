import { expect, test } from '@jest/globals';
import { newProfile } from './support/browser.ts';
import { describeJourney } from './support/describe-journey.ts';
import { compose, sendNow, signInAsDemo } from './support/steps.ts';

describeJourney('the list of deliveries', (get) => {
  test('shows the state that was chosen last, whichever answer comes last', async () => {
    const { browser, stack, newAddress } = get();
    const { page, context, complaints } = await newProfile(browser, stack.url);
    await signInAsDemo(page, stack);
    await compose(page, { to: newAddress('erika'), subject: 'Wird gesendet', level: 1, message: 'Guten Tag' });
    await sendNow(page);
    const all = Promise.withResolvers<void>();
    await page.route(
      (url) => url.pathname === '/api/v1/deliveries' && !url.searchParams.has('state'),
      async (route) => {
        await all.promise;
        await route.continue();
      },
    );
    const answered = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/deliveries'));
    await page.goto(`${stack.url}/deliveries`);
    await page.selectOption('#state', 'recalled');
    await page.getByText('Hier ist nichts.').waitFor();
    all.resolve();
    await (await answered).finished();
    // What it would draw is drawn by then.
    await page.selectOption('#state', 'draft');
    await page.getByText('Hier ist nichts.').waitFor();
    expect(await page.getByText('Wird gesendet').count()).toBe(0);
    await page.selectOption('#state', 'active');
    await page.getByText('Wird gesendet').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
