import browser, { type Runtime } from 'webextension-polyfill';
import { stayAwake } from '../adapters/browser/wakefulness';
import type { UiMessage } from '../protocol/ui';
import { applyUpdate } from '../services/apply-update';
import type { Ports } from '../services/ports';
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
    void applyUpdate(ports).catch(report);
  });
  port.onMessage.addListener((message: unknown) => {
    void stayAwake(() => answer(ports, message)).then((reply) => {
      if (isOpen && reply !== null) port.postMessage(reply);
    });
  });
}

/** Evaluates the commands and their schemas with the first one: a page of ours can wait, a dApp's question does not. */
async function answer(ports: Ports, message: unknown): Promise<UiMessage | null> {
  const { answerCommand } = await import('./answer-command');
  return answerCommand(ports, message);
}

/** One of our own pages: our id, and an address inside the extension. A page that frames us cannot exist (SEC-6). */
function isOwnPage(sender: Runtime.MessageSender | undefined): boolean {
  if (sender === undefined || sender.id !== browser.runtime.id) return false;
  return sender.url?.startsWith(browser.runtime.getURL('')) === true;
}
