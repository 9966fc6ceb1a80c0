// @ts-check
// Where the pages of the built extension are.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './terminal.mjs';

/** The folder of the extension as `npm run build` makes it. */
export const builtExtension = join(root, 'dist', 'chrome');

/** @param {string} folder */
export function readExtension(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  // Chromium makes the id from the manifest's key, or from its folder: 32 hex digits, with a to p for 0 to f.
  const named = manifest.key ? Buffer.from(manifest.key, 'base64') : Buffer.from(folder);
  const digest = createHash('sha256').update(named).digest('hex').slice(0, 32);
  const id = digest.replaceAll(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
  const origin = `chrome-extension://${id}`;
  return {
    id,
    origin,
    /** @param {string} [route] Such as `#/requests/<id>`. */
    popupUrl: (route = '') => `${origin}/${manifest.action?.default_popup}${route}`,
    /** @param {string} [route] Such as `#/welcome`. */
    dashboardUrl: (route = '') => `${origin}/${manifest.options_ui?.page}${route}`,
  };
}
