import * as v from 'valibot';
import type { Account } from '../core/account';
import { longestBackup, type BackupReminder } from '../core/backup';
import type { CommandFault } from '../core/command-fault';
import type { CheckedHost, ContactedHost, Verdict } from '../core/connection';
import { deviceTextLimits } from '../core/device';
import type { SessionEnd } from '../core/end-reason';
import type { EndpointTrouble } from '../core/endpoint-health';
import type { DeviceFacts, DeviceStanding } from '../core/one-device';
import type { Ask, RequestId } from '../core/held-request';
import type { JournalEntry } from '../core/journal';
import type { Loss } from '../core/loss';
import type { Network } from '../core/network';
import type { PermitView } from '../core/permit';
import type { Profile } from '../core/policy';
import { mostRelays } from '../core/relay-address';
import type { RelayHealth, RelaysFinding, RelayTrial } from '../core/relay-health';
import type { ChainId, SessionKey } from '../core/session';
import { graceChoices, type Settings } from '../core/settings';
import type { Term } from '../core/term';
import type { Token } from '../core/token';
import type { TrackedTransaction } from '../core/transaction';
import type { Field } from '../core/typed-data-fields';
import type { Millis } from '../core/units';
import type { KeyDerivation } from '../core/vault';

/**
 * What the wallet's own pages ask of the worker, a schema per command. Queries change nothing.
 * A password never crosses: pages derive its key and send that, as 256 bits of hex.
 */

const hexKey = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const phrase = v.pipe(v.string(), v.maxLength(1_000));
const sessionKey = v.pipe(v.string(), v.maxLength(2_000));
const requestId = v.pipe(v.string(), v.maxLength(200));
const draftId = v.pipe(v.string(), v.maxLength(300));
const address = v.pipe(v.string(), v.regex(/^0x[0-9a-f]{40}$/));
const chain = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const cursor = v.nullable(v.pipe(v.string(), v.maxLength(2_000)));
const pageSize = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200));
const accountName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40));
const derivation = v.strictObject({
  algorithm: v.literal('argon2id'),
  memory: v.pipe(v.number(), v.integer(), v.minValue(46 * 1024), v.maxValue(1024 * 1024)),
  iterations: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
  parallelism: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16)),
  salt: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
});
const termChoice = v.variant('kind', [
  v.strictObject({ kind: v.literal('profile-default') }),
  v.strictObject({ kind: v.literal('length'), length: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) }),
  v.strictObject({ kind: v.literal('until-browser-closes') }),
]);
const accounts = v.pipe(v.array(address), v.minLength(1), v.maxLength(50));
/** Where a relay is reached; only what `parseRelay` takes is used. */
const relay = v.pipe(v.string(), v.maxLength(500));
const empty = v.strictObject({});

/** The parameters of every command. */
export const commands = {
  // What is shown
  overview: empty,
  'requests.list': empty,
  'request.preview': v.strictObject({ id: requestId }),
  'sessions.list': v.strictObject({ state: v.picklist(['live', 'ended']), limit: pageSize, after: cursor }),
  'sessions.ofSite': v.strictObject({
    origin: v.pipe(v.string(), v.maxLength(300)),
    cookieStore: v.nullable(v.pipe(v.string(), v.maxLength(100))),
  }),
  'accounts.list': empty,
  'networks.list': empty,
  'balances.get': v.strictObject({ accounts: v.pipe(v.array(address), v.maxLength(50)), chain }),
  'transactions.list': v.strictObject({ account: address, limit: pageSize, after: cursor }),
  'journal.list': v.strictObject({ limit: pageSize, after: cursor }),
  'tokens.list': v.strictObject({ chain }),
  'settings.get': empty,

  // Vault
  'vault.derivation': empty,
  'vault.draftPhrase': empty,
  'vault.checkPhrase': v.strictObject({ phrase }),
  'vault.create': v.strictObject({
    phrase,
    passwordKey: hexKey,
    derivation,
    accountName,
    isPhraseSaved: v.boolean(),
  }),
  /** `raised`: the same password under today's derivation, where the vault's own is weaker (`isRaiseDue`; SEC-14). */
  'vault.unlock': v.strictObject({
    passwordKey: hexKey,
    raised: v.optional(v.strictObject({ passwordKey: hexKey, derivation })),
  }),
  'vault.lock': empty,
  'vault.changePassword': v.strictObject({ passwordKey: hexKey, newPasswordKey: hexKey, derivation }),
  /** Another wallet's phrase takes the place of this wallet only where `replacement` says so: its accounts go. */
  'vault.reset': v.strictObject({
    phrase,
    passwordKey: hexKey,
    derivation,
    replacement: v.optional(v.strictObject({ accountName })),
  }),
  'vault.showPhrase': v.strictObject({ passwordKey: hexKey }),

  // Backup
  'backup.status': empty,
  'backup.make': v.strictObject({ passwordKey: hexKey }),
  /** `passwordKey` is derived as the file says. Another wallet goes for it only where `isReplacing` says so. */
  'backup.restore': v.strictObject({
    file: v.pipe(v.string(), v.maxLength(longestBackup)),
    passwordKey: hexKey,
    isReplacing: v.boolean(),
  }),
  'backup.remindLater': empty,

  // Accounts
  'accounts.add': v.strictObject({ name: accountName }),
  'accounts.importKey': v.strictObject({
    privateKey: v.pipe(v.string(), v.maxLength(200)),
    name: accountName,
  }),
  'accounts.rename': v.strictObject({ account: address, name: accountName }),
  'accounts.remove': v.strictObject({ account: address, passwordKey: hexKey }),
  'accounts.select': v.strictObject({ account: address }),

  // Sessions
  'session.extend': v.strictObject({ key: sessionKey }),
  'session.end': v.strictObject({ key: sessionKey }),
  'session.endAll': empty,
  /** `isTakingOver`: the person was asked whether to use it here, and gave the password for it (SEC-31). */
  'session.reconnect': v.strictObject({
    key: sessionKey,
    passwordKey: v.nullable(hexKey),
    isTakingOver: v.optional(v.boolean(), false),
  }),
  'session.changeAccounts': v.strictObject({
    key: sessionKey,
    accounts: v.pipe(v.array(address), v.minLength(1), v.maxLength(50)),
  }),
  'session.forget': v.strictObject({ key: sessionKey }),
  /** Takes up every session again that ended because the store was lost. */
  'session.reconnectLost': empty,

  // The store
  /** The person has read what was lost and what came back. */
  'loss.dismiss': empty,
  /** Gives up a store that cannot be used, and begins one with what the second copy holds. */
  'store.beginAnew': v.strictObject({ withoutCopy: v.boolean() }),

  // Requests
  'request.connect': v.strictObject({
    id: requestId,
    accounts: v.pipe(v.array(address), v.minLength(1), v.maxLength(50)),
    chain,
    term: termChoice,
    /** The password's key, where the person was asked whether to use it here (SEC-31); null otherwise. */
    takeOver: v.optional(v.nullable(hexKey), null),
  }),
  /** `subject` is what the person saw, as the view named it; when it has changed since, nothing happens. */
  'request.approve': v.strictObject({
    id: requestId,
    subject: v.pipe(v.string(), v.maxLength(200)),
    /** For "Add a network": also switch the site to it. */
    alsoSwitch: v.boolean(),
  }),
  'request.decline': v.strictObject({ id: requestId }),
  'request.declineAll': empty,
  /** "Not now" on the reconnect screen: declines all that waits for this session. */
  'request.declineReconnect': v.strictObject({ key: sessionKey }),
  /** The request window has nothing left to ask, and is about to close. */
  'request.leaveWindow': empty,
  'request.chooseFees': v.strictObject({ id: requestId, speed: v.picklist(['slow', 'normal', 'fast']) }),

  // Devices: one at a time is active for an account
  /** Who is active for these accounts, as far as the relays can be read now. */
  'devices.standing': v.strictObject({ accounts }),
  'devices.list': empty,
  /** Names this device. */
  'devices.rename': v.strictObject({
    name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(deviceTextLimits.name)),
  }),
  /** Leaves a device out of the list until it is heard of again. `isMerging`: it was this one, before it was set up anew. */
  'devices.forget': v.strictObject({ account: address, device: hexKey, isMerging: v.boolean() }),
  /** "Make this the active device". */
  'devices.activate': v.strictObject({
    account: address,
    passwordKey: hexKey,
  }),
  /** "This wasn't me": takes the account back, and ends every session of it here. */
  'devices.disown': v.strictObject({
    account: address,
    passwordKey: hexKey,
  }),
  /** The person has read that another device took the account over. */
  'devices.dismiss': v.strictObject({ account: address }),

  // Relays: where the devices of an account meet
  'relays.list': empty,
  /** The whole list; an empty one says that this is the only device. Settles the question of `areDevicesDecided`. */
  'relays.set': v.strictObject({ relays: v.pipe(v.array(relay), v.maxLength(mostRelays)) }),
  'relays.test': v.strictObject({ relay }),

  // Networks, tokens, settings
  'networks.test': v.strictObject({ endpoint: v.pipe(v.string(), v.maxLength(500)) }),
  'networks.add': v.strictObject({
    chain,
    name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(64)),
    currencySymbol: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(11)),
    endpoints: v.pipe(v.array(v.pipe(v.string(), v.maxLength(500))), v.minLength(1), v.maxLength(10)),
    explorer: v.nullable(v.pipe(v.string(), v.maxLength(500))),
    isTestnet: v.boolean(),
  }),
  'networks.remove': v.strictObject({ chain }),
  'endpoints.list': v.strictObject({ chain }),
  'endpoints.switch': v.strictObject({
    chain,
    endpoint: v.pipe(v.string(), v.maxLength(500)),
    isOn: v.boolean(),
  }),

  // The connection
  /** What calls to the chain have come to; asks nobody. */
  'connection.get': v.strictObject({ chain }),
  /** Asks the chain's network first; `isHopeful`: the waits of its endpoints begin anew. */
  'connection.probe': v.strictObject({ chain, isHopeful: v.boolean() }),
  'connection.hosts': empty,
  'connection.check': empty,
  'networks.select': v.strictObject({ chain }),
  'tokens.decide': v.strictObject({ chain, address, isAccepted: v.boolean() }),
  'settings.change': v.strictObject({
    language: v.optional(v.nullable(v.picklist(['en', 'ja']))),
    theme: v.optional(v.nullable(v.picklist(['light', 'dark']))),
    profile: v.optional(v.picklist(['trusted', 'standard', 'public'])),
    autoLockAfter: v.optional(
      v.pipe(v.number(), v.safeInteger(), v.minValue(60_000), v.maxValue(86_400_000)),
    ),
    relayGrace: v.optional(v.picklist(graceChoices)),
  }),
  /** The person was told what the latest update did. */
  'update.seen': empty,
  /** The person is at one of our pages: the auto-lock starts again. */
  'person.isHere': empty,

  // What was typed or chosen in a popup, which may close at any moment. Never a secret (SEC-15).
  'draft.get': v.strictObject({ id: draftId }),
  /** Null forgets it. `storage.session` holds it; a request's draft (`request:<id>`) goes with the request. */
  'draft.put': v.strictObject({ id: draftId, draft: v.nullable(v.pipe(v.string(), v.maxLength(2_000))) }),
} as const;

export type CommandName = keyof typeof commands;
export type CommandParams<Name extends CommandName> = v.InferInput<(typeof commands)[Name]>;

/** One page of a list. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
  readonly total: number;
}

export interface Overview {
  /** Of the product, as the manifest says: "0.1.0". */
  readonly version: string;
  /** This page stands in a private window: it shows what belongs to private windows. */
  readonly isPrivate: boolean;
  readonly vault: 'none' | 'locked' | 'unlocked';
  readonly lockAt: Millis | null;
  /** When a password may be tried again; null: now. */
  readonly retryAt: Millis | null;
  /** Wrong passwords since the last unlock; shown after it. */
  readonly failedAttempts: number;
  readonly account: Account | null;
  readonly network: Network;
  readonly settings: Settings;
  /** What the person should save; null: nothing, or not to be told yet. */
  readonly reminder: BackupReminder | null;
  readonly waiting: number;
  /** The store was lost or damaged: told until the person has read it. */
  readonly loss: Loss | null;
  /** Accounts that another device took over, until the person has read it or taken them back. */
  readonly takenOver: readonly TakenOverView[];
  /** What the latest update did, until the person was told. */
  readonly update: { readonly to: string; readonly kept: number; readonly ended: number } | null;
  /** Time as the rules see it; what is left is counted from here. */
  readonly now: Millis;
}

/** An account that another device took over while this one was active. */
export interface TakenOverView {
  readonly account: Account;
  readonly device: DeviceFacts;
  readonly at: Millis;
}

/** An account, what this device is for it, and the other devices that are known of it. */
export interface AccountDevices {
  readonly account: Account;
  readonly standing: DeviceStanding;
  readonly others: readonly OtherDevice[];
}

export interface OtherDevice extends DeviceFacts {
  readonly key: string;
  /** Since when it is the active one; null where it is not. */
  readonly activeSince: Millis | null;
  /** It carries the browser and system of this device, was seen last before this one was first used: perhaps its earlier self. */
  readonly isPerhapsThis: boolean;
  /** Its list of relays is another: each may miss what the other claims. */
  readonly hasOtherRelays: boolean;
  /** Not seen for 90 days. */
  readonly isLongGone: boolean;
}

export interface DevicesView {
  /** 0: this is the only device, and nobody is asked (SEC-32). */
  readonly relays: number;
  readonly self: {
    readonly key: string;
    readonly name: string;
    readonly browser: string;
    readonly system: string;
    readonly profile: Profile;
    readonly since: Millis;
  };
  readonly accounts: readonly AccountDevices[];
}

export interface RelaysView {
  readonly relays: readonly RelayHealth[];
  /** Public relays that may be chosen at first. */
  readonly suggested: readonly string[];
  /** How many must answer, and how many of them may lie meanwhile. */
  readonly quorum: { readonly size: number; readonly hostile: number };
}

/** What reading a backup back came to. Sessions in it stand as ended: `offers`. */
export interface RestoredView {
  readonly kind: 'new' | 'added' | 'replaced';
  readonly accounts: number;
  readonly networks: number;
  readonly tokens: number;
  readonly offers: number;
}

export interface SessionView {
  readonly id: string;
  readonly key: SessionKey;
  readonly origin: string;
  readonly host: string;
  /** The top-level host where it differs; otherwise null. */
  readonly topHost: string | null;
  /** It ends with the last private window. */
  readonly isPrivate: boolean;
  /** It belongs to a container of Firefox: the same site outside of it, or in another, has a session of its own. */
  readonly isInContainer: boolean;
  readonly accounts: readonly Account[];
  readonly chain: ChainId;
  readonly networkName: string;
  readonly term: Term;
  readonly openedAt: Millis;
  readonly lastUsedAt: Millis;
  readonly deadline: Millis;
  /** Whether "Extend" moves the deadline. */
  readonly isExtendable: boolean;
  readonly end: SessionEnd | null;
  readonly isReconnectable: boolean;
  readonly isPasswordAsked: boolean;
  /** Requests that wait for it. */
  readonly waiting: number;
}

/** One question before the person, in the order in which they are asked. */
export interface RequestView {
  readonly id: RequestId;
  /** The reconnect screen stands before the request's own one. */
  readonly screen: 'connect' | 'reconnect' | 'own';
  /** Changes whenever what will be approved changes; handed back with the approval. */
  readonly subject: string;
  readonly key: SessionKey;
  readonly origin: string;
  readonly host: string;
  readonly topHost: string | null;
  /** A page in a private window asks. */
  readonly isPrivate: boolean;
  readonly method: string;
  readonly ask: Ask;
  /** The session it belongs to, live or ended; null before the first connection. */
  readonly session: SessionView | null;
  readonly account: Account | null;
  readonly network: Network | null;
  readonly heldAt: Millis;
  readonly deadline: Millis;
}

/** What is worked out for one request: the message in words, the transaction with its fees. */
export type RequestPreview =
  | { readonly kind: 'none' }
  /** `text` is null where the bytes are not UTF-8. */
  | { readonly kind: 'message'; readonly text: string | null; readonly hex: string }
  | {
      readonly kind: 'typed-data';
      readonly domainName: string | null;
      readonly primaryType: string;
      readonly fields: readonly Field[];
      readonly permit: PermitView | null;
    }
  | {
      readonly kind: 'network';
      readonly isKnown: boolean;
      readonly reportedChain: ChainId | null;
      readonly hasUnreachableEndpoint: boolean;
    }
  | TransactionPreview;

export interface TransactionPreview {
  readonly kind: 'transaction';
  /** Names what will be signed, fees and nonce included; the approval's `subject`. */
  readonly subject: string;
  readonly meaning: TransactionMeaningView;
  readonly to: string | null;
  /** Decimal texts of wei. */
  readonly value: string;
  readonly fee: string;
  readonly total: string;
  readonly balance: string;
  readonly nonce: number;
  readonly gas: string;
  readonly maxFeePerGas: string;
  readonly maxPriorityFeePerGas: string;
  readonly speed: 'slow' | 'normal' | 'fast';
  readonly hasFunds: boolean;
  /** Why it would fail, in the chain's cleaned words; null where it would not. */
  readonly failure: string | null;
  readonly data: string;
}

export type TransactionMeaningView =
  | { readonly kind: 'transfer' | 'create-contract' }
  | {
      readonly kind: 'token-transfer';
      readonly token: TokenView;
      readonly to: string;
      readonly amount: string;
    }
  | {
      readonly kind: 'token-approval';
      readonly token: TokenView;
      readonly spender: string;
      readonly amount: string;
      readonly isUnlimited: boolean;
    }
  | { readonly kind: 'approval-for-all'; readonly spender: string; readonly isApproved: boolean }
  | { readonly kind: 'call'; readonly selector: string };

export interface TokenView {
  readonly address: string;
  readonly symbol: string | null;
  readonly decimals: number | null;
}

/** Whether a network can be reached, as far as calls to it have shown, and what waits for it. */
export interface ConnectionView {
  readonly isAway: boolean;
  /** When it is tried again, as the rules count time; null where nobody failed. */
  readonly retryAt: Millis | null;
  /** Transactions that are signed and not known to have reached it, and when the first is tried again. */
  readonly unsent: number;
  readonly unsentRetryAt: Millis | null;
}

/** An endpoint of a network, and what was seen of it. */
export interface EndpointView {
  readonly endpoint: string;
  /** False where the person switched it off. */
  readonly isOn: boolean;
  readonly state: 'untried' | 'answers' | 'away';
  readonly latency: Millis | null;
  readonly trouble: EndpointTrouble | null;
  readonly retryAt: Millis;
}

/** What each command answers when it did what was asked. */
export interface Replies {
  overview: Overview;
  'requests.list': readonly RequestView[];
  'request.preview': RequestPreview;
  'sessions.list': ListPage<SessionView>;
  /** The sessions of one origin, live ones first, for the popup above that site's tab. */
  'sessions.ofSite': readonly SessionView[];
  'accounts.list': readonly Account[];
  'networks.list': readonly Network[];
  /** Decimal texts of wei by address; null where the chain did not answer. */
  'balances.get': Readonly<Record<string, string | null>>;
  'transactions.list': { readonly items: readonly TrackedTransaction[]; readonly next: string | null };
  'journal.list': { readonly items: readonly JournalEntry[]; readonly next: string | null };
  'tokens.list': readonly Token[];
  'settings.get': Settings;
  /** The stored parameters, or new ones with a fresh salt where there is no vault. `fresh` is for a new password. */
  'vault.derivation': { readonly current: KeyDerivation | null; readonly fresh: KeyDerivation };
  'vault.draftPhrase': { readonly phrase: string };
  'vault.checkPhrase': { readonly phrase: string };
  'vault.create': null;
  'vault.unlock': null;
  'vault.lock': null;
  'vault.changePassword': null;
  'vault.reset': null;
  'vault.showPhrase': { readonly phrase: string };
  /** `madeAt` of the last one of this wallet, null where there is none. */
  'backup.status': { readonly madeAt: Millis | null; readonly isOutdated: boolean };
  /** The text of the file. */
  'backup.make': { readonly file: string; readonly madeAt: Millis };
  'backup.restore': RestoredView;
  'backup.remindLater': null;
  'accounts.add': Account;
  'accounts.importKey': Account;
  'accounts.rename': null;
  'accounts.remove': null;
  'accounts.select': null;
  'session.extend': null;
  'session.end': null;
  'session.endAll': { readonly ended: number };
  'session.reconnect': null;
  'session.changeAccounts': null;
  'session.forget': null;
  'session.reconnectLost': { readonly reconnected: number };
  'loss.dismiss': null;
  'store.beginAnew': null;
  'request.connect': null;
  'request.approve': null;
  'request.decline': null;
  'request.declineAll': null;
  'request.declineReconnect': null;
  'request.leaveWindow': { readonly mayClose: boolean };
  'request.chooseFees': null;
  'devices.standing': readonly { readonly account: string; readonly standing: DeviceStanding }[];
  'devices.list': DevicesView;
  'devices.rename': null;
  'devices.forget': null;
  'devices.activate': null;
  'devices.disown': { readonly ended: number };
  'devices.dismiss': null;
  'relays.list': RelaysView;
  'relays.set': null;
  'relays.test': RelayTrial;
  'networks.test': { readonly chain: ChainId; readonly took: Millis };
  'networks.add': null;
  'networks.remove': null;
  'endpoints.list': readonly EndpointView[];
  'endpoints.switch': null;
  'connection.get': ConnectionView;
  'connection.probe': ConnectionView;
  'connection.hosts': readonly ContactedHost[];
  'connection.check': {
    readonly verdict: Verdict;
    /** Null where no relay is chosen. */
    readonly relays: RelaysFinding | null;
    readonly hosts: readonly CheckedHost[];
  };
  'networks.select': null;
  'tokens.decide': null;
  'settings.change': null;
  'update.seen': null;
  'person.isHere': null;
  'draft.get': string | null;
  'draft.put': null;
}

export type Reply<Name extends CommandName> =
  | { readonly ok: true; readonly value: Replies[Name] }
  | ({ readonly ok: false } & CommandFault);

/** Calls a command; rejects only when the worker cannot be reached at all. */
export type Call = <Name extends CommandName>(
  name: Name,
  params: CommandParams<Name>,
) => Promise<Reply<Name>>;

/** A command on its way to the worker. */
export const commandMessage = v.strictObject({
  id: v.pipe(v.number(), v.safeInteger()),
  name: v.custom<CommandName>((name) => typeof name === 'string' && Object.hasOwn(commands, name)),
  params: v.unknown(),
});

/** What the worker says to our pages: the reply to a command, that something they show has changed, or whether they are in use. */
export type UiMessage =
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply<CommandName> }
  | { readonly kind: 'changed'; readonly topics: readonly string[] }
  /** A page that is in use answers true, any other nothing. */
  | { readonly kind: 'in-use?' };

export type { CommandFault };
