// One configuration for every package. Awkward zone and locale on purpose: a test that passes here passes at home.
process.env.TZ = 'Pacific/Chatham';
process.env.LC_ALL = 'de_DE.UTF-8';

export default {
  testEnvironment: 'node',
  // A guard against hanging, not a promise of speed: those have numbers of their own.
  testTimeout: 30_000,
  // Modules of every suite stay in a worker's memory; a fresh one is cheaper than collecting them.
  workerIdleMemoryLimit: '1GB',
  setupFiles: ['<rootDir>/test/stage/seed.js'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  testMatch: ['<rootDir>/{apps,libs,test,scripts}/**/*.test.ts', '<rootDir>/apps/**/*.test.tsx'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  moduleNameMapper: {
    '^@plumbline/(routine-core|zepp-runtime)$': '<rootDir>/libs/$1/src/index.ts',
    '^@plumbline/(routine-core|zepp-runtime)/(.*)$': '<rootDir>/libs/$1/src/$2/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json'],
  transform: {
    '^.+\\.(ts|tsx)$': [
      '@swc/jest',
      {
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2022',
          keepClassNames: true,
          parser: { syntax: 'typescript', tsx: true, decorators: true },
          transform: {
            legacyDecorator: true,
            decoratorMetadata: true,
            useDefineForClassFields: false,
            react: { runtime: 'automatic', importSource: 'preact' },
          },
        },
      },
    ],
  },
};
