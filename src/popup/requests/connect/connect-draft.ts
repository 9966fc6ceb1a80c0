import type { ChainId } from '../../../core/session';
import { readTexts } from '../../use-draft';
import type { ChosenLength, LengthOption } from './term-choice';

/** What is chosen on the connect screen and not yet granted. */
export interface ConnectDraft {
  readonly accounts: readonly string[];
  readonly chain: ChainId;
  readonly length: ChosenLength;
}

/** What was kept, where it has the shape of a draft; what it names may be gone since, and is looked up when shown. */
export function readConnectDraft(kept: unknown): ConnectDraft | null {
  if (!isRecord(kept) || !isRecord(kept.length)) return null;
  const { accounts, chain } = kept;
  const { option, minutes } = kept.length;
  const addresses = readTexts(accounts);
  if (addresses === null || typeof chain !== 'number') return null;
  if (!isLengthOption(option) || typeof minutes !== 'string') return null;
  return { accounts: addresses, chain, length: { option, minutes } };
}

function isLengthOption(value: unknown): value is LengthOption {
  return typeof value === 'string' && /^(default|browser|custom|\d+)$/.test(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
