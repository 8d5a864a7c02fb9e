import { databaseBattery } from './database-battery';
import { freshSqlite, LIST_SQLITE_COLUMNS } from './database/sqlite-fresh';

databaseBattery('SQLite', freshSqlite, { listColumns: LIST_SQLITE_COLUMNS, modelRuns: 60 });
