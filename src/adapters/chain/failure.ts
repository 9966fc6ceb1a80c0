import { isHex, type Hex } from '../../core/hex';
import { cleanText } from '../../core/page-text';
import type { ChainRefused } from '../../services/ports';
import { textOf, wordsOf } from './abi';

/** How many code points of a contract's own words are shown. */
const wordsLimit = 200;

const errorSelector = '0x08c379a0';
const panicSelector = '0x4e487b71';

/** What Solidity's panic codes stand for. */
const panics: ReadonlyMap<bigint, string> = new Map([
  [0x01n, 'an assertion failed'],
  [0x11n, 'an arithmetic overflow'],
  [0x12n, 'a division by zero'],
  [0x21n, 'an invalid enum value'],
  [0x22n, 'damaged storage bytes'],
  [0x31n, 'a pop from an empty list'],
  [0x32n, 'an index out of bounds'],
  [0x41n, 'too much memory'],
  [0x51n, 'a call of an uninitialized function'],
]);

/** Why a transaction would fail, in the words of its contract where it gave some, else of the node; cleaned. */
export function explainFailure(refused: ChainRefused): string {
  const data = revertData(refused.data);
  const words = data === null ? null : explainRevert(data);
  return (
    words ??
    (cleanText(refused.message.replace(/^.*execution reverted:\s*/i, ''), wordsLimit) || refused.message)
  );
}

function explainRevert(data: Hex): string | null {
  const selector = data.slice(0, 10);
  if (selector === errorSelector) {
    const text = textOf(`0x${data.slice(10)}`);
    return text === null ? null : cleanText(text, wordsLimit) || null;
  }
  if (selector === panicSelector) {
    const [code] = wordsOf(data);
    if (code === undefined) return null;
    return `Panic: ${panics.get(code) ?? `code ${code}`}`;
  }
  return data.length >= 10 ? `Error ${selector}` : null;
}

/** Nodes put the returned bytes into `data` itself, or into an object there. */
function revertData(data: unknown): Hex | null {
  const bytes = typeof data === 'object' && data !== null && 'data' in data ? data.data : data;
  return typeof bytes === 'string' && isHex(bytes) ? `0x${bytes.slice(2).toLowerCase()}` : null;
}
