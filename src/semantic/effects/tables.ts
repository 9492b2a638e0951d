/**
 * The tables that come with the program: one file for each family of packages.
 */
import { type Section, sectionsIn } from './section.ts';
import stdCollections from './tables/std/collections.yml';
import stdEncoding from './tables/std/encoding.yml';
import stdHttp from './tables/std/http.yml';
import stdIo from './tables/std/io.yml';
import stdLog from './tables/std/log.yml';
import stdNet from './tables/std/net.yml';
import stdOs from './tables/std/os.yml';
import stdSql from './tables/std/sql.yml';
import stdSync from './tables/std/sync.yml';
import stdTesting from './tables/std/testing.yml';
import stdText from './tables/std/text.yml';
import modulesCache from './tables/modules/cache.yml';
import modulesCli from './tables/modules/cli.yml';
import modulesClock from './tables/modules/clock.yml';
import modulesConcurrency from './tables/modules/concurrency.yml';
import modulesContext from './tables/modules/context.yml';
import modulesEvents from './tables/modules/events.yml';
import modulesKubernetes from './tables/modules/kubernetes.yml';
import modulesLog from './tables/modules/log.yml';
import modulesMessaging from './tables/modules/messaging.yml';
import modulesMetrics from './tables/modules/metrics.yml';
import modulesSql from './tables/modules/sql.yml';
import modulesStorage from './tables/modules/storage.yml';
import modulesTesting from './tables/modules/testing.yml';
import modulesTracing from './tables/modules/tracing.yml';
import modulesWeb from './tables/modules/web.yml';
import cLibrary from './tables/c.yml';

export const BUILT_IN_SECTIONS: readonly Section[] = [
  stdCollections,
  stdEncoding,
  stdHttp,
  stdIo,
  stdLog,
  stdNet,
  stdOs,
  stdSql,
  stdSync,
  stdTesting,
  stdText,
  modulesCache,
  modulesCli,
  modulesClock,
  modulesConcurrency,
  modulesContext,
  modulesEvents,
  modulesKubernetes,
  modulesLog,
  modulesMessaging,
  modulesMetrics,
  modulesSql,
  modulesStorage,
  modulesTesting,
  modulesTracing,
  modulesWeb,
  cLibrary,
].flatMap(sectionsIn);
