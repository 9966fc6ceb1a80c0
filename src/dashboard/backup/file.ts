import { longestBackup, type BackupFile } from '../../core/backup';
import type { Millis } from '../../core/units';
import { readBackup } from '../../protocol/backup';
import type { Loaded } from '../../ui/watch';

/** A backup that was chosen, and what can be told of it without its password. */
export interface ChosenBackup {
  readonly name: string;
  readonly text: string;
  readonly backup: BackupFile;
}

/** Reads a file that a person chose, which may be anything. One that is too large is not even read. */
export async function readChosen(file: File): Promise<Loaded<ChosenBackup>> {
  if (file.size > longestBackup) return { ok: false, fault: 'backup-too-large' };
  const text = await textOf(file);
  if (text === null) return { ok: false, fault: 'backup-unreadable' };
  const reading = await readBackup(text);
  return reading.ok ? { ok: true, value: { name: file.name, text, backup: reading.file } } : reading;
}

/** Null where the file is gone, is a folder, or may not be read. */
async function textOf(file: File): Promise<string | null> {
  try {
    return await file.text();
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** `sekisho-backup-2026-11-25.json`: the day by this computer's calendar. */
export function nameOfBackup(madeAt: Millis): string {
  const date = new Date(madeAt);
  const two = (value: number) => String(value).padStart(2, '0');
  return `sekisho-backup-${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}.json`;
}

/** Hands a file to the browser's downloads. */
export function download(name: string, url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
