import type { Bucket } from '../core/flood';
import type { Origin } from '../core/origin';

/** Buckets of top-level sites, in memory: a worker that had time to die has forgiven anyway. */
export interface SiteBuckets {
  /** Takes one from the site's bucket; false where it is empty. */
  admit(site: Origin, take: (bucket: Bucket | null) => Bucket | null): boolean;
}

const mostSites = 1_000;

export function createSiteBuckets(): SiteBuckets {
  const buckets = new Map<Origin, Bucket>();
  return {
    admit(site, take) {
      const bucket = take(buckets.get(site) ?? null);
      if (bucket === null) return false;
      if (buckets.size >= mostSites && !buckets.has(site)) buckets.clear();
      buckets.set(site, bucket);
      return true;
    },
  };
}
