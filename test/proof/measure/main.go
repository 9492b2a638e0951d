//go:build go1.22

package measure

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime/debug"
	"slices"
	"strings"
	"time"
)

// A Result is what one form of a case left behind, printed as a line of JSON.
type Result struct {
	Function string  `json:"function"`
	Form     string  `json:"form"` // "defect" or "fixed"
	Unit     string  `json:"unit"`
	PerCall  float64 `json:"perCall"`
	Verdict  string  `json:"verdict"` // "leaks", "panics", "clean", "unclear" or "failed"
	// Goroutines in the goroutineleak profile, of all calls; Go 1.26 with GOEXPERIMENT=goroutineleakprofile.
	Profiled int    `json:"profiled"`
	Error    string `json:"error,omitempty"`
}

// ownCheck begins the panics in which the runtime itself names the defect.
const ownCheck = "panic: runtime.AddCleanup: "

// timeout is for one form, which takes a second where it is slow.
const timeout = 30 * time.Second

// Main measures every form of the cases in a process of its own, so that none meets what another left behind; or, as
// such a process, the one that is named.
func Main(families ...[]Case) {
	cases := slices.Concat(families...)
	if len(os.Args) > 2 {
		runNamed(cases, os.Args[1], os.Args[2])
		return
	}
	filter := append(os.Args, "")[1]
	var running []chan []byte
	slots := make(chan struct{}, 2)
	for _, c := range cases {
		for form, f := range map[string]Form{"defect": c.Defect, "fixed": c.Fixed} {
			if !f.exists() || !strings.HasPrefix(f.Name, filter) {
				continue
			}
			line := make(chan []byte, 1)
			running = append(running, line)
			go func() {
				slots <- struct{}{}
				defer func() { <-slots }()
				line <- isolated(f.Name, form, c.Unit)
			}()
		}
	}
	for _, line := range running {
		os.Stdout.Write(<-line)
	}
}

// isolated measures one form in a new process.
func isolated(function, form string, unit Unit) []byte {
	var stdout, stderr bytes.Buffer
	cmd := exec.Command(os.Args[0], function, form)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	cmd.WaitDelay = time.Second
	timer := time.AfterFunc(timeout, func() { cmd.Process.Kill() })
	defer timer.Stop()
	if err := cmd.Run(); err != nil {
		if strings.Contains(stderr.String(), ownCheck) {
			return encode(Result{Function: function, Form: form, Unit: unit.Name, Verdict: "panics"})
		}
		reason := fmt.Sprintf("%v: %.400s", err, stderr.String())
		return encode(Result{Function: function, Form: form, Unit: unit.Name, Verdict: "failed", Error: reason})
	}
	return stdout.Bytes()
}

func runNamed(cases []Case, function, form string) {
	for _, c := range cases {
		f := c.Defect
		if form == "fixed" {
			f = c.Fixed
		}
		if f.Name == function {
			os.Stdout.Write(encode(c.Unit.measure(f, form)))
			return
		}
	}
	fmt.Fprintf(os.Stderr, "no program %q\n", function)
	os.Exit(2)
}

func encode(result Result) []byte {
	line, err := json.Marshal(result)
	if err != nil {
		panic(err)
	}
	return append(line, '\n')
}

// measure calls the form until it is warm, so that what is made once for all does not count, and then reads twice.
func (u Unit) measure(f Form, form string) Result {
	if u.Name == DescriptorsUntilGC.Name {
		debug.SetGCPercent(-1)
	}
	here = func() {}
	if !u.Cold {
		u.call(f)
	}
	before := u.Read()
	peak, marked := before, false
	here = func() { peak, marked = max(peak, u.Read()), true }
	u.call(f)
	perCall := float64(peak - before)
	if !marked {
		perCall = float64(u.Read()-before) / float64(u.Calls)
	}
	return Result{
		Function: f.Name,
		Form:     form,
		Unit:     u.Name,
		PerCall:  perCall,
		Verdict:  u.verdict(perCall),
		Profiled: leakedGoroutines(),
	}
}

func (u Unit) call(f Form) {
	for range u.Calls {
		f.run()
	}
}

func (u Unit) verdict(perCall float64) string {
	switch {
	case perCall >= u.Leak:
		return "leaks"
	case perCall <= u.Clean:
		return "clean"
	}
	return "unclear"
}

var here = func() {}

// Here marks the place at which a call holds most, if that is not its end.
func Here() { here() }

// Document is a text of Big bytes: a number that no other has, short lines, an empty line, and a long body.
func Document() io.Reader {
	number++
	header := fmt.Sprintf("id: %06d\nname: alpha\nkind,of,thing\nkey=value\n\n", number)
	return strings.NewReader(header + strings.Repeat("The body goes on. ", (Big-len(header))/18))
}

var number int
