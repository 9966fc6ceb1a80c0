/** `storage.session`, with its items in the open. */
export function makeArea(items: Record<string, unknown> = {}) {
  return {
    items,
    get: async (name: string) => (name in items ? { [name]: structuredClone(items[name]) } : {}),
    set: async (more: Record<string, unknown>) => void Object.assign(items, structuredClone(more)),
    remove: async (name: string) => void delete items[name],
  };
}
