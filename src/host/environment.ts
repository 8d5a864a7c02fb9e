import { readFileSync } from 'node:fs';
import { DatabaseRefusal } from './database-refusal';

/** A variable as n8n reads its own: by its name, else out of the file that `<name>_FILE` names. */
export function variable(name: string): string | undefined {
	const value = process.env[name];
	if (value !== undefined) return value;
	const file = process.env[`${name}_FILE`];
	if (file === undefined || file === '') return undefined;
	try {
		return readFileSync(file, 'utf8').trim();
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
		throw new DatabaseRefusal(
			`The file that ${name}_FILE names cannot be read${code}`,
			`n8n's process has to be able to read "${file}": correct the variable or the file, then restart n8n.`,
		);
	}
}

/** Without spaces around it and without quotation marks, as n8n takes texts. */
export function textVariable(name: string): string | undefined {
	return variable(name)
		?.trim()
		.replace(/^(['"])(.*)\1$/, '$2');
}

export function numberVariable(name: string, otherwise: number): number {
	if ((textVariable(name) ?? '') === '') return otherwise;
	const number = Number(variable(name));
	return Number.isNaN(number) ? otherwise : number;
}

export function booleanVariable(name: string, otherwise: boolean): boolean {
	const text = variable(name)?.toLowerCase() ?? '';
	if (['true', '1'].includes(text)) return true;
	return ['false', '0'].includes(text) ? false : otherwise;
}
