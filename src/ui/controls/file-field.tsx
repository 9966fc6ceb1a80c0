import { useEffect, useId, useRef, useState } from 'react';
import { Button } from './button';

/** Chooses one file: by the browser's dialog, or by dropping it anywhere on the page. */
export function FileField({
  label,
  hint,
  name,
  error,
  accept,
  isDisabled = false,
  onChoose,
}: {
  /** The words on the button. */
  label: string;
  /** Stands beside the button until a file was chosen. */
  hint: string;
  /** The name of the file that was chosen; null before. */
  name: string | null;
  error?: string | undefined;
  accept: string;
  isDisabled?: boolean | undefined;
  onChoose: (file: File) => void;
}) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const isOver = useDrop(onChoose, isDisabled);
  return (
    <div className="field">
      <div className="file" data-over={isOver || undefined}>
        <Button isDisabled={isDisabled} describedBy={`${id}what`} onClick={() => input.current?.click()}>
          {label}
        </Button>
        <span id={`${id}what`} className={name === null ? 'file-hint' : 'file-name'}>
          {name ?? hint}
        </span>
        <input
          ref={input}
          type="file"
          hidden
          accept={accept}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            // So that the same file, mended meanwhile, can be chosen once more.
            if (file !== undefined) onChoose(file);
            target.value = '';
          }}
        />
      </div>
      <p className="field-error" aria-live="polite">
        {error}
      </p>
    </div>
  );
}

/** Takes a file that is dropped on the page, which the browser would otherwise open in its place. Tells while one hovers. */
function useDrop(onChoose: (file: File) => void, isDisabled: boolean): boolean {
  const [isOver, setIsOver] = useState(false);
  const choose = useRef(onChoose);
  useEffect(() => {
    choose.current = onChoose;
  }, [onChoose]);
  useEffect(() => {
    const hover = (event: DragEvent) => {
      event.preventDefault();
      setIsOver(event.type === 'dragover' && !isDisabled);
    };
    const drop = (event: DragEvent) => {
      hover(event);
      const [file] = event.dataTransfer?.files ?? [];
      if (file !== undefined && !isDisabled) choose.current(file);
    };
    window.addEventListener('dragover', hover);
    window.addEventListener('dragleave', hover);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', hover);
      window.removeEventListener('dragleave', hover);
      window.removeEventListener('drop', drop);
    };
  }, [isDisabled]);
  return isOver;
}
