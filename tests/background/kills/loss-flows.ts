import { expect } from 'vitest';
import { hour } from '../../../src/core/units';
import { firstAddress, importedKey } from '../../services/vault-world';
import { accounts, connect, message, signatureOf } from './flows';
import { disk, keyOfSite, otherSite, site, type Flow, type Scene } from './rehearse';

async function sign({ page, person }: Scene, text: string): Promise<void> {
  page.ask('personal_sign', [message(text), firstAddress]);
  await person.attend([page]);
}

const sessionOf = ({ outside }: Scene, of: string) =>
  disk(outside).read((reads) => reads.session(keyOfSite(of)));

async function namesOf({ outside }: Scene): Promise<readonly string[]> {
  const found = await disk(outside).read((reads) => reads.accounts());
  return found.map(({ name }) => name);
}

const lossOf = ({ outside }: Scene) => disk(outside).read((reads) => reads.loss());

/** Two sites are connected, one of which the person ends; there is a second account and a setting. */
async function settleIn(scene: Scene): Promise<void> {
  const { other, person } = scene;
  await connect(scene);
  other.ask('eth_requestAccounts');
  await person.attend([other]);
  await person.insist('session.end', { key: keyOfSite(otherSite) });
  await person.insist('accounts.add', { name: 'Savings' });
  await person.insist('settings.change', { theme: 'dark' });
}

/** The site is taken up again with a click, and signs; the other one is not even offered that. */
async function comeBack(scene: Scene): Promise<void> {
  scene.other.ask('eth_accounts');
  scene.page.ask('personal_sign', [message('here again'), firstAddress]);
  await scene.person.attend([scene.page, scene.other]);
}

async function expectBack(scene: Scene): Promise<void> {
  const { outside, page, other } = scene;
  page.expectAnswers(signatureOf(scene, 'here again'));
  other.expectAnswers({ ok: true, value: [] });
  expect(await namesOf(scene)).toEqual(['Account 1', 'Savings']);
  expect((await disk(outside).read((reads) => reads.settings())).theme).toBe('dark');
  expect(await lossOf(scene)).toMatchObject({ what: 'store', restored: { isComplete: true } });
  const session = await sessionOf(scene, site);
  expect(session).toMatchObject({ end: null });
  expect(session?.previousId).not.toBeNull();
  expect(await sessionOf(scene, otherSite)).toBeNull();
}

export const cleared: Flow = {
  name: 'the store was cleared',
  begin: settleIn,
  act: comeBack,
  verify: expectBack,
};

export const clearedWhileLocked: Flow = {
  name: 'the store was cleared, and the vault is locked',
  async begin(scene) {
    await settleIn(scene);
    await scene.person.insist('vault.lock', {});
  },
  act: comeBack,
  verify: expectBack,
};

/** What it has forgotten: an account, that the first site's session ended, and that the other one has a session. */
export const wentBack: Flow = {
  name: 'the store went back in time',
  begin: connect,
  async since(scene) {
    const { other, person } = scene;
    other.ask('eth_requestAccounts');
    await person.attend([other]);
    await person.insist('session.end', { key: keyOfSite(site) });
    await person.insist('accounts.add', { name: 'Savings' });
  },
  async act({ page, other, person, browser }) {
    // The browser starts, and its pages come when a life has looked at the copy, also where one died over that.
    for (let life = 0; life < 2; life += 1) {
      browser.wake();
      await browser.rest();
    }
    page.ask('eth_accounts');
    other.ask('eth_requestAccounts');
    await person.attend([page, other]);
  },
  async verify(scene) {
    // What its person had ended does not live, and is not offered.
    scene.page.expectAnswers({ ok: true, value: [] });
    scene.other.expectAnswers(accounts);
    expect(await sessionOf(scene, site)).toBeNull();
    expect(await sessionOf(scene, otherSite)).toMatchObject({ end: null });
    expect((await sessionOf(scene, otherSite))?.previousId).not.toBeNull();
    expect(await namesOf(scene)).toEqual(['Account 1', 'Savings']);
  },
};

/** As `wentBack`, but a page that was open all the time is what wakes the worker. */
export const wentBackUnderAPage: Flow = {
  ...wentBack,
  name: 'the store went back in time, and a page asks first',
  async act({ page, other, person }) {
    page.ask('eth_accounts');
    other.ask('eth_requestAccounts');
    await person.attend([page, other]);
  },
};

/** What it has forgotten: a setting, and an account with the secret that only the vault holds. */
export const wentBackWithoutASecret: Flow = {
  name: 'the store went back in time, and knows less of the wallet',
  begin: connect,
  async since({ person }) {
    await person.insist('accounts.importKey', { privateKey: importedKey, name: 'Imported' });
    await person.insist('settings.change', { theme: 'dark' });
  },
  async act(scene) {
    scene.browser.wake();
    await scene.browser.rest();
    await sign(scene, 'here again');
  },
  async verify(scene) {
    scene.page.expectAnswers(signatureOf(scene, 'here again'));
    expect(await namesOf(scene)).toEqual(['Account 1', 'Imported']);
    const vault = await disk(scene.outside).read((reads) => reads.vault());
    expect(vault?.secrets.map(({ type }) => type)).toEqual(['phrase', 'private-key']);
    expect((await disk(scene.outside).read((reads) => reads.settings())).theme).toBe('dark');
  },
};

// The store is lost while the worker is dead: what was acknowledged before is in the copy.

export const connectAndSign: Flow = {
  name: 'a site connects',
  begin: async () => undefined,
  async act(scene) {
    await connect(scene);
    await sign(scene, 'and then');
  },
  async verify(scene) {
    // Were the session gone, this site would be refused.
    scene.page.expectAnswers(accounts, signatureOf(scene, 'and then'));
    expect(await sessionOf(scene, site)).toMatchObject({ end: null });
  },
};

export const reconnectAndSign: Flow = {
  name: 'a session ends, and is taken up again',
  async begin(scene) {
    await connect(scene);
    scene.browser.pass(2 * hour);
  },
  async act(scene) {
    await sign(scene, 'after the end');
    await sign(scene, 'and then');
  },
  async verify(scene) {
    scene.page.expectAnswers(signatureOf(scene, 'after the end'), signatureOf(scene, 'and then'));
    expect(await sessionOf(scene, site)).toMatchObject({ end: null });
  },
};

export const endAndAsk: Flow = {
  name: 'a person ends a session',
  begin: connect,
  async act({ page, person, browser }) {
    await person.insist('session.end', { key: keyOfSite(site) });
    await browser.rest();
    page.ask('eth_accounts');
    page.ask('personal_sign', [message('too late'), firstAddress]);
    await person.attend([page], () => 'decline');
  },
  async verify(scene) {
    // Over it is, whatever is known of how.
    scene.page.expectAnswers({ ok: true, value: [] }, expect.objectContaining({ ok: false }));
    expect((await sessionOf(scene, site))?.end).not.toBeNull();
    expect(scene.outside.signed).toEqual([]);
  },
};
