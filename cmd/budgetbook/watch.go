package main

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/signal"
	"path"
	"slices"
	"strings"
	"syscall"
	"time"

	"budgetbook/generator/book"
	"budgetbook/generator/diag"
)

// runWatch builds a book, and again whenever its sources were saved. Ctrl-C ends it.
func runWatch(u *ui, args []string) int {
	j, code, ok := u.job("watch", args)
	if !ok {
		return code
	}
	signals := make(chan os.Signal, 1) // beside that of a running build, which it ends at once
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	seen, err := look(j.dir)
	if err != nil {
		fmt.Fprintf(u.err, "책 폴더를 읽을 수 없습니다: %s\n", reason(err))
		return exitFailed
	}
	t := teller{ui: u}
	for {
		u.build(j, t.found)
		if !t.started {
			t.started = true
			fmt.Fprintf(u.out, "%s: 저장하면 다시 만듭니다. Ctrl-C로 마칩니다\n", j.dir)
		}
		saved, ok := await(func() (stamps, error) { return look(j.dir) }, seen, signals)
		if !ok {
			fmt.Fprintln(u.err, "그만 지켜봅니다. 만든 책은 그대로입니다")
			return exitInterrupted
		}
		fmt.Fprintf(u.out, "\n[%s] %s\n", time.Now().Format("15:04:05"), changes(seen, saved))
		seen = saved
	}
}

// stamps is how the sources of a book lie on the disk, by file. Whoever saves one changes it.
type stamps map[string]stamp

type stamp struct{ size, nanoseconds int64 }

// look takes the stamps: of TOML files also in folders inside, since a form of the office's own
// is one, and others are warned of. What editors and office programs put beside a file in work
// has another ending, or a dot before its name.
func look(dir string) (stamps, error) {
	files, found := os.DirFS(dir), stamps{}
	err := fs.WalkDir(files, ".", func(name string, e fs.DirEntry, err error) error {
		hidden := name != "." && strings.HasPrefix(e.Name(), ".")
		switch {
		case err != nil && name == ".":
			return err
		case err != nil && e.IsDir(), e.IsDir() && hidden:
			return fs.SkipDir
		case err != nil, e.IsDir(), hidden, path.Ext(name) != ".toml" && (path.Ext(name) != ".md" || path.Dir(name) != "."):
			return nil
		}
		if info, err := fs.Stat(files, name); err == nil { // else it has just been taken away
			found[name] = stamp{info.Size(), info.ModTime().UnixNano()}
		}
		return nil
	})
	return found, err
}

// glance is the time between two looks. A large book on a slow drive is looked at less often,
// so that nine tenths of the time go to others.
const glance = 300 * time.Millisecond

// await returns as soon as the sources are not as seen and two looks found them alike: nobody
// is in the middle of saving. What was saved during a build is found at once after it. ok is
// false after a signal.
func await(look func() (stamps, error), seen stamps, signals <-chan os.Signal) (now stamps, ok bool) {
	for pause := glance; ; {
		select {
		case <-signals:
			return nil, false
		case <-time.After(pause):
		}
		before, start := now, time.Now()
		var err error
		if now, err = look(); err != nil {
			now = nil // the drive is away; it will be back
		}
		if now != nil && maps.Equal(now, before) && !maps.Equal(now, seen) {
			return now, true
		}
		pause = max(glance, 9*time.Since(start))
	}
}

// changes names the files that differ: 고침: a.toml; 더함: b.toml; 지움: c.toml.
func changes(before, after stamps) string {
	var edited, added, removed []string
	for _, name := range slices.Sorted(maps.Keys(after)) {
		if old, there := before[name]; !there {
			added = append(added, name)
		} else if old != after[name] {
			edited = append(edited, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(before)) {
		if _, there := after[name]; !there {
			removed = append(removed, name)
		}
	}
	var parts []string
	for _, p := range []struct {
		what  string
		files []string
	}{{"고침", edited}, {"더함", added}, {"지움", removed}} {
		if len(p.files) > 0 {
			parts = append(parts, p.what+": "+some(p.files))
		}
	}
	return strings.Join(parts, "; ")
}

// A teller says what a build found that the one before had not: every error, but only new
// warnings, and how many of each are gone.
type teller struct {
	ui      *ui
	started bool
	known   []diag.Diagnostic
	total   string // 예산액 of the book, "" where it is not known
}

func (t *teller) found(j job, b *book.Built) {
	if !t.started {
		t.ui.found(j, b)
	} else {
		fresh, gone := differ(t.known, b.Diagnostics), differ(b.Diagnostics, t.known)
		shown := append(only(b.Diagnostics, diag.Error), only(fresh, diag.Warning)...)
		t.ui.diagnostics(t.ui.err, diag.Sort(shown), b.Sources, j.dir)
		for _, s := range []diag.Severity{diag.Error, diag.Warning} {
			if n := len(only(fresh, s)); n > 0 {
				fmt.Fprintf(t.ui.out, "%s %d건이 생겼습니다\n", s.Korean(), n)
			}
			if n := len(only(gone, s)); n > 0 {
				fmt.Fprintf(t.ui.out, "%s %d건이 사라졌습니다\n", s.Korean(), n)
			}
		}
	}
	t.known = b.Diagnostics
	if diag.HasErrors(b.Diagnostics) || b.Totals == nil || b.Totals.All.Current.Figure == nil {
		return // a total over a part of the projects would mislead
	}
	total := b.Totals.All.Current.Figure.Won.Exact()
	if t.total != "" && t.total != total {
		fmt.Fprintf(t.ui.out, "책의 예산액: %s → %s\n", t.total, total)
	}
	t.total = total
}

// differ is what after has and before has not, one for one. Places do not count: lines move
// while somebody types above them.
func differ(before, after []diag.Diagnostic) (more []diag.Diagnostic) {
	type said struct{ code, file, message string }
	of := func(d diag.Diagnostic) said { return said{d.Code, d.Span.File, d.Message} }
	left := map[said]int{}
	for _, d := range before {
		left[of(d)]++
	}
	for _, d := range after {
		if left[of(d)]--; left[of(d)] < 0 {
			more = append(more, d)
		}
	}
	return more
}
