import { endReasons } from '../../core/end-reason';
import { endWords } from '../../ui/end-reason';
import { useT } from '../../ui/language';
import { Section } from '../../ui/layout/heading';
import { EndGlyph } from '../../ui/pass/end-glyph';
import { Page } from '../page';

/** One short page: what a session is, why it ends, and what its end does not do. */
export function Guide() {
  const t = useT();
  return (
    <Page title={t('navigationGuide')} lead={t('guideLead')}>
      <Section title={t('guideSessionTitle')}>
        <div className="prose">
          <p>{t('guideSession')}</p>
          <p>{t('guideUse')}</p>
        </div>
      </Section>
      <Section title={t('guideStatesTitle')}>
        <dl className="terms">
          <dt>{t('stateLocked')}</dt>
          <dd>{t('guideLocked')}</dd>
          <dt>{t('stateOffline')}</dt>
          <dd>{t('guideOffline')}</dd>
          <dt>{t('stateEnded')}</dt>
          <dd>{t('guideEnded')}</dd>
        </dl>
      </Section>
      <Section title={t('guideReasonsTitle')}>
        <ul className="reasons">
          {endReasons.map((reason) => {
            const words = endWords(t, { reason, at: 0, limit: null, device: null }, 0);
            return (
              <li key={reason}>
                <EndGlyph reason={reason} size={26} />
                <div className="prose">
                  <b>{words.short}</b>
                  <p>{words.why}</p>
                </div>
              </li>
            );
          })}
        </ul>
      </Section>
      <Section title={t('privateGuideTitle')}>
        <div className="prose">
          <p>{t('privateGuideAllow')}</p>
          <p>{t('privateGuideMeans')}</p>
        </div>
      </Section>
      <Section title={t('guideNotTitle')}>
        <div className="prose">
          <p>{t('guideNotLogin')}</p>
          <p>{t('guideNotApprovals')}</p>
          <p>{t('guideNotDevices')}</p>
        </div>
      </Section>
    </Page>
  );
}
