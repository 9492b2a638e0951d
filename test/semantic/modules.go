package app

import (
	"context"

	"github.com/sirupsen/logrus"
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
	_ = ctx
}
