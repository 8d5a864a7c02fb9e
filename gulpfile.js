// The parts are TypeScript in build/; tsx reads them without a compile step.
require('tsx/cjs');
const { series } = require('gulp');
const { buildPackage } = require('./build/build-package.ts');
const { typeCheckShippedCode } = require('./build/type-check.ts');
const { writeOutputSchemas } = require('./build/output-schemas.ts');
const { registerFiles } = require('./build/registration.ts');

async function typeCheck() {
	await typeCheckShippedCode();
}

/** dist/ without the type check, for those who ran it already. */
async function bundle() {
	await buildPackage();
}

/** Writes what the editor knows of the nodes' items, of the schemas that the items are made by. */
async function schemas() {
	await writeOutputSchemas();
}

/** Writes the nodes and credentials of the folders into package.json. */
async function register() {
	await registerFiles();
}

const build = series(typeCheck, schemas, bundle);

module.exports = { build, bundle, schemas, register, default: build };
