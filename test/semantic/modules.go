package app

import (
	"context"

	godeps "example.com/app/Godeps/_workspace/src/golang.org/x/net/context"
	"github.com/sirupsen/logrus"
	old "golang.org/x/net/context"
	"golang.org/x/sync/errgroup"
)

type service struct {
	group  errgroup.Group
	logger *logrus.Logger
}

// Modules without source: the effect tables know some of their functions.
func tables(ctx context.Context, s *service) {
	g, ctx := errgroup.WithContext(ctx) // type: *golang.org/x/sync/errgroup.Group
	g.Go(nil)                           // callee: golang.org/x/sync/errgroup.(*Group).Go
	s.group.Go(nil)                     // callee: golang.org/x/sync/errgroup.(*Group).Go
	s.group.Wait()                      // callee: golang.org/x/sync/errgroup.(*Group).Wait
	s.group.SetLimit(3)                 // callee: unknown
	s.logger.Fatal("x")                 // callee: github.com/sirupsen/logrus.(*Logger).Fatal
	_ = new(errgroup.Group)             // type: *?
	_ = ctx
}

// The package from which context came has the same names.
func beforeContext(ctx old.Context) {
	_ = ctx                          // type: context.Context
	_, cancel := old.WithCancel(ctx) // obligation: unmet
	_, _ = godeps.WithCancel(ctx)    // callee: context.WithCancel
	if cancel == nil {
		return
	}
}
