import { expect, type Page } from '@playwright/test';
import { settle, type Extension } from './extension';
import { asOwnFailure, request, type Answer, type Scriptable } from './provider';

/** The first two accounts of the development phrase, as pages see them. */
export const firstAccount = '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266';
export const secondAccount = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8';

/** What a page is answered that asked for a signature and got it. */
export const signature = { ok: true, value: expect.stringMatching(/^0x[0-9a-f]{130}$/) };

export interface Connection {
  /** A label of "Session length". */
  readonly length?: string;
  readonly minutes?: number;
  /** The name of a network. */
  readonly network?: string;
}

/** Has a page ask to connect, and lets it in. Returns what the page was answered. */
export async function connect(
  extension: Extension,
  page: Page,
  connection: Connection = {},
): Promise<Answer> {
  await page.bringToFront();
  const asked = request(page, 'eth_requestAccounts');
  const window = await extension.requestWindow();
  await letIn(window, connection);
  return asked;
}

/** Fills in the connect screen and approves. */
export async function letIn(window: Page, { length, minutes, network }: Connection = {}): Promise<void> {
  await window.getByRole('heading', { name: /^Connect to / }).waitFor();
  if (length !== undefined || minutes !== undefined) {
    const label = length ?? 'Custom';
    const choice = window.getByRole('combobox', { name: 'Session length' });
    await choice.selectOption({ label });
  }
  if (minutes !== undefined) await window.getByRole('spinbutton', { name: 'Minutes' }).fill(String(minutes));
  if (network !== undefined)
    await window.getByRole('combobox', { name: 'Network' }).selectOption({ label: network });
  await settle(window, 'Connect');
}

/** The text as personal_sign takes it. */
function hex(text: string): string {
  return `0x${Buffer.from(text).toString('hex')}`;
}

/** Asks for a signature from the tab in front. */
export function askSignature(
  page: Scriptable & Pick<Page, 'bringToFront'>,
  message: string,
  account = firstAccount,
): Promise<Answer> {
  const asked = page.bringToFront().then(() => request(page, 'personal_sign', [hex(message), account]));
  return asOwnFailure(asked);
}

/** Ends what was connected "until I close the browser", by closing it, and opens the page again. */
export async function closeBrowserAndReturn(extension: Extension, url: string): Promise<Page> {
  await extension.restartBrowser();
  const page = await extension.context.newPage();
  await page.goto(url);
  return page;
}

export function expectRefused(answer: Answer, code: number): void {
  expect(answer).toMatchObject({ ok: false, code });
}
