/** Firefox's cookie stores beside its containers; Chrome names none. */
const usualStores: ReadonlySet<string | undefined> = new Set(['firefox-default', 'firefox-private']);

/** The container that a tab stands in, as a session key has it; null outside of containers. */
export function containerOf({
  cookieStoreId,
}: {
  readonly cookieStoreId?: string | undefined;
}): string | null {
  return usualStores.has(cookieStoreId) ? null : (cookieStoreId ?? null);
}
