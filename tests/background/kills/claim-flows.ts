import { expect } from 'vitest';
import { minute } from '../../../src/core/units';
import { firstAddress } from '../../services/vault-world';
import { accounts, connect, expectSession, message, refused, signatureOf } from './flows';
import type { Decide } from './person';
import { site, type Flow, type Scene } from './rehearse';
import { claimElsewhere, ownKey } from './relays';

function askToSign({ page }: Scene, text: string): void {
  page.ask('personal_sign', [message(text), firstAddress]);
}

/** Who has the highest claim on every relay. `away`: how often a person may have heard that relays do not answer. */
function expectHolder(
  { outside: { net }, person }: Scene,
  holder: 'this' | 'other',
  counter: number,
  away = 0,
): void {
  expect(person.timesAway(), 'how often the relays were away').toBeLessThanOrEqual(away);
  for (const position of net?.addresses.keys() ?? []) {
    const claims = net?.claimsOn(position).toSorted((one, two) => two.epoch.counter - one.epoch.counter);
    const [highest] = claims ?? [];
    expect(highest?.device.key === ownKey).toBe(holder === 'this');
    expect(highest?.epoch).toEqual({ generation: 0, counter });
  }
}

/** The person has gone away for two minutes before they answer the first time. */
function afterAWhile({ browser }: Scene): Decide {
  let isBack = false;
  return () => {
    if (!isBack) browser.pass(2 * minute);
    isBack = true;
    return 'approve';
  };
}

/** The page has its accounts, a session lives, and this device holds the account with such a claim. */
async function expectConnected(scene: Scene, counter: number, away = 0): Promise<void> {
  scene.page.expectAnswers(accounts);
  await expectSession(scene, site, null, 1);
  expectHolder(scene, 'this', counter, away);
}

export const connectAndClaim: Flow = {
  name: 'connecting claims the account',
  begin: async () => undefined,
  act: connect,
  verify: (scene) => expectConnected(scene, 1),
};

/** The relays take nothing when the person presses the button first; whenever they look again, the relays are back. */
export const connectOnceTheyAreBack: Flow = {
  name: 'connecting, once relays take the claim',
  begin: async () => undefined,
  async act(scene) {
    scene.page.ask('eth_requestAccounts');
    let full = 2;
    await scene.person.attend([scene.page], () => {
      scene.outside.net?.setFull(full);
      full = 0;
      return 'approve';
    });
  },
  verify: (scene) => expectConnected(scene, 1, 1),
};

export const signAfterARead: Flow = {
  name: 'signing after a stale read',
  begin: connect,
  async act(scene) {
    askToSign(scene, 'meanwhile');
    await scene.person.attend([scene.page], afterAWhile(scene));
  },
  async verify(scene) {
    scene.page.expectAnswers(signatureOf(scene, 'meanwhile'));
    expect(scene.person.timesTold()).toBe(0);
    expectHolder(scene, 'this', 1);
  },
};

export const connectAndTakeOver: Flow = {
  name: 'connecting takes the account over',
  begin: async ({ outside }) => claimElsewhere(outside),
  act: connect,
  verify: (scene) => expectConnected(scene, 2),
};

export const reconnectAndTakeOver: Flow = {
  name: 'reconnecting takes the account over',
  async begin(scene) {
    await connect(scene);
    claimElsewhere(scene.outside);
    await scene.browser.rest();
    await expectSession(scene, site, 'taken-over', 1);
  },
  async act(scene) {
    askToSign(scene, 'here again');
    await scene.person.attend([scene.page]);
  },
  async verify(scene) {
    scene.page.expectAnswers(signatureOf(scene, 'here again'));
    await expectSession(scene, site, null, 2);
    expectHolder(scene, 'this', 3);
  },
};

export const signAtOnce: Flow = {
  ...signAfterARead,
  name: 'signing after a fresh read',
  async act(scene) {
    askToSign(scene, 'meanwhile');
    await scene.person.attend([scene.page]);
  },
};

/** `signAfterARead`, and more. To be played with a claim of the other device somewhere in it. */
export const heardAndTakenBack: Flow = {
  name: 'another claims meanwhile, taken back',
  begin: connect,
  async act(scene) {
    askToSign(scene, 'meanwhile');
    await scene.person.attend([scene.page], afterAWhile(scene));
    // Whatever came first: what is signed next is signed where the account is.
    askToSign(scene, 'and then');
    await scene.person.attend([scene.page]);
  },
  async verify(scene) {
    scene.page.expectAnswers(signatureOf(scene, 'meanwhile'), signatureOf(scene, 'and then'));
    await expectSession(scene, site, null, 2);
    expectHolder(scene, 'this', 3);
  },
};

/** `signAtOnce`, and more; but for what was signed before the claim came, the person leaves the account where it is. */
export const heardAndLeft: Flow = {
  name: 'another claims meanwhile, left there',
  begin: connect,
  async act(scene) {
    const decide: Decide = ({ screen }) => (screen === 'reconnect' ? 'decline' : 'approve');
    askToSign(scene, 'meanwhile');
    await scene.person.attend([scene.page], decide);
    askToSign(scene, 'and then');
    await scene.person.attend([scene.page], decide);
  },
  async verify(scene) {
    const wasInTime = scene.outside.signed.length > 0;
    scene.page.expectAnswers(wasInTime ? expect.anything() : refused(4001), refused(4001));
    await expectSession(scene, site, 'taken-over', 1);
    expectHolder(scene, 'other', 2);
  },
};
