import type { Answer } from '../core/held-request';

/** The name of the port between a page's content script and the worker. */
export const pagePortName = 'page';

/** From a page to the worker. `id` is 32 hex digits that the page's script made; sent again after a break, it is the same request. */
export type ToWorker =
  | { readonly kind: 'request'; readonly id: string; readonly method: string; readonly params: unknown }
  /** The page has the answer; it may be forgotten. */
  | { readonly kind: 'received'; readonly id: string }
  /** The page wants to be told of changes. */
  | { readonly kind: 'open' }
  /** A person clicked or typed in the page. Made by the content script alone. */
  | { readonly kind: 'used' };

/** What a page may know of its session. `chain` is a hex quantity; `accounts` are lower-case addresses. */
export interface PageState {
  readonly accounts: readonly string[];
  readonly chain: string;
}

/** From the worker to a page. */
export type ToPage =
  | { readonly kind: 'answer'; readonly id: string; readonly answer: Answer }
  | { readonly kind: 'state'; readonly state: PageState }
  /** The extension is gone or was updated under the page: what is pending is refused with 4900. Made by the content script. */
  | { readonly kind: 'gone' };

/** Sent over `tabs.sendMessage` to wake content scripts whose port died: those that had one open it again. Holds nothing. */
export const wakeUp = 'wake-up';
