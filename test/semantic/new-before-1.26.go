// language: go1.25
package app

import "golang.org/x/sync/errgroup"

// Only types can be given to new before Go 1.26.
func group() error {
	g := new(errgroup.Group) // type: *golang.org/x/sync/errgroup.Group
	g.Go(nil)                // callee: golang.org/x/sync/errgroup.(*Group).Go
	return g.Wait()          // callee: golang.org/x/sync/errgroup.(*Group).Wait
}
