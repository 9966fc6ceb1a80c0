/**
 * Who may import whom: one line per layer, and what is not listed is refused.
 * @type {Record<string, {path: string, may: string[], why: string}>}
 */
const layers = {
  core: {
    path: '^src/core/',
    may: ['^src/core/'],
    why: 'core is pure rules: no package, no clock, no browser. Take what you need as a parameter.',
  },
  protocol: {
    path: '^src/protocol/',
    may: ['^src/core/', '^src/protocol/', pkg('valibot')],
    why: 'protocol says what crosses a boundary, and is shared by both sides: core and valibot only.',
  },
  services: {
    path: '^src/services/',
    may: ['^src/core/', '^src/services/'],
    why: 'services are core rules plus ports. Put what touches the world behind a port in services/ports.',
  },
  ...adapter('browser', ['webextension-polyfill']),
  ...adapter('storage', ['idb', 'valibot']),
  ...adapter('vault', ['ethers', 'hash-wasm']),
  ...adapter('chain', ['ethers']),
  ...adapter('relay', ['nostr-tools']),
  content: {
    path: '^src/content/',
    may: ['^src/core/', '^src/protocol/', '^src/content/'],
    why: 'content is a pipe of 4 kB in every frame: core, and from protocol what carries no schema library.',
  },
  inpage: {
    path: '^src/inpage/',
    may: ['^src/core/', '^src/protocol/', '^src/inpage/'],
    why: 'inpage runs inside the page: core, and from protocol what carries no schema library.',
  },
  ui: {
    path: '^src/ui/',
    may: [
      '^src/core/',
      '^src/protocol/',
      '^src/ui/',
      '^public/_locales/',
      pkg('react', 'react-dom', 'lucide-react', 'uqr'),
      pkg('@fontsource-variable/[^/]+'),
    ],
    why: 'ui is components without a worker behind them: core, protocol, react and icons.',
  },
  ...pages('popup'),
  ...pages('dashboard'),
};

/** @param {...string} names */
function pkg(...names) {
  return `^node_modules/(@types/)?(${names.join('|')})/`;
}

/** @param {string} name @param {string[]} packages */
function adapter(name, packages) {
  return {
    [`adapters/${name}`]: {
      path: `^src/adapters/${name}/`,
      may: [
        '^src/core/',
        '^src/protocol/',
        '^src/services/ports',
        `^src/adapters/${name}/`,
        pkg(...packages),
      ],
      why: `adapters never import each other: ${name} meets the others in background/wire.`,
    },
  };
}

/** @param {string} name */
function pages(name) {
  return {
    [name]: {
      path: `^src/${name}/`,
      may: [
        '^src/core/',
        '^src/protocol/',
        '^src/ui/',
        `^src/${name}/`,
        '^src/adapters/browser/(messenger|current-site)[.]ts$',
        '^src/adapters/vault/key-derivation[.]ts$',
        pkg('react', 'react-dom', 'zustand', 'lucide-react'),
      ],
      why: `${name} is a view: it shows what the worker announced and asks by message. No store, no keys.`,
    },
  };
}

const known = [...Object.values(layers).map(({ path }) => path), '^src/background/'];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(layers).map(([name, { path, may, why }]) => ({
      name: `${name} imports only its own`,
      comment: why,
      severity: 'error',
      from: { path },
      to: { pathNot: may },
    })),
    {
      name: 'no schema library in a page',
      comment:
        'A schema library would triple what runs in every frame: keep its schemas in another protocol file.',
      severity: 'error',
      from: { path: '^src/(content|inpage)/' },
      to: { path: '^node_modules/', pathNot: pkg('webextension-polyfill'), reachable: true },
    },
    {
      name: 'content knows only the types of the browser',
      comment: 'The polyfill alone would triple the script: take its types, and call chrome.runtime itself.',
      severity: 'error',
      from: { path: '^src/(core|protocol|content|inpage)/' },
      to: { path: pkg('webextension-polyfill'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'a place for everything',
      comment: 'Every folder under src is a layer with a line in this file.',
      severity: 'error',
      from: { path: '^src/', pathNot: [...known, '^src/[^/]+[.]d[.]ts$'] },
      to: {},
    },
    {
      name: 'nothing imports the entries',
      comment: 'background is where ports meet services; content and inpage stand alone.',
      severity: 'error',
      from: { pathNot: ['^src/(background|content|inpage)/', '^tests/'] },
      to: { path: '^src/(background|content|inpage)/' },
    },
    {
      name: 'no product code imports tests or scripts',
      comment: 'Tests know the product, never the other way round.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(tests|scripts)/' },
    },
    {
      name: 'no cycles',
      comment: 'A cycle means that two files are one concept, or that a third is missing.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing unresolved',
      comment: 'An import that cannot be found is not checked by any of these rules.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.js', '.json', '.css'],
    },
  },
};
