import { expect, test } from 'vitest';
import { isLaterVersion } from '../../src/core/version';

test.each([
  ['0.2.1', '0.2.0', true],
  ['0.10.0', '0.9.9', true],
  ['1.0', '0.9.9', true],
  ['0.2.0.1', '0.2.0', true],
  ['0.2.0', '0.2.0', false],
  ['0.2', '0.2.0', false],
  ['0.2.0', '0.2', false],
  ['0.2.0', '0.2.1', false],
  ['0.9.9', '0.10.0', false],
  ['', '0.2.0', false],
  ['0.3.0', 'yesterday', false],
  ['0.3.0-beta', '0.2.0', false],
])('whether %s is later than %s: %s', (version, other, isLater) => {
  expect(isLaterVersion(version, other)).toBe(isLater);
});
