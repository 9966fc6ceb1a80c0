/** The words of a recovery phrase, numbered, in the order to write them down. Hidden: only their places are shown. */
export function WordGrid({
  words,
  isHidden,
  label,
}: {
  words: readonly string[];
  isHidden: boolean;
  label: string;
}) {
  return (
    <ol className="words" aria-label={label} data-hidden={isHidden || undefined}>
      {words.map((word, index) => (
        <li key={`${index}${isHidden ? '' : word}`}>{isHidden ? <span className="words-hidden" /> : word}</li>
      ))}
    </ol>
  );
}
