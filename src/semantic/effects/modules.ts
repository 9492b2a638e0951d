/**
 * Effects of widely used modules, so that they work without their source.
 *
 * Sources: the documentation of each module.
 */
import type { EffectTable, FunctionEffect } from './effect.ts';
import { BIG, BORROWS, calls, exits, IN_GOROUTINE, STORED, stores } from './effect.ts';

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

/** The same effect under several names, written `A B C`, for each of several types. */
function each(types: string, names: string, effect: FunctionEffect): Record<string, FunctionEffect> {
  return Object.fromEntries(
    types.split(' ').flatMap(type => names.split(' ').map(name => [type === '' ? name : `${type}.${name}`, effect])),
  );
}

/** Caches keep what they are given as key and value, until it is pushed out. */
const LRU = each('(*Cache) (*LRU)', 'Add ContainsOrAdd PeekOrAdd', stores(0, 1));
const KLOG = each('', 'Info Infof Infoln InfoS Warning Warningf Warningln Error Errorf Errorln ErrorS', BORROWS);
const LEVELS = 'Debug Info Warn Warning Error Trace Print';
const FORMATS = 'Debugf Infof Warnf Warningf Errorf Tracef Printf';
const LOGRUS = 'Fatal Fatalf Fatalln Panic Panicf Panicln';

export const MODULES: EffectTable = {
  'golang.org/x/sync/errgroup': {
    WithContext: { type: 'func(context.Context)(*golang.org/x/sync/errgroup.Group,context.Context)' },
    '(*Group).Go': calls(0, IN_GOROUTINE),
    '(*Group).TryGo': calls(0, IN_GOROUTINE),
  },
  'github.com/sirupsen/logrus': {
    ...fatal('', LOGRUS),
    ...fatal('(*Logger) (*Entry)', LOGRUS),
    ...each('', `${LEVELS} ${FORMATS}`, BORROWS),
    ...each('(*Logger) (*Entry)', `${LEVELS} ${FORMATS}`, BORROWS),
  },
  'go.uber.org/zap': {
    ...fatal('(*Logger)', 'Fatal Panic'),
    ...fatal('(*SugaredLogger)', 'Fatal Fatalf Fatalw Panic Panicf Panicw'),
    ...each('(*SugaredLogger)', `${LEVELS} ${FORMATS} Debugw Infow Warnw Errorw`, BORROWS),
  },
  'k8s.io/klog': { ...KLOG, ...fatal('', 'Fatal Fatalf Fatalln Exit Exitf Exitln') },
  'k8s.io/klog/v2': { ...KLOG, ...fatal('', 'Fatal Fatalf Fatalln Exit Exitf Exitln') },
  'github.com/golang/glog': { ...KLOG, ...fatal('', 'Fatal Fatalf Fatalln Exit Exitf Exitln') },
  'github.com/hashicorp/golang-lru': LRU,
  'github.com/hashicorp/golang-lru/v2': LRU,
  'github.com/hashicorp/golang-lru/v2/expirable': LRU,
  'github.com/patrickmn/go-cache': each('cache (*cache)', 'Set SetDefault Add Replace', stores(0, 1)),
  'github.com/gin-gonic/gin': { '(*Context).GetRawData': BIG },
  'github.com/stretchr/testify/require': { FailNow: exits('goexit'), Fail: exits('goexit') },
  'github.com/spf13/cobra': { CheckErr: {}, OnInitialize: calls(0, STORED) },
};
