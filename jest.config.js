const swc = {
	jsc: {
		parser: { syntax: 'typescript', decorators: true },
		target: 'es2023',
	},
	module: { type: 'commonjs', ignoreDynamic: false },
	sourceMaps: 'inline',
};

const common = {
	testEnvironment: 'node',
	rootDir: __dirname,
	roots: ['<rootDir>/test'],
	// Kysely comes as ES modules only, which Jest does not `require` without an experimental flag of Node.
	transform: { '^.+\\.ts$': ['@swc/jest', swc], '/node_modules/kysely/.+\\.js$': ['@swc/jest', swc] },
	transformIgnorePatterns: ['/node_modules/(?!kysely/)'],
	moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'node'],
	setupFiles: ['<rootDir>/test/setup.ts'],
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
	testTimeout: 60_000,
};

/** Tests that start a real n8n: minutes long, one after the other, and therefore a project of their own. */
const realN8n = ['/test/n8n/'];

// Some dates are read without a time zone by libraries; every run sees the same one.
process.env.TZ = 'UTC';

module.exports = {
	projects: [
		{
			...common,
			displayName: 'fast',
			testMatch: ['<rootDir>/test/**/*.test.ts'],
			testPathIgnorePatterns: ['/node_modules/', ...realN8n],
		},
		{
			...common,
			displayName: 'n8n',
			testMatch: ['<rootDir>/test/n8n/**/*.test.ts'],
			testTimeout: 600_000,
		},
	],
};
