/** 32 bits that depend on every character (FNV-1a); a picture needs no more. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash ^= character.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return hash >>> 0;
}

/** Petals on a field of 40 by 40 around its centre, each drawn pointing up. */
const petals = [
  'M20 6.5c3 3 3 7 0 10.5c-3-3.5-3-7.5 0-10.5Z',
  'M20 7l3.6 5L20 17l-3.6-5Z',
  'M20 7.2a3.3 3.3 0 1 1 0 6.6a3.3 3.3 0 0 1 0-6.6Z',
  'M16.6 8h6.8L20 16.5Z',
  'M20 6.8c4.8 1.6 4.2 6.6 0 9.7c-4.2-3.1-4.8-8.1 0-9.7Zm0 2.6v4.5',
  'M17 7.5h1.8v8H17Zm4.2 0H23v8h-1.8Z',
] as const;
const hearts = [
  'M20 17.6a2.4 2.4 0 1 1 0 4.8a2.4 2.4 0 0 1 0-4.8Z',
  'M20 17l3 3l-3 3l-3-3Z',
  'M18.2 18.2h3.6v3.6h-3.6Z',
] as const;

/**
 * The crest of an account: a small family crest drawn from its address, the same each time, so that an account is
 * known at a glance. It is a help to recognise, no proof; the address stands beside it.
 */
export function Crest({ address, size = 36 }: { address: string; size?: number }) {
  const hash = hashOf(address.toLowerCase());
  const count = 3 + (hash % 6);
  const petal = petals[(hash >>> 4) % petals.length];
  const heart = hearts[(hash >>> 8) % hearts.length];
  const isOutlined = ((hash >>> 11) & 1) === 1;
  const turn = ((hash >>> 12) & 1) * (180 / count);
  return (
    <svg
      className="crest"
      width={size}
      height={size}
      viewBox="0 0 40 40"
      data-outlined={isOutlined || undefined}
      aria-hidden="true"
    >
      <circle className="crest-ground" cx="20" cy="20" r="19.25" />
      {((hash >>> 13) & 1) === 1 && <circle className="crest-ring" cx="20" cy="20" r="16.5" />}
      {Array.from({ length: count }, (_, index) => (
        <path
          className="crest-petal"
          key={index}
          d={petal}
          transform={`rotate(${turn + (index * 360) / count} 20 20)`}
        />
      ))}
      <path className="crest-heart" d={heart} />
    </svg>
  );
}
