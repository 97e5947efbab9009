/** Who may import whom (docs/architecture.md): one named rule, one reason each. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const TEST = '\\.test\\.tsx?$';
const coreLayers = [
  ['units-and-result', 'units|result', 'units|result'],
  ['routine', 'routine', 'units|result|routine'],
  ['bundled', 'bundled', 'units|result|routine|bundled'],
  ['timeline', 'timeline', 'units|result|routine|bundled|timeline'],
  ['documents', 'documents', 'units|result|documents'],
  ['correction', 'correction', 'units|result|routine|bundled|timeline|journal|session|documents|correction'],
  ['session', 'session', 'units|result|routine|bundled|timeline|journal|session'],
];

module.exports = {
  forbidden: [
    forbid('no-cycles', 'A circle has no first file to read.', { pathNot: TEST }, { circular: true }),
    forbid(
      'core-is-alone',
      'The domain knows no platform and no app.',
      { path: '^libs/routine-core/src', pathNot: TEST },
      {
        path: '^(apps|test|libs/zepp-runtime)/|^node:',
        dependencyTypes: ['local', 'core', 'aliased-workspace'],
      },
    ),
    forbid(
      'core-has-no-node',
      'The domain runs on a watch.',
      { path: '^libs/routine-core/src', pathNot: TEST },
      { dependencyTypes: ['core'] },
    ),
    ...coreLayers.map(([name, from, to]) =>
      forbid(
        `core-layers-${name}`,
        'Inside the core, lower folders never import higher ones.',
        { path: `^libs/routine-core/src/(${from})/`, pathNot: TEST },
        { path: '^libs/routine-core/src/', pathNot: `^libs/routine-core/src/(${to})/` },
      ),
    ),
    forbid(
      'runtime-knows-no-program',
      'The runtime is a product of its own.',
      { path: '^libs/zepp-runtime/src', pathNot: TEST },
      { path: '^(apps|libs/routine-core)/' },
    ),
    forbid(
      'runtime-core-has-no-node',
      'One core, two hosts: only the Node host may touch Node.',
      { path: '^libs/zepp-runtime/src/(core|guest|picture|browser)/', pathNot: TEST },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'apps-are-strangers',
      'Apps meet on the wire, never in an import.',
      { path: '^apps/([^/]+)/', pathNot: TEST },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    forbid(
      'server-uses-the-door',
      'The server reads the domain through its door.',
      { path: '^apps/server/src', pathNot: TEST },
      { path: '^libs/zepp-runtime' },
    ),
    forbid(
      'one-door-to-the-outside',
      'Every outgoing request passes the checks of one folder; to name a type opens nothing.',
      { path: '^apps/server/src', pathNot: `^apps/server/src/(outgoing|testing)/|${TEST}` },
      {
        path: '^(node:)?(https?|http2|tls|dgram|dns|dns/promises)$|(^|/)node_modules/(undici|ws)/',
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'server-and-dashboard-use-the-core-door',
      'Whoever has room for all of the domain reads it through its one door.',
      { path: '^apps/(server|dashboard)/', pathNot: TEST },
      { path: '^libs/routine-core/src/', pathNot: '^libs/routine-core/src/index\\.ts$' },
    ),
    forbid(
      'watch-uses-sub-paths',
      'A watch bundle carries no schema library: it opens small doors only.',
      { path: '^apps/watch/src', pathNot: TEST },
      { path: '^libs/routine-core/src/(index\\.ts|parse/|debug/)' },
    ),
    forbid(
      'watch-has-no-node',
      'Device and phone code have no Node.',
      { path: '^apps/watch/src', pathNot: TEST },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'only-device-touches-zos',
      'One folder touches the watch, so that all else runs in Node.',
      { path: '^apps/watch/src', pathNot: `^apps/watch/src/device/|${TEST}` },
      { path: '^@zos/' },
    ),
    forbid(
      'reference-is-alone',
      'What the simulation compares the product with shares no line with the product, nor with what plays it.',
      { path: '^test/simulate/model/', pathNot: TEST },
      { path: '^(apps|libs|test|bench|scripts)/|/node_modules/', pathNot: '^test/simulate/model/' },
    ),
    forbid(
      'dashboard-has-no-node',
      'The dashboard runs in a browser.',
      { path: '^apps/dashboard/src', pathNot: TEST },
      { dependencyTypes: ['core'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules|golden|fixtures)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default'] },
  },
};
