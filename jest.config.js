// Some libraries read dates without a time zone; every run sees the same one.
process.env.TZ = 'UTC';

const swc = {
	jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2024' },
	module: { type: 'commonjs' },
	sourceMaps: 'inline',
};

const common = {
	rootDir: __dirname,
	roots: ['<rootDir>/test'],
	testEnvironment: 'node',
	// These come as ES modules only, which Jest does not `require` without an experimental flag of Node.
	transform: {
		'^.+\\.ts$': ['@swc/jest', swc],
		'/node_modules/(kysely|age-encryption|@noble|@scure)/.+\\.js$': ['@swc/jest', swc],
	},
	transformIgnorePatterns: ['/node_modules/(?!(kysely|age-encryption|@noble|@scure)/)'],
	moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'node'],
	setupFiles: ['<rootDir>/test/setup.ts'],
	globalSetup: '<rootDir>/test/global-setup.ts',
	globalTeardown: '<rootDir>/test/global-teardown.ts',
};

module.exports = {
	// Jest reads this here only, not in a project; the slow files say their own.
	testTimeout: 60_000,
	// A worker keeps something of each file; what looks at the memory collects all of it, again and again.
	workerIdleMemoryLimit: '1GB',
	reporters: ['default', '<rootDir>/scripts/model-tests.mjs'],
	projects: [
		{
			...common,
			displayName: 'fast',
			testMatch: ['<rootDir>/test/**/*.test.ts'],
			testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/n8n/'],
		},
		{
			// Tests that start a real n8n take minutes, and run one after the other.
			...common,
			displayName: 'n8n',
			testMatch: ['<rootDir>/test/n8n/**/*.test.ts'],
		},
	],
};
