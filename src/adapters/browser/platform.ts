import { deviceTextLimits } from '../../core/device';
import type { Platform } from '../../services/ports';

/** Names that a user agent string carries; the first that is in it counts. */
const browsers = [
  ['Firefox/', 'Firefox'],
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Vivaldi/', 'Vivaldi'],
  ['Chrome/', 'Chrome'],
] as const;

const systems = [
  ['Android', 'Android'],
  ['CrOS', 'ChromeOS'],
  ['Windows', 'Windows'],
  ['Macintosh', 'macOS'],
  ['Linux', 'Linux'],
] as const;

/** Where this browser runs, from what it says of itself to every site. */
export function platformOf(userAgent: string): Platform {
  return {
    browser: nameIn(userAgent, browsers, 'Browser').slice(0, deviceTextLimits.browser),
    system: nameIn(userAgent, systems, 'another system').slice(0, deviceTextLimits.system),
  };
}

function nameIn(text: string, names: readonly (readonly [string, string])[], other: string): string {
  return names.find(([mark]) => text.includes(mark))?.[1] ?? other;
}
