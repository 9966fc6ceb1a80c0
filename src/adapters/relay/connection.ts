import type { RelayAddress } from '../../core/relay-address';
import type { RelayFault } from '../../core/relay-fault';
import { second, type Millis } from '../../core/units';
import { parseFrame, type Frame } from './frame';
import type { HealthRecord } from './health';
import type { Patience } from './patience';

/** Opens a WebSocket: the browser's own, or in Node that of a package. */
export type OpenSocket = (address: RelayAddress) => WebSocket;

/** A relay did not do what was asked: it cannot be reached, took too long, closed, refused, or sent too much. */
export class RelayFailed extends Error {
  override readonly name = 'RelayFailed';
}

/** Whom a frame is for. */
export interface Listener {
  hear(frame: Exclude<Frame, { kind: 'ignored' }>): void;
  /** The connection ended. */
  lose(error: RelayFailed): void;
}

/** One relay. Opens when it is first needed, closes when nothing was needed for a while. */
export interface Connection {
  /** Sends a frame once connected; what comes back for this name goes to the listener. @throws RelayFailed */
  ask(name: string, frame: readonly unknown[], listener: Listener): Promise<void>;
  /** Nothing more is wanted for this name; the relay is told so with the frame, if there is one. */
  leave(name: string, frame: readonly unknown[] | null): void;
  /** Something from this relay was dropped. Too much of what is the relay's own fault ends the connection. */
  drop(fault: RelayFault): void;
  readonly health: HealthRecord;
  close(): void;
}

export function createConnection(
  address: RelayAddress,
  openSocket: OpenSocket,
  health: HealthRecord,
  patience: Patience,
): Connection {
  const listeners = new Map<string, Listener>();
  let opening: Promise<WebSocket> | null = null;
  let socket: WebSocket | null = null;
  let idleTimer: ReturnType<typeof setTimeout> | undefined;
  let leftAloneUntil: Millis = 0;
  let faults = 0;
  let bucket = { frames: patience.frame.burst, at: 0 };

  function open(): Promise<WebSocket> {
    if (performance.now() < leftAloneUntil) {
      return Promise.reject(new RelayFailed('The relay sent too much and is left alone for a while.'));
    }
    if (opening !== null) return opening;
    const begun = connect();
    opening = begun;
    begun.catch(() => {
      health.failed(false);
      if (opening === begun) opening = null;
    });
    return begun;
  }

  function connect(): Promise<WebSocket> {
    return new Promise((resolve, reject) => {
      let opened: WebSocket;
      try {
        opened = openSocket(address);
      } catch (cause) {
        // Of an address that the browser does not take, or that the extension's policy forbids.
        reject(new RelayFailed('The relay cannot be reached.', { cause }));
        return;
      }
      socket = opened;
      faults = 0;
      bucket = { frames: patience.frame.burst, at: performance.now() };
      const timer = setTimeout(() => {
        lose(opened, new RelayFailed('The relay did not open a connection in time.'));
      }, patience.connect);
      opened.addEventListener('open', () => {
        clearTimeout(timer);
        resolve(opened);
      });
      opened.addEventListener('message', ({ data }) => {
        if (socket === opened) receive(data);
      });
      // A socket that fails closes right after; the browser says no more of the reason than that.
      opened.addEventListener('error', () => undefined);
      opened.addEventListener('close', () => {
        clearTimeout(timer);
        lose(opened, new RelayFailed('The relay closed the connection.'));
        // Where it had opened, this says nothing to anybody.
        reject(new RelayFailed('The relay cannot be reached.'));
      });
    });
  }

  /** By the relay's doing. One that leaves when nobody asks for anything fails nobody. */
  function lose(lost: WebSocket, error: RelayFailed): void {
    if (socket === lost && listeners.size > 0) health.failed(false);
    end(lost, error);
  }

  /** Everything that waits on this socket learns that it is over. */
  function end(ended: WebSocket, error: RelayFailed): void {
    if (socket !== ended) return;
    socket = null;
    opening = null;
    clearTimeout(idleTimer);
    ended.close();
    const waiting = [...listeners.values()];
    listeners.clear();
    for (const listener of waiting) listener.lose(error);
  }

  function receive(data: unknown): void {
    if (!takeFrame()) {
      drop('flood');
      cutOff();
      return;
    }
    if (typeof data === 'string' && data.length > patience.frame.size) {
      drop('oversized');
      return;
    }
    const frame = parseFrame(data);
    if (frame === null) drop('malformed');
    else if (frame.kind !== 'ignored') listeners.get(nameOf(frame))?.hear(frame);
  }

  function takeFrame(): boolean {
    const now = performance.now();
    const { burst, rate } = patience.frame;
    const frames = Math.min(burst, bucket.frames + ((now - bucket.at) / second) * rate);
    if (frames < 1) return false;
    bucket = { frames: frames - 1, at: now };
    return true;
  }

  function drop(fault: RelayFault): void {
    health.dropped(fault);
    if (!ownFaults.has(fault)) return;
    faults += 1;
    if (faults > patience.frame.faults) cutOff();
  }

  function cutOff(): void {
    leftAloneUntil = performance.now() + patience.afterFlood;
    if (socket !== null) lose(socket, new RelayFailed('The relay sent too much.'));
  }

  function closeWhenIdle(): void {
    clearTimeout(idleTimer);
    if (listeners.size > 0) return;
    idleTimer = setTimeout(close, patience.idle);
  }

  function close(): void {
    clearTimeout(idleTimer);
    if (socket !== null) end(socket, new RelayFailed('The connection was closed.'));
  }

  return {
    health,
    drop,
    close,
    async ask(name, frame, listener) {
      clearTimeout(idleTimer);
      const opened = await open();
      if (socket !== opened) throw new RelayFailed('The relay closed the connection.');
      listeners.set(name, listener);
      opened.send(JSON.stringify(frame));
    },
    leave(name, frame) {
      listeners.delete(name);
      if (frame !== null && socket?.readyState === openState) socket.send(JSON.stringify(frame));
      closeWhenIdle();
    },
  };
}

/** What no honest relay sends. The rest was signed by the account itself: by a later version, or with a stolen key. */
const ownFaults: ReadonlySet<RelayFault> = new Set([
  'oversized',
  'malformed',
  'wrong-author',
  'bad-hash',
  'bad-signature',
]);

/** `readyState` of an open WebSocket; Node has no global to read it from. */
const openState = 1;

function nameOf(frame: Exclude<Frame, { kind: 'ignored' }>): string {
  return frame.kind === 'taken' ? frame.id : frame.subscription;
}
