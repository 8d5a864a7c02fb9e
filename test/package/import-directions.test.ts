import { globSync, readFileSync } from 'node:fs';
import { dirname, join, matchesGlob, relative, resolve, sep } from 'node:path';
import ts from 'typescript';
import { mayImportOurs, mayImportPackage, parts } from '../../build/import-table';
import { projectDir } from './packed-package';

const FILES = '{src,nodes,credentials,sandbox}/**/*.ts';

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
	const own = ownPath(found);
	return own === undefined ? mayImportPackage(found.file, found.wanted) : mayImportOurs(found.file, own);
}

describe('import directions', () => {
	const files = globSync(FILES, { cwd: projectDir }).map((file) => file.split(sep).join('/'));
	const imports = files.flatMap(importsOf);

	it('hold in every file', () => {
		expect(imports.filter((found) => !isAllowed(found)).map(({ file, wanted }) => `${file} -> ${wanted}`)).toEqual([]);
	});

	it('were looked at in all files', () => {
		const seen = parts.map((part) => ({ part, files: files.filter((file) => matchesGlob(file, `${part}/**`)).length > 0 }));
		expect(seen).toEqual(parts.map((part) => ({ part, files: true })));
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
		['src/ports/clock.ts', '../usecases/save-order'],
		['src/ports/clock.ts', 'zod'],
		['src/usecases/save-order.ts', 'zod'],
		['src/usecases/save-order.ts', '../platforms/amazon/constants'],
		['src/database/sqlite.ts', '../usecases/save-order'],
		['src/database/sqlite.ts', 'zod'],
		['src/platforms/amazon/client.ts', '@woocommerce/woocommerce-rest-api'],
		['src/platforms/shopify/client.ts', 'amazon-sp-api'],
		['src/platforms/table.ts', '../domain/order'],
		['src/host/index.ts', 'amazon-sp-api'],
		['nodes/PushStock/PushStock.node.ts', '../../src/hostile'],
		['credentials/ShopifyApi.credentials.ts', '../src/platforms/shopify/client'],
		['elsewhere/file.ts', 'node:fs'],
		['src/host/index.ts', '../../sandbox/kernel/clock'],
	])('refuse %s -> %s', (file, wanted) => {
		expect(isAllowed({ file, wanted })).toBe(false);
	});

	it.each([
		['nodes/PushStock/PushStock.node.ts', '../../src/host'],
		['src/host/index.ts', '../platforms/amazon'],
		['src/platforms/amazon/client.ts', 'amazon-sp-api'],
		['src/platforms/shopify/client.ts', './pages'],
		['src/platforms/shopify/client.ts', 'zod'],
		['src/database/sqlite.ts', 'node:sqlite'],
		['src/database/sqlite.ts', 'kysely'],
		['src/database/postgres.ts', 'pg'],
		['src/domain/order.ts', 'zod'],
		['src/host/index.ts', 'n8n-workflow'],
		['credentials/ShopifyApi.credentials.ts', '../src/platforms/shopify/constants'],
		['sandbox/mail/smtp.ts', 'smtp-server'],
		['src/usecases/save-order.ts', '../ports/clock'],
	])('allow %s -> %s', (file, wanted) => {
		expect(isAllowed({ file, wanted })).toBe(true);
	});
});
