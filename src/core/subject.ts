import type { HeldRequest } from './held-request';

/**
 * Names what a person approves: the request, and for a transaction all that will be signed. An approval carries the
 * subject that was shown; where it is not the present one, nothing happens (SEC-7).
 */
export function subjectOf(request: HeldRequest): string {
  if (request.prepared === null) return request.id;
  const { gas, maxFeePerGas, maxPriorityFeePerGas, nonce } = request.prepared.transaction;
  return [request.id, gas, maxFeePerGas, maxPriorityFeePerGas, nonce].join(':');
}
