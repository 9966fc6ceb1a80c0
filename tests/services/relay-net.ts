import { quorumOf } from '../../src/core/quorum';
import type { ClaimEvent, SeenClaim } from '../../src/core/account-claims';
import { parseRelay, type RelayAddress } from '../../src/core/relay-address';
import type { Coordination, Relays } from '../../src/services/ports';

/** What lies on a relay, as the test's relays write it: nothing is encrypted, but only its own account opens it. */
interface Lying extends Pick<ClaimEvent, 'slot' | 'date'> {
  readonly secret: string;
  readonly claim: SeenClaim['claim'];
  readonly generationProof: string | null;
}

/** One relay in memory. */
interface Relay {
  readonly texts: Map<string, string>;
  isDown: boolean;
  /** It answers, and says that it has nothing. */
  isWithholding: boolean;
  /** It answers, and stores nothing more. */
  isFull: boolean;
}

/** What lies on each of the relays. */
type Lain = readonly ReadonlyMap<string, string>[];

/** Relays in memory, which several devices of a test share. They do what the port `Relays` says, and what a test wants. */
export function makeRelayNet(count = 3, lain: Lain = []) {
  const relays = new Map<RelayAddress, Relay>(
    Array.from({ length: count }, (_, number) => [
      relayAt(number),
      { texts: new Map(lain[number]), isDown: false, isWithholding: false, isFull: false },
    ]),
  );
  const watchers = new Map<symbol, { readonly secret: string; readonly heard: (seen: SeenClaim) => void }>();
  /** What the relays were asked, in order. */
  const asked: ('read' | 'publish' | 'watch')[] = [];

  const up = (addresses: readonly RelayAddress[]) =>
    addresses.flatMap((address) => {
      const relay = relays.get(address);
      return relay === undefined || relay.isDown ? [] : [relay];
    });

  function store(relay: Relay, text: string): void {
    if (relay.isFull) return;
    const { secret, claim, slot, date } = parse(text);
    const place = [secret, claim.device.key, slot].join(' ');
    const before = relay.texts.get(place);
    if (before === undefined || parse(before).date <= date) relay.texts.set(place, text);
  }

  function tell(coordination: Coordination, text: string): void {
    for (const { secret, heard } of watchers.values()) {
      if (secret === coordination.secret) heard(seenIn(text));
    }
  }

  /** The relays as a device has them; `digit` makes its keys. */
  function port(digit: string): Relays {
    return {
      createDevice: async () => ({ secret: `0${digit}`.repeat(32), key: digit.repeat(64) }),
      seal: async ({ coordination, claim, generation, previous, now }) => {
        if (claim.epoch.generation > 0 && generation === null)
          throw new Error('A generation needs its proof');
        const generationProof = generation === null ? null : proofOf(generation);
        const slot = previous?.slot ?? 0;
        const date = Math.max(Math.floor(now / 1000), (previous?.date ?? 0) + 1);
        const lying: Lying = { secret: coordination.secret, claim, generationProof, slot, date };
        return { text: JSON.stringify(lying), slot, date };
      },
      read: async ({ relays: chosen, coordination }, keep) => {
        asked.push('read');
        const answering = up(chosen);
        const seen = new Map<string, SeenClaim>();
        for (const relay of answering) {
          if (!relay.isWithholding) {
            for (const claim of seenOf(relay, coordination)) seen.set(claim.event.text, claim);
          }
          for (const { text } of keep) store(relay, text);
        }
        const isQuorum = answering.length >= quorumOf(chosen.length).size;
        return { claims: [...seen.values()], isQuorum, answered: answering.length };
      },
      publish: async ({ relays: chosen, coordination }, event) => {
        asked.push('publish');
        const accepting = up(chosen).filter(({ isFull }) => !isFull);
        for (const relay of accepting) store(relay, event.text);
        if (accepting.length > 0) tell(coordination, event.text);
        return { isQuorum: accepting.length >= quorumOf(chosen.length).size, accepted: accepting.length };
      },
      watch: (place, heard) => {
        asked.push('watch');
        const id = Symbol('watch');
        watchers.set(id, { secret: place.coordination.secret, heard });
        return { stop: () => void watchers.delete(id) };
      },
      health: async () => [],
      try: async () => ({ isReachable: false }),
    };
  }

  return {
    addresses: [...relays.keys()],
    asked,
    port,
    /** How many listen. */
    listening: () => watchers.size,
    /** The first so many of them are down from now on, and no other. */
    setDown(howMany: number): void {
      for (const [position, relay] of [...relays.values()].entries()) relay.isDown = position < howMany;
    },
    /** The first so many of them take nothing more from now on, and no other. */
    setFull(howMany: number): void {
      for (const [position, relay] of [...relays.values()].entries()) relay.isFull = position < howMany;
    },
    setWithholding(isWithholding: boolean): void {
      for (const relay of relays.values()) relay.isWithholding = isWithholding;
    },
    /** Every relay loses what it had. */
    wipe(): void {
      for (const relay of relays.values()) relay.texts.clear();
    },
    /** Somebody who has the account's key writes this to every relay; whoever listens hears it. */
    inject(coordination: Coordination, claim: SeenClaim['claim'], date = 0): void {
      const lying: Lying = { secret: coordination.secret, claim, generationProof: null, slot: 0, date };
      const text = JSON.stringify(lying);
      for (const relay of relays.values()) store(relay, text);
      tell(coordination, text);
    },
    /** What lies on each of them now, for others to begin with. */
    lain: (): Lain => [...relays.values()].map(({ texts }) => new Map(texts)),
    /** The claims that a relay has, in the order in which they came. */
    claimsOn: (position: number) =>
      [...([...relays.values()][position]?.texts.values() ?? [])].map((text) => parse(text).claim),
  };
}

export type RelayNet = ReturnType<typeof makeRelayNet>;

function relayAt(number: number): RelayAddress {
  const relay = parseRelay(`wss://relay-${number + 1}.example`);
  if (relay === null) throw new Error('Not a relay');
  return relay;
}

function parse(text: string): Lying {
  return JSON.parse(text) as Lying;
}

function proofOf(generation: { readonly secret: string } | { readonly proof: string }): string {
  return 'proof' in generation ? generation.proof : `proof by ${generation.secret}`;
}

function seenIn(text: string): SeenClaim {
  const { claim, slot, date, generationProof } = parse(text);
  return { claim, event: { text, slot, date }, generationProof };
}

function seenOf({ texts }: Relay, { secret }: Coordination): readonly SeenClaim[] {
  return [...texts.values()].filter((text) => parse(text).secret === secret).map(seenIn);
}
