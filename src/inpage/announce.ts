import { icon } from './icon';
import { dispatch, freeze, listen, randomHex } from './primordials';

/** Announces the provider as EIP-6963 has it: now, and whenever a dApp asks, as long as the wallet is there. */
export function announce(page: EventTarget, provider: object, isThere: () => boolean): void {
  const info = freeze({ uuid: makeUuid(), name: 'Sekisho', icon, rdns: 'app.sekisho' });
  const detail = freeze({ info, provider });
  const tell = () => {
    if (isThere()) dispatch(page, 'eip6963:announceProvider', detail);
  };
  listen(page, 'eip6963:requestProvider', tell);
  tell();
}

const variants = '89ab';

/** A UUID v4 (RFC 9562) of this page, made of 128 random bits (SEC-18). */
function makeUuid(): string {
  const hex = randomHex();
  const part = (from: number, to: number) => {
    let text = '';
    for (let at = from; at < to; at += 1) text += hex[at];
    return text;
  };
  const variant = variants[parseInt(hex[16] ?? '0', 16) & 3];
  return `${part(0, 8)}-${part(8, 12)}-4${part(13, 16)}-${variant}${part(17, 20)}-${part(20, 32)}`;
}
