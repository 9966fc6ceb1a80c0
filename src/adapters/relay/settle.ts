import type { Millis } from '../../core/units';

/**
 * Waits for answers: until all are there, or for a moment more once enough are. Each promise says whether its answer
 * counts, and none may fail. Resolves to how many count by then.
 */
export function settle(
  answers: readonly Promise<boolean>[],
  enough: number,
  moreTime: Millis,
): Promise<number> {
  return new Promise((resolve) => {
    let missing = answers.length;
    let counted = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const finish = (): void => {
      clearTimeout(timer);
      resolve(counted);
    };
    if (missing === 0) finish();
    for (const answer of answers) {
      void answer.then((isCounted) => {
        missing -= 1;
        if (isCounted) counted += 1;
        if (missing === 0 || (counted >= enough && moreTime === 0)) finish();
        else if (counted >= enough) timer ??= setTimeout(finish, moreTime);
      });
    }
  });
}
