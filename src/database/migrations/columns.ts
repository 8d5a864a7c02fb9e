import type { ColumnDefinitionBuilder, CreateTableBuilder } from 'kysely';
import type { Spelling } from '../column-types';
import type { Db } from '../connection';

export const must = (column: ColumnDefinitionBuilder): ColumnDefinitionBuilder => column.notNull();
export const key = (column: ColumnDefinitionBuilder): ColumnDefinitionBuilder => column.primaryKey();

/** Begins a table of this name. */
export const tables =
	(db: Db, { tableEnd }: Spelling) =>
	(name: string): CreateTableBuilder<string> =>
		db.schema.createTable(name).modifyEnd(tableEnd);
