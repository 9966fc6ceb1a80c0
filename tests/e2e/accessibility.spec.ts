import { violations } from './harness/axe';
import { test, takeRelays } from './harness/devices';
import { expect } from './harness/fixtures';
import { connect } from './harness/stories';

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ theme });
    test('no screen has a violation that axe can find', async ({ extension, relay, page, siteUrl }) => {
      // A dozen screens, each of which takes axe seconds on a slow machine.
      test.setTimeout(240_000);
      const welcome = await extension.welcomePage();
      await welcome.getByRole('button', { name: 'Create a new wallet' }).waitFor();
      expect(await violations(welcome)).toEqual([]);
      await extension.importWallet();
      const relays = await extension.openDashboard('#/relays');
      await takeRelays(relays, [relay]);
      await relays.close();
      await page.goto(siteUrl);
      await connect(extension, page);
      const popup = await extension.openPopup();
      await popup.getByRole('list', { name: 'Sessions' }).getByRole('listitem').waitFor();
      expect(await violations(popup)).toEqual([]);
      for (const route of [
        '#/',
        '#/accounts',
        '#/networks',
        '#/devices',
        '#/devices/lost',
        '#/relays',
        '#/relays/pair',
        '#/activity',
        '#/history',
        '#/settings',
        '#/policy',
        '#/guide',
        '#/support',
        '#/connection',
        '#/backup',
      ]) {
        const dashboard = await extension.openDashboard(route);
        await dashboard.getByRole('heading', { level: 1 }).waitFor();
        expect([route, await violations(dashboard)]).toEqual([route, []]);
        await dashboard.close();
      }
    });
  });
}
