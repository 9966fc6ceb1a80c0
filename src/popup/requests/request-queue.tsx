import { useMemo } from 'react';
import type { RequestView } from '../../protocol/ui';
import { useOverview } from '../../ui/use-overview';
import { UnlockScreen } from '../unlock/unlock-screen';
import { AddNetworkScreen } from './network/add-network-screen';
import { ConnectScreen } from './connect/connect-screen';
import { EditAccountsScreen } from './connect/edit-accounts-screen';
import { MessageScreen } from './sign/message-screen';
import { QueueContext } from './queue';
import { SignInScreen } from './sign/sign-in-screen';
import { SwitchNetworkScreen } from './network/switch-network-screen';
import { TransactionScreen } from './transaction/transaction-screen';
import { TypedDataScreen } from './sign/typed-data-screen';
import { WaitingReconnect } from './waiting-reconnect';

/** What waits for the person, one question at a time: the one asked for while it waits, else first in, first out. */
export function RequestQueue({
  requests,
  asked,
  refresh,
  noteUnsent,
}: {
  requests: readonly RequestView[];
  /** The request that this window was opened for; null in the toolbar's popup. */
  asked: string | null;
  refresh: () => void;
  noteUnsent: () => void;
}) {
  const { vault } = useOverview();
  const index = Math.max(
    0,
    requests.findIndex(({ id }) => id === asked),
  );
  const queue = useMemo(
    () => ({ position: index + 1, total: requests.length, refresh, noteUnsent }),
    [index, requests.length, refresh, noteUnsent],
  );
  const view = requests[index];
  if (view === undefined) return null;
  const isUnlockedFirst = vault === 'locked' && view.screen !== 'reconnect';
  return (
    <QueueContext value={queue}>
      {isUnlockedFirst ? (
        <UnlockScreen waiting={requests} />
      ) : (
        <RequestScreen
          key={`${view.screen} ${view.screen === 'reconnect' ? view.key : view.id}`}
          view={view}
          requests={requests}
        />
      )}
    </QueueContext>
  );
}

function RequestScreen({ view, requests }: { view: RequestView; requests: readonly RequestView[] }) {
  const { ask } = view;
  if (view.screen === 'reconnect' && view.session?.end) {
    const waiting = requests.filter(({ key }) => key === view.key);
    return <WaitingReconnect session={view.session} end={view.session.end} waiting={waiting} />;
  }
  switch (ask.kind) {
    case 'connect':
      return <ConnectScreen view={view} />;
    case 'edit-accounts':
      // Where there is nothing to edit any more, it connects.
      return view.screen === 'connect' ? <ConnectScreen view={view} /> : <EditAccountsScreen view={view} />;
    case 'message':
      return <MessageScreen view={view} isMalformedSignIn={ask.isMalformedSignIn} />;
    case 'sign-in':
      return <SignInScreen view={view} signIn={ask.signIn} />;
    case 'typed-data':
      return <TypedDataScreen view={view} data={ask.data} />;
    case 'transaction':
      return <TransactionScreen view={view} transaction={ask.transaction} />;
    case 'switch-network':
      return <SwitchNetworkScreen view={view} chain={ask.chain} />;
    case 'add-network':
      return <AddNetworkScreen view={view} asked={ask.network} />;
  }
}
