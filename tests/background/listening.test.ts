import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createListening } from '../../src/background/listening';
import { minute, second } from '../../src/core/units';
import { endOneSession } from '../../src/services/end-session';
import { makeRelayNet } from '../services/relay-net';
import { makeConnected } from '../services/relay-world';

async function makeListening() {
  const net = makeRelayNet();
  const { a } = await makeConnected(net);
  const faults: unknown[] = [];
  return { net, a, faults, listening: createListening(a.ports, (error) => faults.push(error)) };
}

describe('listening to the relays', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('ends five minutes after the last reason to: a worker that nobody needs goes to sleep', async () => {
    const { net, listening } = await makeListening();
    listening.listenSoon();
    await vi.advanceTimersByTimeAsync(second);
    expect(net.listening()).toBe(1);
    await vi.advanceTimersByTimeAsync(5 * minute);
    expect(net.listening()).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not begin for a site that asks now and then, each time of another life of the worker', async () => {
    const { net, a, listening } = await makeListening();
    for (let asked = 0; asked < 29; asked += 1) {
      listening.noteQuestion(a.key);
      await vi.advanceTimersByTimeAsync(second);
    }
    expect(net.listening()).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('goes on while a connected site asks, and ends once it does not any more', async () => {
    const { net, a, listening, faults } = await makeListening();
    await vi.advanceTimersByTimeAsync(30 * second);
    for (let asked = 0; asked < 40; asked += 1) {
      listening.noteQuestion(a.key);
      await vi.advanceTimersByTimeAsync(20 * second);
      expect(net.listening()).toBe(1);
    }
    // One subscription, for the whole of it.
    expect(net.asked.filter((what) => what === 'watch')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(5 * minute);
    expect(net.listening()).toBe(0);
    expect(faults).toEqual([]);
  });

  it('reads nothing for a question before that has its answer, and looks once a minute whatever is asked', async () => {
    const { a, listening } = await makeListening();
    await vi.advanceTimersByTimeAsync(30 * second);
    const session = vi.spyOn(a.store, 'session');
    for (let asked = 0; asked < 1_000; asked += 1) listening.noteQuestion(a.key);
    expect(session).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(59 * second);
    listening.noteQuestion(a.key);
    await vi.advanceTimersByTimeAsync(second);
    expect(session).toHaveBeenCalledTimes(1);
  });

  it('does not begin for a site that is not connected, which keeps no other from being a reason', async () => {
    const { net, a, listening } = await makeListening();
    await vi.advanceTimersByTimeAsync(30 * second);
    const key = `${a.key} ` as typeof a.key;
    listening.noteQuestion(key);
    await vi.advanceTimersByTimeAsync(second);
    expect(net.listening()).toBe(0);
    listening.noteQuestion(a.key);
    await vi.advanceTimersByTimeAsync(second);
    expect(net.listening()).toBe(1);
    await endOneSession(a.ports, a.key, 'ended-by-you');
    await vi.advanceTimersByTimeAsync(minute);
    listening.noteQuestion(a.key);
    await vi.advanceTimersByTimeAsync(4 * minute);
    expect(net.listening()).toBe(0);
  });
});
