import type { Translate } from './translate';

/** How an amount is shown. */
export interface AmountFormat {
  /** Default `ETH`. An empty text shows the number alone. */
  symbol?: string;
  /** How many digits of the smallest unit make one; default 18. */
  decimals?: number;
  /**
   * `rough` (default): at most 4 digits after the point, cut off, never rounded up.
   * `atMost`: the same, rounded up, for what may be paid at most.
   * `exact`: every digit.
   */
  precision?: 'rough' | 'atMost' | 'exact';
}

const roughDigits = 4;

/** An amount in the smallest unit (wei) for reading: `1.204 ETH`, `12,345 ETH`; `<0.0001 ETH` for a speck. */
export function formatAmount(t: Translate, smallest: bigint, format: AmountFormat = {}): string {
  const { symbol = 'ETH', decimals = 18, precision = 'rough' } = format;
  const withSymbol = (number: string) => (symbol === '' ? number : `${number} ${symbol}`);
  const isNegative = smallest < 0n;
  const size = isNegative ? -smallest : smallest;
  const dropped = precision === 'exact' ? 0 : Math.max(0, decimals - roughDigits);
  const step = 10n ** BigInt(dropped);
  const kept = precision === 'atMost' ? (size + step - 1n) / step : size / step;
  if (kept === 0n && size > 0n) return withSymbol(`<0.${'0'.repeat(roughDigits - 1)}1`);

  const digits = decimals - dropped;
  const one = 10n ** BigInt(digits);
  const whole = new Intl.NumberFormat(t.language).format(kept / one);
  const fraction = digits === 0 ? '' : (kept % one).toString().padStart(digits, '0').replace(/0+$/, '');
  return withSymbol(`${isNegative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`);
}

/** An address for recognising, not for checking: `0xf39F…2266`. */
export function shortAddress(address: string): string {
  return address.length <= 12 ? address : `${address.slice(0, 6)}…${address.slice(-4)}`;
}
