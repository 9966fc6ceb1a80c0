import type { CommandFault } from './command-fault';

/** What a command of the person came to: its value, or the expected reason why nothing was done. */
export type Outcome<Value> = { readonly ok: true; readonly value: Value } | Failed;

export type Failed = { readonly ok: false } & CommandFault;

export function done<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function failed(fault: CommandFault): Failed {
  return { ok: false, ...fault };
}
