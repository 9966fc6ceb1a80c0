import browser from 'webextension-polyfill';
import type { Connectivity } from '../../services/ports';

/** The network as the browser knows it. Only Firefox tells of captive portals (permission `captivePortal`). */
export const connectivity: Connectivity = {
  hasNetwork: () => navigator.onLine,
  async captivePortal() {
    // Chrome has no such API, whatever the polyfill's types say.
    if (!('captivePortal' in browser)) return 'unknown';
    try {
      const state = await browser.captivePortal.getState();
      if (state === 'unknown') return 'unknown';
      return state === 'locked_portal' ? 'locked' : 'none';
    } catch {
      // The person can switch Firefox's detection off.
      return 'unknown';
    }
  },
};
