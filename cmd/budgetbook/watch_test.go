package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// watched is a running budgetbook watch, with what it has said and nobody has read yet.
type watched struct {
	command *exec.Cmd
	ended   chan struct{}

	mu   sync.Mutex
	said strings.Builder
	read int
}

const watchedKey = "watched"

func (w *watched) Write(data []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.said.Write(data)
}

// next reads up to and with the text, if it has been said.
func (w *watched) next(text string) (before string, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	rest := w.said.String()[w.read:]
	at := strings.Index(rest, text)
	if at < 0 {
		return rest, false
	}
	w.read += at + len(text)
	return rest[:at], true
}

// watch ARGUMENTS…: starts budgetbook watch.
func watch(ts *testscript.TestScript, _ bool, args []string) {
	w := ts.Value(watchedKey).(*watched)
	path, err := exec.LookPath("budgetbook")
	ts.Check(err)
	w.command, w.ended = exec.Command(path, append([]string{"watch"}, args...)...), make(chan struct{})
	w.command.Dir = ts.MkAbs(".")
	w.command.Env = append(os.Environ(), "HOME="+ts.Getenv("HOME"))
	w.command.Stdout, w.command.Stderr = w, w
	ts.Check(w.command.Start())
	ts.Defer(func() { w.command.Process.Kill() })
	go func() {
		w.command.Wait()
		close(w.ended)
	}()
}

// patience is far more than any of it takes.
const patience = time.Minute

// told TEXT: waits until watch says it; what stood before it is then read. With ! it must not
// have said it in what it said up to the text behind it: ! told TEXT BEFORE.
func told(ts *testscript.TestScript, neg bool, args []string) {
	w := ts.Value(watchedKey).(*watched)
	for end := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		before, ok := w.next(args[len(args)-1])
		switch {
		case ok && neg && strings.Contains(before, args[0]):
			ts.Fatalf("said %q:\n%s", args[0], before)
		case ok:
			return
		case time.Now().After(end):
			ts.Fatalf("never said %q:\n%s", args[len(args)-1], before)
		}
		select {
		case <-w.ended:
			ts.Fatalf("ended: %s", before)
		default:
		}
	}
}

// stop: sends Ctrl-C. It must end with 130; what was not read yet becomes stdout.
func stop(ts *testscript.TestScript, _ bool, _ []string) {
	w := ts.Value(watchedKey).(*watched)
	ts.Check(w.command.Process.Signal(os.Interrupt))
	select {
	case <-w.ended:
	case <-time.After(patience):
		ts.Fatalf("still running")
	}
	if code := w.command.ProcessState.ExitCode(); code != exitInterrupted {
		ts.Fatalf("exit code %d", code)
	}
	fmt.Fprint(ts.Stdout(), w.said.String()[w.read:])
}

// TestChanges: every way in which a file can differ is named.
func TestChanges(t *testing.T) {
	before := stamps{"a.toml": {1, 1}, "b.toml": {1, 1}, "c.toml": {1, 1}}
	after := stamps{"a.toml": {1, 1}, "b.toml": {1, 2}, "d.toml": {1, 1}, "e.md": {1, 1}}
	if got, want := changes(before, after), "고침: b.toml; 더함: d.toml, e.md; 지움: c.toml"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestLook: forms inside and long texts beside the projects are sources; what editors leave is none.
func TestLook(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"book/book.toml", "book/park.toml", "book/park.md", "book/my-form/style.toml",
		"book/.park.toml.swp", "book/park.toml~", "book/4913", "book/.#park.toml", "book/~$park.docx", "book/.git/x.toml", "book/out/council/sheets/park.md"} {
		if err := os.MkdirAll(name[:strings.LastIndex(name, "/")], 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	found, err := look("book")
	if want := "map[book.toml:{0 0} my-form/style.toml:{0 0} park.md:{0 0} park.toml:{0 0}]"; err != nil || named(found) != want {
		t.Errorf("%v (%v), want %s", named(found), err, want)
	}
	if _, err := look("elsewhere"); err == nil {
		t.Error("a folder that is not there was read")
	}
}

// named is stamps without the times.
func named(s stamps) string {
	for name := range s {
		s[name] = stamp{}
	}
	return fmt.Sprint(s)
}

// TestAwait: no build while somebody saves or the drive is away; one as soon as two looks are
// alike, and none where all is as it was.
func TestAwait(t *testing.T) {
	looks := []stamps{{"a.toml": {1, 1}}, {"a.toml": {1, 1}}, {"a.toml": {2, 2}}, {"a.toml": {0, 3}}, nil, {"a.toml": {3, 4}}, {}, {"a.toml": {3, 4}}, {"a.toml": {3, 4}}}
	taken := 0
	look := func() (stamps, error) {
		s := looks[taken]
		if taken++; s == nil {
			return nil, os.ErrNotExist
		}
		return s, nil
	}
	if now, ok := await(look, looks[0], nil); !ok || now["a.toml"].size != 3 || taken != len(looks) {
		t.Errorf("%v after %d looks", now, taken)
	}
	signals := make(chan os.Signal, 1)
	signals <- os.Interrupt
	if _, ok := await(look, looks[0], signals); ok {
		t.Error("a signal was not heard")
	}
}
