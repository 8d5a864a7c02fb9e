import type { Db } from '../connection';
import type { Spelling } from '../column-types';

export interface Migration {
	/** Its number orders it; a name that was ever released stays. */
	readonly name: string;
	up(db: Db, spelling: Spelling, schema: string | undefined): Promise<void>;
}
