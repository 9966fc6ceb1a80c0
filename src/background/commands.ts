import * as v from 'valibot';
import { parseAddress, type Address } from '../core/address';
import { derivationNow } from '../core/vault';
import { allNetworks } from '../core/networks';
import { parseOrigin } from '../core/origin';
import { done, failed, type Outcome } from '../core/outcome';
import { second } from '../core/units';
import { keyOf, parseKey, type SessionKey } from '../core/session';
import { commands, type CommandName, type CommandParams, type Replies } from '../protocol/ui';
import { addAccount } from '../services/add-account';
import { addNetworkByHand, removeNetwork, selectNetwork, testEndpoint } from '../services/manage-networks';
import { approveRequest } from '../services/approve-request';
import { changeAccounts } from '../services/change-accounts';
import { changeRelays } from '../services/change-relays';
import { changePassword } from '../services/change-password';
import { changeSettings } from '../services/change-settings';
import { checkConnection, listHosts } from '../services/check-connection';
import { connectionState, probeConnection } from '../services/connection-state';
import { connectSite } from '../services/connect-site';
import { createVault } from '../services/create-vault';
import { forgetUpdateNotice } from '../services/note-update';
import { decideToken } from '../services/note-token';
import { declineAll, declineReconnect, declineRequest } from '../services/decline-request';
import { endWithLastRun } from '../services/end-with-last-run';
import { endAllSessions, endOneSession } from '../services/end-session';
import { importKey } from '../services/import-key';
import { listEndpoints } from '../services/list-endpoints';
import { leaveRequestWindow } from '../services/leave-request-window';
import { lockVault } from '../services/lock-vault';
import { networkInUse } from '../services/network-in-use';
import { backupStatus, remindLater } from '../services/note-backup';
import { ChainRefused, ChainUnreachable, type Ports } from '../services/ports';
import { prepareTransaction } from '../services/prepare-transaction';
import { parseRelay } from '../core/relay-address';
import { reconnect, reconnectLost } from '../services/reconnect';
import { removeAccount } from '../services/remove-account';
import { renameAccount } from '../services/rename-account';
import { extendSession, forgetSession } from '../services/renew-session';
import { resetVault } from '../services/reset-vault';
import { checkCopy, dismissLoss } from '../services/restore';
import { schedule } from '../services/schedule';
import { selectAccount } from '../services/select-account';
import { showPhrase } from '../services/show-phrase';
import { switchEndpoint } from '../services/switch-endpoint';
import { sessionState } from '../services/session-state';
import { sweep } from '../services/sweep';
import { activateDevice, disownTakeOver, dismissTakeOver, forgetDevice } from '../services/take-back';
import { renameDevice } from '../services/this-device';
import { trackTransactions } from '../services/track-transactions';
import { unlockVault } from '../services/unlock-vault';
import { keepUnlocked } from '../services/unlocked-key';
import { changesWallet } from './changes-wallet';
import { viewDevices, viewRelays, viewStandings } from './device-views';
import { previewRequest } from './preview';
import { report } from './report';
import { viewOverview, viewRequests, viewSessionOf, viewSessions } from './views';

type Handlers = {
  readonly [Name in CommandName]: (
    ports: Ports,
    params: v.InferOutput<(typeof commands)[Name]>,
  ) => Promise<Outcome<Replies[Name]>>;
};

/** Evaluated when a backup is first made or read: it is rare, and no start waits for it. */
const loadBackups = () => import('./backup-commands');

/** What each command of our own pages does. Parameters were parsed; expected failures are values. */
const handlers: Handlers = {
  overview: async (ports) => done(await viewOverview(ports)),
  'requests.list': async (ports) => {
    await sweep(ports);
    return done(await viewRequests(ports));
  },
  'request.preview': (ports, { id }) => previewRequest(ports, id),
  'sessions.list': async (ports, { state, limit, after }) => {
    // The list of those that ended is told of the change.
    if (state === 'live') await endWithLastRun(ports);
    await sweep(ports);
    return done(await viewSessions(ports, state, limit, after));
  },
  'sessions.ofSite': async (ports, { origin, cookieStore }) => {
    const parsed = parseOrigin(origin);
    if (parsed === null) return done([]);
    const key = keyOf({ origin: parsed, topOrigin: null, cookieStore, isPrivate: ports.isPrivate });
    await sessionState(ports, key);
    const view = await viewSessionOf(ports, key);
    return done(view === null ? [] : [view]);
  },
  'accounts.list': async (ports) => done(await ports.store.read((reads) => reads.accounts())),
  'networks.list': async (ports) =>
    done(allNetworks(await ports.store.read((reads) => reads.addedNetworks()))),
  'balances.get': (ports, { accounts, chain }) => balances(ports, addresses(accounts), chain),
  'transactions.list': async (ports, { account, limit, after }) => {
    const [address] = addresses([account]);
    if (address === undefined) return failed({ fault: 'invalid' });
    // The list does not wait for a network that may be away; it is told when something has changed.
    void trackTransactions(ports, 5 * second).catch(report);
    return done(await ports.store.read((reads) => reads.transactionsOf(address, limit, after)));
  },
  'journal.list': async (ports, { limit, after }) =>
    done(await ports.store.read((reads) => reads.journal(limit, after))),
  'tokens.list': async (ports, { chain }) => done(await ports.store.read((reads) => reads.tokens(chain))),
  'settings.get': async (ports) => done(await ports.store.read((reads) => reads.settings())),

  'vault.derivation': async (ports) => {
    const vault = await ports.store.read((reads) => reads.vault());
    return done({
      current: vault?.derivation ?? null,
      fresh: { ...derivationNow, salt: ports.randomness.hex(128) },
    });
  },
  'vault.draftPhrase': async (ports) => done({ phrase: await ports.phraseRules.create() }),
  'vault.checkPhrase': async (ports, { phrase }) => {
    const verdict = await ports.phraseRules.check(phrase);
    return verdict.ok ? done({ phrase: verdict.phrase }) : verdict;
  },
  'vault.create': async (ports, asked) => lockInTime(ports, await createVault(ports, asked)),
  'vault.unlock': async (ports, asked) => lockInTime(ports, await unlockVault(ports, asked)),
  'vault.lock': async (ports) => {
    await lockVault(ports);
    return done(null);
  },
  'vault.changePassword': changePassword,
  'vault.reset': async (ports, asked) => lockInTime(ports, await resetVault(ports, asked)),
  'vault.showPhrase': (ports, { passwordKey }) => showPhrase(ports, passwordKey),

  'backup.status': async (ports) => done(await backupStatus(ports)),
  'backup.make': async (ports, asked) => (await loadBackups()).saveBackup(ports, asked),
  'backup.restore': async (ports, asked) =>
    lockInTime(ports, await (await loadBackups()).readBackupBack(ports, asked)),
  'backup.remindLater': async (ports) => {
    await remindLater(ports);
    return done(null);
  },

  'accounts.add': (ports, { name }) => addAccount(ports, name),
  'accounts.importKey': importKey,
  'accounts.rename': (ports, { account, name }) =>
    withAddress(account, (address) => renameAccount(ports, address, name)),
  'accounts.remove': (ports, { account, passwordKey }) =>
    withAddress(account, (address) => removeAccount(ports, address, passwordKey)),
  'accounts.select': (ports, { account }) => withAddress(account, (address) => selectAccount(ports, address)),

  'session.extend': (ports, { key }) => withKey(key, (known) => extendSession(ports, known)),
  'session.end': (ports, { key }) =>
    withKey(key, async (known) => {
      await endOneSession(ports, known, 'ended-by-you');
      return done(null);
    }),
  'session.endAll': async (ports) => done({ ended: await endAllSessions(ports) }),
  'session.reconnect': (ports, { key, passwordKey, isTakingOver }) =>
    withKey(key, (known) => reconnect(ports, known, passwordKey, isTakingOver)),
  'session.changeAccounts': (ports, { key, accounts }) =>
    withKey(key, (known) => changeAccounts(ports, known, addresses(accounts))),
  'session.forget': (ports, { key }) => withKey(key, (known) => forgetSession(ports, known)),
  'session.reconnectLost': (ports) => reconnectLost(ports),

  'loss.dismiss': async (ports) => {
    await dismissLoss(ports);
    return done(null);
  },
  'store.beginAnew': async (ports, { withoutCopy }) => {
    const begun = await ports.store.beginAnew(withoutCopy);
    return begun === 'no-copy' ? failed({ fault: 'no-copy' }) : done(null);
  },

  'request.connect': (ports, { id, accounts, chain, term, takeOver }) =>
    connectSite(ports, id, { accounts: addresses(accounts), chain, term }, takeOver),
  'request.approve': approveRequest,
  'request.decline': (ports, { id }) => declineRequest(ports, id),
  'request.declineAll': (ports) => declineAll(ports),
  'request.declineReconnect': (ports, { key }) => withKey(key, (known) => declineReconnect(ports, known)),
  'request.leaveWindow': async (ports) => done({ mayClose: await leaveRequestWindow(ports) }),
  'request.chooseFees': async (ports, { id, speed }) => {
    const prepared = await prepareTransaction(ports, id, speed);
    return prepared.ok ? done(null) : prepared;
  },

  'devices.standing': async (ports, { accounts }) => done(await viewStandings(ports, addresses(accounts))),
  'devices.list': async (ports) => done(await viewDevices(ports)),
  'devices.rename': (ports, { name }) => renameDevice(ports, name),
  'devices.forget': (ports, { account, device, isMerging }) =>
    withAddress(account, (address) => forgetDevice(ports, address, device, isMerging)),
  'devices.activate': (ports, { account, passwordKey }) =>
    withAddress(account, (address) => activateDevice(ports, address, passwordKey)),
  'devices.disown': (ports, { account, passwordKey }) =>
    withAddress(account, (address) => disownTakeOver(ports, address, passwordKey)),
  'devices.dismiss': (ports, { account }) =>
    withAddress(account, (address) => dismissTakeOver(ports, address)),

  'relays.list': async (ports) => done(await viewRelays(ports)),
  'relays.set': (ports, { relays }) => changeRelays(ports, relays),
  'relays.test': async (ports, { relay }) => {
    const address = parseRelay(relay);
    return address === null ? failed({ fault: 'bad-relay' }) : done(await ports.relays.try(address));
  },

  'networks.test': (ports, { endpoint }) => testEndpoint(ports, endpoint),
  'networks.add': addNetworkByHand,
  'endpoints.list': async (ports, { chain }) => done(await listEndpoints(ports, chain)),
  'endpoints.switch': switchEndpoint,
  'connection.get': async (ports, { chain }) => done(await connectionState(ports, chain)),
  'connection.probe': async (ports, { chain, isHopeful }) =>
    done(await probeConnection(ports, chain, isHopeful)),
  'connection.hosts': async (ports) => done(await listHosts(ports)),
  'connection.check': async (ports) => done(await checkConnection(ports)),
  'networks.remove': (ports, { chain }) => removeNetwork(ports, chain),
  'networks.select': (ports, { chain }) => selectNetwork(ports, chain),
  'tokens.decide': (ports, { chain, address, isAccepted }) =>
    withAddress(address, (token) => decideToken(ports, chain, token, isAccepted)),
  'settings.change': changeSettings,
  'draft.get': async (ports, { id }) => done(await ports.drafts.get(id)),
  'draft.put': async (ports, { id, draft }) => {
    await ports.drafts.put(id, draft);
    return done(null);
  },
  'update.seen': async (ports) => {
    await forgetUpdateNotice(ports);
    return done(null);
  },
  'person.isHere': async (ports) => {
    await keepUnlocked(ports);
    return done(null);
  },
};

/** Runs a command of our own pages. What cannot be parsed changes nothing. */
export async function runCommand<Name extends CommandName>(
  ports: Ports,
  name: Name,
  params: unknown,
): Promise<Outcome<Replies[Name]>> {
  if (ports.isPrivate && changesWallet(name)) return failed({ fault: 'private-window' });
  const parsed = v.safeParse(commands[name], params);
  if (!parsed.success) return failed({ fault: 'invalid' });
  // No command works upon an older state of the store.
  await checkCopy(ports).catch(() => undefined);
  return run(ports, name, parsed.output);
}

function run<Name extends CommandName>(
  ports: Ports,
  name: Name,
  params: v.InferOutput<(typeof commands)[Name]>,
): Promise<Outcome<Replies[Name]>> {
  return handlers[name](ports, params);
}

/** Once the vault is open, the worker is to be awake when it locks, to forget the key; without that it is not open. */
async function lockInTime<Value>(ports: Ports, outcome: Outcome<Value>): Promise<Outcome<Value>> {
  if (!outcome.ok) return outcome;
  try {
    await schedule(ports);
  } catch (error) {
    await lockVault(ports);
    throw error;
  }
  return outcome;
}

async function balances(
  ports: Ports,
  accounts: readonly Address[],
  chain: CommandParams<'balances.get'>['chain'],
): Promise<Outcome<Record<string, string | null>>> {
  const network = await ports.store.read((reads) => networkInUse(reads, chain));
  if (network === null) return failed({ fault: 'chain-unreachable' });
  const entries = await Promise.all(
    accounts.map(async (account): Promise<[string, string | null]> => {
      try {
        return [account, BigInt(await ports.chain.balance(network, account)).toString()];
      } catch (error) {
        if (error instanceof ChainUnreachable || error instanceof ChainRefused) return [account, null];
        throw error;
      }
    }),
  );
  return done(Object.fromEntries(entries));
}

function addresses(texts: readonly string[]): readonly Address[] {
  return texts.flatMap((text) => parseAddress(text) ?? []);
}

function withAddress<Value>(
  text: string,
  act: (address: Address) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const address = parseAddress(text);
  return address === null ? Promise.resolve(failed({ fault: 'invalid' })) : act(address);
}

/** A key comes back as it was handed out; any other text names no session. */
function withKey<Value>(
  text: string,
  act: (key: SessionKey) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const key = parseKey(text);
  return key === null ? Promise.resolve(failed({ fault: 'gone' })) : act(key);
}
