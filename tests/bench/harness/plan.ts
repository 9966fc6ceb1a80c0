import { resolve } from 'node:path';
import { builtExtension, readExtension } from '../../../scripts/extension.mjs';
import { root } from '../../../scripts/terminal.mjs';

/** An extension that is measured. */
export interface Subject {
  readonly name: 'floor' | 'sekisho' | 'peer';
  /** Unpacked. */
  readonly folder: string;
  /** How it announces itself (EIP-6963). */
  readonly rdns: string;
  readonly popupUrl: string;
}

/** An echo and nothing else: what the browser itself costs. */
export const floor = subject('floor', resolve(import.meta.dirname, '..', 'floor'), 'bench.floor');
export const sekisho = subject('sekisho', builtExtension, 'app.sekisho');
/** Another wallet, as it comes: nothing is set up in it. */
export const peer = process.env.SEKISHO_BENCH_PEER
  ? subject('peer', resolve(root, process.env.SEKISHO_BENCH_PEER), process.env.SEKISHO_BENCH_PEER_RDNS ?? '')
  : null;

/** A short run with fewer samples, for CI: its limits leave room for noise. */
export const isQuick = process.env.SEKISHO_BENCH_QUICK === '1';

/** Whether every part is measured, not a chosen one. */
export const isWhole = process.env.SEKISHO_BENCH_ONLY === undefined;

/** How long the browsers are watched in which nothing happens; 0 leaves it out. */
export const idleMinutes = Number(process.env.SEKISHO_BENCH_IDLE_MINUTES ?? '10');

/** How many samples: `full` in a whole run, `quick` in a short one. */
export function samples(full: number, quick: number): number {
  return isQuick ? quick : full;
}

function subject(name: Subject['name'], folder: string, rdns: string): Subject {
  return { name, folder, rdns, popupUrl: readExtension(folder).popupUrl() };
}
