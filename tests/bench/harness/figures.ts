import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/terminal.mjs';

/** What was measured of one thing, for each of those that are compared. */
export interface Figure {
  /** Such as "round trip: eth_accounts". */
  readonly name: string;
  readonly unit: 'ms' | 'calls/s' | 'MiB' | 'kB' | 'bytes' | 'functions' | 'count';
  /** The one that the others are compared with. */
  readonly base: string;
  readonly samples: Readonly<Record<string, readonly number[]>>;
}

export const benchFolder = join(root, 'out', 'bench');
const folder = join(benchFolder, 'figures');

/** Keeps a figure until all are told together. */
export function record(figure: Figure): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${fileName(figure)}.json`), JSON.stringify(figure));
}

/** The name of a figure's file, without what says its kind. */
export function fileName({ name }: Figure): string {
  return name.replaceAll(/[^\w]+/g, '-');
}

/** What was recorded, by name. */
export function recordedFigures(): readonly Figure[] {
  return readdirSync(folder)
    .toSorted()
    .map((file): Figure => JSON.parse(readFileSync(join(folder, file), 'utf8')));
}
