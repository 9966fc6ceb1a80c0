import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** How far a soak is. Kept on the disk, so that a run that was broken off goes on. */
export interface Progress {
  /** How many kills there were. */
  done: number;
  /** What was done under them, by name. */
  readonly counts: Record<string, number>;
  /** Whatever was lost, in a sentence each. */
  readonly lost: string[];
}

/** Where `npm run test:soak` reads it. */
function fileOf(name: string): string {
  const folder = process.env.SEKISHO_SOAK_FOLDER;
  if (folder === undefined) throw new Error('Nobody says where this is kept');
  return join(folder, `${name}.json`);
}

/** How many kills a soak is to reach: `npm run test:soak` says it. */
export function wantedRuns(): number {
  const wanted = Number(process.env.SEKISHO_SOAK_RUNS);
  if (!Number.isSafeInteger(wanted)) throw new Error('Nobody says how long this goes on');
  return wanted;
}

export function readProgress(name: string): Progress {
  const file = fileOf(name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { done: 0, counts: {}, lost: [] };
}

export function keepProgress(name: string, progress: Progress): void {
  mkdirSync(dirname(fileOf(name)), { recursive: true });
  writeFileSync(fileOf(name), JSON.stringify(progress, null, 2));
}

export function count(progress: Progress, what: string, by = 1): void {
  progress.counts[what] = (progress.counts[what] ?? 0) + by;
}
