/** Where something was lost, and what. */
export function noteLosses() {
  const losses: string[] = [];
  return {
    losses,
    in: (where: string, played: Promise<unknown>) =>
      played.catch((error: unknown) => void losses.push(`${where}: ${String(error)}`)),
  };
}
