import axe from 'axe-core';

/** A page of either browser. */
interface Page {
  evaluate(script: string): Promise<unknown>;
}

/** What axe finds on a screen: each rule that is broken, and where. */
export async function violations(page: Page): Promise<unknown> {
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))`);
}
