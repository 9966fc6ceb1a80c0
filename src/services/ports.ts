import type { Account } from '../core/account';
import type { AccountClaims, ClaimEvent, SeenClaim } from '../core/account-claims';
import type { Address } from '../core/address';
import type { BackupFacts } from '../core/backup';
import type { Claim } from '../core/claim';
import type { OwnDevice } from '../core/device';
import type { ClockReading } from '../core/clock';
import type { EndpointCheck } from '../core/connection';
import type { BrowserRun } from '../core/decide';
import type { EndpointState } from '../core/endpoint-health';
import type { SiteLimits } from '../core/flood';
import type {
  Answer,
  FilledTransaction,
  HeldRequest,
  PageDocument,
  PreparedTransaction,
  RequestId,
  Speed,
  TransactionAsk,
} from '../core/held-request';
import type { Hex } from '../core/hex';
import type { JournalEntry, JournalEvent } from '../core/journal';
import type { Loss } from '../core/loss';
import type { LookUp } from '../core/look-up';
import type { Network } from '../core/network';
import type { Origin } from '../core/origin';
import type { RelayAddress } from '../core/relay-address';
import type { RelayHealth, RelayTrial } from '../core/relay-health';
import type { ChainId, Session, SessionId, SessionKey } from '../core/session';
import type { Settings } from '../core/settings';
import type { Token } from '../core/token';
import type { TrackedTransaction } from '../core/transaction';
import type { UpdateNote } from '../core/update-note';
import type { UnlockAttempts } from '../core/unlock-attempts';
import type { Millis } from '../core/units';
import type { KeyDerivation, Sealed, SealedSecret, VaultRecord } from '../core/vault';
import type { Page } from '../core/pages';
import type { WalletCopy } from '../core/wallet-contents';

/**
 * Reads within one consistent transaction. Every method rejects when the store fails; nothing is ever
 * answered in doubt. Only these methods may be awaited inside a transaction.
 */
export interface Reads {
  session(key: SessionKey): Promise<Session | null>;
  sessionById(id: SessionId): Promise<Session | null>;
  /** Live sessions whose deadline is at or before `moment`, nearest first. */
  sessionsDue(moment: Millis): Promise<readonly Session[]>;
  /** Live sessions whose warning (`warningOf`) is at or before `moment`, nearest first. */
  sessionsToWarn(moment: Millis): Promise<readonly Session[]>;
  /** The deadline or warning of a live session that comes next; null where there is none. */
  nextDeadline(): Promise<Millis | null>;
  /** Live sessions, nearest deadline first. */
  liveSessions(limit: number, after: string | null): Promise<Page<Session>>;
  /** Ended sessions, latest end first. */
  endedSessions(limit: number, after: string | null): Promise<Page<Session>>;
  liveSessionsOf(account: Address): Promise<readonly Session[]>;
  countSessions(): Promise<{ readonly live: number; readonly ended: number }>;

  request(id: RequestId): Promise<HeldRequest | null>;
  /** Every held request, first in first out (at most 50 wait; answered ones stay until their page has them). */
  requests(): Promise<readonly HeldRequest[]>;

  /** The highest wall clock seen; 0 in a new store. */
  clockMark(): Promise<Millis>;
  /** What the person is to be told of a store that was lost or damaged; null where there is nothing. */
  loss(): Promise<Loss | null>;
  /** The key of the second copy (`Cipher.deriveKey`); null before the vault was first opened. */
  copyKey(): Promise<string | null>;
  siteLimits(site: string): Promise<SiteLimits | null>;

  vault(): Promise<VaultRecord | null>;
  unlockAttempts(): Promise<UnlockAttempts>;
  backupFacts(): Promise<BackupFacts>;
  /** In the order in which the person sees them. */
  accounts(): Promise<readonly Account[]>;
  settings(): Promise<Settings>;
  /** Networks added to the built-in ones, or standing in for one of them. */
  addedNetworks(): Promise<readonly Network[]>;
  tokens(chain: ChainId): Promise<readonly Token[]>;
  /** Of all chains. */
  everyToken(): Promise<readonly Token[]>;
  transaction(hash: Hex): Promise<TrackedTransaction | null>;
  /** Newest first. */
  transactionsOf(account: Address, limit: number, after: string | null): Promise<Page<TrackedTransaction>>;
  pendingTransactions(): Promise<readonly TrackedTransaction[]>;
  /** What is remembered of the transactions that are on their way. */
  lookUps(): Promise<readonly LookUp[]>;
  /** Endpoints that the person switched off (SEC-33). */
  switchedOff(): Promise<readonly string[]>;
  /** What the latest update did; null where there was none. */
  lastUpdate(): Promise<UpdateNote | null>;
  /** This device as the others of an account know it; null before it was first needed. */
  ownDevice(): Promise<OwnDevice | null>;
  /** What is known of an account's devices; null before anything is. */
  claims(account: Address): Promise<AccountClaims | null>;
  everyClaims(): Promise<readonly AccountClaims[]>;
  /** Newest first. */
  journal(limit: number, after: string | null): Promise<Page<JournalEntry>>;
}

/** Writes within the same transaction. Nothing is acknowledged before it committed with strict durability (SEC-22). */
export interface Writes extends Reads {
  putSession(session: Session): Promise<void>;
  deleteSession(key: SessionKey): Promise<void>;
  putRequest(request: HeldRequest): Promise<void>;
  deleteRequest(id: RequestId): Promise<void>;
  putClockMark(mark: Millis): Promise<void>;
  putLoss(loss: Loss | null): Promise<void>;
  putCopyKey(key: string): Promise<void>;
  /** The generation that the second copy has: what is written from here on comes after it. */
  putGeneration(generation: number): Promise<void>;
  putSiteLimits(site: string, limits: SiteLimits): Promise<void>;
  putVault(vault: VaultRecord): Promise<void>;
  putUnlockAttempts(attempts: UnlockAttempts): Promise<void>;
  putBackupFacts(facts: BackupFacts): Promise<void>;
  putAccounts(accounts: readonly Account[]): Promise<void>;
  putSettings(settings: Settings): Promise<void>;
  putAddedNetwork(network: Network): Promise<void>;
  deleteAddedNetwork(chain: ChainId): Promise<void>;
  putToken(token: Token): Promise<void>;
  deleteToken(chain: ChainId, address: Address): Promise<void>;
  putTransaction(transaction: TrackedTransaction): Promise<void>;
  putLookUps(lookUps: readonly LookUp[]): Promise<void>;
  putSwitchedOff(endpoints: readonly string[]): Promise<void>;
  putLastUpdate(note: UpdateNote): Promise<void>;
  putOwnDevice(device: OwnDevice): Promise<void>;
  putClaims(claims: AccountClaims): Promise<void>;
  deleteClaims(account: Address): Promise<void>;
  appendJournal(at: Millis, event: JournalEvent): Promise<void>;
}

/** Why the store did not do what was asked. */
export type StoreFault =
  /** The database was written by a later version of Sekisho. */
  | 'later-version'
  | 'cannot-open'
  /** No answer in time; whether a write took effect is unknown. */
  | 'timed-out'
  | 'failed';

/** The store failed, and no access is given (SEC-25). `cause` says what the browser said. */
export class StoreFailed extends Error {
  override readonly name = 'StoreFailed';
  readonly fault: StoreFault;

  constructor(fault: StoreFault, message: string, cause: unknown = null) {
    super(message, { cause });
    this.fault = fault;
  }
}

/**
 * The database. A rejected `work` aborts its transaction, changes nothing, and rejects the call with the same error.
 * @throws StoreFailed when the store itself fails; whatever `work` made of it
 */
export interface Store {
  read<Result>(work: (reads: Reads) => Promise<Result>): Promise<Result>;
  write<Result>(work: (writes: Writes) => Promise<Result>): Promise<Result>;
  /** The row as last committed, from memory once it was read; equal to `read(session)` at every moment. */
  session(key: SessionKey): Promise<Session | null>;
  /** The clock mark as last committed, from memory once it was read. */
  clockMark(): Promise<Millis>;
  /** `isRestoring` of the loss as last committed, from memory once it was read. */
  isRestoring(): Promise<boolean>;
  /**
   * Compares the generations of the store and its second copy (SEC-24). A copy that is behind is made anew;
   * one that is ahead says that the store itself went back in time.
   */
  compareCopy(): Promise<CopyStanding>;
  /** Whether the copy could not take over the last change: until it can, nothing newer would come back from it. */
  isCopyBehind(): boolean;
  /**
   * Gives up a store that cannot be used and begins one with the vault of the second copy. One that can be used stays.
   * Where the copy has no vault nothing is given up, unless its person can do `withoutCopy`: that begins an empty one.
   */
  beginAnew(withoutCopy: boolean): Promise<'begun' | 'is-usable' | 'no-copy'>;
}

export type CopyStanding =
  | { readonly standing: 'in-step' }
  /** `copied` is the copy's generation. */
  | { readonly standing: 'store-is-behind'; readonly copied: number }
  /** There is no vault in the store, nor a word why; but there is one in the copy. */
  | { readonly standing: 'vault-is-gone'; readonly copied: number };

/** The second copy of what is the person's, outside the store (SEC-24). The store itself keeps it up to date. */
export interface SecondCopy {
  /** As it lies there, for whoever has no key; null where there is no copy. */
  vault(): Promise<CopiedVault | 'damaged' | null>;
  /** What is sealed beside it; null where it cannot be read with this key. */
  open(copyKey: string): Promise<OpenedCopy | null>;
}

/** The vault, as encrypted, and the wrong passwords before now. */
export interface CopiedVault {
  readonly vault: VaultRecord;
  readonly attempts: UnlockAttempts;
}

export interface OpenedCopy extends WalletCopy {
  /** Sealed with the rest, so that nobody can have put another in its place; null in a copy of an earlier version. */
  readonly wallet: CopiedVault | null;
}

export interface Clock {
  read(): ClockReading;
  /** Counts from the present wall clock on: after a set-back was dealt with. */
  restart(): void;
}

export interface Randomness {
  /** Lower-case hex of that many random bits (SEC-18). */
  hex(bits: 128 | 256): string;
}

/** This run of the browser: kept while it lives, made anew at its start. */
export interface Browser {
  run(): Promise<BrowserRun>;
  /** The earlier version of the product that this run took the place of; null where an update did not begin it. */
  updatedFrom(): Promise<string | null>;
  /** Whether `settle` was called in this run of the browser, by any life of the worker. */
  isSettled(): Promise<boolean>;
  /** What was to end with the last run has been dealt with. */
  settle(): Promise<void>;
}

/** An update of the product that the browser has ready. */
export interface Updates {
  /** Remembered over the worker's death. */
  isReady(): Promise<boolean>;
  /** Whether a request waits in private windows, as far as another worker that serves them has said. */
  isHeldInPrivate(): Promise<boolean>;
  /** Puts it in place. This worker, its pages and its content scripts end here. */
  apply(): void;
}

/** What can be said to a page. A message goes to the document that it is meant for, or nowhere. */
export interface Pages {
  answer(document: PageDocument, id: RequestId, answer: Answer): void;
  /** Tells the pages of these keys (null: all) to take up their state anew; sleeping ones are woken. */
  refresh(keys: readonly SessionKey[] | null): void;
  /** Has every page send again what it waits for: the store that knew of it was lost. */
  askAgain(): void;
  isFocused(document: PageDocument): Promise<boolean>;
  /** Whether a tab shows this site. */
  isOpen(origin: Origin): Promise<boolean>;
  /** Whether the document still stands in its tab and is active. */
  isThere(document: PageDocument): Promise<boolean>;
}

/** The wallet's own windows and hints. None of them decides anything. */
export interface Attention {
  /** Opens the request window, or brings it to the front. */
  showRequests(id: RequestId): Promise<void>;
  /** The window is about to close by itself: the next request opens another one. */
  forgetRequestWindow(): Promise<void>;
  /** The number that waits, on the badge; where none does, that another device took an account over. */
  showWaiting(count: number, isTakenOver: boolean): void;
  notify(notice: Notice): void;
  /** Wakes the worker at about this moment; replaces the earlier wish. */
  wakeAt(moment: Millis | null): void;
  /** Whether one of our own pages is before a person, or holds what they typed. */
  isPersonHere(): Promise<boolean>;
  /** Tells our own pages what has changed. */
  changed(topics: readonly Topic[]): void;
}

/** What our own pages look at, and are told of when it changes. */
export const topics = [
  'overview',
  'requests',
  'sessions',
  'accounts',
  'networks',
  'transactions',
  'settings',
  'journal',
  'connection',
  'devices',
  /** How fresh is what is known of devices. */
  'standing',
  /** Which relays are chosen, and how they do. */
  'relays',
] as const;
export type Topic = (typeof topics)[number];

export type Notice =
  | { readonly kind: 'request-waits'; readonly origin: Origin; readonly id: RequestId }
  | { readonly kind: 'session-ended'; readonly session: Session }
  | { readonly kind: 'session-ends-soon'; readonly session: Session }
  | {
      readonly kind:
        | 'transaction-confirmed'
        | 'transaction-failed'
        | 'transaction-replaced'
        | 'transaction-lost';
      readonly transaction: TrackedTransaction;
    };

/** The unlocked data key lives here while it may (SEC-16); every reader checks `lockAt` itself. */
export interface UnlockedKey {
  readonly dataKey: string;
  readonly lockAt: Millis;
}

export interface KeyHolder {
  get(): Promise<UnlockedKey | null>;
  set(key: UnlockedKey): Promise<void>;
  /** Moves `lockAt`. Where the key is gone it stays gone: a lock in between is never undone. */
  keepUntil(lockAt: Millis): Promise<void>;
  clear(): Promise<void>;
}

/**
 * The requests that the person was called to. Outlives the worker, and is gone with the browser: a worker that died
 * before it had called leaves that to the next one, and nobody is called twice for being asked twice.
 */
export interface Calls {
  has(id: RequestId): Promise<boolean>;
  note(id: RequestId): Promise<void>;
}

/** What a person was choosing in a popup that closed; secrets excepted. Gone with the browser. */
export interface Drafts {
  get(id: string): Promise<string | null>;
  /** Null forgets it. */
  put(id: string, draft: string | null): Promise<void>;
}

/** A vault that has just been made or opened. */
export interface OpenedVault {
  readonly vault: VaultRecord;
  /** 256 bits as hex; never stored but in the `KeyHolder`. */
  readonly dataKey: string;
}

/** The vault's cryptography. Pure of storage: records go in and come out. `passwordKey` is 256 bits as hex. */
export interface Keystore {
  /** A vault around a recovery phrase. The phrase must be valid. */
  create(phrase: string, passwordKey: string, derivation: KeyDerivation): Promise<OpenedVault>;
  /** The data key, or null where the password is wrong. */
  open(vault: VaultRecord, passwordKey: string): Promise<string | null>;
  /** Wraps the same data key with a new password (SEC-14). */
  rewrap(
    vault: VaultRecord,
    dataKey: string,
    passwordKey: string,
    derivation: KeyDerivation,
  ): Promise<VaultRecord>;
  phrase(vault: VaultRecord, dataKey: string): Promise<string>;
  /** The account at `m/44'/60'/0'/0/index`. */
  deriveAccount(
    vault: VaultRecord,
    dataKey: string,
    index: number,
  ): Promise<{ address: Address; checksummed: string }>;
  /** A private key (32 bytes hex, valid on secp256k1), sealed for the vault of this data key. */
  sealKey(dataKey: string, privateKey: Hex): Promise<SealedSecret>;
  /** The imported key of an account of one vault, sealed for the vault of another data key. */
  moveKey(from: OpenedVault, account: Account, dataKey: string): Promise<SealedSecret>;
  signMessage(vault: VaultRecord, dataKey: string, account: Account, message: Hex): Promise<Hex>;
  /** `data` is the JSON text of checked EIP-712 typed data. */
  signTypedData(vault: VaultRecord, dataKey: string, account: Account, data: string): Promise<Hex>;
  signTransaction(
    vault: VaultRecord,
    dataKey: string,
    account: Account,
    chain: ChainId,
    transaction: FilledTransaction,
  ): Promise<{ raw: Hex; hash: Hex }>;
}

/** Seals what lies outside the vault: the second copy, and backups (SEC-24). Keys are 256 bits as hex. */
export interface Cipher {
  /** The key of one purpose, derived from the data key, which it does not give away. */
  deriveKey(dataKey: string, purpose: 'copy' | 'backup'): Promise<string>;
  seal(key: string, label: SealLabel, text: string): Promise<Sealed>;
  /** Null where key, label or content is not what was sealed. */
  unseal(key: string, label: SealLabel, sealed: Sealed): Promise<string | null>;
}

/** A `WalletCopy` as JSON text, by the schemas of the rows: what could not be stored is not read back. */
export interface CopyFormat {
  /**
   * Within `room` bytes as UTF-8: where not all the sessions fit, those from the first on that do. Null where the rest
   * does not fit even without them.
   */
  write(copy: WalletCopy, room: number): string | null;
  /** Null for any other text. */
  parse(text: string): WalletCopy | null;
}

/** What is authenticated beside the content (SEC-14). */
export interface SealLabel {
  readonly type: string;
  readonly id: string;
  readonly version: number;
}

/** What a phrase or key that a person typed is worth. */
export interface PhraseRules {
  /** A new phrase of 12 words. */
  create(): Promise<string>;
  check(phrase: string): Promise<PhraseVerdict>;
  /** The account of a private key, or null where it is none. `key` is its canonical form. */
  accountOfKey(privateKey: string): Promise<{ key: Hex; address: Address; checksummed: string } | null>;
}

export type PhraseVerdict =
  /** Lower-case words, single spaces. */
  | { readonly ok: true; readonly phrase: string }
  | { readonly ok: false; readonly fault: 'word-count'; readonly words: number }
  /** `position` counts from 1. */
  | { readonly ok: false; readonly fault: 'unknown-word'; readonly position: number; readonly word: string }
  | { readonly ok: false; readonly fault: 'checksum' };

/** Why the chain did not answer: nobody could be reached, or it answered with an error of its own. */
export class ChainUnreachable extends Error {
  override readonly name = 'ChainUnreachable';
}

/** The node's own JSON-RPC error; its message is cleaned and capped. */
export class ChainRefused extends Error {
  override readonly name = 'ChainRefused';
  readonly code: number;
  readonly data: unknown;

  constructor(code: number, message: string, data: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** The chains, each through several endpoints with failover. @throws ChainUnreachable, ChainRefused */
export interface Chain {
  request(network: Network, method: string, params: readonly unknown[]): Promise<unknown>;
  balance(network: Network, account: Address): Promise<Hex>;
  /** Fills in what the page left open. */
  prepare(network: Network, transaction: TransactionAsk, speed: Speed): Promise<PreparedTransaction>;
  /** How many transactions of the account are on the chain: the nonce of its next one. */
  nonce(network: Network, account: Address): Promise<Hex>;
  /**
   * Sends a signed transaction; one that may have been sent is looked up at every endpoint first, and whoever sends the
   * same meanwhile waits for the same answer. "Already known" is success.
   */
  broadcast(network: Network, raw: Hex, history: 'new' | 'maybe-sent'): Promise<void>;
  /** Whether the chain knows the transaction, and how it ended; "unknown" once every endpoint was asked. */
  lookUp(network: Network, hash: Hex): Promise<TransactionFound>;
  /** Asks one endpoint for its chain id (SEC-12). @throws ChainUnreachable */
  chainIdOf(endpoint: string): Promise<ChainId>;
  /** Asks one endpoint of ours whether it answers as its chain. Never fails. */
  check(endpoint: string, chain: ChainId): Promise<EndpointCheck>;
  /** There is reason to think that a network is back: its endpoints may be asked at once, and their waits begin anew. */
  beginAnew(network: Network): void;
  /** What this life of the worker has seen of an endpoint; asks nobody. */
  stateOf(endpoint: string): EndpointState;
  /** A call or transfer in words: what an ERC-20 or ERC-721 call means. Never fails; unknown stays a plain call. */
  describe(network: Network, transaction: TransactionAsk): Promise<TransactionMeaning>;
}

export type TransactionFound = 'unknown' | 'pending' | 'confirmed' | 'failed';

/** What a transaction does, as far as it can be told from its data. Amounts are decimal texts of the smallest unit. */
export type TransactionMeaning =
  | { readonly kind: 'transfer' }
  | { readonly kind: 'create-contract' }
  | {
      readonly kind: 'token-transfer';
      readonly token: TokenMeaning;
      readonly to: string;
      readonly amount: string;
    }
  | {
      readonly kind: 'token-approval';
      readonly token: TokenMeaning;
      readonly spender: string;
      readonly amount: string;
      /** More than any balance can be: the spender may take all, now and later. */
      readonly isUnlimited: boolean;
    }
  | { readonly kind: 'approval-for-all'; readonly spender: string; readonly isApproved: boolean }
  | { readonly kind: 'call'; readonly selector: string };

/** A token as its contract describes it; texts are cleaned, null where the contract did not say. */
export interface TokenMeaning {
  readonly address: string;
  readonly symbol: string | null;
  readonly decimals: number | null;
}

/** What the browser itself knows of the network. */
export interface Connectivity {
  /** False only where the browser is sure that there is none. */
  hasNetwork(): boolean;
  /** Whether the network wants somebody to sign in first; `unknown` where the browser does not tell. */
  captivePortal(): Promise<'locked' | 'none' | 'unknown'>;
}

/** How often a site may read the chain (SEC-10). Kept in memory: a worker that slept has forgiven. */
export interface ReadLimits {
  admit(site: Origin, hasSession: boolean, wall: Millis): boolean;
}

/** All that a service may use. Built once, in `background/wire`. */
export interface Ports {
  readonly store: Store;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly browser: Browser;
  readonly updates: Updates;
  readonly pages: Pages;
  readonly attention: Attention;
  readonly keyHolder: KeyHolder;
  readonly drafts: Drafts;
  readonly calls: Calls;
  readonly keystore: Keystore;
  readonly cipher: Cipher;
  readonly copy: SecondCopy;
  readonly copyFormat: CopyFormat;
  readonly phraseRules: PhraseRules;
  readonly chain: Chain;
  readonly connectivity: Connectivity;
  readonly relays: Relays;
  readonly coordinationKeys: CoordinationKeys;
  readonly coordinations: Coordinations;
  readonly sharedClaims: SharedClaims;
  readonly platform: Platform;
  /** The relays that an administrator has set; null where none did. */
  readonly managedRelays: () => Promise<readonly RelayAddress[] | null>;
  readonly readLimits: ReadLimits;
  /** The approved requests that this life of the worker acts on. In memory: one that has ended acts on none. */
  readonly acting: Set<RequestId>;
  /** These are the ports of private windows (SEC-26). */
  readonly isPrivate: boolean;
  /**
   * Private windows have no wallet of their own. In Firefox it is shared with the ports of normal windows, in the same
   * background; in Chrome it is borrowed from the second copy, by another worker.
   */
  readonly wallet: 'own' | 'shared' | 'borrowed';
  /** The ports of private windows that share this wallet; null where none do. */
  readonly inPrivate: Ports | null;
  /** Of the product, as the manifest says. */
  readonly version: string;
}

// Relays: where the devices of an account meet (SEC-27 to SEC-32).

/** What the devices of one account share. Kept in `storage.session` over a lock, so that a locked device is told too. */
export interface Coordination {
  /** 256 bits as hex, derived from the account's secret; opens and makes the account's events. */
  readonly secret: string;
  /** The public half of the key that raises generations: 64 hex digits. Its secret half is not kept. */
  readonly generationKey: string;
}

/** What is known of accounts on relays in this run of the browser, over a lock. Nothing of it is ever on the disk. */
export interface Coordinations {
  get(account: Address): Promise<Coordination | null>;
  put(account: Address, coordination: Coordination): Promise<void>;
  /** Whether the recovery phrase was typed in this run of the browser: what raising a generation asks for (SEC-27). */
  isPhraseTyped(): Promise<boolean>;
  notePhrase(): Promise<void>;
  /** Another wallet took this one's place. */
  clear(): Promise<void>;
}

/**
 * What this device knows of its claims, for the worker of Chrome's private windows, which has no disk (SEC-26): it is
 * the same device. Gone with the browser.
 */
export interface SharedClaims {
  /** Null where nothing was put, or it cannot be read. */
  get(): Promise<KnownDevice | null>;
  put(known: KnownDevice): Promise<void>;
}

export interface KnownDevice {
  readonly device: OwnDevice;
  readonly claims: readonly AccountClaims[];
}

/** Where this device runs, in a word or two each: "Firefox", "Linux". */
export interface Platform {
  readonly browser: string;
  readonly system: string;
}

/** Derives what is needed on relays from an account's secret (SEC-28). */
export interface CoordinationKeys {
  coordination(vault: VaultRecord, dataKey: string, account: Account): Promise<Coordination>;
  /** What raises a generation (SEC-27): asked for with the phrase only, used once, never kept. 256 bits as hex. */
  generationSecret(vault: VaultRecord, dataKey: string, account: Account): Promise<string>;
}

/** A device's key pair, as hex. */
export interface DeviceKeys {
  readonly secret: string;
  readonly key: string;
}

export interface ClaimToSeal {
  readonly coordination: Coordination;
  readonly claim: Claim;
  readonly deviceSecret: string;
  /** Needed above generation 0: a fresh proof from the secret, or the proof of a claim of this generation. */
  readonly generation: { readonly secret: string } | { readonly proof: string } | null;
  /** The device's event before this one. */
  readonly previous: Pick<ClaimEvent, 'slot' | 'date'> | null;
  /** Wall clock. */
  readonly now: Millis;
}

export interface MeetingPlace {
  readonly relays: readonly RelayAddress[];
  readonly coordination: Coordination;
}

export interface ClaimsRead {
  /** Every verified claim that any relay sent, a quorum or not: what was seen counts at once (SEC-29). */
  readonly claims: readonly SeenClaim[];
  readonly isQuorum: boolean;
  /** How many relays answered in full. */
  readonly answered: number;
}

export interface ClaimWritten {
  readonly isQuorum: boolean;
  /** How many relays have it by now. */
  readonly accepted: number;
}

/**
 * The relays. Nothing that they do is an error of the caller: what cannot be verified is dropped and counted, and
 * whoever does not answer is missing from the count. Connections open when there is something to say or to know,
 * and close soon after.
 */
export interface Relays {
  createDevice(): Promise<DeviceKeys>;
  seal(claim: ClaimToSeal): Promise<ClaimEvent>;
  /** Reads all relays. Events of `keep` that one of them lacks are given to it again. */
  read(place: MeetingPlace, keep: readonly ClaimEvent[]): Promise<ClaimsRead>;
  /** Gives the event to all relays. Done with a quorum, or when every relay was tried; goes on until every one has it. */
  publish(place: MeetingPlace, event: ClaimEvent): Promise<ClaimWritten>;
  /** Tells of claims as relays send them, until it is stopped. */
  watch(place: MeetingPlace, heard: (claim: SeenClaim) => void): { stop(): void };
  health(relays: readonly RelayAddress[]): Promise<readonly RelayHealth[]>;
  try(relay: RelayAddress): Promise<RelayTrial>;
}
