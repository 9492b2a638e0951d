/**
 * The sarif format: SARIF 2.1.0 in the profile that GitHub code scanning reads.
 *
 * GitHub rejects a file that breaks the JSON schema, closes the alerts that a file no longer holds (so a clean run
 * writes `results: []`), joins alerts of two runs by `primaryLocationLineHash`, and displays the first 5,000 results.
 * Suppressed findings are left out, since GitHub would open alerts for them. `automationDetails` is left out, since it
 * would silently beat the category that the user gives to the upload.
 */
import type { Log } from 'sarif';
import type { Reporter } from './reporter.ts';
import { notificationDescriptors, toNotification } from './sarif-notification.ts';
import { toResults } from './sarif-result.ts';
import { toDescriptor } from './sarif-rule.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

export const sarif: Reporter = (
  { findings, notices, ranking, goroutineRanking },
  { toolVersion, metas, uriPrefix },
) => {
  const rankedBy = [goroutineRanking, ranking].flatMap(by => by?.type ?? []);
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        columnKind: 'utf16CodeUnits',
        tool: {
          driver: {
            name: 'goleaklint',
            semanticVersion: toolVersion,
            rules: metas.map(toDescriptor),
            notifications: notificationDescriptors(),
          },
        },
        invocations: [
          {
            executionSuccessful: !notices.some(notice => notice.kind === 'rule-failed'),
            toolExecutionNotifications: notices.map(notice => toNotification(notice, uriPrefix)),
          },
        ],
        results: toResults(findings, { ruleIds: metas.map(meta => meta.id), rankedBy, uriPrefix }),
      },
    ],
  } satisfies Log;
  return `${JSON.stringify(log, null, 2)}\n`;
};
