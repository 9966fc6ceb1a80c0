/** How a request is decided; one row of the product's request table each. */
export type MethodKind =
  /** Answered by the wallet itself, with or without a session. */
  | 'open'
  /** Passed to the chain, with or without a session. */
  | 'read'
  /** Answered from the session's accounts; `[]` without one. */
  | 'accounts'
  /** Opens a session. */
  | 'connect'
  /** Opens a session, or changes the accounts of a live one. */
  | 'edit-accounts'
  /** Asks a person within a live session. */
  | 'act'
  /** Suggests a token. */
  | 'watch'
  /** Ends the session. */
  | 'revoke';

const methods: readonly (readonly [MethodKind, readonly string[]])[] = [
  ['open', ['eth_chainId', 'net_version', 'web3_clientVersion']],
  ['accounts', ['eth_accounts', 'eth_coinbase', 'wallet_getPermissions']],
  ['connect', ['eth_requestAccounts']],
  ['edit-accounts', ['wallet_requestPermissions']],
  ['revoke', ['wallet_revokePermissions']],
  [
    'act',
    [
      'personal_sign',
      'eth_signTypedData_v4',
      'eth_sendTransaction',
      'wallet_switchEthereumChain',
      'wallet_addEthereumChain',
    ],
  ],
  ['watch', ['wallet_watchAsset']],
  // What a node of the execution-apis answers without a key and without keeping anything for the caller.
  // Filters (eth_newFilter and its kin) live in one node's memory and do not survive failover: 4200, and
  // libraries fall back to eth_getLogs.
  [
    'read',
    [
      'eth_blobBaseFee',
      'eth_blockNumber',
      'eth_call',
      'eth_createAccessList',
      'eth_estimateGas',
      'eth_feeHistory',
      'eth_gasPrice',
      'eth_getBalance',
      'eth_getBlockByHash',
      'eth_getBlockByNumber',
      'eth_getBlockReceipts',
      'eth_getBlockTransactionCountByHash',
      'eth_getBlockTransactionCountByNumber',
      'eth_getCode',
      'eth_getLogs',
      'eth_getProof',
      'eth_getStorageAt',
      'eth_getTransactionByBlockHashAndIndex',
      'eth_getTransactionByBlockNumberAndIndex',
      'eth_getTransactionByHash',
      'eth_getTransactionCount',
      'eth_getTransactionReceipt',
      'eth_getUncleByBlockHashAndIndex',
      'eth_getUncleByBlockNumberAndIndex',
      'eth_getUncleCountByBlockHash',
      'eth_getUncleCountByBlockNumber',
      'eth_maxPriorityFeePerGas',
      'eth_protocolVersion',
      // Signed elsewhere and sendable by any page to any node: no key of ours is touched, nothing is learnt.
      'eth_sendRawTransaction',
      'eth_simulateV1',
      'eth_syncing',
      'net_listening',
      'net_peerCount',
      'web3_sha3',
    ],
  ],
];

const kinds: ReadonlyMap<string, MethodKind> = new Map(
  methods.flatMap(([kind, names]) => names.map((name): [string, MethodKind] => [name, kind])),
);

/** How a method is decided; null for one that the wallet does not support (4200): `eth_sign`, `eth_subscribe`, … */
export function methodKindOf(method: string): MethodKind | null {
  return kinds.get(method) ?? null;
}
