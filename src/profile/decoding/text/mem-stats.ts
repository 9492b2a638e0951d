/**
 * The runtime's own numbers at the end of a text profile: lines such as `# HeapIdle = 123`.
 */
import type { MemStats } from '../../../base/overview.ts';
import { TextError } from './lines.ts';

const FIELD = /^# (\w+) = (.+)$/;

export class MemStatsReader {
  private readonly fields = new Map<string, string>();

  line(text: string): void {
    const [, name, value] = FIELD.exec(text) ?? [];
    if (name !== undefined && value !== undefined) this.fields.set(name, value);
    else if (text !== '') throw new TextError(`behind its end there is ${JSON.stringify(text.slice(0, 80))}`);
  }

  /** `rest` has no line end. Undefined unless all of it is there: half of it would tell less than nothing. */
  finish(rest: string): MemStats | undefined {
    const { fields } = this;
    if (/^# DebugGC = (?:true|false)$/.test(rest)) this.line(rest);
    if (!fields.has('DebugGC')) return undefined;
    const number = (name: string): number => Number(fields.get(name) ?? NaN);
    // "in use / from the system"
    const [stackInuse = NaN] = (fields.get('Stack') ?? '').split(' / ').map(Number);
    const pauses = /^\[([\d ]*)\]$/.exec(fields.get('PauseNs') ?? '')?.[1] ?? '';
    const stats: MemStats = {
      heapAlloc: number('HeapAlloc'),
      heapObjects: number('HeapObjects'),
      heapSys: number('HeapSys'),
      heapIdle: number('HeapIdle'),
      heapReleased: number('HeapReleased'),
      heapInuse: number('HeapInuse'),
      stackInuse,
      sys: number('Sys'),
      totalAlloc: number('TotalAlloc'),
      nextGC: number('NextGC'),
      numGC: number('NumGC'),
      numForcedGC: number('NumForcedGC'),
      recentPauses: pauses.split(' ').reduce((sum, pause) => sum + Number(pause), 0),
      gcCPUFraction: number('GCCPUFraction'),
      maxRSS: undefined,
    };
    if (!Object.values(stats).every(value => value === undefined || Number.isFinite(value))) return undefined;
    return { ...stats, maxRSS: fields.has('MaxRSS') ? number('MaxRSS') : undefined };
  }
}
