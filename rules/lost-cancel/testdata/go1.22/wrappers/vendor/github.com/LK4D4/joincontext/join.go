// Package joincontext is a stub.
package joincontext

import "context"

func Join(one, other context.Context) (context.Context, context.CancelFunc) {
	return context.WithCancel(one)
}
