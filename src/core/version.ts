/** Whether a version of the product, numbers with dots between them, comes after another. Texts that are none come after nothing. */
export function isLaterVersion(version: string, other: string): boolean {
  const numbers = numbersOf(version);
  const others = numbersOf(other);
  if (numbers === null || others === null) return false;
  for (let at = 0; at < Math.max(numbers.length, others.length); at += 1) {
    const difference = (numbers[at] ?? 0) - (others[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

function numbersOf(version: string): readonly number[] | null {
  return /^\d+([.]\d+)*$/.test(version) ? version.split('.').map(Number) : null;
}
