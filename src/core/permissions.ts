import type { SessionState } from './decide';

/** A granted permission as EIP-2255 gives it. `date` is the wall clock at which the session was opened. */
export interface Permission {
  readonly parentCapability: 'eth_accounts';
  readonly invoker: string;
  readonly date: number;
  readonly caveats: readonly [
    { readonly type: 'restrictReturnedAccounts'; readonly value: readonly string[] },
  ];
}

/** What a site holds; nothing without a live session. */
export function permissionsOf(state: SessionState): readonly Permission[] {
  if (state.state !== 'active') return [];
  const { origin, openedAt, accounts } = state.session;
  return [
    {
      parentCapability: 'eth_accounts',
      invoker: origin,
      date: openedAt,
      caveats: [{ type: 'restrictReturnedAccounts', value: accounts }],
    },
  ];
}
