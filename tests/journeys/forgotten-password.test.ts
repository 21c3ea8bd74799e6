import { expect, test } from '@jest/globals';
import { newProfile } from './support/browser.ts';
import { describeJourney } from './support/describe-journey.ts';
import { signInByCode } from './support/steps.ts';

const FIRST = 'drei blaue Elefanten im Amt';
const SECOND = 'vier rote Kraniche im Archiv';

describeJourney('a forgotten password', (get) => {
  test('is replaced after signing in by a mailed code, without the old one', async () => {
    const { browser, stack, newAddress } = get();
    const { context, page, complaints } = await newProfile(browser, stack.url);
    const address = newAddress('petra');
    const signOut = page.getByRole('button', { name: 'Abmelden' });
    const setPassword = async (password: string) => {
      await signOut.waitFor();
      await page.goto('/account');
      await page.fill('#new-password', password);
      await page.getByRole('button', { name: 'Passwort speichern' }).click();
      await page.getByText('Passwort ist gespeichert').waitFor();
    };
    await page.goto('/sign-in');
    await signInByCode(page, stack, address);
    await setPassword(FIRST);

    await signOut.click();
    await page.waitForURL(/\/sign-in$/);
    await signInByCode(page, stack, address);
    await setPassword(SECOND);

    await signOut.click();
    await page.waitForURL(/\/sign-in$/);
    for (const [password, works] of [
      [FIRST, false],
      [SECOND, true],
    ] as const) {
      const answer = await page.request.post('/api/v1/session/password', { data: { email: address, password } });
      expect(answer.ok()).toBe(works);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
});
