package book_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"budgetbook/generator/book"
	"budgetbook/generator/compose"
)

// kills is how many builds are killed at random moments. `make judge` kills 200.
var kills = flag.Int("kills", 20, "builds to kill at random moments")

func TestMain(m *testing.M) {
	if dir := os.Getenv("BUDGETBOOK_VICTIM"); dir != "" {
		victim(dir, os.Getenv("BUDGETBOOK_END"))
	}
	os.Exit(m.Run())
}

// sources are a book before and after an edit.
var sources = sync.OnceValue(func() (books [2]fstest.MapFS) {
	data := os.DirFS("../../data/seoul-2024")
	names, err := fs.Glob(data, "*.*")
	if err != nil {
		panic(err)
	}
	for i, status := range []string{`"안"`, `"확정"`} {
		books[i] = fstest.MapFS{}
		for _, name := range names {
			text, err := fs.ReadFile(data, name)
			if err != nil {
				panic(err)
			}
			books[i][name] = &fstest.MapFile{Data: bytes.Replace(text, []byte(`status = "안"`), []byte("status = "+status), 1)}
		}
	}
	return books
})

// one is a build of few files.
var one = book.Options{Formats: []book.Format{book.Markdown}, Editions: []compose.Edition{compose.Public}}

// versions are the builds of the two, to be told apart by their fingerprints.
var versions = sync.OnceValue(func() (built [2]*book.Built) {
	for i, fsys := range sources() {
		built[i] = book.Build(fsys, one)
	}
	return built
})

// publish writes a finished build, each operation on the disk after before.
func publish(dir string, b *book.Built, before func(operation, name string) error) error {
	stage, err := book.OpenBefore(dir, before)
	if err != nil {
		return err
	}
	defer stage.Discard()
	for _, o := range b.Outputs {
		if _, ok := stage.Again(entryOf(o)); ok { // the sheet itself is the same in both versions
			continue
		}
		pieces := [][]byte{o.Data}
		write := stage.Write
		if path.Base(o.Path) == "book.md" || path.Ext(o.Path) == ".csv" {
			half := len(o.Data) / 2
			pieces, write = [][]byte{o.Data[:half], o.Data[half:]}, stage.Append
		}
		for _, piece := range pieces {
			if err := write(o.Path, piece); err != nil {
				return err
			}
		}
	}
	_, err = stage.Finish(b)
	return err
}

func entryOf(o book.Output) book.Entry {
	sum := sha256.Sum256(o.Data)
	return book.Entry{Path: o.Path, SHA256: hex.EncodeToString(sum[:]), Size: len(o.Data)}
}

// whole fails the test where the book at dir is not one of the versions, to the byte.
func whole(t *testing.T, when, dir string) (version int) {
	t.Helper()
	m, d, err := book.Verify(dir)
	if err != nil || !d.None() || len(m.Outputs) == 0 {
		t.Fatalf("%s: the book is not whole: %+v %v", when, d, err)
	}
	for i, b := range versions() {
		if m.Fingerprint == b.Fingerprint {
			return i
		}
	}
	t.Fatalf("%s: the book is neither of the two: %s", when, m.Fingerprint)
	return 0
}

// alone fails the test where anything stands beside the book.
func alone(t *testing.T, when, dir string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil || len(entries) != 1 || entries[0].Name() != filepath.Base(dir) {
		t.Fatalf("%s: beside the book: %v %v", when, entries, err)
	}
}

// withoutExchange is a system that cannot exchange two folders.
func withoutExchange(operation, _ string) error {
	if operation == "exchange" {
		return errors.ErrUnsupported
	}
	return nil
}

func both(before, then func(operation, name string) error) func(operation, name string) error {
	return func(operation, name string) error { return errors.Join(before(operation, name), then(operation, name)) }
}

func anything(_, _ string) error { return nil }

// TestEveryOperationFails lets each single operation on the disk fail, alone and with all
// after it, as on a disk that is full or gone: the book before stays whole where it is,
// and the next build succeeds and leaves nothing beside it.
func TestEveryOperationFails(t *testing.T) {
	old, fresh := versions()[0], versions()[1]
	for _, system := range []struct {
		name   string
		before func(operation, name string) error
	}{{"exchange", anything}, {"two renames", withoutExchange}} {
		for _, lasting := range []bool{false, true} {
			failed := 0
			var operations []string // that failed
			for n := 1; ; n++ {
				when := fmt.Sprintf("%s, operation %d fails (lasting: %v)", system.name, n, lasting)
				dir := filepath.Join(t.TempDir(), "book")
				if err := publish(dir, old, nil); err != nil {
					t.Fatal(err)
				}
				count := 0
				err := publish(dir, fresh, both(system.before, func(operation, name string) error {
					count++
					if count != n && (!lasting || count < n) {
						return nil
					}
					when += ": " + operation
					operations = append(operations, operation)
					if operation == "write" { // a disk runs full in the middle of a file
						os.WriteFile(name, []byte("조각"), 0o644)
					}
					if operation == "remove" {
						os.Remove(filepath.Join(name, "manifest.json"))
					}
					return syscall.ENOSPC
				}))
				if count < n {
					break // there is no such operation
				}
				failed++
				if system.name != "exchange" && lasting && !exists(dir) { // neither rename back nor forth was possible
					stage, err := book.Open(dir)
					if err != nil {
						t.Fatal(when, err)
					}
					stage.Discard()
				}
				if version := whole(t, when, dir); (version == 1) != (err == nil) {
					t.Errorf("%s: error %v beside version %d", when, err, version)
				}
				if err := publish(dir, fresh, nil); err != nil {
					t.Fatalf("%s: the next build: %v", when, err)
				}
				if whole(t, when, dir) != 1 {
					t.Errorf("%s: the next build did not come", when)
				}
				alone(t, when, dir)
			}
			t.Logf("%s: %d operations failed (lasting: %v)", system.name, failed, lasting)
			if !slices.Contains(operations, "link") {
				t.Errorf("%s: no file was shared with the book before: %v", system.name, operations)
			}
			if failed < 15 {
				t.Errorf("%s: only %d operations", system.name, failed)
			}
		}
	}
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// victim is a process that is going to be killed. end is the number of the operation
// before which it kills itself, negative without exchange, or "" for one that builds the
// two versions in turn until somebody else does it.
func victim(dir, end string) {
	if end == "" {
		for n := 1; ; n++ { // first the one that does not stand
			stage, err := book.Open(dir)
			if err != nil {
				panic(err)
			}
			b := book.Build(sources()[n%2], book.Options{Formats: []book.Format{book.Markdown, book.CSV},
				Store: stage, Cache: stage.Cache()})
			if _, err := stage.Finish(b); err != nil {
				panic(err)
			}
		}
	}
	n, err := strconv.Atoi(end)
	if err != nil {
		panic(err)
	}
	system := anything
	if n < 0 {
		n, system = -n, withoutExchange
	}
	built := book.Build(sources()[1], one)
	err = publish(dir, built, both(system, func(_, _ string) error {
		if n--; n == 0 {
			self, _ := os.FindProcess(os.Getpid())
			self.Kill()
			select {}
		}
		return nil
	}))
	if err != nil {
		panic(err)
	}
	os.Exit(0)
}

// run starts a victim.
func run(t *testing.T, dir, end string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self)
	c.Env = append(os.Environ(), "BUDGETBOOK_VICTIM="+dir, "BUDGETBOOK_END="+end)
	c.Stderr = os.Stderr
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestKilledBeforeEveryOperation ends the process before each operation on the disk. With
// the exchange, the book is whole at its place without any mending.
func TestKilledBeforeEveryOperation(t *testing.T) {
	for _, sign := range []int{1, -1} {
		dir := filepath.Join(t.TempDir(), "book")
		survived := 0
		for n := 1; ; n++ {
			when := fmt.Sprintf("killed before operation %d", sign*n)
			if err := publish(dir, versions()[0], nil); err != nil {
				t.Fatal(when, err)
			}
			alone(t, when, dir)
			if run(t, dir, strconv.Itoa(sign*n)).Wait() == nil {
				break // it came to its end
			}
			if sign < 0 || runtime.GOOS != "linux" {
				stage, err := book.Open(dir)
				if err != nil {
					t.Fatal(when, err)
				}
				stage.Discard()
			}
			whole(t, when, dir)
			survived++
		}
		if whole(t, "at the end", dir) != 1 || survived < 15 {
			t.Errorf("only %d operations", survived)
		}
		t.Logf("%d kills survived (sign %d)", survived, sign)
	}
}

// TestKilledAtAnyMoment kills builds at random moments, from the start of the process on.
func TestKilledAtAnyMoment(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 3))
	dir := filepath.Join(t.TempDir(), "book")
	if err := publish(dir, versions()[0], nil); err != nil {
		t.Fatal(err)
	}
	begin := time.Now()
	if err := run(t, dir, "1000000").Wait(); err != nil { // it comes to its end: so long takes one build here
		t.Fatal(err)
	}
	window := 4 * time.Since(begin)
	stood := [2]int{}
	halfway := 0
	hidden := filepath.Join(filepath.Dir(dir), ".budgetbook-book")
	for n := range *kills {
		c := run(t, dir, "")
		time.Sleep(time.Duration(random.Int64N(int64(window))))
		c.Process.Kill()
		c.Wait()
		when := fmt.Sprintf("kill %d", n)
		if exists(filepath.Join(hidden, "fresh")) {
			halfway++
		}
		if runtime.GOOS != "linux" {
			stage, err := book.Open(dir)
			if err != nil {
				t.Fatal(when, err)
			}
			stage.Discard()
		}
		stood[whole(t, when, dir)]++
	}
	if err := publish(dir, versions()[0], nil); err != nil {
		t.Fatal(err)
	}
	whole(t, "after all", dir)
	if err := os.Remove(filepath.Join(hidden, "cache")); err == nil {
		err = os.Remove(hidden) // it held nothing else
		if err != nil {
			t.Error(err)
		}
	}
	alone(t, "after all", dir)
	t.Logf("%d kills survived, %d of them in the middle of a build: the first version stood %d times, the second %d", *kills, halfway, stood[0], stood[1])
	if halfway == 0 {
		t.Error("no build was killed in the middle")
	}
}

// TestTwoAtOnce: the second build for a folder is refused and touches nothing, whoever
// comes first; several folders do not mind each other.
func TestTwoAtOnce(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "book")
	first, err := book.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := book.Open(dir); !errors.Is(err, book.ErrBusy) {
		t.Errorf("a second build: %v", err)
	}
	if err := publish(filepath.Join(parent, "another"), versions()[1], nil); err != nil {
		t.Error(err)
	}
	for _, o := range versions()[0].Outputs {
		if err := first.Write(o.Path, o.Data); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := first.Finish(versions()[0]); err != nil {
		t.Fatal(err)
	}
	whole(t, "the first build", dir)

	var group sync.WaitGroup
	var mu sync.Mutex
	done, busy := 0, 0
	for i := range 8 {
		group.Go(func() {
			for range 10 {
				err := publish(dir, versions()[i%2], nil)
				mu.Lock()
				switch {
				case err == nil:
					done++
				case errors.Is(err, book.ErrBusy):
					busy++
				default:
					t.Error(err)
				}
				mu.Unlock()
			}
		})
	}
	group.Wait()
	whole(t, "after the crowd", dir)
	t.Logf("%d builds, %d refused", done, busy)
	if done == 0 {
		t.Error("nobody came through")
	}
}
