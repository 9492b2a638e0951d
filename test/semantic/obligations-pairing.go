package obligations

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io"
	"net/http"
	"os"
	"sync"
)

var errFailed = errors.New("failed")

func use(io.Reader)          {}
func failed() error          { return errFailed }
func wrap(e error) error     { return e }
func isTemporary(error) bool { return false }

// An obligation starts on the success edge of the call, however the error is asked.

func notEqualNil(path string) error {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		return err
	}
	defer f.Close()
	return nil
}

func equalNil(path string) error {
	f, err := os.Open(path) // obligation: met
	if err == nil {
		f.Close()
	}
	return err
}

func equalNilForgets(path string) error {
	f, err := os.Open(path) // obligation: unmet
	if err == nil {
		use(f)
	}
	return err
}

func inIf(path string) error {
	if f, err := os.Open(path); err != nil { // obligation: met
		return err
	} else {
		defer f.Close()
	}
	return nil
}

func inIfForgets(path string) error {
	if f, err := os.Open(path); err == nil { // obligation: unmet
		use(f)
	}
	return nil
}

func inSwitch(path string) error {
	f, err := os.Open(path) // obligation: met
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return err
	}
	return f.Close()
}

func overErrors(path string) error {
	f, err := os.Open(path) // obligation: met
	switch err {
	case nil:
		return f.Close()
	case io.EOF:
		return nil
	default:
		return err
	}
}

func overErrorsForgets(path string) error {
	f, err := os.Open(path) // obligation: unmet
	switch err {
	case nil:
		use(f)
		return nil
	default:
		return err
	}
}

func overErrorTypes(path string) error {
	f, err := os.Open(path) // obligation: met
	switch err.(type) {
	case nil:
	case *os.PathError:
		return nil
	default:
		return err
	}
	return f.Close()
}

func errorsIs(path string) error {
	f, err := os.Open(path) // obligation: met
	if errors.Is(err, os.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	return f.Close()
}

func errorsAs(path string) error {
	f, err := os.Open(path) // obligation: met
	var failure *os.PathError
	if errors.As(err, &failure) {
		return failure.Err
	}
	return f.Close()
}

func asserted(path string) error {
	f, err := os.Open(path) // obligation: met
	if failure, ok := err.(*os.PathError); ok {
		return failure.Err
	}
	return f.Close()
}

func equalToSentinel(path string) error {
	f, err := os.Open(path) // obligation: met
	if err == io.EOF || err == os.ErrNotExist {
		return err
	}
	return f.Close()
}

func negated(path string) error {
	f, err := os.Open(path) // obligation: met
	if !(err == nil) {
		return err
	}
	return f.Close()
}

func inAVariable(path string) error {
	f, err := os.Open(path) // obligation: met
	opened := err == nil
	if !opened {
		return err
	}
	return f.Close()
}

func inAVariableForgets(path string) error {
	f, err := os.Open(path) // obligation: unmet
	opened := err == nil
	if opened {
		use(f)
	}
	return nil
}

// That it is not this error does not say that there is none, nor that there is one.
func errorsIsForgets(path string) error {
	f, err := os.Open(path) // obligation: unmet
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	use(f)
	return err
}

func errorsAsForgets(path string) error {
	f, err := os.Open(path) // obligation: unmet
	var failure *os.PathError
	if errors.As(err, &failure) {
		return failure.Err
	}
	use(f)
	return err
}

func notExist(path string) error {
	f, err := os.Open(path) // obligation: unmet
	if os.IsNotExist(err) {
		return nil
	}
	use(f)
	return err
}

func errorsIsNil(path string) error {
	f, err := os.Open(path) // obligation: met
	if errors.Is(err, nil) {
		return f.Close()
	}
	return err
}

func overSentinels(path string) error {
	f, err := os.Open(path) // obligation: met
	switch err {
	case io.EOF, os.ErrNotExist:
		return nil
	}
	return f.Close()
}

func overOneType(path string) error {
	f, err := os.Open(path) // obligation: met
	switch err.(type) {
	case *os.PathError:
		return nil
	}
	return f.Close()
}

// A question that cannot be understood leaves open whether the call has succeeded.
func customTest(path string) error {
	f, err := os.Open(path) // obligation: unknown
	if !isTemporary(err) {
		return err
	}
	return f.Close()
}

func testOfSomethingMadeFromIt(path string) error {
	f, err := os.Open(path) // obligation: unknown
	if wrap(err) == io.EOF {
		return err
	}
	return f.Close()
}

// Only an error of a package is sure not to be nil.
func comparedWithAnother(path string, last error) error {
	f, err := os.Open(path) // obligation: unknown
	if err == last {
		return err
	}
	return f.Close()
}

func customTestAndThenThePlainOne(path string) error {
	f, err := os.Open(path) // obligation: unmet
	if isTemporary(err) {
		return err
	}
	if err != nil {
		return err
	}
	use(f)
	return nil
}

func neverAsked(path string) error {
	f, err := os.Open(path) // obligation: unmet
	use(f)
	return err
}

// A redefinition ends the pairing: an error that was never asked may live on in the new one.
func wrapped(path string) error {
	f, err := os.Open(path) // obligation: unknown
	err = wrap(err)
	if err != nil {
		return err
	}
	use(f)
	return nil
}

func wrappedAndReleased(path string) error {
	f, err := os.Open(path) // obligation: met
	err = wrap(err)
	if err != nil {
		return err
	}
	return f.Close()
}

// Whoever asks the resource itself has it.
func redefinedAndUsed(path string) error {
	f, err := os.Open(path) // obligation: unmet
	_, err = f.Stat()
	if err != nil {
		return err
	}
	_, err = f.Seek(0, io.SeekStart)
	return nil
}

// After success the same variable says nothing of the acquisition any more.
func redefinedAfterSuccess(path string) error {
	f, err := os.Open(path) // obligation: unmet
	if err != nil {
		return err
	}
	if err = failed(); err != nil {
		return err
	}
	return f.Close()
}

// A second test of the same error finds the same.
func askedTwice(path string) error {
	f, err := os.Open(path) // obligation: met
	if err == nil {
		use(f)
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// Another err in an inner scope is another variable.
func shadowed(path string) error {
	f, err := os.Open(path) // obligation: unmet
	if err != nil {
		return err
	}
	if err := failed(); err != nil {
		return err
	}
	return f.Close()
}

func shadowedBefore(path string) error {
	err := failed()
	if f, err := os.Open(path); err == nil { // obligation: met
		f.Close()
	}
	return err
}

// The test of another error does not pair.
func otherError(path string, old error) error {
	f, err := os.Open(path) // obligation: unmet
	if old != nil {
		return err
	}
	return f.Close()
}

func ignoredError(path string) {
	f, _ := os.Open(path) // obligation: unmet
	use(f)
}

func ignoredErrorButNil(path string) {
	f, _ := os.Open(path) // obligation: met
	if f == nil {
		return
	}
	f.Close()
}

// A resource that is nil needs no release, and one that is there is not nil.
func onlyIfThere(url string) error {
	resp, err := http.Get(url) // obligation: met
	if resp != nil {
		defer resp.Body.Close()
	}
	if err != nil {
		return err
	}
	use(resp.Body)
	return nil
}

func onlyIfBodyIsThere(url string) error {
	resp, err := http.Get(url) // obligation: met
	if err != nil {
		return err
	}
	if resp != nil && resp.Body != nil {
		resp.Body.Close()
	}
	return nil
}

func nilMeansNothing(url string) error {
	resp, err := http.Get(url) // obligation: met
	if err != nil || resp == nil {
		return err
	}
	return resp.Body.Close()
}

func thereAndForgotten(url string) error {
	resp, err := http.Get(url) // obligation: unmet
	if resp == nil {
		return err
	}
	use(resp.Body)
	return nil
}

// Whoever knows that it is there has no need of the error any more.
func thereWhateverTheError(path string) error {
	f, err := os.Open(path) // obligation: unmet
	if f == nil {
		return err
	}
	if err = failed(); err != nil {
		return err
	}
	return f.Close()
}

// A defer before the test runs on both edges.
func deferBeforeTest(url string) error {
	resp, err := http.Get(url) // obligation: met
	defer resp.Body.Close()
	if err != nil {
		return err
	}
	return nil
}

// The error goes out with the resource, or alone.
func bothReturned(path string) (*os.File, error) {
	f, err := os.Open(path) // obligation: moved
	return f, err
}

func returnedUnlessFailed(path string) (*os.File, error) {
	f, err := os.Open(path) // obligation: moved
	if err != nil {
		return nil, err
	}
	return f, nil
}

func errorAlone(path string) error {
	_, err := os.Open(path) // obligation: unmet, discarded
	return err
}

// A bare return hands named results on; a return of other values does not.
func named(path string) (f *os.File, err error) {
	f, err = os.Open(path) // obligation: moved
	return
}

func namedAndOverruled(path string) (f *os.File, err error) {
	f, err = os.Open(path) // obligation: unmet
	if err != nil {
		return
	}
	if _, err = f.Stat(); err != nil {
		return nil, err
	}
	return
}

// A deferred closure that looks at the error result covers the failures; success hands the file on.
func namedWithCleanup(path string) (f *os.File, err error) {
	f, err = os.Open(path) // obligation: unknown
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			f.Close()
		}
	}()
	if _, err = f.Stat(); err != nil {
		return nil, err
	}
	return f, nil
}

// The test of a query that has no rows to give.
func noRows(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, "SELECT 1") // obligation: met
	if err == sql.ErrNoRows {
		return nil
	}
	if err != nil {
		return err
	}
	return rows.Close()
}

// A call that returns only on success asks for the caller.
func check(err error) {
	if err != nil {
		panic(err)
	}
}

func checked(path string) {
	f, err := os.Open(path) // obligation: met
	check(err)
	f.Close()
}

func checkedAndForgotten(path string) {
	f, err := os.Open(path) // obligation: unmet
	check(err)
	if err = failed(); err != nil {
		return
	}
	f.Close()
}

// A function that returns a fresh resource acquires it for its caller.
func open(path string) (*os.File, error) {
	f, err := os.Open(path) // obligation: moved
	if err != nil {
		return nil, wrap(err)
	}
	return f, nil
}

func opened(path string) error {
	f, err := open(path) // obligation: met
	if err != nil {
		return err
	}
	return f.Close()
}

func openedAndForgotten(path string) error {
	f, err := open(path) // obligation: unmet
	if err != nil {
		return err
	}
	use(f)
	return nil
}

// The same with a bool, where the resource is what a function of the package found.
func find(paths []string) (*os.File, bool) {
	for _, path := range paths {
		if f, err := os.Open(path); err == nil { // obligation: moved
			return f, true
		}
	}
	return nil, false
}

func found(paths []string) bool {
	f, ok := find(paths) // obligation: met
	if !ok {
		return false
	}
	f.Close()
	return true
}

func foundAndForgotten(paths []string) bool {
	f, ok := find(paths) // obligation: unmet
	if ok {
		use(f)
	}
	return ok
}

func foundIsFalse(paths []string) bool {
	f, ok := find(paths) // obligation: met
	if ok == false {
		return false
	}
	f.Close()
	return true
}

func foundIsTrue(paths []string) bool {
	f, ok := find(paths) // obligation: met
	if ok != true {
		return false
	}
	f.Close()
	return true
}

// A redefinition ends the pairing with a bool as well.
func foundAndThenAnother(paths []string, seen map[string]bool) bool {
	f, ok := find(paths) // obligation: unmet
	if !ok {
		return false
	}
	if ok = seen[f.Name()]; !ok {
		return false
	}
	f.Close()
	return true
}

// The error is looked at under another name.
func copiedError(paths []string) error {
	var err error
	var f *os.File
	for _, path := range paths {
		file, e := os.Open(path) // obligation: met
		err = e
		if err == nil {
			f = file
			break
		}
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// A type assertion around the call, whose second result tells whether there is anything.

var buffers sync.Pool

func assertedToType(give bool) {
	b := buffers.Get().(*bytes.Buffer) // obligation: unmet
	if give {
		return
	}
	buffers.Put(b)
}

func assertedWithResult() {
	b, ok := buffers.Get().(*bytes.Buffer) // obligation: met
	if !ok {
		return
	}
	buffers.Put(b)
}
