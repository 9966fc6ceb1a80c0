/** A broken promise leaves a trace for who develops Sekisho; errors hold no secret (SEC-15). */
export function report(error: unknown): void {
  console.error(error);
}
