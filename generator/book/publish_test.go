package book_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"budgetbook/generator/book"
)

const ours = `{"program": "budgetbook"}`

// first and second are two builds of a book.
var (
	first  = complete(book.Output{Path: "council/book.md", Data: []byte("하나")}, book.Output{Path: "council/sheets/a.md", Data: []byte("가")})
	second = complete(book.Output{Path: "council/book.md", Data: []byte("둘")})

	oursFirst, oursSecond = "manifest.json: " + string(first[2].Data), "manifest.json: " + string(second[1].Data)
)

// complete adds the manifest of a few files.
func complete(files ...book.Output) []book.Output {
	m := book.Manifest{Program: "budgetbook"}
	for _, f := range files {
		sum := sha256.Sum256(f.Data)
		m.Outputs = append(m.Outputs, book.Entry{Path: f.Path, SHA256: hex.EncodeToString(sum[:]), Size: len(f.Data)})
	}
	data, err := json.Marshal(m)
	if err != nil {
		panic(err)
	}
	return append(files, book.Output{Path: "manifest.json", Data: data})
}

// tree lists the files below a folder with their texts, hidden ones too.
func tree(t *testing.T, dir string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files = append(files, filepath.ToSlash(name)+": "+string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func hold(t *testing.T, dir string, want ...string) {
	t.Helper()
	if got := tree(t, dir); !slices.Equal(got, want) {
		t.Errorf("%s holds %v, want %v", filepath.Base(dir), got, want)
	}
}

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// TestPublish: the new files take the place of the old ones, and nothing else is left.
func TestPublish(t *testing.T) {
	parent := t.TempDir()
	for _, name := range []string{"new", "deep/er/new"} {
		dir := filepath.Join(parent, filepath.FromSlash(name))
		if err := book.Publish(dir, first); err != nil {
			t.Fatal(err)
		}
		hold(t, dir, "council/book.md: 하나", "council/sheets/a.md: 가", oursFirst)
	}
	empty := filepath.Join(parent, "empty")
	if err := os.Mkdir(empty, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := book.Publish(empty, first); err != nil {
		t.Fatal("an empty folder is refused:", err)
	}
	if err := book.Publish(empty, second); err != nil {
		t.Fatal("a folder of ours is refused:", err)
	}
	hold(t, parent, "deep/er/new/council/book.md: 하나", "deep/er/new/council/sheets/a.md: 가", "deep/er/new/"+oursFirst,
		"empty/council/book.md: 둘", "empty/"+oursSecond,
		"new/council/book.md: 하나", "new/council/sheets/a.md: 가", "new/"+oursFirst)
	if runtime.GOOS != "windows" {
		info, err := os.Stat(empty)
		if err != nil || info.Mode().Perm() != 0o755 {
			t.Errorf("the folder has the mode %v, others cannot read it", info.Mode())
		}
	}
}

// TestNotOurs: what this program did not make is never touched.
func TestNotOurs(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		want  error
	}{
		{"somebody's papers", map[string]string{"보고서.hwp": "글"}, book.ErrNotOurs},
		{"a book folder", map[string]string{"book.toml": "schema = 1"}, book.ErrNotOurs},
		{"another program's manifest", map[string]string{"manifest.json": `{"name": "app"}`}, book.ErrNotOurs},
		{"a broken manifest", map[string]string{"manifest.json": `{"program": "budgetbook"`}, book.ErrDamaged},
		{"a manifest deeper inside", map[string]string{"council/manifest.json": ours}, book.ErrNotOurs},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "out")
			for name, text := range c.files {
				put(t, filepath.Join(dir, filepath.FromSlash(name)), text)
			}
			before := tree(t, filepath.Dir(dir))
			if err := book.Publish(dir, first); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			hold(t, filepath.Dir(dir), before...)
		})
	}
	t.Run("a file", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "out")
		put(t, dir, "글")
		if err := book.Publish(dir, first); !errors.Is(err, book.ErrNotOurs) {
			t.Errorf("got %v, want ErrNotOurs", err)
		}
		hold(t, filepath.Dir(dir), "out: 글")
	})
}

// TestFailureLeavesTheOld: where the writing fails in the middle, the book made before is
// whole, and nothing half-done stays beside it.
func TestFailureLeavesTheOld(t *testing.T) {
	old := []string{"out/council/book.md: 하나", "out/council/sheets/a.md: 가", "out/" + oursFirst}
	publish := func(t *testing.T) (parent, dir string) {
		parent = t.TempDir()
		dir = filepath.Join(parent, "out")
		if err := book.Publish(dir, first); err != nil {
			t.Fatal(err)
		}
		return parent, dir
	}
	for _, c := range []struct {
		name  string
		files []book.Output
	}{
		{"a file in place of a folder", append([]book.Output{{Path: "council", Data: []byte("글")}}, second...)},
		{"a file twice", append(append([]book.Output(nil), second...), second[0])},
		{"a name that cannot be", append(append([]book.Output(nil), second...), book.Output{Path: strings.Repeat("a", 300)})},
	} {
		t.Run(c.name, func(t *testing.T) {
			parent, dir := publish(t)
			if err := book.Publish(dir, c.files); err == nil {
				t.Error("no error")
			}
			hold(t, parent, old...)
			if entries, _ := os.ReadDir(parent); len(entries) != 1 {
				t.Errorf("left beside the book: %v", entries)
			}
		})
	}
	t.Run("a parent that cannot be written", func(t *testing.T) {
		if runtime.GOOS == "windows" || os.Getuid() == 0 {
			t.Skip("the permissions of a folder do not bind this user")
		}
		parent, dir := publish(t)
		if err := os.Chmod(parent, 0o555); err != nil {
			t.Fatal(err)
		}
		defer os.Chmod(parent, 0o755)
		if err := book.Publish(dir, second); !errors.Is(err, fs.ErrPermission) {
			t.Errorf("got %v", err)
		}
		hold(t, parent, old...)
	})
	t.Run("a file in place of the parent", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "file")
		put(t, file, "글")
		if err := book.Publish(filepath.Join(file, "out"), first); err == nil {
			t.Error("no error")
		}
		hold(t, filepath.Dir(file), "file: 글")
	})
}

// TestNeverReplaced: a folder of ours that must not go either, and what only looks like one.
func TestNeverReplaced(t *testing.T) {
	parent := t.TempDir()
	dir, data := filepath.Join(parent, "out"), filepath.Join(parent, "out", "data")
	if err := book.Publish(dir, first); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(data, "book.toml"), "schema = 1")
	aside := filepath.Join(parent, "aside")
	if err := os.Symlink(dir, aside); err != nil {
		t.Skip("no symbolic links:", err)
	}
	before := tree(t, dir)
	refused := func(target string, want error, holds ...string) {
		t.Helper()
		if s, err := book.Open(target, holds...); !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", target, err, want)
			if err == nil {
				s.Discard()
			}
		}
		hold(t, dir, before...)
	}
	refused(dir, book.ErrHolds, data)
	refused(dir, book.ErrHolds, dir)
	refused(dir, book.ErrHolds, filepath.Join(aside, "data"))
	refused(aside, book.ErrLink)
	refused(string(filepath.Separator), book.ErrHolds)
	t.Chdir(data)
	refused(".", book.ErrHolds)
	refused("..", book.ErrHolds)
	refused(dir, book.ErrHolds)
	t.Chdir(parent)
	refused(".", book.ErrHolds)
}

// TestTouched: work of others in a finished book is set aside, whatever becomes of the build
// that finds it, and what an explorer leaves behind is not work.
func TestTouched(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "out")
	again := func() []book.Kept {
		t.Helper()
		s, err := book.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Discard()
		for _, f := range second {
			if err := s.Write(f.Path, f.Data); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Commit(); err != nil {
			t.Fatal(err)
		}
		hold(t, dir, "council/book.md: 둘", oursSecond)
		return s.Kept
	}
	if err := book.Publish(dir, first); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "Thumbs.db"), "")
	if kept := again(); kept != nil {
		t.Errorf("kept %v", kept)
	}
	put(t, filepath.Join(dir, "council", "book.md"), "셋")
	put(t, filepath.Join(dir, "메모.txt"), "글")
	want := []book.Kept{{Dir: dir + "-앞선책-1", Files: []string{"council/book.md", "메모.txt"}}}
	if kept := again(); !reflect.DeepEqual(kept, want) {
		t.Errorf("kept %v, want %v", kept, want)
	}
	hold(t, dir+"-앞선책-1", "council/book.md: 셋", oursSecond, "메모.txt: 글")

	// Killed right after the exchange: the book with the work in it is in the hidden folder.
	hidden := filepath.Join(parent, ".budgetbook-out", "fresh")
	put(t, filepath.Join(hidden, "메모.txt"), "다른 글")
	put(t, filepath.Join(hidden, "manifest.json"), string(second[1].Data))
	if kept := again(); len(kept) != 1 || kept[0].Dir != dir+"-앞선책-2" {
		t.Errorf("kept %v", kept)
	}
	hold(t, dir+"-앞선책-2", oursSecond, "메모.txt: 다른 글")
	put(t, filepath.Join(hidden, "메모.txt"), "반만 만든 책") // without a manifest
	if kept := again(); kept != nil {
		t.Errorf("kept %v", kept)
	}
}

// TestSharedFiles: a book that takes files over from the one before is as independent of it as any
// other, also where that one is set aside, and takes over nothing that is not as it was.
func TestSharedFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	files := complete(book.Output{Path: "council/a.md", Data: []byte("하나")}, book.Output{Path: "council/b.md", Data: []byte("둘")}, book.Output{Path: "council/c.md", Data: []byte("셋")})
	if err := book.Publish(dir, files); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "council", "b.md"), "손")
	s, err := book.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Discard()
	for _, f := range files {
		if f.Path == "manifest.json" {
			continue
		}
		if data, again := s.Again(entryOf(f)); again != (f.Path != "council/b.md") || again && string(data) != string(f.Data) {
			t.Errorf("%s: taken over: %v", f.Path, again)
		} else if !again {
			if err := s.Write(f.Path, f.Data); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, path := range []string{"../../etc/passwd", "council/none.md", "council"} {
		if _, ok := s.Again(book.Entry{Path: path}); ok {
			t.Errorf("%s was taken over", path)
		}
	}
	if err := s.Write("manifest.json", files[len(files)-1].Data); err != nil {
		t.Fatal(err)
	}
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	aside := dir + "-앞선책-1"
	if want := []book.Kept{{Dir: aside, Files: []string{"council/b.md"}}}; !reflect.DeepEqual(s.Kept, want) {
		t.Fatalf("kept %v, want %v", s.Kept, want)
	}
	for _, name := range []string{"a.md", "b.md", "c.md"} { // as an editor does that writes over a file
		put(t, filepath.Join(aside, "council", name), "넷")
	}
	if _, d, err := book.Verify(dir); err != nil || !d.None() {
		t.Errorf("the new book changed with the old: %+v %v", d, err)
	}
}

// shared builds files into dir anew, taking all of them over from the book that stands there. before is
// called ahead of the commit.
func shared(t *testing.T, dir string, files []book.Output, before func(s *book.Stage)) (*book.Stage, error) {
	t.Helper()
	s, err := book.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Discard()
	for _, f := range files[:len(files)-1] {
		if _, ok := s.Again(entryOf(f)); !ok {
			if err := s.Write(f.Path, f.Data); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := s.Write("manifest.json", files[len(files)-1].Data); err != nil {
		t.Fatal(err)
	}
	before(s)
	return s, s.Commit()
}

// TestSharedWhileBuilding: somebody writes to the book before while the new one takes files over from
// it: nothing of that is published.
func TestSharedWhileBuilding(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	files := complete(book.Output{Path: "public/a.md", Data: []byte("하나")}, book.Output{Path: "public/b.md", Data: []byte("둘")})
	if err := book.Publish(dir, files); err != nil {
		t.Fatal(err)
	}
	_, err := shared(t, dir, files, func(*book.Stage) { put(t, filepath.Join(dir, "public", "b.md"), "홍길동") })
	if err == nil || !strings.Contains(err.Error(), "public/b.md") {
		t.Errorf("published: %v", err)
	}
	hold(t, dir, "manifest.json: "+string(files[2].Data), "public/a.md: 하나", "public/b.md: 홍길동")
	s, err := shared(t, dir, files, func(*book.Stage) {})
	if err != nil || len(s.Kept) != 1 {
		t.Errorf("the next build: %v, kept %v", err, s.Kept)
	}
	hold(t, dir, "manifest.json: "+string(files[2].Data), "public/a.md: 하나", "public/b.md: 둘")
}

// TestSharedAfterKill: the build was killed behind the exchange, so that the book before still lies in the
// hidden folder and shares files with the new one. It is set aside for somebody's work, with files of its own.
func TestSharedAfterKill(t *testing.T) {
	parent := t.TempDir()
	dir, hidden := filepath.Join(parent, "out"), filepath.Join(parent, ".budgetbook-out", "fresh")
	files := complete(book.Output{Path: "council/a.md", Data: []byte("하나")}, book.Output{Path: "council/b.md", Data: []byte("둘")})
	if err := book.Publish(dir, files); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(hidden, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(hidden, "council", "a.md")
	if err := errors.Join(os.Remove(link), os.Link(filepath.Join(dir, "council", "a.md"), link)); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(hidden, "council", "b.md"), "손")
	s, err := book.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	s.Discard()
	aside := dir + "-앞선책-1"
	if want := []book.Kept{{Dir: aside, Files: []string{"council/b.md"}}}; !reflect.DeepEqual(s.Kept, want) {
		t.Fatalf("kept %v, want %v", s.Kept, want)
	}
	put(t, filepath.Join(aside, "council", "a.md"), "셋")
	if _, d, err := book.Verify(dir); err != nil || !d.None() {
		t.Errorf("the book changed with the one that was set aside: %+v %v", d, err)
	}
}

// TestAnotherBudget: a book of another budget in the folder is set aside, and one of the same budget,
// whatever was changed in it, is replaced.
func TestAnotherBudget(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	build := func(files fs.FS) []book.Kept {
		t.Helper()
		s, err := book.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Discard()
		b := book.Build(files, book.Options{Store: s, Formats: []book.Format{book.Markdown}})
		if _, err := s.Finish(b); err != nil {
			t.Fatal(err)
		}
		return s.Kept
	}
	muju := sample(t, "muju-2026")
	build(muju)
	if kept := build(changed(t, muju, "book.toml", `title = "`, `title = "고친 `)); kept != nil {
		t.Errorf("kept %v", kept)
	}
	aside := dir + "-앞선책-1"
	if kept, want := build(sample(t, "seoul-2024")), []book.Kept{{Dir: aside, Budget: "무주군 2026년도 본예산"}}; !reflect.DeepEqual(kept, want) {
		t.Errorf("kept %v, want %v", kept, want)
	}
	if _, d, err := book.Verify(aside); err != nil || !d.None() {
		t.Errorf("what was set aside: %v, %v", d, err)
	}
}

// TestAppend: a file that comes in pieces is listed as what they are together; one that somebody
// took away or wrote to between two of them stops the build.
func TestAppend(t *testing.T) {
	for name, meddle := range map[string]func(file string){
		"untouched": nil,
		"gone":      func(file string) { os.Remove(file) },
		"longer":    func(file string) { os.WriteFile(file, []byte("가나다라"), 0o644) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "out")
			s, err := book.Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Discard()
			if err := s.Append("csv/a.csv", []byte("가\n")); err != nil {
				t.Fatal(err)
			}
			if meddle != nil {
				meddle(filepath.Join(filepath.Dir(dir), ".budgetbook-out", "fresh", "csv", "a.csv"))
			}
			err = s.Append("csv/a.csv", []byte("나\n"))
			if (err == nil) != (meddle == nil) {
				t.Fatalf("error %v", err)
			}
			if meddle != nil {
				return
			}
			b := book.Build(sample(t, "seoul-2024"), book.Options{Formats: []book.Format{book.Markdown}})
			if _, err := s.Finish(b); err != nil {
				t.Fatal(err)
			}
			if _, d, err := book.Verify(dir); err != nil || !d.None() {
				t.Errorf("%+v, %v", d, err)
			}
			if data, err := os.ReadFile(filepath.Join(dir, "csv", "a.csv")); err != nil || string(data) != "가\n나\n" {
				t.Errorf("%q, %v", data, err)
			}
		})
	}
}
