import * as v from 'valibot';
import type { SharedClaims } from '../../services/ports';
import { claimTable, ownDeviceTable } from './claim-store';
import type { SessionArea } from './key-holder';

const item = 'knownDevice';

/** The port `SharedClaims` over `storage.session`, by the schemas of the rows. */
export function createSharedClaims(area: SessionArea): SharedClaims {
  return {
    async get() {
      const schema = v.strictObject({
        device: ownDeviceTable.schema(),
        claims: v.array(claimTable.schema()),
      });
      const parsed = v.safeParse(schema, (await area.get(item))[item]);
      if (!parsed.success) return null;
      const { device, claims } = parsed.output;
      return { device: device.value, claims: claims.map((row) => row.claims) };
    },
    put: ({ device, claims }) =>
      area.set({
        [item]: {
          device: { name: 'device', value: device },
          claims: claims.map((each) => ({ claims: each })),
        },
      }),
  };
}
