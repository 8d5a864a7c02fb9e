import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { OUTPUT_SCHEMAS } from '../src/host/output-schemas';
import { projectDir } from './layout';

/** As much of JSON Schema as the editor reads. */
interface EditorSchema {
	readonly type: string;
	readonly properties?: Readonly<Record<string, EditorSchema>>;
	readonly items?: EditorSchema;
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

const OBJECT: EditorSchema = { type: 'object' };

const asSchema = (schema: JsonSchema | boolean): JsonSchema => (typeof schema === 'boolean' ? {} : schema);

/** One of several objects is shown with the fields of all; something of any kind as an object. */
function forEditor(schema: JsonSchema): EditorSchema {
	const { type, properties, items, anyOf } = schema;
	if (anyOf !== undefined) {
		const all = anyOf.map((one) => asSchema(one).properties);
		return forEditor({ type: 'object', properties: Object.assign({}, ...all) as NonNullable<typeof properties> });
	}
	if (type === undefined || Array.isArray(type)) return OBJECT;
	if (type === 'array' && items !== undefined && !Array.isArray(items)) return { type, items: forEditor(asSchema(items)) };
	if (properties === undefined) return { type };
	const fields = Object.entries(properties).map(([name, field]) => [name, forEditor(asSchema(field))] as const);
	return { type, properties: Object.fromEntries(fields) };
}

/** Path in the project and content of every output schema. */
export function outputSchemaFiles(): ReadonlyMap<string, string> {
	return new Map(
		Object.entries(OUTPUT_SCHEMAS).flatMap(([node, schemas]) =>
			Object.entries(schemas).map(([name, schema]) => [
				`nodes/${node}/__schema__/v1.0.0/${name}.json`,
				`${JSON.stringify({ ...forEditor(z.toJSONSchema(schema)), version: 1 }, null, '\t')}\n`,
			]),
		),
	);
}

/** Writes the output schemas into the folders of the nodes, and nothing else stays there. */
export async function writeOutputSchemas(): Promise<void> {
	for (const node of Object.keys(OUTPUT_SCHEMAS)) await rm(join(projectDir, 'nodes', node, '__schema__'), { recursive: true, force: true });
	for (const [path, content] of outputSchemaFiles()) {
		const file = join(projectDir, path);
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, content);
	}
}
