import { expect, it } from 'vitest';
import { parseRelay } from '../../src/core/relay-address';

it.each([
  ['wss://Relay.example', 'wss://relay.example/'],
  ['wss://relay.example:443/', 'wss://relay.example/'],
  ['wss://relay.example/#', 'wss://relay.example/'],
  ['wss://relay.example/?', 'wss://relay.example/'],
  ['wss://relay.example/?#', 'wss://relay.example/'],
  ['wss://relay.example/room?key=1#', 'wss://relay.example/room?key=1'],
  ['ws://localhost:7000', 'ws://localhost:7000/'],
])('one relay has one form, or its answers would count twice in a quorum (SEC-30): %s', (text, canonical) => {
  expect(parseRelay(text)).toBe(canonical);
  expect(parseRelay(canonical)).toBe(canonical);
});

it.each(['wss://relay.example/#part', 'wss://me@relay.example/', 'ws://relay.example/', 'relay.example'])(
  '%s is the address of no relay',
  (text) => {
    expect(parseRelay(text)).toBeNull();
  },
);
