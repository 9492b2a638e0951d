/**
 * Effects of widely used modules, so that they work without their source.
 *
 * Sources: the documentation of each module.
 */
import type { EffectTable, FunctionEffect } from './effect.ts';
import { calls, exits, IN_GOROUTINE, STORED } from './effect.ts';

function fatal(types: string, names: string): Record<string, FunctionEffect> {
  return Object.fromEntries(
    types
      .split(' ')
      .flatMap(type =>
        names
          .split(' ')
          .map(name => [
            type === '' ? name : `${type}.${name}`,
            exits(name.startsWith('Panic') ? 'panic' : 'process-exit'),
          ]),
      ),
  );
}

const LOGRUS = 'Fatal Fatalf Fatalln Panic Panicf Panicln';

export const MODULES: EffectTable = {
  'golang.org/x/sync/errgroup': {
    '(*Group).Go': calls(0, IN_GOROUTINE),
    '(*Group).TryGo': calls(0, IN_GOROUTINE),
  },
  'github.com/sirupsen/logrus': { ...fatal('', LOGRUS), ...fatal('(*Logger) (*Entry)', LOGRUS) },
  'go.uber.org/zap': {
    ...fatal('(*Logger)', 'Fatal Panic'),
    ...fatal('(*SugaredLogger)', 'Fatal Fatalf Fatalw Panic Panicf Panicw'),
  },
  'k8s.io/klog': fatal('', 'Fatal Fatalf Fatalln Exit Exitf Exitln'),
  'k8s.io/klog/v2': fatal('', 'Fatal Fatalf Fatalln Exit Exitf Exitln'),
  'github.com/golang/glog': fatal('', 'Fatal Fatalf Fatalln Exit Exitf Exitln'),
  'github.com/stretchr/testify/require': { FailNow: exits('goexit'), Fail: exits('goexit') },
  'github.com/spf13/cobra': { CheckErr: {}, OnInitialize: calls(0, STORED) },
};
