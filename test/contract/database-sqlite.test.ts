import { databaseBattery } from './database-battery';
import { freshSqlite, LIST_SQLITE_COLUMNS } from './database/sqlite-fresh';

// Real processes and servers, on machines that do other things too.
jest.setTimeout(60_000);

databaseBattery('SQLite', freshSqlite, { listColumns: LIST_SQLITE_COLUMNS, modelRuns: 60 });
