import { expect } from 'vitest';
import { hashOf } from '../../../src/adapters/chain/transaction-hash';
import type { Session } from '../../../src/core/session';
import { hour } from '../../../src/core/units';
import { firstAddress } from '../../services/vault-world';
import { disk, keyOfSite, otherSite, site, type Flow, type Scene } from './rehearse';

export const accounts = { ok: true, value: [firstAddress] };
export const refused = (code: number) =>
  expect.objectContaining({ ok: false, error: expect.objectContaining({ code }) });

export async function connect({ page, person }: Scene): Promise<void> {
  page.ask('eth_requestAccounts');
  await person.attend([page]);
}

export async function expectSession(
  scene: Scene,
  of: string,
  end: string | null,
  opened: number,
): Promise<Session> {
  const store = disk(scene.outside);
  const session = await store.read((reads) => reads.session(keyOfSite(of)));
  expect(session?.end?.reason ?? null).toBe(end);
  const { items } = await store.read((reads) => reads.journal(200, null));
  const ofSite = items.filter(({ event }) => event.kind === 'session-opened' && event.origin === of);
  expect(ofSite, 'sessions opened').toHaveLength(opened);
  if (session === null) throw new Error('There is no session');
  return session;
}

export const message = (text: string) => `0x${Buffer.from(text).toString('hex')}`;

/** The signature that the key makes of this text: always the same one. */
export function signatureOf({ outside }: Scene, text: string) {
  const found = outside.signed.find((each) => 'what' in each && each.what === message(text));
  return { ok: true, value: found !== undefined && 'what' in found ? found.signature : null };
}

export const flows: readonly Flow[] = [
  {
    name: 'a site connects',
    begin: async () => undefined,
    act: connect,
    async verify(scene) {
      scene.page.expectAnswers(accounts);
      await expectSession(scene, site, null, 1);
    },
  },
  {
    name: 'a message is signed',
    begin: connect,
    async act({ page, person }) {
      page.ask('personal_sign', [message('hello'), firstAddress]);
      await person.attend([page]);
    },
    async verify(scene) {
      scene.page.expectAnswers(signatureOf(scene, 'hello'));
      await expectSession(scene, site, null, 1);
    },
  },
  {
    name: 'a transaction is sent',
    begin: connect,
    async act({ page, person }) {
      page.ask('eth_sendTransaction', [{ from: firstAddress, to: firstAddress, value: '0x1' }]);
      await person.attend([page]);
    },
    async verify({ page, outside }) {
      expect(outside.broadcast).toHaveLength(1);
      page.expectAnswers({ ok: true, value: hashOf(outside.broadcast[0]!) });
    },
  },
  {
    name: 'a session ends, and is taken up again for what waits',
    async begin(scene) {
      await connect(scene);
      scene.browser.pass(2 * hour);
    },
    async act({ page, person }) {
      page.ask('personal_sign', [message('after the end'), firstAddress]);
      await person.attend([page]);
    },
    async verify(scene) {
      scene.page.expectAnswers(signatureOf(scene, 'after the end'));
      await expectSession(scene, site, null, 2);
    },
  },
  {
    name: 'a request is declined',
    begin: connect,
    async act({ page, person }) {
      page.ask('personal_sign', [message('not this'), firstAddress]);
      await person.attend([page], () => 'decline');
    },
    async verify({ page, outside }) {
      page.expectAnswers(refused(4001));
      expect(outside.signed).toEqual([]);
    },
  },
  {
    name: 'taking a session up again is declined',
    async begin(scene) {
      await connect(scene);
      scene.browser.pass(2 * hour);
    },
    async act({ page, person }) {
      page.ask('personal_sign', [message('not now'), firstAddress]);
      await person.attend([page], () => 'decline');
    },
    async verify(scene) {
      scene.page.expectAnswers(refused(4001));
      await expectSession(scene, site, 'absolute-limit', 1);
    },
  },
  {
    name: 'a site switches its network',
    begin: connect,
    async act({ page, person }) {
      page.ask('wallet_switchEthereumChain', [{ chainId: '0xaa36a7' }]);
      await person.attend([page]);
    },
    async verify(scene) {
      scene.page.expectAnswers({ ok: true, value: null });
      expect(await expectSession(scene, site, null, 1)).toMatchObject({ chain: 11_155_111 });
    },
  },
  {
    name: 'a site ends its session',
    begin: connect,
    async act({ page, browser }) {
      page.listen();
      page.ask('wallet_revokePermissions', [{ eth_accounts: {} }]);
      await browser.rest();
      page.ask('eth_accounts');
    },
    async verify(scene) {
      scene.page.expectAnswers({ ok: true, value: null }, { ok: true, value: [] });
      await expectSession(scene, site, 'ended-by-site', 1);
    },
  },
  {
    name: 'a person ends a session while a request waits',
    begin: connect,
    async act({ page, person, browser }) {
      page.ask('personal_sign', [message('too late'), firstAddress]);
      await browser.rest();
      for (let isLive = true; isLive; ) {
        person.expectDone('end', await person.command('session.end', { key: keyOfSite(site) }));
        const [session] = (await person.look('sessions.ofSite', { origin: site, cookieStore: null })) ?? [];
        isLive = session?.end === null;
      }
    },
    async verify(scene) {
      scene.page.expectAnswers(refused(4100));
      await expectSession(scene, site, 'ended-by-you', 1);
      expect(scene.outside.signed).toEqual([]);
    },
  },
  {
    name: 'two sites ask at once, and one of them asks twice',
    begin: connect,
    async act({ page, other, person }) {
      page.ask('personal_sign', [message('mine'), firstAddress]);
      other.ask('eth_requestAccounts');
      other.ask('eth_requestAccounts');
      await person.attend([page, other]);
    },
    async verify(scene) {
      scene.page.expectAnswers(signatureOf(scene, 'mine'));
      scene.other.expectAnswers(accounts, accounts);
      await expectSession(scene, site, null, 1);
      await expectSession(scene, otherSite, null, 1);
    },
  },
];
