declare const originBrand: unique symbol;

/**
 * Scheme, host and port of the frame that asks, as the browser reports it: https, or http on loopback.
 * Always the browser's own serialisation, so its host is already in punycode.
 */
export type Origin = string & { readonly [originBrand]: true };

const originPattern = /^(https?):\/\/(\[[0-9a-f:.]+\]|[^\s/?#@:[\]\\]+)(?::(\d{1,5}))?$/;
const loopbackPattern = /^(?:localhost|(?:[^.]+\.)+localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** The origin that may hold a session, or null for every other one: "null", http off loopback, other schemes (SEC-1). */
export function parseOrigin(reported: string | undefined): Origin | null {
  return reported !== undefined && isOrigin(reported) ? reported : null;
}

/** Host and port as a person reads them. */
export function hostOf(origin: Origin): string {
  return origin.slice(origin.indexOf('//') + 2);
}

/** Whether a host name is this computer's own. */
export function isLoopbackHost(name: string): boolean {
  return loopbackPattern.test(name);
}

function isOrigin(text: string): text is Origin {
  const match = originPattern.exec(text);
  if (match === null) return false;
  return match[1] === 'https' || loopbackPattern.test(match[2] ?? '');
}
