/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  transform: {
    '^.+\\.(js|ts|tsx|mjs)$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }],
  },
  // Packages that come as ES modules only, or import one, which Jest loads as they are only from Node 24 on.
  transformIgnorePatterns: ['/node_modules/(?!(?:htmlparser2|entities|domhandler|domutils|dom-serializer|domelementtype|@vscode)/)'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  maxWorkers: 2,
};
