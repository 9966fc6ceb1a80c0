import type { Claim } from '../../../src/core/claim';
import { compareEpochs } from '../../../src/core/epoch';
import type { Random } from './random';

/** A relay of the simulation: it keeps the newest claim of each device, or does what it likes. */
export interface SimulatedRelay {
  /** Null: no answer. */
  read(): readonly Claim[] | null;
  /** Whether it says that it took the claim; null: no answer. */
  write(claim: Claim): boolean | null;
  /** From now on it is honest and up; what it has lost stays lost. */
  heal(): void;
  setDown(isDown: boolean): void;
  wipe(): void;
}

export function createRelay(isLiar: boolean, random: Random): SimulatedRelay {
  const stored = new Map<string, Claim>();
  const given: Claim[] = [];
  let isHonest = !isLiar;
  let isDown = false;

  function store(claim: Claim): void {
    const known = stored.get(claim.device.key);
    if (known === undefined || compareEpochs(claim.epoch, known.epoch) >= 0)
      stored.set(claim.device.key, claim);
  }

  function lie(): readonly Claim[] | null {
    switch (random.between(0, 7)) {
      case 0: // It withholds everything,
        return [];
      case 1: // or hangs,
        return null;
      case 2: // or replays whatever it was ever given,
        return random.shuffled(given).slice(0, random.between(0, 6));
      case 3: // or only what is old,
        return given.slice(0, random.between(0, given.length));
      case 4: // or tells one this and another one that,
        return [...stored.values()].filter(() => random.chance(0.5));
      case 5: // or loses what it has,
        stored.clear();
        return [];
      case 6: // or deletes the newest,
        stored.delete(
          [...stored.values()].toSorted((one, other) => compareEpochs(other.epoch, one.epoch))[0]?.device
            .key ?? '',
        );
        return [...stored.values()];
      default: // or is honest for once.
        return [...stored.values()];
    }
  }

  return {
    read() {
      if (isDown) return null;
      const answer = isHonest ? [...stored.values()] : lie();
      // In any order, and some of it twice.
      return (
        answer && random.shuffled(answer.flatMap((claim) => (random.chance(0.1) ? [claim, claim] : [claim])))
      );
    },
    write(claim) {
      if (isDown) return null;
      given.push(claim);
      if (isHonest) {
        store(claim);
        return true;
      }
      switch (random.between(0, 3)) {
        case 0: // It says that it took it, and did not,
          return true;
        case 1: // or took it, and does not say so,
          store(claim);
          return random.chance(0.5) ? null : false;
        case 2: // or hangs,
          return null;
        default:
          store(claim);
          return true;
      }
    },
    heal() {
      isHonest = true;
      isDown = false;
    },
    setDown(down) {
      isDown = down;
    },
    wipe() {
      stored.clear();
    },
  };
}
