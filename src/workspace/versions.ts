/**
 * The three Go versions that decide what leaks: language, timers, standard library.
 *
 * Sources: https://go.dev/ref/mod, https://go.dev/doc/godebug (Go 1.23: asynctimerchan; removed in Go 1.27) and
 * https://pkg.go.dev/cmd/go#hdr-Build_constraints.
 */
import {
  GO_WITHOUT_LINE,
  NEWEST_GO,
  parseGoMinor,
  type GoMinor,
  type GoVersions,
  type TimerLeak,
} from '../base/go-version.ts';
import type { ModuleFile } from './module-file.ts';
import { splitSetting } from './module-file.ts';

/** From this release on, unreferenced timers are collected. */
const TIMERS_COLLECTED: GoMinor = 23;
/** This release removed the switch back to timers that leak. */
const TIMER_SWITCH_REMOVED: GoMinor = 27;
/** A file's build constraint cannot lower its language below this release. */
const LOWEST_FILE_LANGUAGE: GoMinor = 21;

/** What decides the versions of one unit. */
export interface VersionSource {
  /** `--go`. */
  readonly override: GoMinor | undefined;
  /** go.mod of the unit's module; undefined without one. */
  readonly module: ModuleFile | undefined;
  /** go.work, if it uses the module. */
  readonly work: ModuleFile | undefined;
  /** `key=value` of the `//go:debug` lines that apply to the unit's program. */
  readonly debugSettings: readonly string[];
  /** Whether the unit's module builds a program; false also where {@link toolchainDecidesTimers} says no. */
  readonly buildsProgram: boolean;
}

export function versionsOf(source: VersionSource): GoVersions {
  const { override, module } = source;
  if (override !== undefined) {
    return { language: override, library: override, timers: override < TIMERS_COLLECTED ? 'leaks' : 'collected' };
  }
  if (module === undefined) return { language: NEWEST_GO, library: NEWEST_GO, timers: 'collected' };
  const go = module.go ?? GO_WITHOUT_LINE;
  return { language: go, library: go, timers: timersOf(source, source.work ?? module) };
}

/** The language of one file, whose build constraint implies the release `implied`. */
export function languageOf(unit: GoVersions, implied: GoMinor | undefined, override: GoMinor | undefined): GoMinor {
  if (override !== undefined || implied === undefined) return unit.language;
  return Math.max(LOWEST_FILE_LANGUAGE, implied);
}

function timersOf(source: VersionSource, main: ModuleFile): TimerLeak {
  if (!asynchronousTimers(source.debugSettings, main)) return 'collected';
  const { toolchain } = main;
  if (toolchain === undefined) return 'leaks-before-go1.27';
  if (toolchain >= TIMER_SWITCH_REMOVED) return 'collected';
  return source.buildsProgram ? 'leaks' : 'leaks-before-go1.27';
}

/** Whether timers may leak, and only in a program: whether the module builds one must then be known. */
export function toolchainDecidesTimers(main: ModuleFile): boolean {
  const { toolchain } = main;
  return toolchain !== undefined && toolchain < TIMER_SWITCH_REMOVED && asynchronousTimers([], main);
}

/** `//go:debug` wins over `godebug` lines, a setting over a `default`, and that over the `go` line. */
function asynchronousTimers(debugSettings: readonly string[], main: ModuleFile): boolean {
  const settings = new Map(main.godebug);
  for (const setting of debugSettings) {
    const [key, value] = splitSetting(setting);
    if (value !== undefined) settings.set(key, value);
  }
  const explicit = settings.get('asynctimerchan');
  // 2 is a debugging mode in which the runtime still collects timers.
  if (explicit !== undefined) return explicit === '1';
  const byDefault = parseGoMinor(settings.get('default') ?? '');
  return (byDefault ?? main.go ?? GO_WITHOUT_LINE) < TIMERS_COLLECTED;
}
