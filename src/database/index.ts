export { openPostgres, type PostgresOptions } from './open-postgres';
export { openSqlite, type SqliteOptions } from './open-sqlite';
export { isGone, newOwner } from './process-owner';
