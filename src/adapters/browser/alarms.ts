import browser from 'webextension-polyfill';
import { type Millis, second } from '../../core/units';

/** The browser holds an alarm back for this long (an unpacked extension's come in time). */
const alarmFloor: Millis = 30 * second;

/** Wakes the worker at about a moment. Hints: an alarm may come late, or not at all. */
export interface WakeUps {
  /** Replaces the earlier wish; null: none. Alarms may be lost at an update: say it again at each start. */
  wakeAt(moment: Millis | null): void;
}

/** Call it at the top level of the worker, so that an alarm that starts it is heard. */
export function createWakeUps(onWake: () => Promise<void>, alarmName: string = 'wake'): WakeUps {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wish: Millis | null | undefined;

  const wakeUp = () => {
    wish = undefined;
    clearTimeout(timer);
    void onWake();
  };
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === alarmName) wakeUp();
  });

  return {
    wakeAt(moment) {
      if (moment === wish) return;
      wish = moment;
      clearTimeout(timer);
      if (moment === null) {
        void browser.alarms.clear(alarmName);
        return;
      }
      void browser.alarms.create(alarmName, { when: moment });
      const left = moment - Date.now();
      if (left < alarmFloor) timer = setTimeout(wakeUp, Math.max(left, 0));
    },
  };
}
