/** Why there is no memory, and what a person does about it. */
export class DatabaseRefusal extends Error {
	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message);
	}
}
