/* oxlint-disable typescript/unbound-method -- methods are taken from their prototypes here, and applied to objects below. */

/** The parts of the language and the browser that are used after the page had a chance to change them (SEC-5). */
const { apply, defineProperty } = Reflect;
const { addEventListener, dispatchEvent } = EventTarget.prototype;
const { getRandomValues } = crypto;
const source = crypto;
const Bytes = Uint8Array;
const readDetail = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get;

export const { parse, stringify } = JSON;
export const { isArray } = Array;
export const { create, freeze } = Object;
export const NativePromise = Promise;
export const NativeError = Error;
export const NativeTypeError = TypeError;
const NativeCustomEvent = CustomEvent;
export const { queueMicrotask, reportError } = globalThis;

const hexDigits = '0123456789abcdef';

/** 128 random bits as 32 hex digits (SEC-18). */
export function randomHex(): string {
  const bytes: Uint8Array = apply(getRandomValues, source, [new Bytes(16)]);
  let hex = '';
  for (let at = 0; at < 16; at += 1) {
    const byte = bytes[at] ?? 0;
    hex += `${hexDigits[byte >> 4]}${hexDigits[byte & 15]}`;
  }
  return hex;
}

/** Calls a function of the page. */
export function call(
  target: (...values: never[]) => unknown,
  self: unknown,
  values: readonly unknown[],
): unknown {
  return apply(target, self, values);
}

/** Sets a property, whatever setters the page has put on prototypes. */
export function put(target: object, key: string, value: unknown): void {
  const descriptor: PropertyDescriptor = create(null);
  descriptor.value = value;
  descriptor.writable = true;
  descriptor.enumerable = true;
  descriptor.configurable = true;
  defineProperty(target, key, descriptor);
}

export function listen(target: EventTarget, type: string, listener: (event: Event) => void): void {
  apply(addEventListener, target, [type, listener]);
}

/** Sends an event with this detail; false where a listener has cancelled it. */
export function dispatch(target: EventTarget, type: string, detail: unknown): boolean {
  const init: CustomEventInit = create(null);
  init.detail = detail;
  init.cancelable = true;
  return apply(dispatchEvent, target, [new NativeCustomEvent(type, init)]);
}

export function detailOf(event: Event): unknown {
  return readDetail === undefined ? undefined : apply(readDetail, event, []);
}
