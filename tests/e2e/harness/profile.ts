import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Every file under a folder. */
function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory()) return filesUnder(path);
    return found?.isFile() ? [path] : [];
  });
}

/**
 * The files of a browser's profile that hold one of these texts in any way in which browsers store text: as bytes, in
 * 16 bits with either end first, and as Firefox writes the keys of a database, each byte one higher.
 */
export function filesWith(texts: readonly string[], profile: string): { files: number; found: string[] } {
  const needles = texts.flatMap((text) => {
    const bytes = Buffer.from(text, 'utf8');
    const wide = Buffer.from(text, 'utf16le');
    return [bytes, wide, Buffer.from(wide).swap16(), Buffer.from(bytes.map((byte) => byte + 1))];
  });
  const files = filesUnder(profile);
  const found = files.filter((file) => {
    const bytes = readFileSync(file);
    return needles.some((needle) => bytes.includes(needle));
  });
  return { files: files.length, found };
}
