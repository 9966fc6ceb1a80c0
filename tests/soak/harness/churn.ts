import type { OwnPage } from './own-page';
import type { Answer } from '../../e2e/harness/provider';
import { keyOf } from '../../../src/core/session';
import { origin } from '../../core/session-fixture';
import { firstAccount } from '../../e2e/harness/stories';

/** What somebody was told of a site's session, or was about to be told. */
interface Mark {
  readonly what: 'opened' | 'ended';
  /** Noted before it was asked for, so that nothing happens unnoted. */
  readonly askedAt: number;
  isAcknowledged: boolean;
}

/** What Sekisho has acknowledged, kept where no kill reaches it. Each life of the browser goes on in it. */
export interface Ledger {
  readonly marks: Map<string, Mark[]>;
  /** The auto-lock times that were set, in order; the last ones may be on their way. */
  readonly lockTimes: { acknowledged: number; asked: number };
  /** Of sessions, in this life of the browser. */
  acknowledgements: number;
  readonly changes: EventTarget;
}

export function newLedger(): Ledger {
  return {
    marks: new Map(),
    lockTimes: { acknowledged: 0, asked: 0 },
    acknowledgements: 0,
    changes: new EventTarget(),
  };
}

/** Opens and ends the session of a site over and over, until the browser dies under it. */
export async function churnSite(
  own: OwnPage,
  ledger: Ledger,
  site: string,
  ask: (method: string) => Promise<Answer>,
): Promise<never> {
  const place = { origin: origin(site), topOrigin: null, cookieStore: null, isPrivate: false };
  const key = keyOf(place);
  const note = (what: Mark['what']) => {
    const mark: Mark = { what, askedAt: Date.now(), isAcknowledged: false };
    ledger.marks.set(site, [...(ledger.marks.get(site) ?? []), mark]);
    return (isDone: boolean) => {
      if (!isDone || mark.isAcknowledged) return;
      mark.isAcknowledged = true;
      ledger.acknowledgements += 1;
      ledger.changes.dispatchEvent(new Event('acknowledged'));
    };
  };
  for (;;) {
    const isOpen = note('opened');
    let isAnswered = false;
    const asked = ask('eth_requestAccounts').then((answer) => {
      isAnswered = true;
      isOpen(answer.ok);
    });
    // It breaks off with the browser, and so does all that comes before it is waited for.
    asked.catch(() => undefined);
    const question = await own.question(
      (each) => each.key === key,
      () => isAnswered,
    );
    if (question !== null) {
      const grant = { accounts: [firstAccount], chain: 1, term: { kind: 'profile-default' } } as const;
      const reply = await own.command('request.connect', {
        id: question.id,
        ...grant,
        accounts: [...grant.accounts],
      });
      isOpen(reply?.ok === true);
    }
    await asked;
    for (let use = 0; use < 3; use += 1) await own.command('session.extend', { key });
    const isEnded = note('ended');
    const reply = await own.command('session.end', { key });
    isEnded(reply?.ok === true);
  }
}

const firstLockTime = 3_600_000;

/** Writes settings over and over, each time other ones. */
export async function churnSettings(own: OwnPage, { lockTimes }: Ledger): Promise<never> {
  for (;;) {
    lockTimes.asked = Math.max(lockTimes.asked, lockTimes.acknowledged, firstLockTime) + 1;
    const reply = await own.command('settings.change', { autoLockAfter: lockTimes.asked });
    if (reply?.ok === true) lockTimes.acknowledged = lockTimes.asked;
  }
}

/**
 * Compares what was acknowledged with what is there; a sentence for each difference. Goes on from what is there. The
 * vault is open: a browser that was killed may begin with an empty database, and then what stands there is what came
 * back from the second copy, its sessions as ended ones (SEC-24). A database that only forgot its last writes is a loss.
 */
export async function findLosses(
  own: OwnPage,
  ledger: Ledger,
): Promise<{ readonly losses: readonly string[]; readonly isBroughtBack: boolean }> {
  const losses: string[] = [];
  const { loss } = await own.look('overview', {});
  const isBroughtBack = loss?.what === 'store' && loss.restored?.isComplete === true;
  if (loss !== null && !isBroughtBack) losses.push(`${loss.what}: lost, and not brought back`);
  for (const [site, marks] of ledger.marks) {
    const [session] = await own.look('sessions.ofSite', { origin: site, cookieStore: null });
    const last = marks.findLastIndex((mark) => mark.isAcknowledged);
    const acknowledged = marks[last]?.what ?? null;
    // Several, where the first was broken off while the browser died: then the next was asked for too.
    const pending = marks.slice(last + 1);
    const end = session?.end ?? null;
    const isOpen =
      session !== undefined && (end === null || (isBroughtBack && end.reason === 'storage-lost'));
    // The copy does not keep what its person had ended.
    const isEnded = session !== undefined || (isBroughtBack && marks.some(({ what }) => what === 'ended'));
    const found = isOpen ? 'opened' : isEnded ? 'ended' : null;
    const isAsPending = pending.some(
      ({ what, askedAt }) => found === what && (what === 'ended' || (session?.openedAt ?? 0) >= askedAt),
    );
    if (found !== acknowledged && !isAsPending) {
      const asked = pending.map(({ what }) => what).join(', ');
      losses.push(`${site}: acknowledged ${acknowledged}, asked ${asked}, found ${found}`);
    }
    if (isBroughtBack && session !== undefined) await own.command('session.forget', { key: session.key });
    if (found === null || isBroughtBack) ledger.marks.delete(site);
    else ledger.marks.set(site, [{ what: found, askedAt: 0, isAcknowledged: true }]);
  }
  const { autoLockAfter } = await own.look('settings.get', {});
  const { acknowledged, asked } = ledger.lockTimes;
  if (acknowledged !== 0 && (autoLockAfter < acknowledged || autoLockAfter > asked)) {
    losses.push(`settings: acknowledged ${acknowledged}, asked ${asked}, found ${autoLockAfter}`);
  }
  if (isBroughtBack) await own.command('loss.dismiss', {});
  return { losses, isBroughtBack };
}
