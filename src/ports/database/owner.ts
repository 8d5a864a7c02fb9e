/**
 * One execution of one process: tells that the process is gone before its lease ends. On the same host at once, elsewhere when
 * the process was not seen for 45 seconds. Spelt `<process>|random`, the process being `host|pid|process start|random`.
 */
export type Owner = string;
