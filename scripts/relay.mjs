// @ts-check
// `npm run relay [-- --count 5] [-- --port 7447]`: Nostr relays on this machine, for development and tests. They keep
// everything in memory, and are take what anybody gives them: they listen on loopback only.
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { EventRepository, EventUtils, LogLevel } from '@nostr-relay/common';
import { NostrRelay } from '@nostr-relay/core';
import { WebSocketServer } from 'ws';
import { Problem, runMain } from './terminal.mjs';

/** @import { Event, Filter, IncomingMessage } from '@nostr-relay/common' */

const firstPort = 7447;
/** As relays of strfry have it by default: how far in the future an event may be dated, and the size of a message. */
const limits = { secondsAhead: 900, messageBytes: 131_072 };
const messageTypes = new Set(['EVENT', 'REQ', 'CLOSE', 'AUTH']);

/** Events in memory: the newest one of each author, kind and slot, as NIP-01 wants it of addressable kinds. */
export class MemoryEvents extends EventRepository {
  /** @type {Map<string, Event>} */
  #events = new Map();

  isSearchSupported() {
    return false;
  }

  /** @param {Event} event */
  upsert(event) {
    const place = placeOf(event);
    const known = this.#events.get(place);
    if (known && isNewer(known, event)) return { isDuplicate: true };
    this.#events.set(place, event);
    return { isDuplicate: false };
  }

  /** @param {Filter} filter */
  find(filter) {
    return this.all()
      .filter((event) => EventUtils.isMatchingFilter(event, filter))
      .toSorted((one, other) => other.created_at - one.created_at)
      .slice(0, filter.limit ?? 500);
  }

  /** @returns {Event[]} */
  all() {
    return [...this.#events.values()];
  }

  /**
   * @override
   * @param {Event} request NIP-09: its author takes back events of its own.
   */
  async deleteByDeletionRequest(request) {
    const ids = new Set(request.tags.filter(([name]) => name === 'e').map(([, id]) => id));
    for (const [place, event] of this.#events) {
      if (event.pubkey === request.pubkey && ids.has(event.id)) this.#events.delete(place);
    }
  }

  wipe() {
    this.#events.clear();
  }

  async destroy() {
    this.wipe();
  }
}

/** @param {Event} event */
function placeOf({ id, kind, pubkey, tags }) {
  if (kind < 30_000 || kind >= 40_000) return id;
  const slot = tags.find(([name]) => name === 'd')?.[1] ?? '';
  return JSON.stringify([kind, pubkey, slot]);
}

/** @param {Event} one @param {Event} other Of two with one date the lower id is kept. */
function isNewer(one, other) {
  return one.created_at > other.created_at || (one.created_at === other.created_at && one.id <= other.id);
}

/**
 * Starts a relay on loopback, and is done when it listens.
 * @param {number} [port] A free one by default.
 */
export async function startRelay(port = 0) {
  const events = new MemoryEvents();
  const relay = new NostrRelay(events, {
    logLevel: LogLevel.ERROR,
    // A relay that remembers its answers would not tell of what it has just been given.
    filterResultCacheTtl: 0,
    eventHandlingResultCacheTtl: 0,
  });
  relay.register({
    beforeHandleEvent: (event) =>
      event.created_at > Date.now() / 1000 + limits.secondsAhead
        ? { canHandle: false, message: 'invalid: created_at is too far in the future' }
        : { canHandle: true },
  });

  const server = createServer((_, response) => response.writeHead(426).end('This is a Nostr relay.'));
  const sockets = new WebSocketServer({ server, maxPayload: limits.messageBytes });
  let accepted = 0;
  sockets.on('connection', (socket) => {
    accepted += 1;
    relay.handleConnection(socket);
    socket.on('message', (/** @type {Buffer} */ data) => {
      const message = parseMessage(data.toString());
      if (message) void relay.handleMessage(socket, message);
      else socket.send(JSON.stringify(['NOTICE', 'error: no message of NIP-01']));
    });
    socket.on('close', () => relay.handleDisconnect(socket));
    socket.on('error', () => socket.terminate());
  });
  await new Promise((ready, fail) => {
    server.once('error', fail).listen(port, '127.0.0.1', () => ready(undefined));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');

  return {
    url: `ws://127.0.0.1:${address.port}/`,
    events,
    /** How many are connected, and how many ever were. */
    connections: () => sockets.clients.size,
    accepted: () => accepted,
    /** Done when nobody is connected. */
    async whenLeft() {
      while (sockets.clients.size > 0) {
        const [socket] = sockets.clients;
        await new Promise((done) => socket?.once('close', done));
      }
    },
    disconnect() {
      for (const socket of sockets.clients) socket.terminate();
    },
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((done) => server.close(done));
      await relay.destroy();
    },
  };
}

/**
 * @param {string} text
 * @returns {IncomingMessage | undefined}
 */
function parseMessage(text) {
  try {
    const message = JSON.parse(text);
    const [type, subject, ...filters] = message;
    const isKnown = messageTypes.has(type);
    const isEvent = isRecord(subject) && Array.isArray(subject.tags) && typeof subject.content === 'string';
    const isNamed = typeof subject === 'string' && subject.length <= 64 && filters.every(isRecord);
    return isKnown && (isEvent || isNamed) ? message : undefined;
  } catch {
    return undefined;
  }
}

/** @param {any} value */
function isRecord(value) {
  return typeof value === 'object' && value !== null;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(async () => {
    const { count, port } = readOptions();
    for (let index = 0; index < count; index += 1) {
      const { url } = await startRelay(port + index).catch((/** @type {unknown} */ error) => {
        const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
        if (!isTaken) throw error;
        throw new Problem(`Port ${port + index} is taken: choose another one with --port.`);
      });
      console.log(`relay ${index + 1}   ${url}`);
    }
    console.log('Everything is in memory. Ctrl-C ends it.');
  }).then(() => {
    if (process.exitCode) process.exit();
  });
}

function readOptions() {
  const options = /** @type {const} */ ({ count: { type: 'string' }, port: { type: 'string' } });
  let values;
  try {
    ({ values } = parseArgs({ options }));
  } catch (error) {
    throw new Problem(error instanceof Error ? error.message : String(error));
  }
  return {
    count: readNumber('--count', values.count ?? '1', 1, 8),
    port: readNumber('--port', values.port ?? `${firstPort}`, 1, 65_528),
  };
}

/** @param {string} name @param {string} text @param {number} least @param {number} most */
function readNumber(name, text, least, most) {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Problem(`${name} takes a whole number from ${least} to ${most}, not "${text}".`);
}
