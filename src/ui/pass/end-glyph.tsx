import type { ReactNode } from 'react';
import type { EndReason } from '../../core/end-reason';

/** One drawing per reason, on a field of 24 by 24, in the ink of the text around it. */
const drawings: Record<EndReason, ReactNode> = {
  // An hourglass.
  'idle-limit': (
    <path d="M6 3h12M6 21h12M8 3v3c0 3 4 4 4 6s-4 3-4 6v3M16 3v3c0 3-4 4-4 6s4 3 4 6v3M10.5 18.5h3" />
  ),
  // A gate with its bar across.
  'absolute-limit': <path d="M3 4.5c6 1.6 12 1.6 18 0M5 9.5h14M7.5 5.6V21M16.5 5.6V21M7.5 15.5h9" />,
  // A laptop, and the phone before it.
  'taken-over': (
    <path d="M12 15H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1h12a1 1 0 0 1 1 1v1M2 19h10M16 10h5a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-5a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1ZM18 17.5h1" />
  ),
  // A store with a piece struck out.
  'storage-lost': (
    <path d="M5 6c0-1.7 3.1-3 7-3s7 1.3 7 3-3.1 3-7 3-7-1.3-7-3v12c0 1.7 3.1 3 7 3M5 12c0 1.7 3.1 3 7 3M19 6v5M16 15.5l5 5M21 15.5l-5 5" />
  ),
  // A mask.
  'private-window': (
    <path d="M3 9c3-1.6 6-1.2 9 0 3-1.2 6-1.6 9 0 0 5-2 7.5-4.5 7.5-2 0-3-1.7-4.5-1.7s-2.5 1.7-4.5 1.7C5 16.5 3 14 3 9ZM7 12h2.5M14.5 12H17" />
  ),
  // A window, shut.
  'browser-closed': (
    <path d="M5 4h14a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V6c0-1.1.9-2 2-2ZM3 9h18M10 12.5l4 4M14 12.5l-4 4" />
  ),
  // Old into new.
  updated: <path d="M20 11A8 8 0 0 0 5.7 7L4 9M4 4v5h5M4 13a8 8 0 0 0 14.3 4L20 15M20 20v-5h-5" />,
  // A posted rule.
  policy: (
    <path d="M15 3H7a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1V7l-4-4v4h4M9.5 11.5h6M9.5 14.5h6M9.5 17.5h3" />
  ),
  // A clock that runs back.
  'clock-changed': <path d="M4 7.5A9 9 0 1 1 3 12M4 3v4.5h4.5M12 7.5V12l3 2" />,
  // A key.
  'wallet-reset': <path d="M12 15a4 4 0 1 1-8 0 4 4 0 0 1 8 0ZM10.9 12.2 20 3M15.5 7.5l3 3M18 5l2 2" />,
  // A raised hand.
  'ended-by-you': (
    <path d="M8 12V5.5a1.5 1.5 0 0 1 3 0V11M11 10.5V4a1.5 1.5 0 0 1 3 0v7M14 11V5.5a1.5 1.5 0 0 1 3 0V14c0 4-2.2 7-6 7-3 0-4.5-1.5-6-4.5L3.6 13.3a1.4 1.4 0 0 1 2.4-1.5L8 14.5" />
  ),
  // The world, struck out.
  'ended-by-site': (
    <path d="M20.8 10A9 9 0 1 0 13 20.9M3.5 9h17M3.5 15h9M12 3c-4.5 5-4.5 13 0 18M12 3c2.2 2.4 3.3 5.5 3.4 8.5M16 15.5l5 5M21 15.5l-5 5" />
  ),
  // A person, taken out.
  'account-removed': (
    <path d="M14 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0ZM3 21c0-4 3-7 7-7 1.6 0 3 .4 4.2 1.2M16 19h6" />
  ),
};

/** The picture of an end reason, beside its sentence; the sentence says it all, so it is hidden from screen readers. */
export function EndGlyph({ reason, size = 24 }: { reason: EndReason; size?: number }) {
  return (
    <svg
      className="glyph"
      data-reason={reason}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {drawings[reason]}
    </svg>
  );
}
