import { findModelsDirectory } from '../../sandbox/amazon/models/model-validator';

/**
 * Amazon's own models are not part of this repository: they are looked for where SP_API_MODELS_DIR says, else in
 * ../shared/sp-api-models. `npm run models` gets them.
 */
export const modelsDirectory = findModelsDirectory();

/**
 * Tests that need the models. Without them they are left out, and scripts/model-tests.mjs, which knows them by this
 * title, says so at the end of the run.
 */
export const describeAgainstModels = (what: string, tests: () => void): void =>
	(modelsDirectory === undefined ? describe.skip : describe)(`Amazon's models: ${what}`, tests);
