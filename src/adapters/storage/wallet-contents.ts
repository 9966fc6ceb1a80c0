import * as v from 'valibot';
import type { Session } from '../../core/session';
import type { WalletContents } from '../../core/wallet-contents';
import type { CopyFormat } from '../../services/ports';
import { networkTable, tokenTable } from './chain-store';
import { once } from './records';
import { sessionRow, sessionTable } from './session-store';
import { accountTable, settingsTable } from './vault-store';

// The schemas of the rows themselves: what could not be stored is not restored.

const contents = once(() =>
  v.strictObject({
    accounts: v.pipe(
      v.array(accountTable.schema()),
      v.transform((rows) => rows.map(({ account }) => account)),
    ),
    settings: v.pipe(
      settingsTable.schema(),
      v.transform((row) => row.settings),
    ),
    networks: v.pipe(
      v.array(networkTable.schema()),
      v.transform((rows) => rows.map(({ network }) => network)),
    ),
    tokens: v.pipe(
      v.array(tokenTable.schema()),
      v.transform((rows) => rows.map(({ token }) => token)),
    ),
  }),
);

/** The contents as JSON text. */
export function writeContents({ accounts, settings, networks, tokens }: WalletContents): string {
  return JSON.stringify({
    accounts: accounts.map((account, position) => ({ account, position })),
    settings: { name: 'settings', settings },
    networks: networks.map((network) => ({ network })),
    tokens: tokens.map((token) => ({ token })),
  });
}

/** The contents of such a text; null where it is anything else. */
export function parseContents(text: string): WalletContents | null {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), contents()), text);
  return parsed.success ? parsed.output : null;
}

/** A session as JSON text. */
export function writeSession(session: Session): string {
  return JSON.stringify(sessionRow(session));
}

/** The session of such a text; null where it is anything else. */
export function parseSession(text: string): Session | null {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), sessionTable.schema()), text);
  return parsed.success ? parsed.output.session : null;
}

const copy = once(() => v.strictObject({ contents: v.string(), sessions: v.array(v.string()) }));

const comma = 1;

/** How long something is as JSON in UTF-8. */
function bytesOf(part: unknown): number {
  return new TextEncoder().encode(JSON.stringify(part)).length;
}

/** Contents and sessions as one text, for a backup. */
export const copyFormat: CopyFormat = {
  write({ sessions, ...rest }, room) {
    const contents = writeContents(rest);
    const written: string[] = [];
    let left = room - bytesOf({ contents, sessions: [] });
    if (left < 0) return null;
    for (const session of sessions) {
      const text = writeSession(session);
      left -= bytesOf(text) + (written.length === 0 ? 0 : comma);
      if (left < 0) break;
      written.push(text);
    }
    return JSON.stringify({ contents, sessions: written });
  },
  parse(text) {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), copy()), text);
    if (!parsed.success) return null;
    const contents = parseContents(parsed.output.contents);
    const sessions = parsed.output.sessions.flatMap((each) => parseSession(each) ?? []);
    if (contents === null || sessions.length < parsed.output.sessions.length) return null;
    return { ...contents, sessions };
  },
};
