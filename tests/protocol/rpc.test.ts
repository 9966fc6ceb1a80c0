import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RequestRefused } from '../../src/core/errors';
import { encodeText } from '../../src/core/message-text';
import { methodKindOf } from '../../src/core/method';
import type { SiteRequest } from '../../src/core/site-request';
import { parseRequest } from '../../src/protocol/rpc';
import { signInText } from '../core/sign-in-fixture';
import { mail } from '../core/typed-data-fixture';

const account = `0x${'a'.repeat(40)}`;
const mixedCase = `0x${'Aa'.repeat(20)}`;
const other = `0x${'b'.repeat(40)}`;

async function refusalOf(method: string, params: unknown): Promise<{ code: number; message: string }> {
  try {
    await parseRequest(method, params);
  } catch (error) {
    if (error instanceof RequestRefused) return error.toPageError();
    throw error;
  }
  throw new Error(`${method} was accepted`);
}

async function askOf(method: string, params: unknown) {
  const request: SiteRequest = await parseRequest(method, params);
  if (!('ask' in request)) throw new Error(`${method} asks nothing`);
  return request.ask;
}

async function transactionOf(over: object) {
  const ask = await askOf('eth_sendTransaction', [{ from: account, to: other, ...over }]);
  if (ask.kind !== 'transaction') throw new Error(ask.kind);
  return ask.transaction;
}

describe('a request', () => {
  it.each([
    ['eth_chainId', undefined, { kind: 'open', method: 'eth_chainId' }],
    ['eth_accounts', [], { kind: 'accounts', method: 'eth_accounts' }],
    ['eth_accounts', 'nonsense', { kind: 'accounts', method: 'eth_accounts' }],
    [
      'eth_requestAccounts',
      undefined,
      { kind: 'connect', method: 'eth_requestAccounts', ask: { kind: 'connect', answerAs: 'accounts' } },
    ],
    ['eth_blockNumber', undefined, { kind: 'read', method: 'eth_blockNumber', params: [] }],
    [
      'eth_getBalance',
      [account, 'latest'],
      { kind: 'read', method: 'eth_getBalance', params: [account, 'latest'] },
    ],
  ])('that is asked all the time is parsed at once: %s %j', (method, params, parsed) => {
    expect(parseRequest(method, params)).toEqual(parsed);
  });

  it('of a method that is not supported is refused with 4200 and its cleaned name', async () => {
    expect(await refusalOf('eth_sign', [account, '0x00'])).toMatchObject({
      code: 4200,
      message: 'The wallet does not support the method "eth_sign".',
    });
    const { message } = await refusalOf(`x\u202e${'y'.repeat(5_000)}`, []);
    expect(message.length).toBeLessThan(130);
    expect(message).not.toContain('\u202e');
  });

  it.each([
    ['parameters that are no array', { a: 1 }],
    ['11 parameters', Array.from({ length: 11 }, () => 1)],
    ['more than 256,000 characters', ['a'.repeat(256_000)]],
    ['a nesting that nothing can follow', [JSON.parse('['.repeat(100_000) + ']'.repeat(100_000))]],
  ])('that reads is refused with %s', async (_, params) => {
    expect(await refusalOf('eth_call', params)).toMatchObject({ code: -32602 });
  });
});

describe('personal_sign', () => {
  it.each([
    ['a text', ['Hello', account], encodeText('Hello')],
    ['hex', ['0xDEADBEEF', account], '0xdeadbeef'],
    ['hex of half a byte, which is a text', ['0xabc', account], encodeText('0xabc')],
    ['nothing', ['', account], '0x'],
    ['empty hex', ['0x', account], '0x'],
    ['a password after it', ['Hello', account, 'password'], encodeText('Hello')],
    ['the swapped order', [account, 'Hello'], encodeText('Hello')],
    ['an address as the message', [other, account], other],
    ['the largest message', ['a'.repeat(1_000_000), account], `0x${'61'.repeat(1_000_000)}`],
  ])('takes %s', async (_, params, message) => {
    expect(await askOf('personal_sign', params)).toEqual({
      kind: 'message',
      account,
      message,
      isMalformedSignIn: false,
    });
  });

  it('takes an address in any case', async () => {
    expect(await askOf('personal_sign', ['Hello', mixedCase])).toMatchObject({ account });
  });

  it('SEC-11: finds a sign-in in text and in hex', async () => {
    const text = signInText();
    for (const message of [text, encodeText(text)]) {
      expect(await askOf('personal_sign', [message, account])).toMatchObject({
        kind: 'sign-in',
        account,
        message: encodeText(text),
        signIn: { domain: 'example.com', chain: 1 },
      });
    }
  });

  it('SEC-11: marks what only looks like a sign-in', async () => {
    expect(await askOf('personal_sign', [signInText({ nonce: 'Nonce: 1' }), account])).toMatchObject({
      kind: 'message',
      isMalformedSignIn: true,
    });
  });

  it.each([
    ['nothing', undefined],
    ['an object', { message: 'Hello', account }],
    ['no address', ['Hello']],
    ['a malformed address', ['Hello', '0x1234']],
    ['a number', [5, account]],
    ['null', [null, account]],
    ['a message of 1,000,001 bytes', ['a'.repeat(1_000_001), account]],
    ['1,000,001 bytes in hex', [`0x${'00'.repeat(1_000_001)}`, account]],
    ['1,000,002 bytes in fewer characters', ['é'.repeat(500_001), account]],
    ['ten million characters', ['a'.repeat(10_000_000), account]],
  ])('is refused with %s', async (_, params) => {
    const { code, message } = await refusalOf('personal_sign', params);
    expect(code).toBe(-32602);
    expect(message).toMatch(/^personal_sign: .{10,100}\.$/);
  });

  it('says that a message is too large', async () => {
    expect((await refusalOf('personal_sign', ['a'.repeat(1_000_001), account])).message).toContain(
      'too large',
    );
  });
});

describe('eth_signTypedData_v4', () => {
  it.each([
    ['an object', [account, mail]],
    ['a JSON text', [mixedCase, JSON.stringify(mail)]],
    ['the swapped order', [mail, account]],
  ])('takes %s', async (_, params) => {
    const ask = await askOf('eth_signTypedData_v4', params);
    expect(ask).toMatchObject({ kind: 'typed-data', account });
    expect(ask.kind === 'typed-data' && JSON.parse(ask.data).primaryType).toBe('Mail');
  });

  it.each([
    ['no data', [account], 'the typed data is not valid: it must be an object'],
    ['no address', [mail, mail], 'an address (0x and 40 hex digits) is expected beside the typed data'],
    ['malformed data', [account, '{'], 'the typed data is not valid: it is no JSON'],
    ['no parameters', null, 'the parameters must be an array'],
  ])('is refused with %s', async (_, params, problem) => {
    expect(await refusalOf('eth_signTypedData_v4', params)).toMatchObject({
      code: -32602,
      message: `eth_signTypedData_v4: ${problem}.`,
    });
  });
});

describe('eth_sendTransaction', () => {
  it('leaves open what the page leaves open', async () => {
    expect(await transactionOf({})).toEqual({
      from: account,
      to: other,
      value: '0x0',
      data: '0x',
      gas: null,
      maxFeePerGas: null,
      maxPriorityFeePerGas: null,
      nonce: null,
      chain: null,
    });
  });

  it.each([
    ['data', { data: '0xABCD' }, { data: '0xabcd' }],
    ['input', { input: '0xabcd' }, { data: '0xabcd' }],
    ['data and input that agree', { data: '0xABCD', input: '0xabcd' }, { data: '0xabcd' }],
    ['empty data', { data: '' }, { data: '0x' }],
    ['gas', { gas: '0x5208' }, { gas: '0x5208' }],
    ['gasLimit', { gasLimit: '0x5208' }, { gas: '0x5208' }],
    ['leading zeros', { value: '0x00', gas: '0x05208' }, { value: '0x0', gas: '0x5208' }],
    ['an empty quantity', { value: '0x' }, { value: '0x0' }],
    ['whole numbers', { value: 0, nonce: 7 }, { value: '0x0', nonce: '0x7' }],
    ['null for nothing', { value: null, data: null, gas: null, nonce: null }, { value: '0x0', gas: null }],
    [
      'fees',
      { maxFeePerGas: '0x2', maxPriorityFeePerGas: '0x1' },
      { maxFeePerGas: '0x2', maxPriorityFeePerGas: '0x1' },
    ],
    ['one fee', { maxFeePerGas: '0x2' }, { maxFeePerGas: '0x2', maxPriorityFeePerGas: null }],
    [
      'a gas price, as both fees',
      { gasPrice: '0x3', type: '0x0' },
      { maxFeePerGas: '0x3', maxPriorityFeePerGas: '0x3' },
    ],
    ['a chain in hex', { chainId: '0x1' }, { chain: 1 }],
    ['a chain as a number', { chainId: 137 }, { chain: 137 }],
    ['an empty access list', { accessList: [], type: '0x2' }, { chain: null }],
    ['what nobody knows', { customData: { a: 1 } }, { to: other }],
    ['no receiver, to create a contract', { to: undefined, data: '0x60' }, { to: null, data: '0x60' }],
    ['an empty receiver, to create a contract', { to: '0x', data: '0x60' }, { to: null }],
  ])('takes %s', async (_, over, expected) => {
    expect(await transactionOf(over)).toMatchObject(expected);
  });

  it.each([
    ['no sender', { from: undefined }, 'from is missing'],
    ['a malformed sender', { from: 'me' }, 'from must be an address: 0x and 40 hex digits'],
    ['a malformed receiver', { to: 'vitalik.eth' }, 'to must be an address: 0x and 40 hex digits'],
    ['neither receiver nor data', { to: null }, '"to" is missing, and there is no contract to create'],
    ['a decimal value', { value: '100' }, 'value must be a hex quantity of at most 256 bits, such as 0x1'],
    ['a negative value', { value: '-0x1' }, 'value must be a hex quantity of at most 256 bits, such as 0x1'],
    ['a fraction', { value: 0.5 }, 'value must be a hex quantity of at most 256 bits, such as 0x1'],
    [
      'a value beyond 256 bits',
      { value: `0x1${'0'.repeat(64)}` },
      'value must be a hex quantity of at most 256 bits, such as 0x1',
    ],
    ['half a byte of data', { data: '0xabc' }, 'data must be hex with whole bytes, at most 131072 bytes'],
    [
      'too much data',
      { data: `0x${'00'.repeat(131_073)}` },
      'data must be hex with whole bytes, at most 131072 bytes',
    ],
    [
      'data and input that differ',
      { data: '0x01', input: '0x02' },
      '"data" and "input" are both given and differ',
    ],
    [
      'gas and gasLimit that differ',
      { gas: '0x1', gasLimit: '0x2' },
      '"gas" and "gasLimit" are both given and differ',
    ],
    [
      'two kinds of fee',
      { gasPrice: '0x1', maxFeePerGas: '0x1' },
      'gasPrice cannot stand beside maxFeePerGas or maxPriorityFeePerGas',
    ],
    [
      'a tip above the fee',
      { maxFeePerGas: '0x1', maxPriorityFeePerGas: '0x2' },
      'maxPriorityFeePerGas must not be higher than maxFeePerGas',
    ],
    [
      'an access list',
      { accessList: [{ address: other, storageKeys: [] }] },
      'accessList is not supported: leave it out',
    ],
    [
      'an authorization (EIP-7702)',
      { authorizationList: [{}] },
      'authorizationList is not supported: leave it out',
    ],
    ['a blob', { blobVersionedHashes: ['0x01'] }, 'blobVersionedHashes is not supported: leave it out'],
    ['a type that is unknown', { type: '0x4' }, 'type must be 0x0, 0x1 or 0x2'],
    ['a chain that is none', { chainId: 'one' }, 'chainId must be a chain id, such as 0x1'],
  ])('is refused with %s', async (_, over, problem) => {
    expect(await refusalOf('eth_sendTransaction', [{ from: account, to: other, ...over }])).toMatchObject({
      code: -32602,
      message: `eth_sendTransaction: ${problem}.`,
    });
  });

  it.each([
    ['no parameters', [], 'the first parameter must be an object'],
    ['a text', ['0x'], 'the first parameter must be an object'],
    ['null', [null], 'the first parameter must be an object'],
  ])('is refused with %s', async (_, params, problem) => {
    expect((await refusalOf('eth_sendTransaction', params)).message).toBe(`eth_sendTransaction: ${problem}.`);
  });
});

describe('wallet_switchEthereumChain', () => {
  it('takes a chain (EIP-3326)', async () => {
    expect(await askOf('wallet_switchEthereumChain', [{ chainId: '0x7A69' }])).toEqual({
      kind: 'switch-network',
      chain: 31_337,
    });
  });

  it.each([['1'], [1], ['0x0'], ['0x01'], ['0x'], ['0x20000000000000'], [null], [undefined]])(
    'is refused with the chain %j',
    async (chainId) => {
      expect((await refusalOf('wallet_switchEthereumChain', [{ chainId }])).code).toBe(-32602);
    },
  );
});

describe('SEC-12: wallet_addEthereumChain', () => {
  const usual = {
    chainId: '0x64',
    chainName: 'Gnosis',
    nativeCurrency: { name: 'xDAI', symbol: 'XDAI', decimals: 18 },
    rpcUrls: ['https://rpc.gnosischain.com'],
    blockExplorerUrls: ['https://gnosisscan.io'],
    iconUrls: ['https://example.com/icon.png'],
  };

  async function networkOf(over: object) {
    const ask = await askOf('wallet_addEthereumChain', [{ ...usual, ...over }]);
    if (ask.kind !== 'add-network') throw new Error(ask.kind);
    return ask.network;
  }

  it('takes a network (EIP-3085)', async () => {
    expect(await networkOf({})).toEqual({
      chain: 100,
      name: 'Gnosis',
      currency: { name: 'xDAI', symbol: 'XDAI', decimals: 18 },
      endpoints: ['https://rpc.gnosischain.com/'],
      explorer: 'https://gnosisscan.io/',
    });
  });

  it.each([
    [
      'only the https ones of its endpoints',
      { rpcUrls: ['http://a.com', 'wss://b.com', 'https://c.com', 'https://c.com/'] },
      { endpoints: ['https://c.com/'] },
    ],
    [
      'at most ten endpoints',
      { rpcUrls: Array.from({ length: 12 }, (_, index) => `https://a${index}.com`) },
      { endpoints: Array.from({ length: 10 }, (_, index) => `https://a${index}.com/`) },
    ],
    ['no explorer', { blockExplorerUrls: undefined }, { explorer: null }],
    ['null for an explorer', { blockExplorerUrls: null }, { explorer: null }],
    [
      'no explorer over http',
      { blockExplorerUrls: ['http://a.com', 'javascript:alert(1)'] },
      { explorer: null },
    ],
    [
      'SEC-13: a cleaned name',
      { chainName: ` Ether\u202e\u200beum ${'x'.repeat(10_000)}` },
      { name: `Ethereum ${'x'.repeat(54)}…` },
    ],
  ])('takes %s', async (_, over, expected) => {
    expect(await networkOf(over)).toMatchObject(expected);
  });

  it.each([
    ['no chain', { chainId: undefined }, 'chainId is missing'],
    ['a decimal chain', { chainId: '100' }, 'chainId must be a chain id as a hex quantity, such as 0x1'],
    ['no name', { chainName: undefined }, 'chainName is missing'],
    [
      'a name without anything to read',
      { chainName: '\u200b ' },
      'chainName must be a text with something to read in it',
    ],
    ['no currency', { nativeCurrency: undefined }, 'nativeCurrency is missing'],
    [
      'a currency without a symbol',
      { nativeCurrency: { name: 'x', symbol: '', decimals: 18 } },
      'nativeCurrency.symbol must be a text of 1 to 11 characters',
    ],
    [
      'a symbol of 12 characters',
      { nativeCurrency: { name: 'x', symbol: 'ABCDEFGHIJKL', decimals: 18 } },
      'nativeCurrency.symbol must be a text of 1 to 11 characters',
    ],
    [
      'other decimals',
      { nativeCurrency: { name: 'x', symbol: 'X', decimals: 6 } },
      'nativeCurrency.decimals must be 18',
    ],
    ['no endpoints', { rpcUrls: undefined }, 'rpcUrls is missing'],
    [
      'an empty list of endpoints',
      { rpcUrls: [] },
      'rpcUrls must hold at least one https URL without a password',
    ],
    [
      'an endpoint over http',
      { rpcUrls: ['http://rpc.example.com'] },
      'rpcUrls must hold at least one https URL without a password',
    ],
    [
      'an endpoint on loopback',
      { rpcUrls: ['http://127.0.0.1:8545', 'http://localhost:8545'] },
      'rpcUrls must hold at least one https URL without a password',
    ],
    [
      'an endpoint with a password',
      { rpcUrls: ['https://a:b@example.com'] },
      'rpcUrls must hold at least one https URL without a password',
    ],
    [
      'endpoints that are none',
      { rpcUrls: [5, null, 'nothing'] },
      'rpcUrls must hold at least one https URL without a password',
    ],
    ['endpoints as a text', { rpcUrls: 'https://a.com' }, 'rpcUrls must be a list of https URLs'],
    [
      'explorers as a text',
      { blockExplorerUrls: 'https://a.com' },
      'blockExplorerUrls must be a list of https URLs',
    ],
  ])('is refused with %s', async (_, over, problem) => {
    expect(await refusalOf('wallet_addEthereumChain', [{ ...usual, ...over }])).toMatchObject({
      code: -32602,
      message: `wallet_addEthereumChain: ${problem}.`,
    });
  });
});

describe('wallet_watchAsset', () => {
  const asset = {
    type: 'ERC20',
    options: { address: mixedCase, symbol: 'US\u200bDC', decimals: 6, image: 'x' },
  };
  const token = { address: account, symbol: 'USDC', decimals: 6 };

  it.each([
    ['an object (EIP-747)', asset],
    ['an object in an array', [asset]],
    ['decimals as text', { ...asset, options: { ...asset.options, decimals: '6' } }],
  ])('takes %s', async (_, params) => {
    expect(await parseRequest('wallet_watchAsset', params)).toEqual({
      kind: 'watch',
      method: 'wallet_watchAsset',
      token,
    });
  });

  it.each([
    ['nothing', undefined, 'the first parameter must be an object'],
    [
      'another type',
      { ...asset, type: 'ERC721' },
      'type must be "ERC20": the wallet watches no other assets',
    ],
    ['no options', { type: 'ERC20' }, 'options is missing'],
    [
      'no symbol',
      { ...asset, options: { ...asset.options, symbol: undefined } },
      'options.symbol is missing',
    ],
    [
      'a symbol of 12 characters',
      { ...asset, options: { ...asset.options, symbol: 'ABCDEFGHIJKL' } },
      'options.symbol must be a text of 1 to 11 characters',
    ],
    [
      '37 decimals',
      { ...asset, options: { ...asset.options, decimals: 37 } },
      'options.decimals must be a whole number from 0 to 36',
    ],
    [
      'half a decimal',
      { ...asset, options: { ...asset.options, decimals: 0.5 } },
      'options.decimals must be a whole number from 0 to 36',
    ],
    [
      'no address',
      { ...asset, options: { ...asset.options, address: '0x' } },
      'options.address must be an address: 0x and 40 hex digits',
    ],
  ])('is refused with %s', async (_, params, problem) => {
    expect((await refusalOf('wallet_watchAsset', params)).message).toBe(`wallet_watchAsset: ${problem}.`);
  });
});

describe('permissions', () => {
  it('are asked for (EIP-2255)', async () => {
    expect(await parseRequest('wallet_requestPermissions', [{ eth_accounts: {} }])).toEqual({
      kind: 'edit-accounts',
      method: 'wallet_requestPermissions',
      ask: { kind: 'edit-accounts' },
    });
  });

  it('are given back (MIP-2)', async () => {
    expect(await parseRequest('wallet_revokePermissions', [{ eth_accounts: {}, other: {} }])).toEqual({
      kind: 'revoke',
      method: 'wallet_revokePermissions',
    });
  });

  it.each([
    ['nothing', undefined],
    ['no permission', [{}]],
    ['accounts that are no object', [{ eth_accounts: 5 }]],
    ['another one', [{ eth_accounts: {}, snap_dialog: {} }]],
  ])('are refused with %s', async (_, params) => {
    expect((await refusalOf('wallet_requestPermissions', params)).code).toBe(-32602);
  });
});

describe('any request', () => {
  const methods = [
    'personal_sign',
    'eth_signTypedData_v4',
    'eth_sendTransaction',
    'wallet_switchEthereumChain',
    'wallet_addEthereumChain',
    'wallet_watchAsset',
    'wallet_requestPermissions',
    'wallet_revokePermissions',
    'eth_call',
    'eth_accounts',
  ];
  const keys = fc.constantFrom(
    'from',
    'to',
    'value',
    'data',
    'chainId',
    'rpcUrls',
    'nativeCurrency',
    'type',
    'options',
    'eth_accounts',
    'types',
    'message',
    '__proto__',
    'toString',
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(
        account,
        '0x1',
        '0x',
        'https://a.com',
        'ERC20',
        signInText(),
        null,
        undefined,
        5,
        -1,
        0.5,
        true,
      ),
      fc.string({ unit: 'binary' }),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.oneof(keys, fc.string()), tie('value'), { maxKeys: 6 }),
    ),
  }));

  it('is parsed, or refused with a short clean sentence and a stable code; nothing else is ever thrown', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.constantFrom(...methods), fc.string({ unit: 'binary' })),
        fc.oneof(value, fc.array(value)),
        async (method, params) => {
          try {
            const request = await parseRequest(method, params);
            expect(request.kind).toBe(methodKindOf(method));
          } catch (error) {
            if (!(error instanceof RequestRefused)) throw error;
            const { code, message } = error.toPageError();
            expect([4200, -32602]).toContain(code);
            expect([...message].length).toBeLessThan(300);
            expect(message).not.toMatch(/[\p{Cf}\p{Cc}\p{Cs}]/u);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
