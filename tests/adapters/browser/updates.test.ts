import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeArea, fakeEvent, installBrowser, settled } from './fake-browser';

function makeProfile() {
  const session = fakeArea();
  let onUpdateAvailable = fakeEvent<[{ version: string }]>();
  const reload = vi.fn<() => void>();
  const onReady = vi.fn<() => Promise<void>>(async () => undefined);
  return {
    session,
    reload,
    onReady,
    offer: () => onUpdateAvailable.fire({ version: '9.0' }),
    listeners: () => onUpdateAvailable.count,
    /** A worker in this profile; the earlier one is dead. */
    async start() {
      onUpdateAvailable = fakeEvent();
      installBrowser({ storage: { session }, runtime: { onUpdateAvailable, reload } });
      vi.resetModules();
      const { createUpdates } = await import('../../../src/adapters/browser/updates');
      return createUpdates(onReady);
    },
  };
}

describe('an update that the browser has ready', () => {
  let profile = makeProfile();
  beforeEach(() => {
    profile = makeProfile();
  });

  it('is listened for from the start, which is what holds it back', async () => {
    await profile.start();
    expect(profile.listeners()).toBe(1);
  });

  it('is told at once, and not put in place by itself', async () => {
    const updates = await profile.start();
    await expect(updates.isReady()).resolves.toBe(false);
    profile.offer();
    await settled();
    expect(profile.onReady).toHaveBeenCalledOnce();
    await expect(updates.isReady()).resolves.toBe(true);
    expect(profile.reload).not.toHaveBeenCalled();
  });

  it('waits for what the other worker says is held in private windows', async () => {
    const updates = await profile.start();
    const { noteHeldInPrivate } = await import('../../../src/adapters/browser/updates');
    await expect(updates.isHeldInPrivate()).resolves.toBe(false);
    noteHeldInPrivate(2);
    await expect(updates.isHeldInPrivate()).resolves.toBe(true);
    noteHeldInPrivate(0);
    await expect(updates.isHeldInPrivate()).resolves.toBe(false);
  });

  it('is still known to the next worker', async () => {
    await profile.start();
    profile.offer();
    await settled();
    await expect((await profile.start()).isReady()).resolves.toBe(true);
  });

  it('is known to this worker where it cannot be kept', async () => {
    const updates = await profile.start();
    profile.session.set = () => Promise.reject(new Error('No room.'));
    profile.offer();
    await settled();
    expect(profile.onReady).toHaveBeenCalledOnce();
    await expect(updates.isReady()).resolves.toBe(true);
  });

  it('is put in place by a reload', async () => {
    (await profile.start()).apply();
    expect(profile.reload).toHaveBeenCalledOnce();
  });
});
