/** The seal of the house, as in src/ui/pass/mark.tsx, for the lists in which dApps show wallets. */
const seal =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 500 500"><rect width="500" height="500" rx="105" fill="#b8321b"/>' +
  '<path fill="#fff8f0" d="M257 110v108h5c16 0 33-9 33-12v-3h52v157c0 4-1 7-6 7l-17-1l2-1l0-4c-36-8-57-24-66-41h63c5 0 9-1 10-5c-13-11-32-26-32-26l-17 21h-32c2-10 3-20 4-32h62c5 0 8-2 9-6c-11-10-29-23-29-23l-16 19h-23c13-9 26-21 34-30c8 0 12-2 13-6l-44-12c-3 14-7 34-12 48h-37c18-3 26-36-29-47l-3 2c7 9 14 26 14 40c4 3 7 5 11 5h-47l2 10h58c-1 12-1 22-2 32h-62l2 10h59c-6 28-21 51-65 69l3 5c64-17 87-41 96-74h2c5 27 19 59 49 74c1-13 5-19 12-24c12 3 17 7 21 13c4 6 5 16 6 29c42-4 48-20 48-48v-238c7-1 12-4 14-7l-40-31l-18 22h-48l-39-16zm-69 9v32h-50v-32zm-90-9v302h6c19 0 34-10 34-15v-194h50v16h7c12 0 30-8 31-11v-83c6-2 10-5 12-7l-36-27l-17 19h-46l-41-18zm40 51h50v32h-50zm209-42v32h-52v-32zm-52 42h52v32h-52z"/></svg>';

/** As a data: address with nothing in it that a style sheet would have to quote. */
export const icon = `data:image/svg+xml,${encodeURIComponent(seal)}`;
