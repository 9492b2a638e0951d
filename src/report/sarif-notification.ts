/**
 * Notices about the run as SARIF notifications. GitHub's validator wants every kind described in full.
 */
import type { Notification, ReportingDescriptor } from 'sarif';
import { NOTICE_KINDS, type Notice, type NoticeKind } from '../base/finding.ts';
import { toArtifactLocation } from './sarif-location.ts';

interface NoticeText {
  readonly level: 'note' | 'warning' | 'error';
  readonly short: string;
  readonly full: string;
  readonly help: string;
}

const TEXTS: Readonly<Record<NoticeKind, NoticeText>> = {
  'syntax-error': {
    level: 'warning',
    short: 'The file has a syntax error.',
    full: 'Part of the file is not valid Go. The rest of it was analysed.',
    help: 'Build the package, or report a parser defect if Go accepts the file.',
  },
  'unreadable-file': {
    level: 'warning',
    short: 'The file could not be read.',
    full: 'The file was listed but could not be read, so it was not analysed.',
    help: 'Check its permissions, and that it still exists.',
  },
  'file-too-large': {
    level: 'warning',
    short: 'The file is too large to analyse.',
    full: 'The file is larger than the limit that keeps memory bounded, so it was not analysed.',
    help: 'Split the file, or leave it out if it is generated.',
  },
  'not-utf8': {
    level: 'warning',
    short: 'The file is not UTF-8.',
    full: 'Go source is UTF-8 by definition. Bytes that are not were replaced before the analysis.',
    help: 'Convert the file to UTF-8.',
  },
  'import-cycle': {
    level: 'warning',
    short: 'Packages import each other in a cycle.',
    full: 'Go forbids import cycles. What the packages of a cycle know of each other counted as unknown.',
    help: 'Break the cycle; the Go compiler says where it runs.',
  },
  'no-such-pattern': {
    level: 'error',
    short: 'A pattern names nothing.',
    full: 'A path or package pattern of the command line matches no package.',
    help: 'Check the spelling and the working directory.',
  },
  'skipped-file': {
    level: 'note',
    short: 'The file was skipped.',
    full: 'The file was named but is not part of a package that is built here.',
    help: 'Name its directory to analyse it anyway, or set its build tags with --tags.',
  },
  'bad-module-file': {
    level: 'warning',
    short: 'A module file could not be understood.',
    full: 'A go.mod or go.work file has a line that could not be read. The line was left out.',
    help: 'Check the file with the go command.',
  },
  'bad-profile': {
    level: 'error',
    short: 'The profile could not be used.',
    full: 'A profile could not be read or decoded. Findings are reported without a ranking.',
    help: 'Record it again, for example from /debug/pprof/heap, and check that it arrived complete.',
  },
  'profile-mismatch': {
    level: 'warning',
    short: 'The profile does not fit the analysed source in every place.',
    full: 'A profile is of another program or of an older state of the source, or some of its paths are ambiguous.',
    help: 'Record the profile from a build of this source; the ranking holds where frames could be matched.',
  },
  suppression: {
    level: 'warning',
    short: 'A suppression comment is wrong or unused.',
    full: 'A comment that suppresses findings lacks its reason, names an unknown rule, or suppresses nothing.',
    help: 'Correct the comment or remove it.',
  },
  'rule-failed': {
    level: 'error',
    short: 'A rule failed on a package.',
    full: 'A rule stopped with an internal error on one package. The other rules and packages were analysed.',
    help: 'Please report it with the name of the rule and the source of the package.',
  },
  workspace: {
    level: 'note',
    short: 'What was analysed is not obvious.',
    full: 'The patterns were read in a way that deserves a word, such as all modules of a go.work file.',
    help: 'Name the packages to analyse if this is not what you want.',
  },
};

export function notificationDescriptors(): ReportingDescriptor[] {
  return NOTICE_KINDS.map(kind => ({
    id: kind,
    shortDescription: { text: TEXTS[kind].short },
    fullDescription: { text: TEXTS[kind].full },
    help: { text: TEXTS[kind].help },
  }));
}

export function toNotification({ kind, message, path, line }: Notice, uriPrefix: string): Notification {
  const region = line === undefined ? undefined : { region: { startLine: line } };
  const artifact = path === undefined ? undefined : { artifactLocation: toArtifactLocation(path, uriPrefix) };
  return {
    descriptor: { id: kind, index: NOTICE_KINDS.indexOf(kind) },
    level: TEXTS[kind].level,
    message: { text: message },
    ...(artifact && { locations: [{ physicalLocation: { ...artifact, ...region } }] }),
  };
}
