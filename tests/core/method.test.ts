import { describe, expect, it } from 'vitest';
import { methodKindOf } from '../../src/core/method';

describe('a method', () => {
  it.each([
    ['eth_chainId', 'open'],
    ['net_version', 'open'],
    ['web3_clientVersion', 'open'],
    ['eth_accounts', 'accounts'],
    ['eth_coinbase', 'accounts'],
    ['wallet_getPermissions', 'accounts'],
    ['eth_requestAccounts', 'connect'],
    ['wallet_requestPermissions', 'edit-accounts'],
    ['wallet_revokePermissions', 'revoke'],
    ['personal_sign', 'act'],
    ['eth_signTypedData_v4', 'act'],
    ['eth_sendTransaction', 'act'],
    ['wallet_switchEthereumChain', 'act'],
    ['wallet_addEthereumChain', 'act'],
    ['wallet_watchAsset', 'watch'],
    ['eth_blockNumber', 'read'],
    ['eth_call', 'read'],
    ['eth_getLogs', 'read'],
    ['eth_sendRawTransaction', 'read'],
  ])('%s is decided as %s', (method, kind) => {
    expect(methodKindOf(method)).toBe(kind);
  });

  it.each([
    'eth_sign',
    'eth_signTransaction',
    'eth_signTypedData',
    'eth_signTypedData_v3',
    'eth_subscribe',
    'eth_newFilter',
    'eth_getFilterChanges',
    'eth_getWork',
    'personal_unlockAccount',
    'personal_sendTransaction',
    'admin_peers',
    'debug_traceTransaction',
    'anvil_setBalance',
    'evm_mine',
    'wallet_sendCalls',
    'ETH_ACCOUNTS',
    ' eth_accounts',
    '',
    'constructor',
    '__proto__',
  ])('SEC-11: %j is not supported', (method) => {
    expect(methodKindOf(method)).toBeNull();
  });
});
