import type { Writes } from '../../../src/services/ports';
import {
  sampleAccounts,
  sampleAddress,
  sampleAttempts,
  sampleClaims,
  sampleCopyKey,
  sampleDevice,
  sampleEnd,
  sampleEvents,
  sampleId,
  sampleLoss,
  sampleNetwork,
  sampleRequest,
  sampleSession,
  sampleSettings,
  sampleSiteLimits,
  sampleStart,
  sampleToken,
  sampleTransaction,
  sampleVault,
} from '../../fixtures/sample-records';

const live = sampleSession(1);
const ended = sampleSession(2, { end: sampleEnd(sampleStart + 5) });

/** A row of every kind. */
export async function fill(writes: Writes): Promise<void> {
  await writes.putSession(live);
  await writes.putSession(ended);
  await writes.putRequest(sampleRequest(1));
  await writes.putClockMark(5);
  await writes.putSiteLimits('https://app.example', sampleSiteLimits);
  await writes.putVault(sampleVault);
  await writes.putUnlockAttempts({ ...sampleAttempts, failed: 1 });
  await writes.putAccounts(sampleAccounts.slice(0, 1));
  await writes.putSettings({ ...sampleSettings, language: 'en' });
  await writes.putAddedNetwork(sampleNetwork);
  await writes.putToken(sampleToken);
  await writes.putTransaction(sampleTransaction(1));
  await writes.appendJournal(sampleStart, { kind: 'vault-created' });
  await writes.putOwnDevice({ ...sampleDevice, name: 'Chrome' });
  await writes.putClaims({ ...sampleClaims, takenOver: null });
}

type Call = (writes: Writes) => Promise<unknown>;

/** A call of each method: one that is added to the port does not compile before it is here too. */
export const reads: {
  readonly [Method in Exclude<keyof Writes, `${'put' | 'delete' | 'append'}${string}`>]: Call;
} = {
  session: (store) => store.session(live.key),
  sessionById: (store) => store.sessionById(live.id),
  sessionsDue: (store) => store.sessionsDue(Number.MAX_SAFE_INTEGER),
  sessionsToWarn: (store) => store.sessionsToWarn(Number.MAX_SAFE_INTEGER),
  nextDeadline: (store) => store.nextDeadline(),
  liveSessions: (store) => store.liveSessions(10, null),
  endedSessions: (store) => store.endedSessions(10, null),
  liveSessionsOf: (store) => store.liveSessionsOf(sampleAddress(1)),
  countSessions: (store) => store.countSessions(),
  request: (store) => store.request(sampleRequest(1).id),
  requests: (store) => store.requests(),
  clockMark: (store) => store.clockMark(),
  siteLimits: (store) => store.siteLimits('https://app.example'),
  vault: (store) => store.vault(),
  unlockAttempts: (store) => store.unlockAttempts(),
  accounts: (store) => store.accounts(),
  settings: (store) => store.settings(),
  addedNetworks: (store) => store.addedNetworks(),
  tokens: (store) => store.tokens(1),
  transaction: (store) => store.transaction(sampleTransaction(1).hash),
  transactionsOf: (store) => store.transactionsOf(sampleAddress(1), 10, null),
  pendingTransactions: (store) => store.pendingTransactions(),
  journal: (store) => store.journal(10, null),
  everyToken: (store) => store.everyToken(),
  loss: (store) => store.loss(),
  copyKey: (store) => store.copyKey(),
  lookUps: (store) => store.lookUps(),
  switchedOff: (store) => store.switchedOff(),
  lastUpdate: (store) => store.lastUpdate(),
  backupFacts: (store) => store.backupFacts(),
  ownDevice: (store) => store.ownDevice(),
  claims: (store) => store.claims(sampleAddress(1)),
  everyClaims: (store) => store.everyClaims(),
};

export const writes: { readonly [Method in Exclude<keyof Writes, keyof typeof reads>]: Call } = {
  putSession: (store) => store.putSession({ ...live, end: sampleEnd(sampleStart + 9) }),
  deleteSession: (store) => store.deleteSession(ended.key),
  putRequest: (store) => store.putRequest(sampleRequest(2)),
  deleteRequest: (store) => store.deleteRequest(sampleRequest(1).id),
  putClockMark: (store) => store.putClockMark(6),
  putSiteLimits: (store) => store.putSiteLimits('https://other.example', sampleSiteLimits),
  putVault: (store) => store.putVault({ ...sampleVault, id: sampleId(7) }),
  putUnlockAttempts: (store) => store.putUnlockAttempts(sampleAttempts),
  putAccounts: (store) => store.putAccounts(sampleAccounts),
  putSettings: (store) => store.putSettings(sampleSettings),
  putAddedNetwork: (store) => store.putAddedNetwork({ ...sampleNetwork, name: 'Other' }),
  deleteAddedNetwork: (store) => store.deleteAddedNetwork(sampleNetwork.chain),
  putToken: (store) => store.putToken({ ...sampleToken, isSuggested: false }),
  deleteToken: (store) => store.deleteToken(sampleToken.chain, sampleToken.address),
  putTransaction: (store) => store.putTransaction(sampleTransaction(2)),
  appendJournal: (store) => store.appendJournal(sampleStart, sampleEvents[0]!),
  putLoss: (store) => store.putLoss(sampleLoss),
  putCopyKey: (store) => store.putCopyKey(sampleCopyKey),
  putOwnDevice: (store) => store.putOwnDevice(sampleDevice),
  putClaims: (store) => store.putClaims(sampleClaims),
  deleteClaims: (store) => store.deleteClaims(sampleClaims.account),
  putGeneration: (store) => store.putGeneration(7),
  putLookUps: (store) => store.putLookUps([]),
  putSwitchedOff: (store) => store.putSwitchedOff(['https://node.example']),
  putLastUpdate: (store) =>
    store.putLastUpdate({
      from: '0.1.0',
      to: '0.2.0',
      at: sampleStart,
      run: 'run-1',
      kept: 1,
      ended: 0,
      isSeen: false,
    }),
  putBackupFacts: (store) => store.putBackupFacts({ last: null, remindAt: 5 }),
};
