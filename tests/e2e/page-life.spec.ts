import type { Page } from '@playwright/test';
import { settle } from './harness/extension';
import { expect, test } from './harness/fixtures';
import { request, watchEvents } from './harness/provider';
import { askSignature, connect, firstAccount } from './harness/stories';

/** What a page of the extension has in Chromium. */
declare const chrome: {
  readonly tabs: {
    query(what: object): Promise<{ id: number; url?: string }[]>;
    discard(id: number | undefined): Promise<{ id: number }>;
    update(id: number, change: { active: boolean }): Promise<unknown>;
  };
  readonly alarms: { create(name: string, when: { when: number }): Promise<void> };
};

test.beforeEach(async ({ extension, page, framePages }) => {
  framePages.put('/site', '<p>A site</p>');
  await extension.importWallet();
  await page.goto(framePages.url('/site'));
});

test('what a discarded tab asked is gone with it, and its page comes back with a live provider', async ({
  extension,
  context,
  page,
}) => {
  await connect(extension, page);
  void askSignature(page, 'nobody waits for this').catch(() => null);
  const window = await extension.requestWindow();
  await expect(window.getByRole('heading', { name: 'Signature request' })).toBeVisible();
  const popup = await extension.openPopup();
  const takenBack = window.waitForEvent('close');
  const discarded = await popup.evaluate(async (url) => {
    const tabs = await chrome.tabs.query({});
    const { id } = await chrome.tabs.discard(tabs.find((tab) => tab.url === url)?.id);
    return id;
  }, page.url());
  await takenBack;
  await expect(popup.getByRole('heading', { name: 'Signature request' })).toBeHidden();

  const comingBack = context.waitForEvent('page');
  await popup.evaluate((id) => chrome.tabs.update(id, { active: true }), discarded);
  const back = await comingBack;
  await back.waitForLoadState();
  expect(await request(back, 'eth_accounts')).toEqual({ ok: true, value: [firstAccount] });
});

test('over a sleep an answer finds its page, and the alarm that was missed is made up for', async ({
  extension,
  page,
}) => {
  await connect(extension, page, { minutes: 1 });
  const events = await watchEvents(page);
  const session = await page.context().newCDPSession(page);
  const asked = askSignature(page, 'before the lid was shut');
  const window = await extension.requestWindow();
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await settle(window, 'Sign');
  const popup = await extension.openPopup();
  await makeOlder(popup);
  await extension.killWorker();
  // An alarm that is overdue when the computer wakes goes off at once.
  await popup.evaluate(() => chrome.alarms.create('wake', { when: Date.now() }));
  await expect(popup.getByText('Session ended: it reached its limit of 1 minute').first()).toBeVisible();

  await session.send('Page.setWebLifecycleState', { state: 'active' });
  expect(await asked).toMatchObject({ ok: true });
  await expect.poll(events).toContainEqual({ event: 'accountsChanged', value: [] });
});

/** Sets back when the sessions were opened and used by an hour: as if it had passed in sleep. */
async function makeOlder(ownPage: Page): Promise<void> {
  await ownPage.evaluate(async () => {
    const done = <Result>(asked: IDBRequest<Result>) =>
      new Promise<Result>((resolve) => asked.addEventListener('success', () => resolve(asked.result)));
    const db = await done(indexedDB.open('sekisho'));
    const sessions = db.transaction('sessions', 'readwrite').objectStore('sessions');
    const hour = 3_600_000;
    for (const row of await done(sessions.getAll())) {
      row.session.openedAt -= hour;
      row.session.lastUsedAt -= hour;
      row.deadline -= hour;
      row.warnAt -= hour;
      await done(sessions.put(row));
    }
    db.close();
  });
}
