import { isEndpoint } from '../../core/endpoint';
import type { Translate } from '../../ui/translate';

/** The host of an endpoint, for a sentence; the text itself where it names none. */
export function hostOfEndpoint(endpoint: string): string {
  return URL.canParse(endpoint) ? new URL(endpoint).host : endpoint;
}

/** What is wrong with an endpoint that a person typed, before it is asked. */
export function endpointError(t: Translate, endpoint: string): string | undefined {
  if (endpoint === '') return t('commonRequired');
  if (!URL.canParse(endpoint)) return t('errorEndpointMalformed');
  return isEndpoint(endpoint, 'by-person') ? undefined : t('errorEndpointNotHttps');
}
