import { describe, expect, it } from 'vitest';
import { type EndReason, endReasons, type SessionEnd } from '../../src/core/end-reason';
import { day } from '../../src/core/units';
import { endWords } from '../../src/ui/end-reason';
import { createTranslator } from '../../src/ui/t';

const now = new Date(2026, 10, 22, 18, 0).getTime();
const en = createTranslator('en');
const ja = createTranslator('ja');

function end(
  reason: EndReason,
  limit: number | null = null,
  device: SessionEnd['device'] = null,
): SessionEnd {
  return { reason, at: now, limit, device };
}
const firefox = { name: 'Firefox on Linux', at: new Date(2026, 10, 22, 14, 2).getTime() };

describe('the sentence of an end', () => {
  const table: [SessionEnd, string, string][] = [
    [
      end('idle-limit', 7 * day),
      'Session ended: not used for 7 days',
      '7日間使用されなかったため、セッションが切れました',
    ],
    [
      end('absolute-limit', 30 * day),
      'Session ended: it reached its limit of 30 days',
      '期限（30日）に達したため、セッションが切れました',
    ],
    [
      end('taken-over', null, firefox),
      'Session ended: this account is now active on "Firefox on Linux" (today 14:02)',
      '別の端末「Firefox on Linux」でこのアカウントの使用が始まったため、セッションが切れました',
    ],
    [
      end('storage-lost'),
      "Session ended: the browser's data was cleared",
      'ブラウザーのデータが消去されたため、セッションが切れました',
    ],
    [
      end('browser-closed'),
      'Session ended: the browser was closed',
      'ブラウザーを閉じたため、セッションが切れました',
    ],
    [end('updated'), 'Session ended by an update of Sekisho', '更新のため、セッションが切れました'],
    [
      end('policy', 3 * day),
      'Session ended: a new rule limits sessions to 3 days',
      'ポリシーの変更により、セッションが切れました',
    ],
    [
      end('clock-changed'),
      "Session ended: this computer's clock was changed",
      '時計が変更されたため、セッションが切れました',
    ],
    [
      end('wallet-reset'),
      'Session ended: the wallet was opened with its recovery phrase',
      'リカバリーフレーズで復元したため、セッションが切れました',
    ],
    [end('ended-by-you'), 'You ended this session', 'このセッションは、ご自身の操作で終了しました'],
    [end('ended-by-site'), 'The site ended this session', 'サイトがこのセッションを終了しました'],
    [
      end('account-removed'),
      'Session ended: its account was removed',
      'アカウントが削除されたため、セッションが切れました',
    ],
  ];

  it.each(table)('is that of the product: %o', (ended, english, japanese) => {
    expect(endWords(en, ended, now).sentence).toBe(english);
    expect(endWords(ja, ended, now).sentence).toBe(japanese);
  });

  it.each(endReasons)('stands with its short form, its why and its next step, without gaps: %s', (reason) => {
    for (const t of [en, ja]) {
      for (const ended of [end(reason), end(reason, 90 * 60_000, firefox)]) {
        for (const text of Object.values(endWords(t, ended, now))) {
          expect(text).not.toMatch(/\$|undefined|null|^$/);
        }
      }
    }
  });

  it('differs from every other in its sentence, its short form and its why', () => {
    for (const t of [en, ja]) {
      for (const part of ['sentence', 'short', 'why'] as const) {
        const texts = endReasons.map((reason) => endWords(t, end(reason, 7 * day, firefox), now)[part]);
        expect(new Set(texts).size).toBe(endReasons.length);
      }
    }
  });
});
