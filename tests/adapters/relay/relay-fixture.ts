import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { MemoryEvents, startRelay } from '../../../scripts/relay.mjs';
import type { OpenSocket } from '../../../src/adapters/relay/connection';
import { usualPatience, type Patience } from '../../../src/adapters/relay/patience';
import { createRelays } from '../../../src/adapters/relay/relays';
import { parseRelay, type RelayAddress } from '../../../src/core/relay-address';
import type { MeetingPlace } from '../../../src/services/ports';
import { coordination } from './claim-event-fixture';

/** Node 20 has no WebSocket of its own; that of `ws` is the browser's, as far as it is used. */
export const openSocket: OpenSocket = (address) => new WebSocket(address) as unknown as globalThis.WebSocket;

/** Waits long for whoever answers, because this machine may be busy; comes back soon, and leaves soon. */
export const hasty: Patience = {
  ...usualPatience,
  connect: 20_000,
  answer: 20_000,
  publish: 20_000,
  afterQuorum: 10_000,
  idle: 50,
  firstBackOff: 10,
  longestBackOff: 40,
  tell: 10,
};

/** For relays that never answer: what is waited for must not be what the test is about. */
export const impatient: Patience = {
  ...hasty,
  connect: 500,
  answer: 1_000,
  publish: 1_000,
  afterQuorum: 500,
};

/** The relays as one device has them. Disposed, nothing of them is left. */
export function device(patience: Patience = hasty): ReturnType<typeof createRelays> & Disposable {
  const relays = createRelays(openSocket, patience);
  return {
    ...relays,
    [Symbol.dispose]() {
      relays.close();
    },
  };
}

export function address(url: string): RelayAddress {
  const parsed = parseRelay(url);
  if (parsed === null) throw new Error(`Not a relay: ${url}`);
  return parsed;
}

export type RealRelay = Awaited<ReturnType<typeof startRelay>>;

/** Real relays on loopback. */
export async function startRelays(
  count: number,
): Promise<AsyncDisposable & { readonly all: readonly RealRelay[]; readonly place: MeetingPlace }> {
  const all = await Promise.all(Array.from({ length: count }, () => startRelay()));
  return { all, place: placeOf(all), [Symbol.asyncDispose]: () => stopAll(all) };
}

async function stopAll(relays: readonly { stop(): Promise<void> }[]): Promise<void> {
  await Promise.all(relays.map((relay) => relay.stop()));
}

/** Where an account's devices meet. */
export function placeOf(relays: readonly { readonly url: string }[]): MeetingPlace {
  return { relays: relays.map(({ url }) => address(url)), coordination: coordination('a') };
}

/** What a hostile relay gets to work with. */
export interface HostileTools {
  /** What it was given so far, whatever it says of it. */
  readonly events: MemoryEvents;
  /** All that it was ever given, in order. */
  readonly given: readonly Record<string, unknown>[];
  send(frame: unknown): void;
  sendText(text: string | Uint8Array): void;
  close(): void;
}

/** What it does with a question or an event; where it does not say, it is honest. */
export interface Hostility {
  connected?(tools: HostileTools): void;
  asked?(tools: HostileTools, name: string, honest: readonly Record<string, unknown>[]): void;
  given?(tools: HostileTools, event: Record<string, unknown>): void;
}

/** A relay that keeps to the protocol where it likes. */
export async function startHostile(hostility: Hostility) {
  const events = new MemoryEvents();
  const given: Record<string, unknown>[] = [];
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  server.on('connection', (socket) => {
    const sendText = (text: string | Uint8Array): void => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    };
    const send = (frame: unknown): void => {
      sendText(JSON.stringify(frame));
    };
    const close = (): void => {
      socket.terminate();
    };
    const tools: HostileTools = { events, given, send, sendText, close };
    hostility.connected?.(tools);
    socket.on('error', () => {
      socket.terminate();
    });
    socket.on('message', (data: Buffer) => {
      const [type, subject, filter] = JSON.parse(data.toString());
      if (type === 'EVENT') {
        given.push(subject);
        if (hostility.given !== undefined) {
          hostility.given(tools, subject);
          return;
        }
        events.upsert(subject);
        send(['OK', subject.id, true, '']);
      }
      if (type === 'REQ') {
        const honest: Record<string, unknown>[] = events.find(filter).map((event) => ({ ...event }));
        if (hostility.asked !== undefined) {
          hostility.asked(tools, subject, honest);
          return;
        }
        for (const event of honest) send(['EVENT', subject, event]);
        send(['EOSE', subject]);
      }
    });
  });
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    for (const socket of server.clients) socket.terminate();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  };
  return { url: `ws://127.0.0.1:${port}/`, events, stop, [Symbol.asyncDispose]: stop };
}

/** Answers a question with these events. */
export function answerWith(tools: HostileTools, name: string, events: readonly unknown[]): void {
  for (const event of events) tools.send(['EVENT', name, event]);
  tools.send(['EOSE', name]);
}

/** A condition that announces itself through `look`, which is called whenever something may have changed. */
export function whenever(): { until(isMet: () => boolean): Promise<void>; look(): void } {
  const waiting = new Set<() => void>();
  return {
    until: (isMet) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!isMet()) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    look() {
      for (const check of waiting) check();
    },
  };
}
