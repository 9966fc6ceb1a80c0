import type { RequestPreview, RequestView } from '../../protocol/ui';
import { type Query, useQuery } from '../../ui/use-query';

type Kind = RequestPreview['kind'];
export type PreviewOf<Name extends Kind> = Extract<RequestPreview, { readonly kind: Name }>;

/** What the worker worked out about a request of this kind; null until it has. */
export function usePreview<Name extends Kind>(
  { id }: Pick<RequestView, 'id'>,
  kind: Name,
): Query<PreviewOf<Name>> {
  const { reload, ...watched } = useQuery('request.preview', { id }, []);
  const { value } = watched;
  const isKind = (preview: RequestPreview): preview is PreviewOf<Name> => preview.kind === kind;
  const known = value !== null && isKind(value) ? value : null;
  switch (watched.state) {
    case 'ready':
      return known === null
        ? { state: 'failed', value: null, fault: { fault: 'unexpected' }, reload }
        : { state: 'ready', value: known, reload };
    case 'failed':
      return { ...watched, value: known, reload };
    case 'loading':
      return { ...watched, reload };
  }
}
