import { describe, expect, it } from 'vitest';
import { derivationFloor } from '../../src/core/vault';
import { changePassword } from '../../src/services/change-password';
import { importKey } from '../../src/services/import-key';
import { lockVault } from '../../src/services/lock-vault';
import { showPhrase } from '../../src/services/show-phrase';
import { unlockVault } from '../../src/services/unlock-vault';
import {
  derivation,
  importedAddress,
  importedKey,
  makeVaultWorld,
  newPasswordKey,
  passwordKey,
  phrase,
  wrongKey,
} from './vault-world';

const change = { passwordKey, newPasswordKey, derivation: { ...derivation, salt: 'ab'.repeat(16) } };

describe('changing the password (SEC-14)', () => {
  it('rewraps: the new one opens, the old one does not, what is sealed stays', async () => {
    const world = await makeVaultWorld();
    const before = await world.vault();
    expect(await changePassword(world.ports, change)).toEqual({ ok: true, value: null });
    const after = await world.vault();
    expect(after).toMatchObject({ id: before!.id, secrets: before!.secrets, derivation: change.derivation });
    expect(await unlockVault(world.ports, { passwordKey })).toMatchObject({ fault: 'wrong-password' });
    expect(await unlockVault(world.ports, { passwordKey: newPasswordKey })).toMatchObject({ ok: true });
    expect(await world.journal()).toContainEqual({ kind: 'password-changed' });
  });

  it.each([
    ['the password so far is wrong', { ...change, passwordKey: wrongKey }, 'wrong-password'],
    [
      'the new derivation is weak',
      { ...change, derivation: { ...derivation, memory: derivationFloor.memory } },
      'invalid',
    ],
  ])('changes nothing where %s', async (_, asked, fault) => {
    const world = await makeVaultWorld();
    const before = await world.vault();
    expect(await changePassword(world.ports, asked)).toMatchObject({ ok: false, fault });
    expect(await world.vault()).toEqual(before);
  });

  it('loses no key that is imported at the same moment', async () => {
    const world = await makeVaultWorld();
    const outcomes = await Promise.all([
      changePassword(world.ports, change),
      importKey(world.ports, { privateKey: importedKey, name: 'Cow' }),
    ]);
    expect(outcomes).toMatchObject([{ ok: true }, { ok: true }]);
    expect((await world.vault())?.secrets.map(({ id }) => id)).toEqual(['phrase', importedAddress]);
    expect(await unlockVault(world.ports, { passwordKey: newPasswordKey })).toMatchObject({ ok: true });
  });

  it('happens once where it is asked for twice at once', async () => {
    const world = await makeVaultWorld();
    const outcomes = await Promise.all([
      changePassword(world.ports, change),
      changePassword(world.ports, { ...change, newPasswordKey: wrongKey }),
    ]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    const winner = outcomes[0].ok ? newPasswordKey : wrongKey;
    expect(await unlockVault(world.ports, { passwordKey: winner })).toMatchObject({ ok: true });
  });
});

describe('showing the recovery phrase', () => {
  it('takes the password, unlocked or not, and is journaled', async () => {
    const world = await makeVaultWorld();
    expect(await showPhrase(world.ports, passwordKey)).toEqual({ ok: true, value: { phrase } });
    await lockVault(world.ports);
    expect(await showPhrase(world.ports, passwordKey)).toEqual({ ok: true, value: { phrase } });
    expect(world.held()).toBeNull();
    expect((await world.journal()).filter(({ kind }) => kind === 'phrase-shown')).toHaveLength(2);
  });

  it('gives nothing for a wrong password, although the vault is unlocked', async () => {
    const world = await makeVaultWorld();
    expect(await showPhrase(world.ports, wrongKey)).toMatchObject({ ok: false, fault: 'wrong-password' });
    expect(await world.journal()).not.toContainEqual({ kind: 'phrase-shown' });
  });
});
