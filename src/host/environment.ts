import { readFileSync } from 'node:fs';
import { codeOf } from '../domain/error-code';
import { DatabaseRefusal } from './database-refusal';

/** A variable as n8n reads its own: by its name, else out of the file that `<name>_FILE` names. */
function variable(name: string): string | undefined {
	return process.env[name] ?? fromFile(name);
}

function fromFile(name: string): string | undefined {
	const file = process.env[`${name}_FILE`];
	if (file === undefined || file === '') return undefined;
	try {
		return readFileSync(file, 'utf8').trim();
	} catch (error) {
		const code = codeOf(error);
		throw new DatabaseRefusal(
			`The file that ${name}_FILE names cannot be read${code === undefined ? '' : ` (${code})`}`,
			`n8n's process has to be able to read "${file}": correct the variable or the file, then restart n8n.`,
		);
	}
}

/** Without spaces around it and without quotation marks, as n8n takes texts. */
const asText = (value: string): string => value.trim().replace(/^(['"])(.*)\1$/, '$2');

export function textVariable(name: string): string | undefined {
	const value = variable(name);
	return value === undefined ? undefined : asText(value);
}

/**
 * One of our own. Left empty it is not there, as a compose file leaves what nobody set; a file is named to say something, and
 * one that does not say it yet would change the memory without a word.
 */
export function ownVariable(name: string): string | undefined {
	const told = asText(process.env[name] ?? '');
	if (told !== '') return told;
	const read = fromFile(name);
	if (read === undefined) return undefined;
	const text = asText(read);
	if (text !== '') return text;
	throw new DatabaseRefusal(
		`The file that ${name}_FILE names is empty`,
		`Write what ${name} is into "${process.env[`${name}_FILE`] ?? ''}", or remove the variable, then restart n8n.`,
	);
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
