import { createCoordinations } from '../../src/adapters/storage/coordinations';
import { createSharedClaims } from '../../src/adapters/storage/shared-claims';
import type { Ports } from '../../src/services/ports';
import { makeArea } from '../adapters/storage/session-area';

function notWanted(): never {
  throw new Error('This test did not expect a relay to be asked');
}

/** For a wallet with no relay chosen: nothing of relays is ever called. */
export function noRelays(): Pick<
  Ports,
  'relays' | 'coordinationKeys' | 'coordinations' | 'sharedClaims' | 'platform' | 'managedRelays'
> {
  return {
    relays: {
      createDevice: notWanted,
      seal: notWanted,
      read: notWanted,
      publish: notWanted,
      watch: notWanted,
      health: notWanted,
      try: notWanted,
    },
    coordinationKeys: { coordination: notWanted, generationSecret: notWanted },
    coordinations: createCoordinations(makeArea()),
    sharedClaims: createSharedClaims(makeArea()),
    managedRelays: async () => null,
    platform: { browser: 'Chrome', system: 'Linux' },
  };
}
