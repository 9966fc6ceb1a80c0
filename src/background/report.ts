/** A broken promise leaves a trace for who develops Sekisho; errors hold no secret (SEC-15). */
export function report(error: unknown): void {
  // oxlint-disable-next-line no-console -- the one place that writes to the worker's console
  console.error(error);
}
