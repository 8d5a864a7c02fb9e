/**
 * Tests against Amazon's own models, which are not part of this repository. Where the models are missing these tests
 * are left out, and the end of a run says how many; where they are there, a full run without them is a failure.
 */
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectDir } from './bootstrap/paths.mjs';

const ofModels = ({ ancestorTitles }) => ancestorTitles.some((title) => title.startsWith("Amazon's models: "));

/** Where the counts go when another process wants to tell them. */
export const COUNTS_FILE = 'STOREBRIDGE_MODEL_TESTS';

export const MODELS_REPOSITORY = 'https://github.com/amzn/selling-partner-api-models';

/** @param {{ ran: number, leftOut: number }} counts */
export function tell({ ran, leftOut }) {
	if (leftOut === 0) return `${ran} tests against Amazon's models.`;
	return (
		`${leftOut} tests against Amazon's models were left out, and the Amazon stand-in was not held against them: the models are not here.\n` +
		`They are public: \`npm run models\` fetches them from ${MODELS_REPOSITORY}.`
	);
}

/** Where models lie, or would. */
export const modelsFolder = () => process.env.SP_API_MODELS_DIR || join(projectDir, '..', 'shared', 'sp-api-models');

/** The reporter that Jest is told of in jest.config.js. */
export default class ModelTestsReporter {
	onRunComplete(_contexts, { testResults }) {
		const found = testResults.flatMap((suite) => suite.testResults).filter(ofModels);
		const ran = found.filter(({ status }) => status === 'passed' || status === 'failed').length;
		const counts = { ran, leftOut: found.length - ran };
		const file = process.env[COUNTS_FILE];
		// A line for each run of Jest.
		if (file) appendFileSync(file, `${JSON.stringify(counts)}\n`);
		else if (found.length > 0) console.error(`\n${tell(counts)}`);
	}
}

/** The sum of what all runs of Jest told; removes the file and its folder. */
export function takeCounts(file) {
	const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
	rmSync(dirname(file), { recursive: true, force: true });
	const told = lines.map((line) => JSON.parse(line));
	const sum = (name) => told.reduce((total, counts) => total + counts[name], 0);
	return { ran: sum('ran'), leftOut: sum('leftOut') };
}
