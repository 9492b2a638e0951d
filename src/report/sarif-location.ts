/**
 * Places as SARIF locations: URIs relative to the repository root, columns in UTF-16 code units, exclusive ends.
 */
import type { ArtifactLocation, PhysicalLocation, Region } from 'sarif';
import type { Span } from '../base/position.ts';

/** @param uriPrefix from the repository root to the directory that `path` is relative to: `''` or `sub/dir/`. */
export function toArtifactLocation(path: string, uriPrefix: string): ArtifactLocation {
  const segments: string[] = [];
  for (const segment of `${uriPrefix}${path}`.split('/')) {
    const parent = segments.at(-1);
    if (segment === '..' && parent !== undefined && parent !== '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return { uri: segments.map(encodeSegment).join('/'), uriBaseId: '%SRCROOT%' };
}

export function toPhysicalLocation(span: Span, uriPrefix: string): PhysicalLocation {
  return { artifactLocation: toArtifactLocation(span.path, uriPrefix), region: toRegion(span) };
}

export function toRegion({ start, end }: Span): Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** A name that is not well-formed UTF-16 has no URI; its broken halves become U+FFFD. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd'));
}
