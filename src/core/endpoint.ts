import { isLoopbackHost, parseOrigin } from './origin';

/** Whether a text names an endpoint that may be asked: https; http on loopback only where the person typed it (SEC-12). */
export function isEndpoint(text: string, source: 'by-site' | 'by-person'): boolean {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return false;
  }
  if (url.username !== '' || url.password !== '' || parseOrigin(url.origin) === null) return false;
  return url.protocol === 'https:' || source === 'by-person';
}

/** Whether an endpoint is on this computer. */
export function isLocalEndpoint(endpoint: string): boolean {
  return URL.canParse(endpoint) && isLoopbackHost(new URL(endpoint).hostname);
}
