import { useT } from '../language';

/** Where one stands on the way: milestones along a road, and "Step 2 of 4". */
export function Stepper({ step, total }: { step: number; total: number }) {
  const t = useT();
  return (
    <div className="stepper">
      <span className="stepper-road" aria-hidden="true">
        {Array.from({ length: total }, (_, index) => (
          <i key={index} data-state={index + 1 < step ? 'past' : index + 1 === step ? 'here' : 'ahead'} />
        ))}
      </span>
      <span>{t('commonStep', { step, total })}</span>
    </div>
  );
}
