/** The checkout this script belongs to. */
export declare const projectDir: string;

/** Everything fetched once per machine and shared by all checkouts. */
export declare function cacheDir(): string;

/** Path of a Node 24: the running one where it is new enough, else the pinned one. */
export declare function ensureNode24(): Promise<string>;

/** Makes node_modules equal to package-lock.json; at once when it is already. */
export declare function ensureDependencies(node: string): Promise<void>;

/** A real n8n in the cache: the folder that holds its node_modules, and its start script. */
export declare function ensureN8n(): Promise<{ readonly n8nDir: string; readonly n8nBin: string }>;

/** Path of a Chromium for screenshots. */
export declare function ensureChromium(): Promise<string>;

/** Everything in place; returns the environment variables that the bootstrap adds. */
export declare function prepare(needs?: {
	readonly n8n?: boolean;
	readonly chromium?: boolean;
	readonly redis?: boolean;
}): Promise<Record<string, string>>;

/** Runs `work` while holding a lock folder, unless `isDone` says that another process did it meanwhile. */
export declare function withLock(lock: string, title: string, isDone: () => Promise<boolean>, work: () => Promise<void>): Promise<void>;
