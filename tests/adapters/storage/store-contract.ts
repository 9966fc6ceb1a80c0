import { describe, expect, test } from 'vitest';
import { noBackups } from '../../../src/core/backup';
import { deadlineOf, warningOf, type Session } from '../../../src/core/session';
import { firstSettings } from '../../../src/core/settings';
import { noFailedAttempts } from '../../../src/core/unlock-attempts';
import { day, hour, minute } from '../../../src/core/units';
import type { Page } from '../../../src/core/pages';
import { StoreFailed, type Store, type Writes } from '../../../src/services/ports';
import {
  sampleAccounts,
  sampleAddress,
  sampleAttempts,
  sampleBackupFacts,
  sampleClaims,
  sampleDevice,
  sampleEnd,
  sampleEvents,
  sampleId,
  sampleNetwork,
  sampleOrigin,
  sampleOwnClaims,
  sampleRequest,
  sampleRequests,
  sampleSession,
  sampleSessions,
  sampleSettings,
  sampleSiteLimits,
  sampleStart,
  sampleToken,
  sampleTransaction,
  sampleTransactions,
  sampleVault,
} from '../../fixtures/sample-records';

/** What every `Store` does: the real one, and the fake that services are tested with. */
export function testStoreContract(createStore: () => Store): void {
  describe('a new store', () => {
    test('is empty, and has the first settings', async () => {
      const store = createStore();
      const { key, id } = sampleSession(1);
      await store.read(async (reads) => {
        expect(await reads.session(key)).toBeNull();
        expect(await reads.sessionById(id)).toBeNull();
        expect(await reads.sessionsDue(Number.MAX_SAFE_INTEGER)).toEqual([]);
        expect(await reads.sessionsToWarn(Number.MAX_SAFE_INTEGER)).toEqual([]);
        expect(await reads.nextDeadline()).toBeNull();
        expect(await reads.liveSessions(10, null)).toEqual({ items: [], next: null });
        expect(await reads.endedSessions(10, null)).toEqual({ items: [], next: null });
        expect(await reads.liveSessionsOf(sampleAddress(1))).toEqual([]);
        expect(await reads.countSessions()).toEqual({ live: 0, ended: 0 });
        expect(await reads.request('DOCUMENT:1')).toBeNull();
        expect(await reads.requests()).toEqual([]);
        expect(await reads.clockMark()).toBe(0);
        expect(await reads.siteLimits('https://app.example')).toBeNull();
        expect(await reads.vault()).toBeNull();
        expect(await reads.unlockAttempts()).toEqual(noFailedAttempts);
        expect(await reads.backupFacts()).toEqual(noBackups);
        expect(await reads.accounts()).toEqual([]);
        expect(await reads.settings()).toEqual(firstSettings);
        expect(await reads.addedNetworks()).toEqual([]);
        expect(await reads.tokens(1)).toEqual([]);
        expect(await reads.transaction('0x01')).toBeNull();
        expect(await reads.transactionsOf(sampleAddress(1), 10, null)).toEqual({ items: [], next: null });
        expect(await reads.pendingTransactions()).toEqual([]);
        expect(await reads.lookUps()).toEqual([]);
        expect(await reads.switchedOff()).toEqual([]);
        expect(await reads.ownDevice()).toBeNull();
        expect(await reads.claims(sampleAddress(1))).toBeNull();
        expect(await reads.everyClaims()).toEqual([]);
        expect(await reads.journal(10, null)).toEqual({ items: [], next: null });
      });
      expect(await store.session(key)).toBeNull();
      expect(await store.clockMark()).toBe(0);
    });
  });

  describe('sessions', () => {
    test.each(sampleSessions.map((session) => [session.end?.reason ?? 'live', session] as const))(
      'are read as they were put (%s)',
      async (_, session) => {
        const store = createStore();
        await store.write((writes) => writes.putSession(session));
        expect(await store.session(session.key)).toEqual(session);
        expect(await store.read((reads) => reads.session(session.key))).toEqual(session);
        expect(await store.read((reads) => reads.sessionById(session.id))).toEqual(session);
      },
    );

    test('are one per key: a reconnect replaces what was there, and its id with it', async () => {
      const store = createStore();
      const first = sampleSession(1, { end: sampleEnd(sampleStart + day) });
      const second = sampleSession(1, { id: sampleId(2), previousId: first.id });
      await store.write((writes) => writes.putSession(first));
      await store.write((writes) => writes.putSession(second));
      await store.read(async (reads) => {
        expect(await reads.session(first.key)).toEqual(second);
        expect(await reads.sessionById(first.id)).toBeNull();
        expect(await reads.countSessions()).toEqual({ live: 1, ended: 0 });
      });
    });

    test('have an id of their own: the same one under another key is refused, and changes nothing', async () => {
      const store = createStore();
      await store.write((writes) => writes.putSession(sampleSession(1)));
      const twin = sampleSession(2, { id: sampleId(1) });
      await expect(store.write((writes) => writes.putSession(twin))).rejects.toThrow(StoreFailed);
      expect(await store.read((reads) => reads.countSessions())).toEqual({ live: 1, ended: 0 });
    });

    test('never live again once they ended (SEC-9)', async () => {
      const store = createStore();
      const live = sampleSession(1);
      const ended = { ...live, end: sampleEnd(sampleStart + day) };
      await store.write((writes) => writes.putSession(live));
      await store.write((writes) => writes.putSession(ended));
      await expect(store.write((writes) => writes.putSession(live))).rejects.toThrow(StoreFailed);
      expect(await store.session(live.key)).toEqual(ended);
      expect(await store.read((reads) => reads.session(live.key))).toEqual(ended);
    });

    test('leave with their key', async () => {
      const store = createStore();
      const session = sampleSession(1);
      await store.write((writes) => writes.putSession(session));
      await store.write((writes) => writes.deleteSession(session.key));
      expect(await store.session(session.key)).toBeNull();
      expect(await store.read((reads) => reads.sessionById(session.id))).toBeNull();
    });

    test('are due at their deadline, nearest first, and no longer once they ended', async () => {
      const store = createStore();
      const sessions = [3, 1, 2].map((number) => sampleSession(number));
      const [third, first, second] = sessions as [Session, Session, Session];
      const gone = sampleSession(0, { end: sampleEnd(sampleStart) });
      await putSessions(store, [...sessions, gone]);
      const due = (moment: number) => store.read((reads) => reads.sessionsDue(moment));
      expect(await due(deadlineOf(first) - 1)).toEqual([]);
      expect(await due(deadlineOf(first))).toEqual([first]);
      expect(await due(deadlineOf(third))).toEqual([first, second, third]);
      await putSessions(store, [{ ...first, end: sampleEnd(deadlineOf(first)) }]);
      expect(await due(deadlineOf(third))).toEqual([second, third]);
    });

    test('are to be warned of once: not after the warning was given', async () => {
      const store = createStore();
      const session = sampleSession(1);
      await putSessions(store, [session, sampleSession(2, { isWarned: true })]);
      const warnAt = warningOf(session) ?? 0;
      const toWarn = (moment: number) => store.read((reads) => reads.sessionsToWarn(moment));
      expect(await toWarn(warnAt - 1)).toEqual([]);
      expect(await toWarn(Number.MAX_SAFE_INTEGER)).toEqual([session]);
      await putSessions(store, [{ ...session, isWarned: true }]);
      expect(await toWarn(Number.MAX_SAFE_INTEGER)).toEqual([]);
    });

    test('name what comes next: a warning, or else a deadline', async () => {
      const store = createStore();
      const [early, late] = [sampleSession(1), sampleSession(2)];
      const next = () => store.read((reads) => reads.nextDeadline());
      await putSessions(store, [late, early]);
      expect(await next()).toBe(warningOf(early));
      await putSessions(store, [{ ...early, isWarned: true }]);
      expect(await next()).toBe(warningOf(late));
      await putSessions(store, [{ ...late, isWarned: true }]);
      expect(await next()).toBe(deadlineOf(early));
      await putSessions(store, [{ ...early, end: sampleEnd(sampleStart) }]);
      expect(await next()).toBe(deadlineOf(late));
      await putSessions(store, [{ ...late, end: sampleEnd(sampleStart) }]);
      expect(await next()).toBeNull();
    });

    test('are listed page by page: live ones by deadline, ended ones by latest end', async () => {
      const store = createStore();
      const live = [5, 3, 1, 4, 2].map((number) => sampleSession(number));
      const ended = [11, 14, 12, 13].map((number) =>
        sampleSession(number, { end: sampleEnd(sampleStart + number) }),
      );
      await putSessions(store, [...live, ...ended]);
      const livePages = await pagesOf((after) => store.read((reads) => reads.liveSessions(2, after)));
      expect(livePages.map((page) => page.map(({ id }) => Number.parseInt(id, 16)))).toEqual([
        [1, 2],
        [3, 4],
        [5],
      ]);
      const endedPages = await pagesOf((after) => store.read((reads) => reads.endedSessions(2, after)));
      expect(endedPages.map((page) => page.map(({ id }) => Number.parseInt(id, 16)))).toEqual([
        [14, 13],
        [12, 11],
      ]);
      expect(await store.read((reads) => reads.countSessions())).toEqual({ live: 5, ended: 4 });
    });

    test('of the same moment are each listed once', async () => {
      const store = createStore();
      const sessions = Array.from({ length: 7 }, (_, number) =>
        sampleSession(number, { lastUsedAt: sampleStart, end: number < 4 ? null : sampleEnd(sampleStart) }),
      );
      await putSessions(store, sessions);
      const live = await pagesOf((after) => store.read((reads) => reads.liveSessions(3, after)));
      const ended = await pagesOf((after) => store.read((reads) => reads.endedSessions(2, after)));
      expect(live.flat().map(({ key }) => key)).toEqual(
        sessions
          .slice(0, 4)
          .map(({ key }) => key)
          .toSorted(),
      );
      expect(ended.flat().map(({ key }) => key)).toEqual(
        sessions
          .slice(4)
          .map(({ key }) => key)
          .toSorted()
          .toReversed(),
      );
    });

    test('are counted as they open, change, end and leave, also within the write itself', async () => {
      const store = createStore();
      const [one, two, three] = [sampleSession(1), sampleSession(2), sampleSession(3)];
      const counts = await store.write(async (writes) => {
        await writes.putSession(one);
        await writes.putSession(two);
        const first = await writes.countSessions();
        await writes.putSession({ ...one, isWarned: true });
        await writes.putSession({ ...two, end: sampleEnd(sampleStart) });
        return [first, await writes.countSessions()];
      });
      expect(counts).toEqual([
        { live: 2, ended: 0 },
        { live: 1, ended: 1 },
      ]);
      const count = () => store.read((reads) => reads.countSessions());
      expect(await count()).toEqual({ live: 1, ended: 1 });
      const undone = store.write(async (writes) => {
        await writes.putSession(three);
        throw new Error('No.');
      });
      await expect(undone).rejects.toThrow('No.');
      expect(await count()).toEqual({ live: 1, ended: 1 });
      const within = await store.write(async (writes) => {
        await writes.putSession(three);
        await writes.putSession(sampleSession(2, { id: sampleId(9) }));
        return writes.countSessions();
      });
      expect([within, await count()]).toEqual([
        { live: 3, ended: 0 },
        { live: 3, ended: 0 },
      ]);
      await store.write((writes) => writes.deleteSession(one.key));
      await store.write((writes) => writes.deleteSession(one.key));
      expect(await count()).toEqual({ live: 2, ended: 0 });
    });

    test('are found by account while they live', async () => {
      const store = createStore();
      const both = sampleSession(1, { accounts: [sampleAddress(1), sampleAddress(2)] });
      const one = sampleSession(2, { accounts: [sampleAddress(2)] });
      const gone = sampleSession(3, { accounts: [sampleAddress(2)], end: sampleEnd(sampleStart) });
      await putSessions(store, [one, both, gone]);
      const of = (number: number) => store.read((reads) => reads.liveSessionsOf(sampleAddress(number)));
      expect(await of(1)).toEqual([both]);
      expect(await of(2)).toEqual([both, one]);
      expect(await of(3)).toEqual([]);
    });
  });

  describe('held requests', () => {
    test.each(sampleRequests.map((request) => [request.ask.kind, request.stage.step, request] as const))(
      'are read as they were put (%s, %s)',
      async (_kind, _step, request) => {
        const store = createStore();
        await store.write((writes) => writes.putRequest(request));
        expect(await store.read((reads) => reads.request(request.id))).toEqual(request);
      },
    );

    test('come first in, first out, also within one millisecond and when one changes', async () => {
      const store = createStore();
      const requests = [9, 3, 7, 5].map((number) => sampleRequest(number, { heldAt: sampleStart }));
      const later = sampleRequest(1, { heldAt: sampleStart + 1 });
      await store.write(async (writes) => {
        await writes.putRequest(later);
        for (const request of requests) await writes.putRequest(request);
      });
      const [first, ...others] = requests as [(typeof requests)[number]];
      const approved = { ...first, stage: { step: 'approved', at: sampleStart, signed: null } } as const;
      await store.write((writes) => writes.putRequest(approved));
      expect(await store.read((reads) => reads.requests())).toEqual([approved, ...others, later]);
      await store.write((writes) => writes.deleteRequest(first.id));
      await store.write((writes) => writes.putRequest(first));
      expect(await store.read((reads) => reads.requests())).toEqual([...others, first, later]);
    });
  });

  describe('what there is one of', () => {
    test('is read as it was put, and replaced by the next', async () => {
      const store = createStore();
      await store.write(async (writes) => {
        await writes.putClockMark(sampleStart + minute);
        await writes.putClockMark(sampleStart);
        await writes.putVault(sampleVault);
        await writes.putVault({ ...sampleVault, id: sampleId(3) });
        await writes.putUnlockAttempts(noFailedAttempts);
        await writes.putUnlockAttempts(sampleAttempts);
        await writes.putBackupFacts(noBackups);
        await writes.putBackupFacts(sampleBackupFacts);
        await writes.putSettings(firstSettings);
        await writes.putSettings(sampleSettings);
        await writes.putSiteLimits('https://app.example', { ...sampleSiteLimits, mutedUntil: null });
        await writes.putSiteLimits('https://app.example', sampleSiteLimits);
      });
      expect(await store.clockMark()).toBe(sampleStart);
      await store.read(async (reads) => {
        expect(await reads.clockMark()).toBe(sampleStart);
        expect(await reads.vault()).toEqual({ ...sampleVault, id: sampleId(3) });
        expect(await reads.unlockAttempts()).toEqual(sampleAttempts);
        expect(await reads.backupFacts()).toEqual(sampleBackupFacts);
        expect(await reads.settings()).toEqual(sampleSettings);
        expect(await reads.siteLimits('https://app.example')).toEqual(sampleSiteLimits);
        expect(await reads.siteLimits('https://other.example')).toBeNull();
      });
    });
  });

  describe('accounts', () => {
    test('stand in the order in which they were put, and those left out are gone', async () => {
      const store = createStore();
      const [first, second] = sampleAccounts as [
        (typeof sampleAccounts)[number],
        (typeof sampleAccounts)[number],
      ];
      await store.write((writes) => writes.putAccounts([first, second]));
      expect(await store.read((reads) => reads.accounts())).toEqual([first, second]);
      await store.write((writes) => writes.putAccounts([second, first]));
      expect(await store.read((reads) => reads.accounts())).toEqual([second, first]);
      await store.write((writes) => writes.putAccounts([{ ...second, name: 'Savings' }]));
      expect(await store.read((reads) => reads.accounts())).toEqual([{ ...second, name: 'Savings' }]);
    });

    test('are there once each', async () => {
      const store = createStore();
      const [first] = sampleAccounts as [(typeof sampleAccounts)[number]];
      await expect(store.write((writes) => writes.putAccounts([first, first]))).rejects.toThrow(StoreFailed);
      expect(await store.read((reads) => reads.accounts())).toEqual([]);
    });
  });

  describe('networks and tokens', () => {
    test('are put, replaced and deleted by chain and address', async () => {
      const store = createStore();
      const other = { ...sampleNetwork, chain: 5 };
      const token = { ...sampleToken, isSuggested: false };
      await store.write(async (writes) => {
        await writes.putAddedNetwork(sampleNetwork);
        await writes.putAddedNetwork(other);
        await writes.putAddedNetwork({ ...other, name: 'Five' });
        await writes.putToken(sampleToken);
        await writes.putToken(token);
        await writes.putToken({ ...token, chain: 10 });
        await writes.putToken({ ...token, address: sampleAddress(6) });
      });
      await store.read(async (reads) => {
        expect(await reads.addedNetworks()).toEqual([{ ...other, name: 'Five' }, sampleNetwork]);
        expect(await reads.tokens(1)).toEqual([token, { ...token, address: sampleAddress(6) }]);
        expect(await reads.tokens(10)).toEqual([{ ...token, chain: 10 }]);
        expect(await reads.tokens(5)).toEqual([]);
      });
      await store.write((writes) => writes.deleteAddedNetwork(5));
      await store.write((writes) => writes.deleteToken(1, sampleToken.address));
      expect(await store.read((reads) => reads.addedNetworks())).toEqual([sampleNetwork]);
      expect(await store.read((reads) => reads.tokens(1))).toEqual([{ ...token, address: sampleAddress(6) }]);
    });
  });

  describe('what is remembered of the network', () => {
    test('is kept as it was put, one row in place of the other', async () => {
      const store = createStore();
      const lookUp = { hash: '0x99', at: sampleStart, missingSince: sampleStart, passedAt: null } as const;
      await store.write(async (writes) => {
        await writes.putLookUps([{ ...lookUp, hash: '0x98' }]);
        await writes.putLookUps([lookUp]);
        await writes.putSwitchedOff(['https://a.example', 'https://b.example']);
      });
      expect(await store.read((reads) => reads.lookUps())).toEqual([lookUp]);
      expect(await store.read((reads) => reads.switchedOff())).toEqual([
        'https://a.example',
        'https://b.example',
      ]);
    });

    test('is refused where it is malformed', async () => {
      const store = createStore();
      const bad = { hash: '0x99', at: -1, missingSince: null, passedAt: null } as const;
      await expect(store.write((writes) => writes.putLookUps([bad]))).rejects.toThrow(StoreFailed);
      expect(await store.read((reads) => reads.lookUps())).toEqual([]);
    });
  });

  describe('devices and their claims', () => {
    test('are read as they were put, one for each account, replaced by the next', async () => {
      const store = createStore();
      await store.write(async (writes) => {
        await writes.putOwnDevice({ ...sampleDevice, name: 'Before' });
        await writes.putOwnDevice(sampleDevice);
        await writes.putClaims({ ...sampleClaims, takenOver: null });
        await writes.putClaims(sampleClaims);
        await writes.putClaims(sampleOwnClaims);
      });
      await store.read(async (reads) => {
        expect(await reads.ownDevice()).toEqual(sampleDevice);
        expect(await reads.claims(sampleClaims.account)).toEqual(sampleClaims);
        expect(await reads.claims(sampleOwnClaims.account)).toEqual(sampleOwnClaims);
        expect(await reads.claims(sampleAddress(9))).toBeNull();
        expect(new Set(await reads.everyClaims())).toEqual(new Set([sampleClaims, sampleOwnClaims]));
      });
    });

    test('leave with their account', async () => {
      const store = createStore();
      await store.write(async (writes) => {
        await writes.putClaims(sampleClaims);
        await writes.putClaims(sampleOwnClaims);
        await writes.deleteClaims(sampleClaims.account);
      });
      expect(await store.read((reads) => reads.everyClaims())).toEqual([sampleOwnClaims]);
    });

    test('are refused where they are malformed', async () => {
      const store = createStore();
      const { record } = sampleClaims;
      const long = { ...sampleDevice, name: 'a'.repeat(41) };
      const before = { ...sampleClaims, record: { ...record, readAt: -1 } };
      await expect(store.write((writes) => writes.putOwnDevice(long))).rejects.toThrow(StoreFailed);
      await expect(store.write((writes) => writes.putClaims(before))).rejects.toThrow(StoreFailed);
      expect(await store.read((reads) => reads.ownDevice())).toBeNull();
      expect(await store.read((reads) => reads.everyClaims())).toEqual([]);
    });
  });

  describe('transactions', () => {
    test.each(['signed', 'pending', 'confirmed', 'failed', 'replaced', 'unsent', 'dropped'] as const)(
      'that is %s is told as it is, and among the open ones only while its fate is open',
      async (status) => {
        const store = createStore();
        const transaction = { ...sampleTransaction(1), status };
        await store.write((writes) => writes.putTransaction(transaction));
        expect(await store.read((reads) => reads.transaction(transaction.hash))).toEqual(transaction);
        const isOpen = status === 'signed' || status === 'pending';
        expect(await store.read((reads) => reads.pendingTransactions())).toHaveLength(isOpen ? 1 : 0);
      },
    );

    test('are read by hash, by account newest first, and while their fate is open', async () => {
      const store = createStore();
      const foreign = sampleTransaction(9, { from: sampleAddress(2), status: 'confirmed' });
      await store.write(async (writes) => {
        for (const transaction of [...sampleTransactions, foreign]) await writes.putTransaction(transaction);
      });
      const [signed, pending, confirmed, failed] = sampleTransactions;
      const pages = await pagesOf((after) =>
        store.read((reads) => reads.transactionsOf(sampleAddress(1), 3, after)),
      );
      expect(pages).toEqual([[failed, confirmed, pending], [signed]]);
      expect(await store.read((reads) => reads.pendingTransactions())).toEqual([signed, pending]);
      expect(await store.read((reads) => reads.transaction(foreign.hash))).toEqual(foreign);
      await store.write((writes) => writes.putTransaction(sampleTransaction(1, { status: 'confirmed' })));
      expect(await store.read((reads) => reads.pendingTransactions())).toEqual([pending]);
    });
  });

  test('the latest update is kept as it was noted last, and counts as none before', async () => {
    const store = createStore();
    expect(await store.read((reads) => reads.lastUpdate())).toBeNull();
    const note = {
      from: '0.1.0',
      to: '0.2.0',
      at: sampleStart,
      run: 'run-2',
      kept: 12,
      ended: 1,
      isSeen: false,
    };
    await store.write((writes) => writes.putLastUpdate(note));
    await store.write((writes) => writes.putLastUpdate({ ...note, isSeen: true }));
    expect(await store.read((reads) => reads.lastUpdate())).toEqual({ ...note, isSeen: true });
  });

  describe('the journal', () => {
    test('is read newest first, page by page, and keeps every kind of entry', async () => {
      const store = createStore();
      await store.write(async (writes) => {
        for (const [position, event] of sampleEvents.entries()) {
          await writes.appendJournal(sampleStart + position, event);
        }
      });
      const pages = await pagesOf((after) => store.read((reads) => reads.journal(5, after)));
      expect(pages.slice(0, -1).every((page) => page.length === 5)).toBe(true);
      expect(pages.flat()).toEqual(
        sampleEvents.map((event, position) => ({ at: sampleStart + position, event })).toReversed(),
      );
    });

    test('does not repeat or lose an entry when others are written between two pages', async () => {
      const store = createStore();
      const write = (at: number) =>
        store.write((writes) => writes.appendJournal(at, { kind: 'clock-set-back' }));
      for (const at of [1, 2, 3]) await write(at);
      const first = await store.read((reads) => reads.journal(2, null));
      await write(4);
      const second = await store.read((reads) => reads.journal(2, first.next));
      expect([...first.items, ...second.items].map(({ at }) => at)).toEqual([3, 2, 1]);
    });
  });

  describe('a transaction', () => {
    test('sees what it wrote itself, and nobody else does before it is committed', async () => {
      const store = createStore();
      const session = sampleSession(1);
      expect(await store.session(session.key)).toBeNull();
      const seen = await store.write(async (writes) => {
        await writes.putSession(session);
        const within = await writes.session(session.key);
        return { within, outside: await store.session(session.key) };
      });
      expect(seen).toEqual({ within: session, outside: null });
      expect(await store.session(session.key)).toEqual(session);
    });

    test('answers what its work answers, and rejects with what its work rejects with', async () => {
      const store = createStore();
      expect(await store.read(async () => 'read')).toBe('read');
      expect(await store.write(async () => 'written')).toBe('written');
      const refusal = new Error('No.');
      const refuse = async () => {
        throw refusal;
      };
      await expect(store.read(refuse)).rejects.toBe(refusal);
      await expect(store.write(refuse)).rejects.toBe(refusal);
    });

    test('changes what was asked for before: its outcome is the next answer', async () => {
      const store = createStore();
      const session = sampleSession(1);
      expect([await store.session(session.key), await store.clockMark()]).toEqual([null, 0]);
      await store.write(async (writes) => {
        await writes.putSession(session);
        await writes.putClockMark(7);
      });
      expect([await store.session(session.key), await store.clockMark()]).toEqual([session, 7]);
      await store.write((writes) => writes.deleteSession(session.key));
      expect([await store.session(session.key), await store.clockMark()]).toEqual([null, 7]);
    });

    test('changes nothing when its work rejects (SEC-22)', async () => {
      const store = createStore();
      const [session, other] = [sampleSession(1), sampleSession(2)];
      await store.write(async (writes) => {
        await writes.putSession(session);
        await writes.putClockMark(5);
      });
      await store.session(other.key);
      const half = store.write(async (writes) => {
        await writes.putSession({ ...session, end: sampleEnd(sampleStart) });
        await writes.putSession(other);
        await writes.putClockMark(9);
        await writes.appendJournal(sampleStart, { kind: 'clock-set-back' });
        throw new Error('Half done');
      });
      await expect(half).rejects.toThrow('Half done');
      expect(await store.session(session.key)).toEqual(session);
      expect(await store.session(other.key)).toBeNull();
      expect(await store.clockMark()).toBe(5);
      await store.read(async (reads) => {
        expect(await reads.session(session.key)).toEqual(session);
        expect(await reads.session(other.key)).toBeNull();
        expect(await reads.clockMark()).toBe(5);
        expect(await reads.journal(1, null)).toEqual({ items: [], next: null });
      });
    });

    test('fails as a whole when one step failed, also where the work passes over it (SEC-25)', async () => {
      const store = createStore();
      const session = sampleSession(1);
      const swallowed = store.write(async (writes) => {
        await writes.putSession(session);
        await writes.putClockMark(-1).catch(() => {});
      });
      await expect(swallowed).rejects.toThrow(StoreFailed);
      expect(await store.session(session.key)).toBeNull();
    });

    test('that awaits anything but the store fails, and says so', async () => {
      const store = createStore();
      const wait = () =>
        new Promise<void>((resolve) => {
          setTimeout(resolve, 20);
        });
      const late = store.write(async (writes) => {
        await writes.putClockMark(1);
        await wait();
        await writes.putClockMark(2);
      });
      await expect(late).rejects.toThrow(StoreFailed);
      const idle = store.write(async (writes) => {
        await writes.putClockMark(3);
        await wait();
      });
      await expect(idle).rejects.toThrow(StoreFailed);
      const refusing = store.write(async (writes) => {
        await writes.putClockMark(4);
        await wait();
        throw new Error('No.');
      });
      await expect(refusing).rejects.toThrow(StoreFailed);
    });

    test('writes one after the other, in the order of the calls', async () => {
      const store = createStore();
      const add = () => store.write(async (writes) => writes.putClockMark((await writes.clockMark()) + 1));
      await Promise.all(Array.from({ length: 20 }, add));
      expect(await store.clockMark()).toBe(20);
    });

    test('that is read after a write was asked for sees it', async () => {
      const store = createStore();
      const session = sampleSession(1);
      const written = store.write((writes) => writes.putSession(session));
      expect(await store.read((reads) => reads.session(session.key))).toEqual(session);
      await written;
    });
  });

  describe('a malformed record', () => {
    const session = sampleSession(1);
    const cases: readonly (readonly [string, (writes: Writes) => Promise<void>])[] = [
      ['a session without accounts', (writes) => writes.putSession({ ...session, accounts: [] })],
      ['a session on a chain that it may not use', (writes) => writes.putSession({ ...session, chain: 5 })],
      [
        'a session under the key of another place',
        (writes) => writes.putSession({ ...session, cookieStore: 'a' }),
      ],
      ['a session with a short id', (writes) => writes.putSession({ ...session, id: 'a' })],
      ['a session opened at no whole moment', (writes) => writes.putSession({ ...session, openedAt: 0.5 })],
      [
        'a session idle for longer than it lives',
        (writes) => writes.putSession({ ...session, term: { ...session.term, absoluteLimit: hour } }),
      ],
      ['a clock mark before the epoch', (writes) => writes.putClockMark(-1)],
      [
        'a held request under the key of another place',
        (writes) => writes.putRequest(sampleRequest(1, { key: session.key })),
      ],
      [
        'an answer that JSON cannot say',
        (writes) =>
          writes.putRequest(
            sampleRequest(1, { stage: { step: 'answered', at: 1, answer: { ok: true, value: 1n } } }),
          ),
      ],
      [
        'an account with an endless name',
        (writes) =>
          writes.putAccounts(sampleAccounts.map((account) => ({ ...account, name: 'a'.repeat(41) }))),
      ],
      [
        'a network without an endpoint',
        (writes) => writes.putAddedNetwork({ ...sampleNetwork, endpoints: [] }),
      ],
      ['a vault with something left out', (writes) => writes.putVault({ ...sampleVault, id: '' })],
      [
        'a journal entry with a session that is none',
        (writes) =>
          writes.appendJournal(1, {
            kind: 'session-changed',
            session: 'x',
            origin: sampleOrigin('https://app.example'),
          }),
      ],
    ];
    test.each(cases)('is not written: %s', async (_, put) => {
      const store = createStore();
      await expect(store.write(put)).rejects.toThrow(StoreFailed);
      await store.read(async (reads) => {
        expect(await reads.countSessions()).toEqual({ live: 0, ended: 0 });
        expect(await reads.requests()).toEqual([]);
        expect(await reads.accounts()).toEqual([]);
        expect(await reads.addedNetworks()).toEqual([]);
        expect(await reads.vault()).toBeNull();
        expect(await reads.journal(1, null)).toEqual({ items: [], next: null });
      });
    });
  });
}

async function putSessions(store: Store, sessions: readonly Session[]): Promise<void> {
  await store.write(async (writes) => {
    for (const session of sessions) await writes.putSession(session);
  });
}

async function pagesOf<Item>(
  get: (after: string | null) => Promise<Page<Item>>,
): Promise<(readonly Item[])[]> {
  const pages = [];
  let after: string | null = null;
  do {
    const page: Page<Item> = await get(after);
    pages.push(page.items);
    after = page.next;
  } while (after !== null);
  return pages;
}
