export { MailInbox } from './inbox';
export { createMailStandIn } from './mail-stand-in';
export { startSmtpCatcher, type SmtpCatcher } from './smtp-catcher';
