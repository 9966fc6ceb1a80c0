import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Session } from '../../../src/core/session';
import { minute, second } from '../../../src/core/units';
import type { Notice } from '../../../src/services/ports';
import { origin, session, start } from '../../core/session-fixture';
import { fakeEvent, installBrowser, settled } from './fake-browser';

beforeEach(() => {
  vi.useFakeTimers({ now: start });
  vi.resetModules();
});
afterEach(() => vi.useRealTimers());

describe('the wish to be woken', () => {
  async function make() {
    const onAlarm = fakeEvent<[alarm: { name: string }]>();
    const alarms: (number | null)[] = [];
    installBrowser({
      alarms: {
        onAlarm,
        create: (_: string, { when }: { when: number }) => void alarms.push(when),
        clear: () => void alarms.push(null),
      },
    });
    const { createWakeUps } = await import('../../../src/adapters/browser/alarms');
    const onWake = vi.fn<() => Promise<void>>();
    const wakeUps = createWakeUps(onWake);
    return { wakeAt: (moment: number | null) => wakeUps.wakeAt(moment), onWake, onAlarm, alarms };
  }

  it('becomes an alarm', async () => {
    const { wakeAt, alarms, onAlarm, onWake } = await make();
    wakeAt(start + 5 * minute);
    expect(alarms).toEqual([start + 5 * minute]);
    vi.advanceTimersByTime(10 * minute);
    expect(onWake).not.toHaveBeenCalled();
    onAlarm.fire({ name: 'wake' });
    onAlarm.fire({ name: 'another' });
    expect(onWake).toHaveBeenCalledOnce();
  });

  it('nearer than the browser takes alarms is a timer too', async () => {
    const { wakeAt, alarms, onWake } = await make();
    wakeAt(start + 20 * second);
    expect(alarms).toEqual([start + 20 * second]);
    vi.advanceTimersByTime(20 * second - 1);
    expect(onWake).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onWake).toHaveBeenCalledOnce();
  });

  it('replaces the earlier one, and the same one again costs nothing', async () => {
    const { wakeAt, alarms, onWake } = await make();
    wakeAt(start + 10 * second);
    wakeAt(start + 10 * second);
    wakeAt(start + 20 * second);
    expect(alarms).toEqual([start + 10 * second, start + 20 * second]);
    vi.advanceTimersByTime(15 * second);
    expect(onWake).not.toHaveBeenCalled();
    wakeAt(null);
    vi.advanceTimersByTime(minute);
    expect(onWake).not.toHaveBeenCalled();
    expect(alarms.at(-1)).toBeNull();
  });

  it('can be made again after it came', async () => {
    const { wakeAt, alarms, onAlarm } = await make();
    wakeAt(start + minute);
    onAlarm.fire({ name: 'wake' });
    wakeAt(start + minute);
    expect(alarms).toHaveLength(2);
  });
});

describe('a notification', () => {
  async function make({ isPopupRefused = false } = {}) {
    const onClicked = fakeEvent<[id: string]>();
    const shown: { id: string; title: string; iconUrl: string }[] = [];
    const opened: string[] = [];
    installBrowser({
      notifications: {
        onClicked,
        clear: async () => true,
        create: async (id: string, options: { title: string; iconUrl: string }) =>
          void shown.push({ id, ...options }),
      },
      action: {
        openPopup: async () => {
          if (isPopupRefused) throw new Error('Could not find an active browser window.');
          opened.push('popup');
        },
      },
      runtime: {
        getManifest: () => ({ icons: { 128: 'icons/icon-128.png' } }),
        getURL: (path: string) => `chrome-extension://sekisho/${path}`,
        openOptionsPage: async () => void opened.push('dashboard'),
      },
    });
    const { createNotifications } = await import('../../../src/adapters/browser/notifications');
    const notify = createNotifications({
      say: async ({ kind }) => ({ title: kind, message: '' }),
      showRequest: async (id) => void opened.push(id),
    });
    return { notify, shown, opened, onClicked };
  }

  const requestWaits: Notice = { kind: 'request-waits', origin: origin('https://app.example'), id: 'D1:abc' };
  const ended: Session = session();

  it('is said in the person’s words, with the wallet’s icon', async () => {
    const { notify, shown } = await make();
    notify({ kind: 'session-ended', session: ended });
    await settled();
    expect(shown).toMatchObject([
      { title: 'session-ended', iconUrl: 'chrome-extension://sekisho/icons/icon-128.png' },
    ]);
  });

  it('about the same thing replaces the earlier one', async () => {
    const { notify, shown } = await make();
    notify({ kind: 'session-ends-soon', session: ended });
    notify({ kind: 'session-ended', session: ended });
    notify(requestWaits);
    await settled();
    expect(shown[0]?.id).toBe(shown[1]?.id);
    expect(shown[2]?.id).not.toBe(shown[0]?.id);
  });

  it('of a request shows that request when it is clicked', async () => {
    const { notify, shown, opened, onClicked } = await make();
    notify(requestWaits);
    await settled();
    onClicked.fire(shown[0]?.id ?? '');
    await settled();
    expect(opened).toEqual(['D1:abc']);
  });

  it.each([
    [false, 'popup'],
    [true, 'dashboard'],
  ])('of a session opens the wallet when it is clicked (popup refused: %s)', async (isPopupRefused, page) => {
    const { opened, onClicked } = await make({ isPopupRefused });
    onClicked.fire('session 1');
    await settled();
    expect(opened).toEqual([page]);
  });
});
