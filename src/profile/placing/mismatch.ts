/**
 * Says where a profile does not fit the analysed source, so that nobody trusts numbers of another program.
 */
import type { Notice } from '../../base/finding.ts';
import type { CorrelatedProfile } from './correlate.ts';

export function describeMismatches(correlated: CorrelatedProfile, name: string): Notice[] {
  const { profile, inModule, files, functions, ambiguousFiles } = correlated;
  const notice = (message: string): Notice => ({ kind: 'profile-mismatch', message: `${name}: ${message}` });
  const cut =
    profile.incomplete === true ? [notice('the runtime cut the dump off at 64 MB: more goroutines exist')] : [];
  // Without a leak it is empty, as it should be.
  if (profile.kind === 'goroutineleak' && !inModule.includes(true)) return [];
  if (profile.samples.length === 0) return [notice('the profile has no samples: was it recorded with rate 0?')];
  if (files.size === 0 && ambiguousFiles.size === 0) {
    return [notice('no function of the analysed code occurs in the profile: is it a profile of this program?')];
  }
  const notices = cut;
  const moved = [...functions.values()].filter(match => match.startsWith('moved(')).length;
  if (moved > 0) {
    const counted = `${String(moved)} of ${String(functions.size)} functions`;
    notices.push(notice(`the source has changed since the profile: ${counted} moved, their lines were followed`));
  }
  if (ambiguousFiles.size > 0) {
    const paths = [...ambiguousFiles].sort().slice(0, 3).join(', ');
    notices.push(notice(`file names in the profile fit several analysed files (${paths}): not attributed`));
  }
  return notices;
}
