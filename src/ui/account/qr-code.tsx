import { encode } from 'uqr';

/** A QR code, dark on light in both themes, since many cameras read only that. */
export function QrCode({ text, label, size = 200 }: { text: string; label: string; size?: number }) {
  const code = encode(text, { ecc: 'M', border: 3 });
  const modules = code.data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg
      className="qr-code"
      role="img"
      aria-label={label}
      width={size}
      height={size}
      viewBox={`0 0 ${code.size} ${code.size}`}
      shapeRendering="crispEdges"
    >
      <path d={modules} />
    </svg>
  );
}
