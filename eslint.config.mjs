import { globSync } from 'node:fs';
import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { defineConfig, globalIgnores } from 'eslint/config';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';
import importTable from './build/import-table.json' with { type: 'json' };

// The rule set of @n8n/node-cli's `configWithoutCloudSupport`: this package opens its own database and talks through
// SDKs, so it is for self-hosted n8n.
const communityNodes = n8nCommunityNodesPlugin.configs.recommendedWithoutN8nCloudSupport;

const SHIPPED = ['nodes/**/*.ts', 'credentials/**/*.ts', 'src/**/*.ts'];

/** Switched off by @n8n/node-cli itself. */
const nodeCliSwitchesOff = {
	credentials: {
		'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
		'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
	},
	nodes: {
		'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
		'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
		'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
	},
};

/** Rules that need types. A promise nobody waits for is a write that may be lost. */
const typedRules = {
	'@typescript-eslint/no-floating-promises': 'error',
	'@typescript-eslint/no-misused-promises': 'error',
	'@typescript-eslint/await-thenable': 'error',
	'@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
};

/** Switched off beyond node-cli. One line, one reason. */
const weSwitchOff = {
	// TypeScript checks names and paths itself, and knows CommonJS libraries better.
	'import-x/named': 'off',
	'import-x/namespace': 'off',
	'import-x/no-unresolved': 'off',
	'import-x/no-named-as-default': 'off',
	'import-x/no-named-as-default-member': 'off',
	// Leaving a field out of a copy (`{ raw: _raw, ...rest }`) names it.
	'@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
};

const weSwitchOffInCredentials = {
	// It wants `testedBy` in every node that uses the credential; n8n takes the first node that has it (a package test holds that one has).
	'@n8n/community-nodes/credential-test-required': 'off',
	// A consumer key, or a proxy URL with a password in it, is a secret though its name does not say so.
	'@n8n/community-nodes/credential-unnecessary-password': 'off',
};

/** Errors become n8n's own in one place, src/host/node-errors.ts; until there they stay what they are. */
const errorsTranslatedOnce = { '@n8n/community-nodes/require-node-api-error': 'off' };

/** Folders and files that an entry of the table stands for; a file is named by its extension too. */
const placesOf = (entry) => globSync([entry, `${entry}.ts`]).map((place) => `./${place.replaceAll('\\', '/')}`);

/** Who may import whom of ours (build/import-table.json): a part imports from nowhere but itself and what is listed. */
const importZones = importTable.parts.flatMap(({ part, ours, because }) =>
	placesOf(part).map((target) => ({
		target,
		from: './',
		except: [target, ...ours.flatMap(placesOf), './node_modules'],
		message: because,
	})),
);

export default defineConfig(
	globalIgnores(['dist', '.cache', '.demo', 'coverage']),
	{
		files: ['**/*.ts'],
		extends: [js.configs.recommended, tseslint.configs.strict, importX.flatConfigs.recommended],
		languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
		settings: {
			'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.d.mts', '.mjs', '.js', '.json', '.node'] })],
			'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
		},
		rules: {
			'prefer-spread': 'off',
			'no-console': 'off',
			'max-lines': ['warn', { max: 300, skipBlankLines: true, skipComments: true }],
			'import-x/no-default-export': 'error',
			'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: importZones }],
			...typedRules,
			...weSwitchOff,
		},
	},
	{ files: SHIPPED, extends: [communityNodes], rules: { 'no-console': 'error' } },
	{ files: ['src/**/*.ts'], rules: errorsTranslatedOnce },
	// Jest takes these two files by their default export only.
	{ files: ['test/global-*.ts'], rules: { 'import-x/no-default-export': 'off' } },
	{ plugins: { 'n8n-nodes-base': n8nNodesBase } },
	{
		files: ['package.json'],
		extends: [communityNodes],
		rules: n8nNodesBase.configs.community.rules,
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
	},
	{
		files: ['credentials/**/*.ts'],
		rules: { ...n8nNodesBase.configs.credentials.rules, ...nodeCliSwitchesOff.credentials, ...weSwitchOffInCredentials },
	},
	{ files: ['nodes/**/*.ts'], rules: { ...n8nNodesBase.configs.nodes.rules, ...nodeCliSwitchesOff.nodes } },
	{
		files: ['**/*.{js,mjs}'],
		extends: [js.configs.recommended],
		languageOptions: {
			globals: {
				process: 'readonly',
				console: 'readonly',
				setTimeout: 'readonly',
				setInterval: 'readonly',
				clearInterval: 'readonly',
				require: 'readonly',
				module: 'writable',
				__dirname: 'readonly',
			},
		},
	},
);
