/**
 * Loads an unpacked package in a process of its own with n8n's loaders and prints what it saw as JSON.
 * A plain script, because jest's module registry would hide which modules Node really loads.
 * Usage: node load-probe.cjs <package folder> <lazy|eager|core>
 */
require('reflect-metadata');
const path = require('node:path');
const { LazyPackageDirectoryLoader, PackageDirectoryLoader, loadOutputSchema } = require('n8n-core');

const [folder, mode] = process.argv.slice(2);

function loadedFiles() {
	return Object.keys(require.cache)
		.filter((file) => file.startsWith(folder + path.sep))
		.map((file) => path.relative(folder, file));
}

/** The choices that the editor resolves an output schema by; nodes without any have one schema. */
function discriminators(properties) {
	const choices = (name) => properties.filter((property) => property.name === name);
	const values = (property) => property.options.map((option) => option.value);
	const resources = choices('resource').flatMap(values);
	const operations = choices('operation').flatMap((property) =>
		(property.displayOptions?.show?.resource ?? [undefined]).flatMap((resource) =>
			values(property).map((operation) => ({ resource, operation })),
		),
	);
	if (operations.length > 0) return operations;
	return resources.length > 0 ? resources.map((resource) => ({ resource })) : [{}];
}

function outputSchemas({ properties, version }, sourcePath) {
	const nodeDir = path.dirname(path.join(folder, sourcePath));
	const newest = Array.isArray(version) ? version.at(-1) : version;
	return discriminators(properties).map((choice) => ({
		...choice,
		found: loadOutputSchema({ nodeDir, version: newest, versionFallback: true, ...choice }) !== undefined,
	}));
}

async function main() {
	const loader = new (mode === 'eager' ? PackageDirectoryLoader : LazyPackageDirectoryLoader)(folder);
	await loader.loadAll();
	// Loading a class writes into both, so they are copied before.
	const { known, types } = JSON.parse(JSON.stringify({ known: loader.known, types: loader.types }));
	const atStart = loadedFiles();
	const nodes = Object.keys(loader.known.nodes).map((name) => {
		const { type, sourcePath } = loader.getNode(name);
		const { description } = type;
		return {
			name,
			sourcePath,
			className: type.constructor.name,
			descriptionName: description.name,
			codex: description.codex,
			schemas: outputSchemas(description, sourcePath),
			iconUrl: description.iconUrl,
			credentials: description.credentials ?? [],
			credentialTests: Object.keys(type.methods?.credentialTest ?? {}),
		};
	});
	const credentials = Object.keys(loader.known.credentials).map((name) => {
		const { type } = loader.getCredential(name);
		return { name, className: type.constructor.name, typeName: type.name, test: type.test, iconUrl: type.iconUrl };
	});
	const afterClasses = loadedFiles();
	if (mode === 'core') {
		require(path.join(folder, 'dist', 'core.js'));
	}
	const report = { known, types, nodes, credentials, atStart, afterClasses, atEnd: loadedFiles() };
	process.stdout.write(JSON.stringify(report));
}

main().catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
