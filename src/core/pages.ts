/** A page of a list: newest or nearest first. `next` is handed back to get what follows; null at the end. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** How many are read at once where all are. */
const pageSize = 500;

/** One page after the other, from the first on. */
export async function* eachPage<Item>(
  load: (limit: number, after: string | null) => Promise<Page<Item>>,
): AsyncGenerator<readonly Item[]> {
  let after: string | null = null;
  do {
    const page: Page<Item> = await load(pageSize, after);
    yield page.items;
    after = page.next;
  } while (after !== null);
}

/** Everything that is on any page. */
export async function everyItem<Item>(
  load: (limit: number, after: string | null) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const items of eachPage(load)) all.push(...items);
  return all;
}
