import { readdirSync, readFileSync } from 'node:fs';

/** What Linux tells of a browser's extension processes; elsewhere nothing is measured here. */
export const canReadProcesses = process.platform === 'linux';

/** The processes in which the extensions of a browser run, by the folder of its profile. */
export function extensionProcesses(profile: string): readonly number[] {
  const browsers = processes().filter(({ command }) => command.includes(`--user-data-dir=${profile}`));
  const family = new Set(browsers.map(({ id }) => id));
  for (let grown = true; grown; ) {
    grown = false;
    for (const { id, parent } of processes()) {
      if (!family.has(parent) || family.has(id)) continue;
      family.add(id);
      grown = true;
    }
  }
  return processes()
    .filter(({ id, command }) => family.has(id) && command.includes('--extension-process'))
    .map(({ id }) => id);
}

/** Memory that nobody shares, in MiB. */
export function uniqueMemory(id: number): number {
  const rollup = read(id, 'smaps_rollup');
  const kilobytes = ['Private_Clean', 'Private_Dirty'].map((name) =>
    Number(new RegExp(`^${name}: +(\\d+)`, 'm').exec(rollup)?.[1] ?? 0),
  );
  return (kilobytes[0]! + kilobytes[1]!) / 1024;
}

/** Time on a processor so far, in ms, and how often it was woken. */
export function usage(id: number): { readonly cpu: number; readonly wakeUps: number } {
  const fields = read(id, 'stat')
    .replace(/^.*\) /s, '')
    .split(' ');
  const wakeUps = Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(read(id, 'status'))?.[1] ?? 0);
  const ticksASecond = 100;
  return { cpu: ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksASecond, wakeUps };
}

function processes() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      const id = Number(name);
      const parent = Number(
        read(id, 'stat')
          .replace(/^.*\) /s, '')
          .split(' ')[1],
      );
      return { id, parent, command: read(id, 'cmdline').replaceAll('\0', ' ') };
    });
}

/** Empty where the process has ended. */
function read(id: number, file: string): string {
  try {
    return readFileSync(`/proc/${id}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
