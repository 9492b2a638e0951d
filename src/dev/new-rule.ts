/**
 * `npm run new-rule -- <id>`: a rule and a fixture that compile, run and pass, to be edited into something useful.
 */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const KEBAB_CASE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/;

function ruleSource(id: string): string {
  return `/**
 * Finds what leaks; what it leaves alone, and why.
 */
import { defineRule } from '../../src/rule/rule.ts';

export const rule = defineRule({
  meta: {
    id: '${id}',
    family: 'timer',
    tier: 'opt-in',
    summary: 'One line: what the code does wrong',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why: 'What stays alive, kept by what, and until when.',
    remedy: 'What to write instead of it.',
    limits: 'What the rule cannot see, and for which versions of Go it holds.',
    references: [],
    messages: {
      leaks: '{callee} leaks, because of this; write that instead',
    },
    options: {},
    metric: 'own',
    refutable: true,
  },
  triggers: ['Sleep'],
  check({ pkg, report }) {
    for (const call of pkg.callsTo('time.Sleep')) {
      report(call.place, 'leaks', { data: { callee: call.key } });
    }
  },
});
`;
}

const FIXTURE = `// Package basic holds the plain form of the defect.
package basic

import "time"

// doc:bad
func leaks() {
	time.Sleep(time.Second) // want "time.Sleep leaks"
}

// doc:end

// doc:good
func leaksNothing() {
	<-time.After(time.Second)
}

// doc:end

// What looks like the defect and is none, with the reason.
func looksLikeIt(sleep func(time.Duration)) {
	sleep(time.Second)
}
`;

async function create(id: string): Promise<void> {
  const files = {
    [`rules/${id}/rule.ts`]: ruleSource(id),
    [`rules/${id}/testdata/go1.22/basic/basic.go`]: FIXTURE,
  };
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text, { flag: 'wx' });
  }
  const [rule, fixture] = Object.keys(files);
  console.log(`Made a rule that reports each time.Sleep. Now edit, in this order:
  1. ${String(fixture)}: the leak, its remedy, and what looks like it and is none
  2. ${String(rule)}: meta, triggers, check
  3. npm run generate && npm test`);
}

function problemWith(id: string): string | undefined {
  if (!KEBAB_CASE.test(id)) return `new-rule: expected an id in kebab-case that names the defect, got "${id}"`;
  if (existsSync(`rules/${id}`)) return `new-rule: rules/${id} exists already`;
  return undefined;
}

const id = process.argv[2] ?? '';
const problem = problemWith(id);
if (problem === undefined) {
  await create(id);
} else {
  console.error(`${problem}\n  npm run new-rule -- <id>, such as ticker-not-stopped`);
  process.exitCode = 2;
}
