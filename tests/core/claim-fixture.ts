import { emptyMemory, noteClaims, type Claim, type ClaimMemory, type OwnClaim } from '../../src/core/claim';
import type { ClaimView } from '../../src/core/decide-claim';
import { usualGrace } from '../../src/core/decide-claim';
import type { Device } from '../../src/core/device';
import type { Epoch } from '../../src/core/epoch';
import { minute, second } from '../../src/core/units';
import { start } from './session-fixture';

/** A device whose key is one hex digit, over and over. */
export function device(digit: string, name = `Device ${digit}`): Device {
  return {
    key: digit.repeat(64),
    name,
    browser: 'Firefox',
    system: 'Linux',
    relays: '0badcafe',
    since: start,
  };
}

export function epoch(counter: number, generation = 0): Epoch {
  return { generation, counter };
}

/** The claim of a device; its id says whose and which it is. */
export function claim(digit: string, counter: number, over: Partial<Claim> = {}): Claim {
  const id = `${digit}${counter}`.padEnd(32, '0');
  return { id, device: device(digit), epoch: epoch(counter), at: start, saidAt: start, ...over };
}

export function memoryOf(...claims: readonly Claim[]): ClaimMemory {
  return noteClaims(emptyMemory, claims, start);
}

/** This device is "a". */
export function own(over: Partial<OwnClaim> = {}): OwnClaim {
  return {
    key: 'a'.repeat(64),
    claimId: claim('a', 5).id,
    isWritten: true,
    wasWritten: over.isWritten ?? true,
    ...over,
  };
}

/** Device "a" holds epoch 5, and read a quorum of three relays ten seconds ago. */
export function view(over: Partial<ClaimView> = {}): ClaimView {
  return {
    memory: memoryOf(claim('a', 5)),
    own: own(),
    relays: 3,
    readAt: start + minute - 10 * second,
    isReadTried: false,
    grace: usualGrace,
    now: start + minute,
    ...over,
  };
}
