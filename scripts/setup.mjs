// @ts-check
// Makes a machine ready that has only Node and npm: packages, a browser, and for tests and pictures a display, a clock that can be set, and fonts.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, onPath, Problem, root, run, runInstalled, step } from './terminal.mjs';

const isLinux = process.platform === 'linux';
const isRoot = process.getuid?.() === 0;

/** Installs the packages of the lock file, unless they are there already. */
export async function setUpPackages() {
  if (arePackagesCurrent()) return;
  await step('Installing the packages of package-lock.json', async () => {
    const { code } = await npm(['ci', '--no-audit', '--no-fund'], { output: 'show' });
    if (code !== 0) throw new Problem('npm could not install the packages; its reason stands above.');
  });
}

function arePackagesCurrent() {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const installed = packagesOf(installedFile);
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || (installed[path] ? installed[path].version === version : optional === true),
  );
}

/**
 * @param {string} lockFile
 * @returns {Record<string, {version?: string, optional?: boolean}>}
 */
function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

/**
 * Finds a Chromium that can load an unpacked extension, and installs one where there is none. Google Chrome is
 * not looked for: since version 137 it ignores `--load-extension`.
 * @returns {Promise<string>} Its executable file.
 */
export async function setUpBrowser() {
  const explicit = process.env.SEKISHO_CHROMIUM;
  if (explicit) {
    if (await doesStart(explicit)) return explicit;
    throw new Problem(`SEKISHO_CHROMIUM names "${explicit}", which does not start.`);
  }
  const found = await findBrowser();
  if (found) return found;
  const ways = [installFromPlaywright, () => installFromApt(['chromium'])];
  // Debian packages Chromium itself; on Ubuntu the package is a stub for a snap, so it comes last there.
  if (isRoot && /^ID=debian$/m.test(osRelease())) ways.reverse();
  for (const install of ways) {
    await install();
    const installed = await findBrowser();
    if (installed) return installed;
  }
  throw new Problem(
    'No Chromium was found and none could be installed: install the package "chromium", or set SEKISHO_CHROMIUM to its executable file.',
  );
}

/**
 * Finds a Firefox, and installs one where there is none and Debian's packages are at hand.
 * @returns {Promise<string>} Its executable file.
 */
export async function setUpFirefox() {
  const explicit = process.env.SEKISHO_FIREFOX;
  if (explicit) {
    if (await doesStart(explicit)) return explicit;
    throw new Problem(`SEKISHO_FIREFOX names "${explicit}", which does not start.`);
  }
  const find = () =>
    [onPath('firefox'), onPath('firefox-esr'), '/Applications/Firefox.app/Contents/MacOS/firefox'].find(
      (candidate) => candidate !== undefined && existsSync(candidate),
    );
  const found = find();
  if (found) return found;
  await installFromApt(['firefox-esr']);
  const installed = find();
  if (installed) return installed;
  throw new Problem(
    'No Firefox was found: install the package "firefox-esr", or set SEKISHO_FIREFOX to the executable file of another.',
  );
}

async function findBrowser() {
  const { chromium } = await import('playwright');
  const candidates = [
    chromium.executablePath(),
    onPath('chromium'),
    onPath('chromium-browser'),
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ];
  for (const candidate of candidates) {
    if (candidate && existsSync(candidate) && (await doesStart(candidate))) return candidate;
  }
  return undefined;
}

/** @param {string} executable */
async function doesStart(executable) {
  // On Windows a browser opens a window instead of telling its version.
  if (process.platform === 'win32') return existsSync(executable);
  return (await run(executable, ['--version'])).code === 0;
}

async function installFromPlaywright() {
  const withLibraries = isLinux && isRoot ? ['--with-deps'] : [];
  await step("Installing Playwright's Chromium", async () => {
    const { code } = await runInstalled(
      'playwright',
      ['install', ...withLibraries, '--no-shell', 'chromium'],
      {
        output: 'show',
        env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' },
      },
    );
    return code === 0;
  });
}

/** @param {string[]} packages */
async function installFromApt(packages) {
  if (!isRoot || !onPath('apt-get')) return;
  await step(`Installing ${packages.join(', ')} with apt`, async () => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const install = ['install', '--yes', '--no-install-recommends', ...packages];
    await run('apt-get', ['update'], { env });
    const { code, output } = await run('apt-get', install, { env });
    if (code !== 0) console.log(output.trimEnd().split('\n').slice(-3).join('\n'));
    return code === 0;
  });
}

function osRelease() {
  return existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
}

/** Whether a window can be opened where somebody sees it. */
export function hasDisplay() {
  return !isLinux || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Installs the X server without a screen, for tests that need real windows. */
export async function setUpVirtualDisplay() {
  if (!isLinux || onPath('Xvfb')) return;
  await installFromApt(['xvfb']);
  if (!onPath('Xvfb')) throw new Problem('Tests of window focus need Xvfb: install the package "xvfb".');
}

/**
 * Installs libfaketime, for tests in which the computer's clock is set to another time.
 * @returns {Promise<string>} The library.
 */
export async function setUpFaketime() {
  const find = () => faketimeLibraries().find((candidate) => existsSync(candidate));
  const found = find();
  if (found) return found;
  await installFromApt(['faketime']);
  const installed = find();
  if (installed) return installed;
  throw new Problem(
    'Tests of a changed clock need libfaketime: install the package "faketime", or set SEKISHO_FAKETIME to its library. They run on Linux only.',
  );
}

function faketimeLibraries() {
  if (process.env.SEKISHO_FAKETIME) return [process.env.SEKISHO_FAKETIME];
  if (!isLinux) return [];
  const libraries = existsSync('/usr/lib') ? readdirSync('/usr/lib') : [];
  return ['/usr/lib', '/usr/lib64', ...libraries.map((name) => join('/usr/lib', name))].map((folder) =>
    join(folder, 'faketime', 'libfaketime.so.1'),
  );
}

/** Installs Japanese glyphs, so that pictures show words and not boxes; without them everything works. */
export async function setUpFonts() {
  if (!isLinux) return;
  const hasJapanese = async () => (await run('fc-list', [':lang=ja'])).output.trim() !== '';
  if (await hasJapanese()) return;
  await installFromApt(['fontconfig', 'fonts-noto-cjk']);
  if (!(await hasJapanese())) {
    console.log('  No Japanese font was found: Japanese text in pictures will show as boxes.');
  }
}
