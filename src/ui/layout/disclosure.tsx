import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';

/** Something more to read, opened by a button: "Why did this happen?", "Details". */
export function Disclosure({
  label,
  children,
  isOpenFirst = false,
}: {
  label: string;
  children: ReactNode;
  isOpenFirst?: boolean | undefined;
}) {
  const [isOpen, setIsOpen] = useState(isOpenFirst);
  const id = useId();
  return (
    <div className="disclosure">
      <button
        type="button"
        className="disclosure-button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
      >
        {label}
        <ChevronRight size={15} aria-hidden="true" />
      </button>
      <div id={id} className="disclosure-content" hidden={!isOpen}>
        {children}
      </div>
    </div>
  );
}
