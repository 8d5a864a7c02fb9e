export { openPostgres, type PostgresOptions } from './open-postgres';
export { openSqlite } from './open-sqlite';
export { isGone, newOwner } from './process-owner';
