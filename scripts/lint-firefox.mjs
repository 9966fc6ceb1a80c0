// @ts-check
// Has Mozilla's linter look at the extension for Firefox: no errors, and no warnings but two that are known.
import { Problem, runInstalled, runMain } from './terminal.mjs';

/** React puts markup of its own making into the page in two places; nothing of ours does. */
const known = { code: 'UNSAFE_VAR_ASSIGNMENT', most: 2 };

await runMain(async () => {
  const { output } = await runInstalled('web-ext', [
    'lint',
    '--no-config-discovery',
    '--source-dir=dist/firefox',
    '--output=json',
  ]);
  const { errors, warnings } = JSON.parse(output.slice(output.indexOf('{')));
  const excused = warnings.filter((/** @type {{code: string}} */ { code }) => code === known.code);
  const others = [
    ...errors,
    ...warnings.filter((/** @type {{code: string}} */ { code }) => code !== known.code),
  ];
  if (others.length > 0 || excused.length > known.most) {
    const told = [...others, ...excused].map(
      ({ code, message, file }) => `${code} ${file ?? ''}: ${message}`,
    );
    throw new Problem(`Mozilla's linter objects:\n${told.join('\n')}`);
  }
  console.log(`0 errors, ${excused.length} known warnings`);
});
