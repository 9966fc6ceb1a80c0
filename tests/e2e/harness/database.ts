/** Deletes Sekisho's database. Runs in one of its own pages, of whichever browser: names nothing outside itself. */
export function deleteInPage(): Promise<unknown> {
  return new Promise((done, fail) => {
    const deleting = indexedDB.deleteDatabase('sekisho');
    deleting.addEventListener('success', done);
    deleting.addEventListener('error', fail);
  });
}
