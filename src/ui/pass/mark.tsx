// The outline of 関 from Noto Serif CJK JP Bold (SIL Open Font License), so that the mark looks the same everywhere.
const gate =
  'M538 775V466H554C599 466 647 490 647 500V507H797V60C797 48 794 41 779 41L730 43L735 45L736 57C634 81 574 125 547 173H728C742 173 752 178 755 189C720 220 665 263 665 263L617 202H526C531 231 533 261 535 294H713C727 294 737 299 740 310C707 339 655 377 655 377L609 322H546C581 349 618 382 642 408C664 407 676 415 680 426L553 461C546 420 532 363 518 322H413C466 332 488 426 331 457L321 451C343 424 363 377 362 338C372 329 382 324 392 322H258L266 294H430C429 261 429 231 425 202H247L254 173H421C405 93 361 29 235 -24L245 -38C428 10 494 79 519 173H524C540 98 578 5 665 -37C668 -1 678 18 699 31C732 23 748 11 759 -5C769 -22 774 -51 776 -89C897 -78 913 -33 913 48V728C934 732 947 741 954 749L840 837L787 775H651L538 821ZM342 747V658H198V747ZM84 775V-89H103C155 -89 198 -60 198 -45V507H342V462H361C397 462 448 485 449 494V732C468 736 480 744 486 751L382 828L333 775H202L84 826ZM198 629H342V536H198ZM797 747V658H647V747ZM647 629H797V536H647Z';

/** The seal of the house: 関, the gate. A picture without words; name it beside, or give it a `label`. */
export function Mark({ size = 28, label }: { size?: number; label?: string }) {
  return (
    <svg
      className="mark"
      width={size}
      height={size}
      viewBox="0 0 100 100"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <rect className="mark-ground" width="100" height="100" rx="21" />
      <path
        className="mark-gate"
        d={gate}
        transform="translate(50 50) scale(.07 -.07) translate(-519 -374)"
      />
    </svg>
  );
}
