/** Whether this page of ours stands before a person, or holds something that they typed and would have to type again. */
export function isPageInUse(): boolean {
  if (document.visibilityState === 'visible') return true;
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'input:not([type="checkbox"], [type="radio"]), textarea',
  );
  return Array.from(fields).some(({ value }) => value !== '');
}
