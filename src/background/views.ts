import type { Account } from '../core/account';
import { takeOversOf } from '../core/account-claims';
import { reminderOf } from '../core/backup';
import { decideRequest, decideSession, type Circumstances } from '../core/decide';
import { accountOf, type HeldRequest } from '../core/held-request';
import { networkOf } from '../core/networks';
import type { Network } from '../core/network';
import { hostOf } from '../core/origin';
import type { Page } from '../core/pages';
import { profileTerms } from '../core/policy';
import { deadlineOf, type Session } from '../core/session';
import type { Settings } from '../core/settings';
import { subjectOf } from '../core/subject';
import { isExtendable } from '../core/term';
import type { Overview, RequestView, SessionView } from '../protocol/ui';
import { circumstances } from '../services/now';
import type { Ports, Reads } from '../services/ports';
import { unlockedUntil } from '../services/unlocked-key';

/** What several views are made from, read once. */
interface Context {
  readonly accounts: readonly Account[];
  readonly added: readonly Network[];
  readonly settings: Settings;
  readonly held: readonly HeldRequest[];
  readonly at: Circumstances;
}

async function contextOf(reads: Reads, at: Circumstances): Promise<Context> {
  return {
    accounts: await reads.accounts(),
    added: await reads.addedNetworks(),
    settings: await reads.settings(),
    held: (await reads.requests()).filter(
      ({ stage, browserRun }) => stage.step === 'waiting' && browserRun === at.run.id,
    ),
    at,
  };
}

/** The first screen's facts. */
export async function viewOverview(ports: Ports): Promise<Overview> {
  const [at, lockAt] = await Promise.all([circumstances(ports), unlockedUntil(ports)]);
  return ports.store.read(async (reads) => {
    const { accounts, added, settings, held } = await contextOf(reads, at);
    const attempts = await reads.unlockAttempts();
    const update = await reads.lastUpdate();
    const vault = await reads.vault();
    const facts = await reads.backupFacts();
    const isCopyBehind = ports.store.isCopyBehind();
    const network = networkOf(settings.chain, added) ?? networkOf(1, []);
    if (network === null) throw new Error('The built-in networks are missing.');
    return {
      version: ports.version,
      isPrivate: ports.isPrivate,
      vault: vault === null ? 'none' : lockAt === null ? 'locked' : 'unlocked',
      lockAt,
      retryAt: attempts.retryAt !== null && attempts.retryAt > at.now ? attempts.retryAt : null,
      failedAttempts: lockAt === null ? attempts.failed : attempts.failedBefore,
      account: accounts.find((account) => account.address === settings.account) ?? accounts[0] ?? null,
      network,
      settings,
      // What is said once is said where the person can deal with it: in a normal window.
      reminder: ports.isPrivate
        ? null
        : reminderOf(facts, { vault, accounts, settings, isCopyBehind }, at.now),
      waiting: questionsOf(held).length,
      loss: await reads.loss(),
      takenOver: takeOversOf(await reads.everyClaims(), accounts),
      update:
        update === null || update.isSeen || ports.isPrivate
          ? null
          : { to: update.to, kept: update.kept, ended: update.ended },
      now: at.now,
    };
  });
}

/** The questions that wait, in the order in which they were asked. */
export async function viewRequests(ports: Ports): Promise<readonly RequestView[]> {
  const at = await circumstances(ports);
  return ports.store.read(async (reads) => {
    const context = await contextOf(reads, at);
    const views: RequestView[] = [];
    for (const request of questionsOf(context.held)) {
      const session = await reads.session(request.key);
      views.push(viewRequest(request, session, context));
    }
    return views;
  });
}

/** One page of the live or the ended sessions. */
export async function viewSessions(
  ports: Ports,
  state: 'live' | 'ended',
  limit: number,
  after: string | null,
): Promise<{ items: readonly SessionView[]; next: string | null; total: number }> {
  const at = await circumstances(ports);
  return ports.store.read(async (reads) => {
    const context = await contextOf(reads, at);
    const page: Page<Session> =
      state === 'live' ? await reads.liveSessions(limit, after) : await reads.endedSessions(limit, after);
    const count = await reads.countSessions();
    return {
      items: page.items.map((session) => viewSession(session, context)),
      next: page.next,
      total: count[state],
    };
  });
}

/** The session that a site holds, or held last, at the top of its tab. */
export async function viewSessionOf(ports: Ports, key: Session['key']): Promise<SessionView | null> {
  const at = await circumstances(ports);
  return ports.store.read(async (reads) => {
    const session = await reads.session(key);
    return session === null ? null : viewSession(session, await contextOf(reads, at));
  });
}

/** Connect requests of one place are one question: the later ones joined the first. */
function questionsOf(held: readonly HeldRequest[]): readonly HeldRequest[] {
  const connecting = new Set<string>();
  return held.filter((request) => {
    if (request.ask.kind !== 'connect') return true;
    if (connecting.has(request.key)) return false;
    connecting.add(request.key);
    return true;
  });
}

function viewRequest(request: HeldRequest, session: Session | null, context: Context): RequestView {
  const { place, ask } = request;
  const state = decideSession(session, context.at);
  const kind = ask.kind === 'connect' || ask.kind === 'edit-accounts' ? ask.kind : 'act';
  const decision = decideRequest(kind, state);
  // Where nobody knows yet whether there was a session, the vault is opened first, and brings it back.
  const isKnown = state.state !== 'none' || !state.isLost;
  const address = accountOf(ask);
  return {
    id: request.id,
    screen: (decision === 'connect' || decision === 'reconnect') && isKnown ? decision : 'own',
    subject: subjectOf(request),
    key: request.key,
    origin: place.origin,
    host: hostOf(place.origin),
    topHost: place.topOrigin === null ? null : hostOf(place.topOrigin),
    isPrivate: place.isPrivate,
    method: request.method,
    ask,
    session: session === null ? null : viewSession(session, context),
    account: context.accounts.find((account) => account.address === address) ?? null,
    network: networkOf(session?.chain ?? request.chain, context.added),
    heldAt: request.heldAt,
    deadline: request.deadline,
  };
}

function viewSession(session: Session, context: Context): SessionView {
  const state = decideSession(session, context.at);
  return {
    id: session.id,
    key: session.key,
    origin: session.origin,
    host: hostOf(session.origin),
    topHost: session.topOrigin === null ? null : hostOf(session.topOrigin),
    isPrivate: session.isPrivate,
    isInContainer: session.cookieStore !== null,
    accounts: session.accounts.flatMap(
      (address) => context.accounts.find((account) => account.address === address) ?? [],
    ),
    chain: session.chain,
    networkName: networkOf(session.chain, context.added)?.name ?? String(session.chain),
    term: session.term,
    openedAt: session.openedAt,
    lastUsedAt: session.lastUsedAt,
    deadline: deadlineOf(session),
    isExtendable: isExtendable(session.term),
    end: state.state === 'ended' ? state.end : null,
    isReconnectable: state.state === 'ended' && state.isReconnectable,
    isPasswordAsked: profileTerms[context.settings.profile].isPasswordAskedAtReconnect,
    waiting: context.held.filter((request) => request.key === session.key).length,
  };
}
