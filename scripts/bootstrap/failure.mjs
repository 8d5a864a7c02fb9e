/** A problem that the person at the keyboard can mend: shown as its text alone, without a stack. */
export class BootstrapFailure extends Error {
	constructor(message, exitCode = 1) {
		super(message);
		this.name = 'BootstrapFailure';
		this.exitCode = exitCode;
	}
}
