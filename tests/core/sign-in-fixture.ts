/** The lines of a sign-in message; a null leaves its line out. */
export function signInText(over: Partial<Record<keyof typeof usual, string | null>> = {}, tail = ''): string {
  const lines = Object.values({ ...usual, ...over }).filter((line) => line !== null);
  return lines.join('\n') + tail;
}

/** The lines of an ordinary sign-in of account 0xaa… at example.com. */
export const usual = {
  header: 'example.com wants you to sign in with your Ethereum account:',
  address: '0xAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAa',
  gap: '',
  statement: 'I accept the Terms of Service: https://example.com/tos',
  secondGap: '',
  uri: 'URI: https://example.com/login',
  version: 'Version: 1',
  chain: 'Chain ID: 1',
  nonce: 'Nonce: 32891756',
  issuedAt: 'Issued At: 2026-11-22T12:00:00Z',
  expirationTime: null as string | null,
  notBefore: null as string | null,
  requestId: null as string | null,
};
