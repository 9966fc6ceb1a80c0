import { useCallback } from 'react';
import type { JournalEntry } from '../../core/journal';
import { minute } from '../../core/units';
import { EmptyState } from '../../ui/feedback/empty-state';
import { formatMoment } from '../../ui/format-time';
import { useT } from '../../ui/language';
import { EndGlyph } from '../../ui/pass/end-glyph';
import { useRulesNow } from '../../ui/use-overview';
import { useList, useWorker } from '../../ui/use-query';
import type { LoadPage } from '../../ui/watch';
import { ListEnd } from '../list-end';
import { Page } from '../page';
import { journalWords } from './journal-sentence';

/** The journal in sentences, newest first. */
export function History() {
  const t = useT();
  const { call } = useWorker();
  const now = useRulesNow(minute);
  const load: LoadPage<JournalEntry> = useCallback((page) => call('journal.list', page), [call]);
  const list = useList(load, ['journal'], 30);
  return (
    <Page title={t('historyHeading')} lead={t('historyLead')}>
      {list.items.length > 0 && (
        <ol className="entries entries-dated" aria-label={t('historyHeading')}>
          {list.items.map((entry, index) => {
            const { sentence, detail } = journalWords(t, entry);
            return (
              <li className="entry" key={`${entry.at} ${list.items.length - index}`}>
                <time className="entry-time numeric" dateTime={new Date(entry.at).toISOString()}>
                  {formatMoment(t, entry.at, now)}
                </time>
                <div className="entry-words">
                  <span>{sentence}</span>
                  {detail !== '' && (
                    <span className="entry-facts">
                      {entry.event.kind === 'session-ended' && (
                        <EndGlyph reason={entry.event.end.reason} size={15} />
                      )}{' '}
                      {detail}
                    </span>
                  )}
                </div>
              </li>
            );
          })}
        </ol>
      )}
      <ListEnd list={list}>
        <EmptyState title={t('historyEmpty')}>{t('historyEmptyLead')}</EmptyState>
      </ListEnd>
    </Page>
  );
}
