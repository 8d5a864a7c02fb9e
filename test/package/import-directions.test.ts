import { globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';
import { projectDir } from './packed-package';

/** What each part may import of ours (path prefixes) and of packages. The first rule that fits a file holds. */
interface Rule {
	readonly files: RegExp;
	readonly ours: readonly RegExp[];
	readonly packages: readonly RegExp[];
}

const domain = /^src\/domain\//;
const ports = /^src\/ports\//;

function platformRule(name: string, sdk: RegExp): Rule {
	const own = new RegExp(`^src/platforms/${name}/`);
	return { files: own, ours: [own, ports, domain], packages: [sdk, /^(zod|decimal\.js)$/] };
}

const RULES: readonly Rule[] = [
	{ files: domain, ours: [domain], packages: [/^(zod|decimal\.js)$/] },
	{ files: ports, ours: [ports, domain], packages: [] },
	{ files: /^src\/usecases\//, ours: [/^src\/usecases\//, ports, domain], packages: [/^decimal\.js$/] },
	{ files: /^src\/database\//, ours: [/^src\/database\//, ports, domain], packages: [/^(kysely|pg)(\/|$)/] },
	platformRule('amazon', /^amazon-sp-api$/),
	platformRule('woocommerce', /^@woocommerce\/woocommerce-rest-api$/),
	{ files: /^src\/platforms\/[^/]+\.ts$/, ours: [/^src\/platforms\//, ports, domain], packages: [] },
	{ files: /^src\/host\//, ours: [/^src\//], packages: [/^n8n-workflow$/, /^zod$/] },
	{ files: /^nodes\//, ours: [/^nodes\//, /^src\/host(\/|$)/, domain], packages: [/^n8n-workflow$/] },
	{ files: /^credentials\//, ours: [/^credentials\//, /^src\/platforms\/[^/]+\/constants$/], packages: [/^n8n-workflow$/] },
	{ files: /^sandbox\//, ours: [/^sandbox\//], packages: [/.*/] },
];

const FILES = '{src,nodes,credentials,sandbox}/**/*.ts';

/** Below this the walk has missed something. Raise it as the project grows. */
const AT_LEAST_FILES = 90;

interface Import {
	readonly file: string;
	readonly wanted: string;
}

function importsOf(file: string): Import[] {
	const source = ts.createSourceFile(file, readFileSync(join(projectDir, file), 'utf8'), ts.ScriptTarget.Latest, true);
	const found: Import[] = [];
	const add = (node: ts.Node | undefined) => {
		if (node && ts.isStringLiteralLike(node)) found.push({ file, wanted: node.text });
	};
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
		if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
		if (ts.isCallExpression(node)) {
			const dynamic = node.expression.kind === ts.SyntaxKind.ImportKeyword;
			const required = ts.isIdentifier(node.expression) && node.expression.text === 'require';
			if (dynamic || required) add(node.arguments[0]);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

/** Path of an import of ours, relative to the project and without extension; undefined for a package. */
function ownPath({ file, wanted }: Import): string | undefined {
	if (!wanted.startsWith('.')) return undefined;
	return relative(projectDir, resolve(projectDir, dirname(file), wanted))
		.split(sep)
		.join('/');
}

function isAllowed(found: Import): boolean {
	const rule = RULES.find((candidate) => candidate.files.test(found.file));
	if (!rule) return false;
	const own = ownPath(found);
	if (own !== undefined) return rule.ours.some((allowed) => allowed.test(own) || allowed.test(`${own}/`));
	return isBuiltin(found.wanted) || rule.packages.some((allowed) => allowed.test(found.wanted));
}

describe('import directions', () => {
	const files = globSync(FILES, { cwd: projectDir }).map((file) => file.split(sep).join('/'));
	const imports = files.flatMap(importsOf);

	it('hold in every file', () => {
		expect(imports.filter((found) => !isAllowed(found)).map(({ file, wanted }) => `${file} -> ${wanted}`)).toEqual([]);
	});

	it('were looked at in all files', () => {
		expect(files.length).toBeGreaterThanOrEqual(AT_LEAST_FILES);
		expect(imports.length).toBeGreaterThanOrEqual(files.length / 2);
	});

	it.each([
		['src/domain/order.ts', '../platforms/amazon/client'],
		['src/usecases/save-order.ts', '../database/sqlite'],
		['src/usecases/save-order.ts', 'n8n-workflow'],
		['src/platforms/amazon/client.ts', '../woocommerce/client'],
		['src/platforms/amazon/client.ts', '../../usecases/save-order'],
		['nodes/PushStock/PushStock.node.ts', '../../src/usecases/push-stock'],
		['sandbox/amazon/server.ts', '../../src/domain/order'],
		['src/host/index.ts', '../../sandbox/kernel/clock'],
	])('refuse %s -> %s', (file, wanted) => {
		expect(isAllowed({ file, wanted })).toBe(false);
	});

	it.each([
		['nodes/PushStock/PushStock.node.ts', '../../src/host'],
		['src/host/index.ts', '../platforms/amazon'],
		['src/platforms/amazon/client.ts', 'amazon-sp-api'],
		['src/database/sqlite.ts', 'node:sqlite'],
		['src/usecases/save-order.ts', '../ports/clock'],
	])('allow %s -> %s', (file, wanted) => {
		expect(isAllowed({ file, wanted })).toBe(true);
	});
});
