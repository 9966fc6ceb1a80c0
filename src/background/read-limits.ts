import { takeRead, type Bucket } from '../core/flood';
import type { Origin } from '../core/origin';
import type { ReadLimits } from '../services/ports';

const mostSites = 1_000;

/** A bucket of reads per top-level site, in memory: a worker that had time to die has forgiven anyway. */
export function createReadLimits(): ReadLimits {
  const buckets = new Map<Origin, Bucket>();
  return {
    admit(site, hasSession, wall) {
      const bucket = takeRead(buckets.get(site) ?? null, hasSession, wall);
      if (bucket === null) return false;
      if (buckets.size >= mostSites && !buckets.has(site)) buckets.clear();
      buckets.set(site, bucket);
      return true;
    },
  };
}
