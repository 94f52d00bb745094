package book_test

import (
	"bytes"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"

	"budgetbook/generator/book"
	"budgetbook/generator/compose"
)

// few is a quick build.
var few = book.Options{
	Editions: []compose.Edition{compose.Council},
	Formats:  []book.Format{book.PDF},
	Only:     []string{"housing-benefit", "community-service"},
}

type rebuilt struct {
	files      map[string]string
	made, used int // entries of the cache that were put in, and taken from it

	computed, composed, reused int // sheets, sheets in both editions, files of the book before
}

// TestLargeBook: a book whose painted sheets do not stay in memory has the same files, in one volume and in
// several, with a cache and without.
func TestLargeBook(t *testing.T) {
	files := sample(t, "muju-2026")
	for _, key := range []string{"", "volume_pages = 20\nworkbook_rows = 50\n"} {
		book.BookRoom(t, 1<<30)
		book.SheetRoom(t, 1000)
		book.TableRoom(t, 1000)
		book.PieceSize(t, 1<<20)
		files["book.toml"].Data = append([]byte(key), files["book.toml"].Data...)
		small := rebuild(t, files, filepath.Join(t.TempDir(), "book"), book.Options{}, nil)
		if _, one := small.files["council/book.pdf"]; one != (key == "") {
			t.Fatalf("%sone volume: %v", key, one)
		}
		book.BookRoom(t, 30_000) // a sheet or two
		book.SheetRoom(t, 0)
		book.TableRoom(t, 0)
		book.PieceSize(t, 1)
		if got := rebuild(t, files, filepath.Join(t.TempDir(), "book"), book.Options{}, nil); !maps.Equal(got.files, small.files) || got.made != small.made {
			t.Errorf("%swith a cache: same files %v, %d sheets painted, want %d", key, maps.Equal(got.files, small.files), got.made, small.made)
		}
		for _, o := range book.Build(files, book.Options{}).Outputs {
			if small.files[o.Path] != string(o.Data) {
				t.Errorf("%swithout a cache: %s is another", key, o.Path)
			}
		}
	}
}

// rebuild builds a whole book into dir with the cache that the build before left there.
func rebuild(t *testing.T, files fs.FS, dir string, opt book.Options, before func(operation, name string) error) (out rebuilt) {
	t.Helper()
	stage, err := book.OpenBefore(dir, before)
	if err != nil {
		t.Fatal(err)
	}
	defer stage.Discard()
	opt.Store, opt.Cache = stage, stage.Cache()
	b := book.Build(files, opt)
	out.computed, out.composed, out.reused = b.Anew()
	out.made, out.used = opt.Cache.Counts()
	if _, err := stage.Finish(b); err != nil {
		t.Fatal(err)
	}
	out.files = map[string]string{}
	tree := os.DirFS(dir)
	err = fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(tree, name)
		out.files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestOnlyTheEditedSheetIsMade: a second build computes and composes no sheet and takes over every
// file of one, after an edit all but those of one sheet; its files are those of a build without a
// cache, to the byte.
func TestOnlyTheEditedSheetIsMade(t *testing.T) {
	files, dir := sample(t, "muju-2026"), filepath.Join(t.TempDir(), "book")
	const sheets = 9
	const entries = sheets + 2*sheets + 2*sheets // outlines; what is kept, and painted, in each edition
	tell := func(when string, got, want rebuilt) {
		t.Helper()
		got.files, want.files = nil, nil
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, want %+v", when, got, want)
		}
	}
	first := rebuild(t, files, dir, book.Options{}, nil)
	tell("the first build", first, rebuilt{made: entries, computed: sheets, composed: 2 * sheets})
	again := rebuild(t, files, dir, book.Options{}, nil)
	tell("the second build", again, rebuilt{used: entries, reused: 4 * sheets})
	if !maps.Equal(again.files, first.files) {
		t.Error("the second build made another book")
	}
	// A build of a part takes what it needs and leaves the rest of the cache alone.
	rebuild(t, files, dir, book.Options{Only: []string{"housing-benefit"}, Formats: []book.Format{book.PDF}}, nil)
	tell("behind it, where most files are missing", rebuild(t, files, dir, book.Options{}, nil), rebuilt{used: entries, composed: 2 * sheets, reused: 2})

	files = changed(t, files, "housing-benefit.toml", `title = "주거급여 사업"`, `title = "주거 급여 사업"`)
	after := rebuild(t, files, dir, book.Options{}, nil)
	tell("after an edit", after, rebuilt{made: 5, used: entries - 5, computed: 1, composed: 2, reused: 4 * (sheets - 1)})
	if fresh := rebuild(t, files, filepath.Join(t.TempDir(), "book"), book.Options{}, nil); !maps.Equal(after.files, fresh.files) {
		t.Error("the rebuilt book is not the one that a full build makes")
	}
	for name, before := range first.files { // also by its fingerprint a sheet tells whether it is another one
		if strings.Contains(name, "/sheets/") && (after.files[name] == before) == strings.Contains(name, "housing-benefit") {
			t.Errorf("%s: the same file as before the edit: %v", name, after.files[name] == before)
		}
	}
}

// TestStyleOfTheCache: other measures of the form paint every sheet anew.
func TestStyleOfTheCache(t *testing.T) {
	files, dir := withOwnForm(t, sample(t, "muju-2026")), filepath.Join(t.TempDir(), "book")
	first := rebuild(t, files, dir, few, nil)
	files = changed(t, files, "my-form/style.toml", "left_mm100 = 2000", "left_mm100 = 2100")
	if after := rebuild(t, files, dir, few, nil); after.used != 0 || after.made != first.made {
		t.Errorf("in another style %d entries were taken from the cache, %d made", after.used, after.made)
	}
}

// TestDamagedCache: whatever happened to the cache, the book is the one without it.
func TestDamagedCache(t *testing.T) {
	files, dir := sample(t, "muju-2026"), filepath.Join(t.TempDir(), "book")
	opt := few
	want := rebuild(t, files, dir, opt, nil)
	name := filepath.Join(filepath.Dir(dir), ".budgetbook-book", "cache")
	good, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	const head = 99
	lines := 88 * want.made // of the index, behind the entries
	damages := map[string]func() []byte{
		"empty": func() []byte { return nil },
		"cut":   func() []byte { return good[:random.IntN(len(good))] },
		"head":  func() []byte { b := bytes.Clone(good); b[random.IntN(head)] ^= 1; return b },
		"body":  func() []byte { b := bytes.Clone(good); b[head+random.IntN(len(b)-head-lines)] ^= 1; return b },
		"index": func() []byte { b := bytes.Clone(good); b[len(b)-1-random.IntN(lines)] ^= 1; return b },
		"other": func() []byte { return bytes.Repeat([]byte("남의 파일 "), 10000) },
	}
	for kind, damage := range damages {
		if err := os.WriteFile(name, damage(), 0o600); err != nil {
			t.Fatal(err)
		}
		got := rebuild(t, files, dir, opt, nil)
		if !maps.Equal(got.files, want.files) {
			t.Errorf("%s: another book", kind)
		}
		if got.made == 0 || kind != "body" && got.used > 0 {
			t.Errorf("%s: %d sheets painted, %d taken", kind, got.made, got.used)
		}
		if again := rebuild(t, files, dir, opt, nil); again.made > 0 {
			t.Errorf("%s: the cache was not mended: %d sheets painted once more", kind, again.made)
		}
	}
}

// TestCacheOnAFullDisk: no operation on the cache keeps the book from being built.
func TestCacheOnAFullDisk(t *testing.T) {
	files := sample(t, "muju-2026")
	failed := 0
	for _, operation := range []string{"create", "write"} {
		dir := filepath.Join(t.TempDir(), "book")
		got := rebuild(t, files, dir, few, func(op, name string) error {
			if op == operation && strings.Contains(filepath.Base(name), "cache") {
				failed++
				return syscall.ENOSPC
			}
			return nil
		})
		if len(got.files) == 0 {
			t.Errorf("%s: no book", operation)
		}
		if again := rebuild(t, files, dir, few, nil); again.used != 0 {
			t.Errorf("%s: a cache that could not be written was read", operation)
		}
	}
	if failed < 2 {
		t.Errorf("%d operations failed", failed)
	}
}

// TestOtherProgram: what another build of the program painted is not taken, and entries
// without use go after a few builds.
func TestOtherProgram(t *testing.T) {
	name := filepath.Join(t.TempDir(), "cache")
	key := [32]byte{7}
	c := book.CacheOf(name, [32]byte{1})
	c.Put(key, []byte("장"))
	c.Save()
	if got := book.CacheOf(name, [32]byte{1}).Get(key); string(got) != "장" {
		t.Errorf("the same program gets %q", got)
	}
	if got := book.CacheOf(name, [32]byte{2}).Get(key); got != nil {
		t.Errorf("another program gets %q", got)
	}
	for build := range 9 { // one that uses it after every two that do not
		c := book.CacheOf(name, [32]byte{1})
		if build%3 == 2 && c.Get(key) == nil {
			t.Fatalf("before build %d an entry is gone that was not idle for more than two builds", build)
		}
		c.Save()
	}
	c = book.CacheOf(name, [32]byte{1})
	c.Get(key)
	c.Save()
	builds := 0
	for ; book.CacheOf(name, [32]byte{1}).Get(key) != nil && builds < 10; builds++ {
		book.CacheOf(name, [32]byte{1}).Save()
	}
	if builds != 4 {
		t.Errorf("an entry that nobody uses is gone after %d builds, want 4", builds)
	}
}

// TestCacheGrows: a build adds to the file and takes nothing away from what was there until it ends
// well; what has become useless is thrown out before it is the larger part of the file.
func TestCacheGrows(t *testing.T) {
	name, program := filepath.Join(t.TempDir(), "cache"), [32]byte{1}
	read := func() string {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	big := func(n byte) []byte { return bytes.Repeat([]byte{n}, 300<<10) }
	c := book.CacheOf(name, program)
	for n := range byte(10) {
		c.Put([32]byte{n}, big(n))
	}
	c.Save()
	before, largest := read(), 0
	for build := range byte(30) { // each with a sheet of its own and one of those before
		c := book.CacheOf(name, program)
		c.Put([32]byte{100 + build}, big(100+build))
		killed := filepath.Join(t.TempDir(), "cache") // what a build leaves that is killed now
		if err := os.WriteFile(killed, []byte(read()), 0o600); err != nil {
			t.Fatal(err)
		}
		if again := book.CacheOf(killed, program); !bytes.Equal(again.Get([32]byte{0}), big(0)) || again.Get([32]byte{100 + build}) != nil {
			t.Fatalf("build %d: killed, it leaves another cache", build)
		}
		if !bytes.Equal(c.Get([32]byte{0}), big(0)) {
			t.Fatalf("build %d: an entry that is always used is gone", build)
		}
		c.Save()
		after := read()
		if grown := strings.HasPrefix(after[99:], before[99:]); !grown && len(after) >= len(before) {
			t.Errorf("build %d: a new file, and not a smaller one", build)
		}
		before, largest = after, max(largest, len(after))
		if c := book.CacheOf(name, program); !bytes.Equal(c.Get([32]byte{100 + build}), big(100+build)) {
			t.Fatalf("build %d: its entry is not there", build)
		}
	}
	if largest > 25*300<<10 {
		t.Errorf("the cache grew to %d bytes", largest)
	}
	c = book.CacheOf(name, program)
	c.Put([32]byte{99}, big(99))
	c.Close() // given up
	if read() != before {
		t.Error("a build that was given up left something in the cache")
	}
}

// TestCacheNotRewritten: where the new file cannot be finished, the old one stays.
func TestCacheNotRewritten(t *testing.T) {
	for _, operation := range []string{"create", "write", "close", "rename"} {
		name, program := filepath.Join(t.TempDir(), "cache"), [32]byte{1}
		c := book.CacheOf(name, program)
		c.Put([32]byte{1}, []byte("장"))
		c.Put([32]byte{2}, make([]byte, 3<<20))
		c.Save()
		failed := false
		for range 6 { // the large one is not used
			c := book.CacheBefore(name, program, func(op, file string) error {
				if op == operation && (filepath.Base(file) == "cache-new" || op == "rename") {
					failed = true
					return syscall.ENOSPC
				}
				return nil
			})
			if string(c.Get([32]byte{1})) != "장" {
				t.Errorf("%s: the entry is gone", operation)
			}
			c.Save()
		}
		if left, _ := filepath.Glob(name + "-*"); !failed || len(left) > 0 {
			t.Errorf("%s: failed %v, left %v", operation, failed, left)
		}
	}
}

// TestPutAfterTheEnd: a worker that puts something after Ctrl-C leaves no file behind.
func TestPutAfterTheEnd(t *testing.T) {
	parent := t.TempDir()
	stage, err := book.Open(filepath.Join(parent, "book"))
	if err != nil {
		t.Fatal(err)
	}
	cache := stage.Cache()
	stage.Discard()
	if err := os.MkdirAll(filepath.Join(parent, ".budgetbook-book"), 0o777); err != nil {
		t.Fatal(err)
	}
	cache.Put([32]byte{1}, []byte("late"))
	if left, _ := filepath.Glob(filepath.Join(parent, ".budgetbook-book", "*")); len(left) > 0 {
		t.Error(left)
	}
}

// TestNewOfficer: a sheet that nobody changed is searched again where somebody else's file makes a
// word on it a person's name.
func TestNewOfficer(t *testing.T) {
	files, dir := sample(t, "muju-2026"), filepath.Join(t.TempDir(), "book")
	files = changed(t, files, "lonely-death.toml", `summary = "`, `summary = "한가람 `)
	first := rebuild(t, files, dir, book.Options{}, nil)
	if !strings.Contains(first.files["public/sheets/lonely-death.md"], "한가람") {
		t.Fatal("the word is not printed")
	}
	const officer = "\n[[officer]]\nrole = \"팀장\"\nname = \"한가람\"\nphone = \"063-000-0099\"\n\n[[line]]"
	files = changed(t, files, "community-service.toml", "\n[[line]]", officer)
	stage, err := book.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer stage.Discard()
	b := book.Build(files, book.Options{Store: stage, Cache: stage.Cache()})
	if _, composed, reused := b.Anew(); composed != 2 || reused == 0 {
		t.Errorf("%d sheets composed, %d files taken over", composed, reused)
	}
	if said := told(b); !strings.Contains(said, "E902") || !strings.Contains(said, "public/sheets/lonely-death.") || !strings.Contains(said, "lonely-death.toml:") {
		t.Errorf("got\n%s", said)
	}
}
