import type { Claim } from '../../../src/core/claim';
import { firstRecord, type ClaimRecord } from '../../../src/core/claim-record';
import { effectiveNow, isSetBack, type ClockReading } from '../../../src/core/clock';
import type { ClaimState } from '../../../src/core/decide-claim';
import { compareEpochs, type Epoch } from '../../../src/core/epoch';
import type { Word } from '../../../src/core/plan-claim';
import { minute, second, type Millis } from '../../../src/core/units';
import { device as deviceOf } from '../claim-fixture';
import { start } from '../session-fixture';
import type { Random } from './random';
import type { SimulatedRelay } from './relay';
import type { Breach, Rules } from './rules';
import type { Timeline } from './timeline';

/** What all devices of a history have in common, and what is known from above. */
export interface Shared {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly rules: Rules;
  readonly relays: readonly SimulatedRelay[];
  /** Claims that a quorum took: when in true time the last relay of that quorum had it. */
  readonly written: { readonly claim: Claim; readonly at: Millis }[];
  readonly found: Set<Breach>;
  /** Not more relays are hostile, or lost what they had, than the quorum bears: the bound on overlap is promised. */
  readonly isBound: boolean;
  /** Once all is well again no message is lost. */
  isHealed: boolean;
  counts: { signatures: number; claims: number; reads: number; longestOverlap: Millis };
}

/** How long a device waits for relays, and how long a message may take. */
const network = { patience: 10 * second, slowest: 4 * second };

/** One device: its record, its clock, its network, and what its person does. */
export type SimulatedDevice = ReturnType<typeof createDevice>;

export function createDevice(index: number, grace: Millis, shared: Shared) {
  const { timeline, random, rules, relays } = shared;
  const own = deviceOf(index.toString(16));
  let record: ClaimRecord = firstRecord(own.key);
  let ownEpoch: Epoch | null = null;
  let isOnline = true;
  /** Relays that this device does not reach for the time being. */
  let unreached: ReadonlySet<SimulatedRelay> = new Set();
  let life = 0;
  let serial = 0;
  /** From above: the highest epoch of another device that it was ever sent, and every claim that it was sent or made. */
  let highestForeign: Epoch | null = null;
  const seenIds = new Set<string>();

  let offset = random.between(-24 * 60, 24 * 60) * minute;
  let mark = 0;
  let lifeStart = { at: timeline.now(), wall: wall() };
  let setBacks = 0;

  function wall(): Millis {
    return start + timeline.now() + offset;
  }

  /** The product's own clock rules; a clock that was set back ends what rests on how long ago something was. */
  function now(): Millis {
    const reading: ClockReading = {
      wall: wall(),
      wallAtStart: lifeStart.wall,
      sinceStart: timeline.now() - lifeStart.at,
    };
    if (isSetBack(reading, mark)) {
      record = rules.forgetRead(record);
      mark = reading.wall;
      lifeStart = { at: timeline.now(), wall: reading.wall };
      return reading.wall;
    }
    mark = Math.max(mark, reading.wall);
    return effectiveNow(reading, mark);
  }

  function stateNow(isReadTried: boolean): ClaimState {
    return rules.decideClaim({ ...record, relays: relays.length, isReadTried, grace, now: now() });
  }

  /** Work of this life of the worker: it does not outlive it. */
  function ofThisLife(work: () => void): () => void {
    const born = life;
    return () => {
      if (born === life) work();
    };
  }

  /** Sends something to every relay, and says what came back in time, and when it was dealt with. */
  function askAll<Answer>(
    work: (relay: SimulatedRelay) => Answer | null,
    done: (answers: { relay: SimulatedRelay; answer: Answer; at: Millis }[]) => void,
  ): void {
    const answers: { relay: SimulatedRelay; answer: Answer; at: Millis }[] = [];
    let isDone = false;
    const finish = ofThisLife(() => {
      if (isDone) return;
      isDone = true;
      done(answers);
    });
    for (const relay of relays) {
      const isLost = !isOnline || unreached.has(relay) || (!shared.isHealed && random.chance(0.03));
      if (isLost) continue;
      timeline.after(random.between(5, network.slowest), () => {
        const answer = work(relay);
        const at = timeline.now();
        if (answer === null) return;
        timeline.after(random.between(5, network.slowest), () => {
          if (!isOnline) return;
          answers.push({ relay, answer, at });
          if (answers.length === relays.length) finish();
        });
      });
    }
    timeline.after(network.patience, finish);
  }

  function note(claims: readonly Claim[], outcome: Partial<Parameters<Rules['noteRead']>[1]>): void {
    const before = rules.holdingOf(record.memory, record.own);
    const isReplay = claims.every(({ id }) => seenIds.has(id));
    record = rules.noteRead(
      record,
      { claims, isQuorum: false, begunAt: 0, begunWith: record.own, ...outcome },
      now(),
    );
    const after = rules.holdingOf(record.memory, record.own);
    if (isReplay && nameOf(before) !== nameOf(after)) shared.found.add('replay-changed');
    for (const claim of claims) {
      seenIds.add(claim.id);
      const isForeign = claim.device.key !== own.key;
      if (isForeign && compareEpochs(claim.epoch, highestForeign) > 0) highestForeign = claim.epoch;
    }
  }

  /** Reads all relays; those that lack this device's claim, or the highest that it knows, are given it again. */
  function read(done: (isQuorum: boolean) => void): void {
    shared.counts.reads += 1;
    const begunAt = now();
    const begunWith = record.own;
    askAll<readonly Claim[]>(
      (relay) => relay.read(),
      (answers) => {
        const isQuorum = answers.length >= rules.quorumOf(relays.length).size;
        note(
          answers.flatMap(({ answer }) => answer),
          { isQuorum, begunAt, begunWith },
        );
        for (const { relay, answer } of answers) {
          const has = new Set(answer.map(({ id }) => id));
          for (const claim of kept()) if (!has.has(claim.id)) send(relay, claim);
        }
        done(isQuorum);
      },
    );
  }

  /** What the relays ought to have: its own claim, and the highest that it knows. */
  function kept(): readonly Claim[] {
    const { mark: highest, claims } = record.memory;
    return claims.filter(({ id, epoch }) => id === record.own.claimId || compareEpochs(epoch, highest) === 0);
  }

  function send(relay: SimulatedRelay, claim: Claim): void {
    timeline.after(random.between(5, network.slowest), () => void relay.write(claim));
  }

  function write(claim: Claim, done: () => void): void {
    askAll(
      (relay) => relay.write(claim),
      (answers) => {
        const { size } = rules.quorumOf(relays.length);
        const taken = answers.filter(({ answer }) => answer).map(({ at }) => at);
        if (taken.length < size) return;
        record = rules.noteWritten(record, claim.id);
        const at = taken.toSorted((one, other) => one - other)[size - 1] ?? timeline.now();
        shared.written.push({ claim, at });
        done();
      },
    );
  }

  function sign(): void {
    const state = stateNow(false).state;
    if (state === 'active') noteSignature();
    if (state !== 'stale') return;
    read((isQuorum) => {
      if (stateNow(!isQuorum).state === 'active') noteSignature();
    });
  }

  function noteSignature(): void {
    shared.counts.signatures += 1;
    if (relays.length > 0 && compareEpochs(highestForeign, ownEpoch) >= 0)
      shared.found.add('signed-after-higher');
    if (!shared.isBound) return;
    // Setting the clock back by less than is noticed may win two minutes each time (SEC-20).
    const bound = Math.max(minute, grace) + setBacks * 2 * minute;
    for (const { claim, at } of shared.written) {
      if (claim.device.key === own.key || compareEpochs(claim.epoch, ownEpoch) < 0) continue;
      const overlap = timeline.now() - at;
      shared.counts.longestOverlap = Math.max(shared.counts.longestOverlap, overlap - setBacks * 2 * minute);
      if (overlap >= bound) shared.found.add('overlap');
    }
  }

  /** The person connects here: with as much of their word as they give. */
  function claim(word: Word, seenBefore = record.memory.mark, steps = 4): void {
    if (steps === 0) return;
    const again = (): void => {
      claim(word, seenBefore, steps - 1);
    };
    const view = { ...record, relays: relays.length, isReadTried: false, grace, now: now(), seenBefore };
    const plan = rules.planClaim(view, word);
    switch (plan.plan) {
      case 'read':
        read((isQuorum) => {
          if (isQuorum) again();
        });
        return;
      case 'claim':
        make(plan.epoch);
        return;
      case 'write': {
        const made = record.memory.claims.find(({ id }) => id === record.own.claimId);
        if (made !== undefined) write(made, again);
        return;
      }
      case 'keep':
      case 'wait':
      case 'ask-word':
      case 'ask-phrase':
    }
  }

  function make(epoch: Epoch): void {
    serial += 1;
    shared.counts.claims += 1;
    const id = `${index}-${serial}`;
    const made: Claim = { id, device: own, epoch, at: wall(), saidAt: wall() };
    seenIds.add(id);
    ownEpoch = epoch;
    record = rules.noteMade(record, made, now());
    write(made, () => {
      read(() => undefined);
    });
  }

  /** Whose claim is the highest, as this device sees it. */
  function nameOf(holding: ReturnType<Rules['holdingOf']>): string {
    switch (holding.holder) {
      case 'none':
        return 'none';
      case 'this':
        return own.key;
      case 'other':
        return holding.claim.device.key;
      case 'several':
        return holding.claims
          .map(({ device }) => device.key)
          .toSorted()
          .join('+');
    }
  }

  return {
    key: own.key,
    sign,
    claim,
    read,
    view: () => nameOf(rules.holdingOf(record.memory, record.own)),
    state: () => stateNow(false).state,
    publishKept(): void {
      for (const claimed of kept()) for (const relay of relays) relay.write(claimed);
    },
    setOnline(online: boolean): void {
      isOnline = online;
    },
    reachAllBut(relaysUnreached: readonly SimulatedRelay[]): void {
      unreached = new Set(relaysUnreached);
    },
    restartWorker(): void {
      life += 1;
      now();
      lifeStart = { at: timeline.now(), wall: wall() };
    },
    setClock(by: Millis): void {
      now();
      offset += by;
      if (by < 0) setBacks += 1;
      now();
    },
  };
}
