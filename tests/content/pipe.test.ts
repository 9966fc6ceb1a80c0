import { describe, expect, it } from 'vitest';
import { createPipe, type Surroundings, type WorkerPort } from '../../src/content/pipe';
import { faults } from '../../src/core/errors';
import { hour, minute, second } from '../../src/core/units';
import type { FromPage, ToPage } from '../../src/protocol/channel';

const idOf = (index: number) => index.toString(16).padStart(32, '0');
const request = (index: number): FromPage => ({
  kind: 'request',
  id: idOf(index),
  method: 'eth_accounts',
  params: null,
});
const answer = (index: number) => ({
  kind: 'answer',
  id: idOf(index),
  answer: { ok: true, value: index },
  isKept: false,
});
const refusal = (index: number) => {
  const { code, message } = faults['limit-exceeded'];
  return { ...answer(index), answer: { ok: false, error: { code, message, data: null } } };
};
const state = (accounts: string[]) => ({ kind: 'state', state: { accounts, chain: '0x1' } });

/** A page and a worker around a pipe, with a clock that the test moves. */
function surround({ isPaused = false } = {}) {
  const told: ToPage[] = [];
  const ports: { posted: unknown[]; isClosed: boolean; say: (message: unknown) => void; die: () => void }[] =
    [];
  const waits = new Set<{ at: number; run: () => void }>();
  let now = 0;
  let isAlive = true;
  let isPostBroken = false;
  const around: Surroundings = {
    isAlive: () => isAlive,
    connect(onMessage, onDeath): WorkerPort {
      if (!isAlive) throw new Error('Extension context invalidated.');
      const posted: unknown[] = [];
      const port = { posted, isClosed: false, say: onMessage, die: onDeath };
      ports.push(port);
      return {
        post(message) {
          if (isPostBroken) throw new Error('Attempting to use a disconnected port object');
          posted.push(message);
        },
        close() {
          port.isClosed = true;
        },
      };
    },
    tell: (message) => void told.push(message),
    wait(delay, then) {
      const wait = { at: now + delay, run: then };
      waits.add(wait);
      return () => waits.delete(wait);
    },
    now: () => now,
  };
  return {
    pipe: createPipe(around, isPaused),
    told,
    ports,
    port: () => ports.at(-1) ?? expect.fail('No port was opened'),
    kinds: () => ports.at(-1)?.posted.map((message) => (message as { kind: string }).kind) ?? [],
    pass: (time: number) => {
      const until = now + time;
      for (;;) {
        const [next] = [...waits].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
        if (next === undefined) break;
        waits.delete(next);
        now = Math.max(now, next.at);
        next.run();
      }
      now = until;
    },
    remove: () => {
      isAlive = false;
    },
    breakPosts: (isBroken: boolean) => {
      isPostBroken = isBroken;
    },
  };
}

describe('the port', () => {
  it('is not open before it is needed', () => {
    const { pipe, ports, pass } = surround();
    expect(pipe.wake()).toBe(false);
    pipe.resume();
    pipe.use();
    pass(minute);
    expect(ports).toEqual([]);
  });

  it('opens at the first request, and carries it', () => {
    const { pipe, ports, port, told } = surround();
    pipe.hear(request(1));
    pipe.hear(request(2));
    expect(ports).toHaveLength(1);
    expect(port().posted).toEqual([request(1), request(2)]);
    port().say(answer(1));
    expect(told).toEqual([answer(1)]);
  });

  it('carries 128 requests at once, and the next ones as those are answered', () => {
    const { pipe, port, pass } = surround();
    for (let index = 0; index < 300; index += 1) pipe.hear(request(index));
    expect(port().posted).toHaveLength(128);
    port().say(answer(5));
    expect(port().posted.at(-1)).toEqual(request(128));
    port().die();
    pass(0);
    expect(port().posted).toHaveLength(128);
    for (let index = 0; index < 300; index += 1) port().say(answer(index));
    expect(port().posted).toHaveLength(128 + 300 - 129);
  });

  it('carries nothing from the worker that is not of a fixed shape (SEC-4)', () => {
    const { pipe, port, told } = surround();
    pipe.hear({ kind: 'open' });
    port().say({ kind: 'gone' });
    port().say({ ...answer(1), secret: 1 });
    expect(told).toEqual([]);
  });
});

describe('the worker’s death', () => {
  it('over unanswered requests opens a port at once, and sends them again under the same ids', () => {
    const { pipe, ports, port, pass } = surround();
    pipe.hear({ kind: 'open' });
    for (const index of [1, 2, 3]) pipe.hear(request(index));
    port().say(answer(2));
    port().die();
    pass(0);
    expect(ports).toHaveLength(2);
    expect(port().posted).toEqual([request(1), request(3), { kind: 'open' }]);
  });

  it('is noticed by a message that cannot be sent, too', () => {
    const { pipe, ports, port, pass, breakPosts } = surround();
    pipe.hear(request(1));
    const first = port();
    breakPosts(true);
    pipe.hear(request(2));
    breakPosts(false);
    pass(0);
    first.die();
    pass(0);
    expect(ports).toHaveLength(2);
    expect(port().posted).toEqual([request(1), request(2)]);
  });

  it('over nothing lets it sleep until it is needed', () => {
    const { pipe, ports, port, pass } = surround();
    pipe.hear({ kind: 'open' });
    port().die();
    pass(hour);
    expect(ports).toHaveLength(1);
    pipe.hear(request(1));
    expect(port().posted).toEqual([request(1), { kind: 'open' }]);
  });

  it('over and over makes no tight loop', () => {
    const { pipe, ports, port, pass } = surround();
    pipe.hear(request(1));
    const opened: number[] = [];
    for (let tenths = 0; tenths < 600; tenths += 1) {
      const before = ports.length;
      port().die();
      pass(0);
      pipe.hear(request(2));
      pass(100);
      opened.push(ports.length - before);
    }
    expect(opened[0]).toBeGreaterThan(0);
    expect(ports.length).toBeLessThan(20);
  });

  it('after a calm life is answered without delay again', () => {
    const { pipe, ports, port, pass } = surround();
    pipe.hear(request(1));
    for (let lives = 0; lives < 5; lives += 1) {
      const before = ports.length;
      pass(30 * second);
      port().die();
      pass(0);
      expect(ports).toHaveLength(before + 1);
    }
  });

  it('is over when the worker calls, for a page that had a port', () => {
    const { pipe, ports, port } = surround();
    pipe.hear({ kind: 'open' });
    port().die();
    expect(pipe.wake()).toBe(true);
    expect(ports).toHaveLength(2);
    expect(port().posted).toEqual([{ kind: 'open' }]);
    expect(pipe.wake()).toBe(true);
    expect(ports).toHaveLength(2);
  });
});

describe('the end of the extension', () => {
  it('is told once, at the death of a port', () => {
    const { pipe, port, told, ports, remove, pass } = surround();
    pipe.hear(request(1));
    remove();
    port().die();
    pipe.hear(request(2));
    pass(minute);
    expect(told).toEqual([{ kind: 'gone' }]);
    expect(ports).toHaveLength(1);
  });

  it('is told where it only shows a moment after the port has died', () => {
    const { pipe, port, told, remove, pass } = surround();
    pipe.hear({ kind: 'open' });
    port().die();
    remove();
    pass(minute);
    expect(told).toEqual([{ kind: 'gone' }]);
  });

  it('is told where no port can be opened', () => {
    const { pipe, told, remove } = surround();
    remove();
    pipe.hear(request(1));
    expect(told).toEqual([{ kind: 'gone' }]);
  });
});

describe('a page that is not before a person (SEC-2)', () => {
  it('sends nothing while it is prerendered, and everything when it is shown', () => {
    const { pipe, ports, port } = surround({ isPaused: true });
    pipe.hear(request(1));
    pipe.hear({ kind: 'open' });
    expect(pipe.answerRollCall(idOf(9), true)).toBe(false);
    expect(ports).toEqual([]);
    pipe.resume();
    expect(port().posted).toEqual([request(1), { kind: 'open' }]);
  });

  it('closes its port when it is put aside, and sends what is pending when it comes back', () => {
    const { pipe, ports, port, pass } = surround();
    pipe.hear(request(1));
    pipe.pause();
    expect(port().isClosed).toBe(true);
    expect(pipe.wake()).toBe(false);
    port().die();
    pass(minute);
    expect(ports).toHaveLength(1);
    pipe.resume();
    expect(ports).toHaveLength(2);
    expect(port().posted).toEqual([request(1)]);
  });

  it('opens no port when it comes back without a need', () => {
    const { pipe, ports, port } = surround();
    pipe.hear(request(1));
    port().say(answer(1));
    pipe.pause();
    pipe.resume();
    expect(ports).toHaveLength(1);
  });
});

describe('a roll call', () => {
  it('is answered over the port, by a page that has spoken', () => {
    const { pipe, port } = surround();
    expect(pipe.answerRollCall(idOf(9), false)).toBe(false);
    pipe.hear(request(1));
    expect(pipe.answerRollCall(idOf(9), false)).toBe(true);
    expect(port().posted.at(-1)).toEqual({ kind: 'here', nonce: idOf(9) });
  });

  it('of the top is answered by a page that has not', () => {
    const { pipe, port } = surround();
    expect(pipe.answerRollCall(idOf(9), true)).toBe(true);
    expect(port().posted).toEqual([{ kind: 'here', nonce: idOf(9) }]);
  });
});

describe('the use of a page', () => {
  it('is told once an hour, where it has accounts', () => {
    const { pipe, port, kinds, pass } = surround();
    pipe.hear({ kind: 'open' });
    port().say(state(['0xaa']));
    pipe.use();
    pass(hour - 1);
    pipe.use();
    expect(kinds()).toEqual(['open', 'used']);
    pass(1);
    pipe.use();
    expect(kinds()).toEqual(['open', 'used', 'used']);
  });

  it('is not told where it has none', () => {
    const { pipe, port, kinds } = surround();
    pipe.hear({ kind: 'open' });
    port().say(state([]));
    pipe.use();
    expect(kinds()).toEqual(['open']);
  });

  it('is told as soon as it is known to have accounts, where the page never asked for its state', () => {
    const { pipe, port, kinds } = surround();
    pipe.hear(request(1));
    pipe.use();
    pipe.use();
    expect(kinds()).toEqual(['request', 'open']);
    port().say(state(['0xaa']));
    expect(kinds()).toEqual(['request', 'open', 'used']);
  });

  it('wakes a sleeping worker', () => {
    const { pipe, port, kinds, ports } = surround();
    pipe.hear({ kind: 'open' });
    port().say(state(['0xaa']));
    port().die();
    pipe.use();
    expect(ports).toHaveLength(2);
    expect(kinds()).toEqual(['open', 'used']);
  });
});

describe('a page that is refused for flooding (SEC-10)', () => {
  it('hears of it late, and gets no more through than a little at a time', () => {
    const { pipe, port, told, pass, kinds } = surround();
    pipe.hear(request(0));
    port().say(refusal(0));
    expect(told).toEqual([]);
    for (let index = 1; index <= 10; index += 1) pipe.hear(request(index));
    expect(kinds()).toHaveLength(1);
    pass(second / 2);
    expect(told).toEqual([refusal(0)]);
    expect(kinds()).toHaveLength(5);
    pass(second);
    expect(kinds()).toHaveLength(11);
    pass(second);
    pipe.hear(request(11));
    expect(kinds()).toHaveLength(12);
  });

  it('is not let off by the worker’s death', () => {
    const { pipe, port, pass } = surround();
    pipe.hear(request(0));
    pipe.hear(request(1));
    port().say(refusal(0));
    for (let index = 2; index <= 9; index += 1) pipe.hear(request(index));
    port().die();
    pass(0);
    expect(port().posted).toEqual([request(1)]);
    pass(minute);
    expect(port().posted).toHaveLength(9);
  });
});
