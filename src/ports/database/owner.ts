/**
 * One execution of one process: tells on the same host that a process is gone before its lease ends.
 * Spelt `host|pid|process start|random`.
 */
export type Owner = string;
