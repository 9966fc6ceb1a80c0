import type { ChainId } from '../../core/session';
import { ErrorState } from '../../ui/feedback/error-state';
import { useQuery } from '../../ui/use-query';
import { EndpointLine } from './endpoint-line';

/** The endpoints of a network, and how each was seen to do. */
export function Endpoints({ chain }: { chain: ChainId }) {
  const { value, state, reload } = useQuery('endpoints.list', { chain }, ['networks', 'connection']);
  if (state === 'failed') return <ErrorState onRetry={reload} />;
  return (
    <ul className="lines">
      {(value ?? []).map((endpoint) => (
        <EndpointLine key={endpoint.endpoint} seen={endpoint} chain={chain} />
      ))}
    </ul>
  );
}
