import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Held by whoever has the local chain; the system frees it where a process dies. */
const port = 8544;

/** Waits until no other test has the local chain. Returns what gives it back. */
export async function takeTurn(): Promise<() => Promise<void>> {
  for (;;) {
    const turn = await tryTurn();
    if (turn !== null) return turn;
    await pause(100);
  }
}

function tryTurn(): Promise<(() => Promise<void>) | null> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      'code' in error && error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    );
    server.listen(port, '127.0.0.1', () => {
      resolve(async () => void (await new Promise((done) => server.close(done))));
    });
  });
}
