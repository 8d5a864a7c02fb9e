// The parts are TypeScript in build/; tsx reads them without a compile step.
require('tsx/cjs');
const { series } = require('gulp');
const { buildPackage } = require('./build/build-package.ts');
const { typeCheckShippedCode } = require('./build/type-check.ts');
const { registerFiles } = require('./build/registration.ts');

async function typeCheck() {
	await typeCheckShippedCode();
}

/** dist/ without the type check, for those who ran it already. */
async function bundle() {
	await buildPackage();
}

/** Writes the nodes and credentials of the folders into package.json. */
async function register() {
	await registerFiles();
}

module.exports = { build: series(typeCheck, bundle), bundle, register, default: series(typeCheck, bundle) };
