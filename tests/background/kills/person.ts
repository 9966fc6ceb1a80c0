import { expect } from 'vitest';
import { hour } from '../../../src/core/units';
import { answerCommand } from '../../../src/background/answer-command';
import type { CommandName, CommandParams, Reply, RequestView } from '../../../src/protocol/ui';
import { firstAddress, passwordKey } from '../../services/vault-world';
import type { KillBrowser } from './browser';
import type { KillPage } from './page';

/** What a person does with a question. */
export type Decide = (question: RequestView) => 'approve' | 'decline';

/** More rounds than any flow takes, even where the worker dies in each of its lives. */
const mostRounds = 25;

/** A person at Sekisho's own pages, who looks again whenever a command was lost with the worker. */
export function makePerson(
  browser: KillBrowser,
  readsFor: 'a moment' | 'a minute' = 'a moment',
  /** Whether the store was lost, or went back in time. */
  hasLost: () => boolean = () => false,
) {
  /** What was approved, by the bytes or the request that the screen showed. */
  const approved = new Set<string>();
  /** Questions whose answer was acknowledged: they are not asked again. */
  const decided = new Set<string>();
  let commands = 0;
  /** How often Sekisho said that another device is active. From then on the person gives their word and password. */
  let timesTold = 0;
  let timesAway = 0;

  /** Null where the worker died over it: then nobody knows whether it was done. */
  async function command<Name extends CommandName>(
    name: Name,
    params: CommandParams<Name>,
  ): Promise<Reply<Name> | null> {
    const life = browser.wake();
    commands += 1;
    const replied = answerCommand(life.ports, JSON.parse(JSON.stringify({ id: commands, name, params })));
    const message = await Promise.race([replied, life.death]);
    if (message === 'killed') return null;
    if (message?.kind !== 'reply') throw new Error(`${name} is no command`);
    return JSON.parse(JSON.stringify(message.reply)) as Reply<Name>;
  }

  /** Looks until a worker lives long enough to show it. */
  async function look<Name extends CommandName>(name: Name, params: CommandParams<Name>) {
    for (let round = 0; round < mostRounds; round += 1) {
      const reply = await command(name, params);
      if (reply?.ok === true) return reply.value;
      if (reply !== null) return null;
    }
    throw new Error(`${name} was never answered`);
  }

  /** What no kill has hit succeeds. */
  function expectDone(name: string, reply: { readonly ok: boolean } | null, question?: string): void {
    if (reply === null) return;
    expect({ name, ...reply }).toMatchObject({ name, ok: true });
    if (question !== undefined) decided.add(question);
  }

  /**
   * As `expectDone`; but that the account is another device's now, or that the relays do not answer, is no fault: the
   * person presses the button once more. How often they had to is for the flow to judge.
   */
  function expectHeard(name: string, reply: Reply<CommandName> | null, question?: string): void {
    const isNews = reply?.ok === false && ['active-elsewhere', 'session-ended'].includes(reply.fault);
    if (isNews) timesTold += 1;
    else if (reply?.ok === false && reply.fault === 'relays-away') timesAway += 1;
    else expectDone(name, reply, question);
  }

  async function answer(question: RequestView, decide: Decide): Promise<void> {
    const { id, key, screen, ask } = question;
    // With the store, Sekisho has lost what the person decided, unless the page has heard it.
    if (!hasLost()) expect(decided, 'what was decided').not.toContain(id);
    if (decide(question) === 'decline') {
      if (screen === 'reconnect') expectDone('not now', await command('request.declineReconnect', { key }));
      else expectDone('decline', await command('request.decline', { id }), id);
    } else if (screen === 'reconnect') {
      const isTakingOver = timesTold > 0;
      expectHeard('reconnect', await command('session.reconnect', { key, passwordKey, isTakingOver }));
    } else if (ask.kind === 'connect') {
      const grant = { accounts: [firstAddress], chain: 1, term: { kind: 'length' as const, length: hour } };
      const takeOver = timesTold > 0 ? passwordKey : null;
      expectHeard('connect', await command('request.connect', { id, ...grant, takeOver }), id);
    } else {
      const preview = await look('request.preview', { id });
      if (preview === null) return;
      const subject = preview.kind === 'transaction' ? preview.subject : question.subject;
      // Sekisho's worker may have gone to sleep over it: then the approval is what wakes it.
      if (readsFor === 'a minute') browser.wake().die();
      approved.add(id).add('message' in ask ? ask.message : 'data' in ask ? ask.data : subject);
      expectHeard('approve', await command('request.approve', { id, subject, alsoSwitch: false }), id);
    }
  }

  /** Until what was lost is back, nothing is asked: a locked vault is opened, and else it comes back by itself. */
  async function isAllThere(): Promise<boolean> {
    if (!hasLost()) return true;
    const overview = await look('overview', {});
    if (overview === null) throw new Error('The first screen shows nothing');
    const { vault, loss } = overview;
    if (vault === 'locked') expectDone('unlock', await command('vault.unlock', { passwordKey }));
    return vault === 'unlocked' && (loss === null || loss.restored !== null);
  }

  /** Does it until it was acknowledged. */
  async function insist<Name extends CommandName>(name: Name, params: CommandParams<Name>): Promise<void> {
    for (let round = 0; round < mostRounds; round += 1) {
      const reply = await command(name, params);
      expectDone(name, reply);
      if (reply !== null) return;
    }
    throw new Error(`${name} was never acknowledged`);
  }

  return {
    approved,
    hasLost,
    insist,
    timesTold: () => timesTold,
    timesAway: () => timesAway,
    command,
    look,
    expectDone,
    /** Answers what is shown, as often as Sekisho calls, until no page waits any more. */
    async attend(pages: readonly KillPage[], decide: Decide = () => 'approve'): Promise<void> {
      for (let round = 0; round < mostRounds; round += 1) {
        await browser.rest();
        if (!pages.some((page) => page.isWaiting())) return;
        expect(browser.isPersonCalled(), 'somebody was called to a question').toBe(true);
        if (!(await isAllThere())) continue;
        const questions = await look('requests.list', {});
        const [first] = questions ?? [];
        if (first === undefined) browser.leavePerson();
        else await answer(first, decide);
      }
      throw new Error('A page still waits');
    },
  };
}

export type Person = ReturnType<typeof makePerson>;
