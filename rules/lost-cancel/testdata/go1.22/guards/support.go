package guards

import (
	"context"
	"testing"
	"time"
)

func fatalInTest(t *testing.T, name string) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	if name == "" {
		t.Fatal(errNoName)
	}
	t.Cleanup(cancel)
	_ = load(ctx, name)
}
