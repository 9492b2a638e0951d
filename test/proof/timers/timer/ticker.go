package timer

import (
	"errors"
	"measure"
	"time"
)

var tickers = []measure.Case{
	grows(returnsWithoutStop, returnsAfterStop),
	grows(errorPath, errorPathDeferred),
	grows(tickOnce, tickOnceStopped),
	grows(tickerOfHelper, tickerOfHelperStopped),
	grows(tickerInLocalStruct, tickerInLocalStructStopped),
	grows(tickerInClosure, tickerInClosureStopped),
	grows(onlyReset, onlyResetStopped),
	grows(tickerOfVariable, tickerOfVariableStopped),
	grows(inGoroutine, inGoroutineStopped),
	grows(timerInLoop, timerInLoopStopped),
}

// returnsWithoutStop leaves the ticker when it has seen enough.
//
//proof:want ticker-not-stopped
func returnsWithoutStop() {
	ticker := time.NewTicker(long)
	for n := 0; ; n++ {
		select {
		case <-ticker.C:
		default:
			return
		}
	}
}

//proof:none
func returnsAfterStop() {
	ticker := time.NewTicker(long)
	defer ticker.Stop()
	for n := 0; ; n++ {
		select {
		case <-ticker.C:
		default:
			return
		}
	}
}

var errStopped = errors.New("stopped")

func step(n int) error {
	if n > 1 {
		return errStopped
	}
	return nil
}

// errorPath stops the ticker at the end and not where it fails.
//
//proof:want ticker-not-stopped
func errorPath() {
	t := time.NewTicker(long)
	for i := range 3 {
		if err := step(i); err != nil {
			return
		}
	}
	t.Stop()
}

//proof:none
func errorPathDeferred() {
	t := time.NewTicker(long)
	defer t.Stop()
	for i := range 3 {
		if err := step(i); err != nil {
			return
		}
	}
}

// tickOnce uses Tick in a function that returns.
//
//proof:want ticker-not-stopped
func tickOnce() {
	ticks := time.Tick(long)
	for {
		select {
		case <-ticks:
		default:
			return
		}
	}
}

//proof:none
func tickOnceStopped() {
	ticker := time.NewTicker(long)
	defer ticker.Stop()
	ticks := ticker.C
	for {
		select {
		case <-ticks:
		default:
			return
		}
	}
}

// newTicker gives the ticker to its caller.
func newTicker(n int) *time.Ticker {
	return time.NewTicker(long * time.Duration(n))
}

// tickerOfHelper has the ticker from a function of its own.
//
//proof:miss ticker-not-stopped: a helper makes the ticker
func tickerOfHelper() {
	t := newTicker(1)
	select {
	case <-t.C:
	default:
	}
}

//proof:none
func tickerOfHelperStopped() {
	t := newTicker(1)
	defer t.Stop()
	select {
	case <-t.C:
	default:
	}
}

type watch struct {
	ticker *time.Ticker
	n      int
}

// tickerInLocalStruct has the ticker in a field of a local.
//
//proof:want ticker-not-stopped
func tickerInLocalStruct() {
	w := watch{ticker: time.NewTicker(long)}
	select {
	case <-w.ticker.C:
		w.n++
	default:
	}
}

type stoppedWatch struct {
	ticker *time.Ticker
	n      int
}

//proof:none
func tickerInLocalStructStopped() {
	w := stoppedWatch{ticker: time.NewTicker(long)}
	defer w.ticker.Stop()
	select {
	case <-w.ticker.C:
		w.n++
	default:
	}
}

// tickerInClosure makes the ticker in a function literal.
//
//proof:want ticker-not-stopped
func tickerInClosure() {
	wait := func(n int) int {
		t := time.NewTicker(long)
		for {
			select {
			case <-t.C:
			default:
				return n
			}
		}
	}
	wait(1)
}

//proof:none
func tickerInClosureStopped() {
	wait := func(n int) int {
		t := time.NewTicker(long)
		defer t.Stop()
		for {
			select {
			case <-t.C:
			default:
				return n
			}
		}
	}
	wait(1)
}

// onlyReset resets the ticker and never stops it.
//
//proof:want ticker-not-stopped
func onlyReset() {
	t := time.NewTicker(time.Hour)
	t.Reset(long)
	select {
	case <-t.C:
	default:
	}
}

//proof:none
func onlyResetStopped() {
	t := time.NewTicker(time.Hour)
	t.Reset(long)
	select {
	case <-t.C:
	default:
	}
	t.Stop()
}

// tickerOfVariable forgets the first ticker when it makes the second.
//
//proof:miss ticker-not-stopped: assigned again before Stop
func tickerOfVariable() {
	t := time.NewTicker(long)
	if step(2) != nil {
		t = time.NewTicker(2 * long)
	}
	defer t.Stop()
	select {
	case <-t.C:
	default:
	}
}

//proof:none
func tickerOfVariableStopped() {
	t := time.NewTicker(long)
	if step(2) != nil {
		t.Stop()
		t = time.NewTicker(2 * long)
	}
	defer func() { t.Stop() }()
	select {
	case <-t.C:
	default:
	}
}

// inGoroutine has a ticker in a goroutine that ends.
//
//proof:want ticker-not-stopped
func inGoroutine() {
	done := make(chan struct{})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		t := time.NewTicker(long)
		for {
			select {
			case <-t.C:
			case <-done:
				return
			}
		}
	}()
	close(done)
	<-ended
}

//proof:none
func inGoroutineStopped() {
	done := make(chan struct{})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		t := time.NewTicker(long)
		defer t.Stop()
		for {
			select {
			case <-t.C:
			case <-done:
				return
			}
		}
	}()
	close(done)
	<-ended
}

// timerInLoop makes a timer in each round, which another case nearly always wins.
//
//proof:want ticker-not-stopped
func timerInLoop() {
	values := make(chan int, 2)
	values <- 1
	values <- 2
	for n := 0; n < 2; {
		timeout := time.NewTimer(long)
		select {
		case v := <-values:
			n = v
		case <-timeout.C:
			return
		}
	}
}

//proof:none
func timerInLoopStopped() {
	values := make(chan int, 2)
	values <- 1
	values <- 2
	for n := 0; n < 2; {
		timeout := time.NewTimer(long)
		select {
		case v := <-values:
			timeout.Stop()
			n = v
		case <-timeout.C:
			return
		}
	}
}
