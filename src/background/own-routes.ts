import browser, { type Runtime } from 'webextension-polyfill';
import * as v from 'valibot';
import { failed } from '../core/outcome';
import { commandMessage, type UiMessage } from '../protocol/ui';
import type { Ports } from '../services/ports';
import { runCommand } from './commands';
import { report } from './report';

/** Takes up the port of one of our own pages. Any other sender is cut off unheard (SEC-4). */
export function routeOwnPage(port: Runtime.Port, ports: Ports): void {
  if (!isOwnPage(port.sender)) {
    port.disconnect();
    return;
  }
  let isOpen = true;
  port.onDisconnect.addListener(() => {
    isOpen = false;
  });
  port.onMessage.addListener((message: unknown) => {
    const parsed = v.safeParse(commandMessage, message);
    if (!parsed.success) return;
    const { id, name, params } = parsed.output;
    void runCommand(ports, name, params)
      .catch((error: unknown) => {
        report(error);
        return failed({
          fault: error instanceof Error && error.name === 'StoreFailed' ? 'store-failed' : 'unexpected',
        });
      })
      .then((reply) => {
        const answer: UiMessage = { kind: 'reply', id, reply };
        if (isOpen) port.postMessage(answer);
      });
  });
}

/** One of our own pages: our id, and an address inside the extension. A page that frames us cannot exist (SEC-6). */
function isOwnPage(sender: Runtime.MessageSender | undefined): boolean {
  if (sender === undefined || sender.id !== browser.runtime.id) return false;
  return sender.url?.startsWith(browser.runtime.getURL('')) === true;
}
