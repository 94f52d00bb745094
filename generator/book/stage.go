package book

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// ErrNotOurs is returned by [Open] for a folder that this program did not make.
var ErrNotOurs = errors.New("이 프로그램이 만든 폴더가 아닙니다")

// ErrHolds is returned by [Open] for a folder with something inside that must stay.
var ErrHolds = errors.New("원본 폴더나 지금 있는 폴더가 그 안에 있어 바꾸지 않았습니다. -o에 다른 폴더를 적으십시오")

// ErrLink is returned by [Open] for a symbolic link.
var ErrLink = errors.New("폴더가 아니라 링크여서 바꾸지 않았습니다. -o에 링크가 가리키는 폴더를 적으십시오")

// ErrBusy is returned by [Open] while another build for the same folder runs.
var ErrBusy = errors.New("다른 budgetbook이 이 폴더에 책을 만들고 있습니다. 그것이 끝난 뒤에 다시 하십시오")

// ErrHeld is returned by [Open], [Stage.Commit] and [Verify] where another program has a file of
// the book open and lets nobody else at it. It hides the error of the system: that one is also
// what a missing right looks like.
var ErrHeld = errors.New("파일이 다른 프로그램(Excel 등)에서 열려 있습니다. 닫고 다시 하십시오")

// orHeld puts an error from opening a file of the book, whose path in it is given, into words.
func orHeld(err error, path string) error {
	if refused(err) {
		return fmt.Errorf("%s %w", path, ErrHeld)
	}
	return err
}

// ErrDiscarded is returned by [Stage.Write] after [Stage.Discard].
var ErrDiscarded = errors.New("그만두었습니다")

// A Stage is a folder of output in the making. Its files go to the disk as they are made,
// into a hidden folder beside the target, which takes the target's place in [Stage.Commit].
// Until then the target stays as it was, and it stays so where the process is killed.
//
// The hidden folder is .budgetbook-NAME:
//
//	lock   held by the running build; the system frees it
//	fresh  what is being made
//	old    the book before, for the moment between two renames
//	cache  painted sheets for the next build ([Cache]); it alone stays
type Stage struct {
	disk    disk
	dir     string   // the target, absolute
	work    string   // the hidden folder
	parents []string // folders above the target that were missing
	cache   *Cache   // nil where nobody asked for it
	budget  string   // of the book that is made ([Manifest.Budget]); "" until it is

	// Kept are books before this one that are set aside and not removed: somebody has changed
	// or put something in them, or they are of another budget.
	Kept []Kept

	alive sync.RWMutex // read by those who write files; guards lock
	lock  *os.File     // nil: closed

	mu      sync.Mutex // guards all below
	entries []Entry
	growing map[string]*growing    // files that come piece by piece
	seen    map[string]fs.FileInfo // files of the book at the target, when they were read and found as they were made
	linked  []string               // of these, what the new book shares with it
}

// Open begins to make dir anew. Only a folder of ours, with our manifest, or an empty one
// is ever replaced, and not while one of the paths in holds is inside it, nor the folder
// that the program runs in. What a killed build left behind is put right first. The stage
// ends with [Stage.Commit] or [Stage.Discard].
func Open(dir string, holds ...string) (*Stage, error) { return open(dir, holds, disk{}) }

func open(dir string, holds []string, d disk) (*Stage, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	parent := filepath.Dir(dir)
	for _, path := range append(holds, ".") {
		if within(path, dir) {
			return nil, ErrHolds
		}
	}
	if _, err := replaceable(dir); err != nil {
		return nil, err
	}
	s := &Stage{disk: d, dir: dir, work: filepath.Join(parent, ".budgetbook-"+filepath.Base(dir)), growing: map[string]*growing{}, seen: map[string]fs.FileInfo{}}
	for p := parent; !exists(p) && p != filepath.Dir(p); p = filepath.Dir(p) {
		s.parents = append(s.parents, p)
	}
	if err := s.begin(); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// begin takes the lock and makes the hidden folder ready.
func (s *Stage) begin() (err error) {
	for s.lock == nil {
		if err = s.disk.mkdir(s.work); err != nil {
			return err
		}
		s.lock, err = lock(filepath.Join(s.work, "lock"))
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // else the build before has just removed the folder
			return err
		}
	}
	if err := s.restore(); err != nil {
		return err
	}
	return s.disk.mkdir(s.fresh())
}

func (s *Stage) fresh() string { return filepath.Join(s.work, "fresh") }
func (s *Stage) old() string   { return filepath.Join(s.work, "old") }

// restore mends what a killed build left. Between the two renames, the book is under its
// old name and goes back; everything else there is half-made or given up.
func (s *Stage) restore() error {
	if _, err := readManifest(s.old()); err == nil && !exists(s.dir) {
		if err := s.disk.rename(s.old(), s.dir); err != nil {
			return err
		}
	}
	return errors.Join(s.dispose(s.old()), s.dispose(s.fresh()))
}

// Kept is a folder that was set aside, with the files in it that are not as we made them.
type Kept struct {
	Dir    string
	Budget string // of the book in it, where that is another
	Files  []string
}

// dispose removes a folder that is not needed any more, but no work of others: a book with
// a file that was changed or added since, and one of another budget, is set aside under
// another name. What cannot be read now stays until a build can.
func (s *Stage) dispose(dir string) error {
	m, d, err := verify(dir, s.seen)
	halfMade := errors.Is(err, fs.ErrNotExist) || errors.Is(err, ErrDamaged) || errors.Is(err, ErrNotOurs)
	if err != nil && !halfMade {
		return err
	}
	touched := slices.DeleteFunc(append(d.Changed, d.Extra...), litter)
	other := ""
	if s.budget != "" && m.Budget != s.budget {
		other = m.Budget
	}
	if halfMade || len(touched) == 0 && other == "" {
		return orHeld(s.disk.remove(dir), dir)
	}
	for n := 1; ; n++ {
		aside := fmt.Sprintf("%s-앞선책-%d", s.dir, n)
		if exists(aside) {
			continue
		}
		if err := s.disk.rename(dir, aside); err != nil {
			return err
		}
		s.Kept = append(s.Kept, Kept{aside, other, touched})
		return s.part(aside, m.Outputs)
	}
}

// part gives a book that is set aside files of its own where it shares them with the book at the
// target: who works on there must not change that one by it.
func (s *Stage) part(aside string, outputs []Entry) (err error) {
	for _, e := range outputs {
		name, there := filepath.Join(aside, filepath.FromSlash(e.Path)), filepath.Join(s.dir, filepath.FromSlash(e.Path))
		own, failed := os.Lstat(name)
		if failed != nil || !own.Mode().IsRegular() {
			continue // taken away, or no file of ours
		}
		if other, failed := os.Lstat(there); failed != nil || !os.SameFile(own, other) {
			continue
		}
		data, failed := os.ReadFile(name)
		if failed == nil {
			failed = s.disk.write(name+".new", data)
		}
		if failed == nil {
			failed = s.disk.rename(name+".new", name)
		}
		err = errors.Join(err, failed)
	}
	return err
}

// litter is what programs leave in a folder that is only looked at.
func litter(name string) bool {
	base := path.Base(name)
	return base == ".DS_Store" || strings.EqualFold(base, "Thumbs.db") || strings.EqualFold(base, "desktop.ini") ||
		strings.HasPrefix(base, "~$") || strings.HasPrefix(base, ".~lock.")
}

// Write adds a file; several workers may do so at once. name has slashes.
func (s *Stage) Write(name string, data []byte) error {
	return s.add(entry(name, data), func(file string) error { return s.disk.write(file, data) })
}

// add makes a file and lists it.
func (s *Stage) add(e Entry, make func(file string) error) error {
	s.alive.RLock()
	defer s.alive.RUnlock()
	if s.lock == nil {
		return ErrDiscarded
	}
	if !filepath.IsLocal(filepath.FromSlash(e.Path)) {
		return &fs.PathError{Op: "create", Path: e.Path, Err: fs.ErrInvalid}
	}
	file := filepath.Join(s.fresh(), filepath.FromSlash(e.Path))
	if err := s.disk.mkdir(filepath.Dir(file)); err != nil {
		return err
	}
	if err := make(file); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.entries = append(s.entries, e)
	return nil
}

// growing is a file of which more may come.
type growing struct {
	entry int // of Stage.entries
	hash  hash.Hash
}

// Append adds a file of which more comes later, or the next piece of it. Its pieces come one
// after the other.
func (s *Stage) Append(name string, data []byte) error {
	s.mu.Lock()
	g := s.growing[name]
	s.mu.Unlock()
	if g == nil {
		if err := s.Write(name, data); err != nil {
			return err
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		g = &growing{slices.IndexFunc(s.entries, func(e Entry) bool { return e.Path == name }), sha256.New()}
		g.hash.Write(data)
		s.growing[name] = g
		return nil
	}
	s.alive.RLock()
	defer s.alive.RUnlock()
	if s.lock == nil {
		return ErrDiscarded
	}
	s.mu.Lock()
	size := s.entries[g.entry].Size
	s.mu.Unlock()
	if err := s.disk.extend(filepath.Join(s.fresh(), filepath.FromSlash(name)), size, data); err != nil {
		return err
	}
	g.hash.Write(data)
	s.mu.Lock()
	defer s.mu.Unlock()
	e := &s.entries[g.entry]
	e.SHA256, e.Size = hex.EncodeToString(g.hash.Sum(nil)), e.Size+len(data)
	return nil
}

// Again adds a file that the book at the target has just so, byte for byte, and returns its
// bytes; ok is false where it has none such. The two books share it on the disk where that can
// be: a large book has thousands of files, and most of them stay as they are.
func (s *Stage) Again(e Entry) (data []byte, ok bool) {
	data, err := s.again(e)
	return data, data != nil && err == nil // with an error: writing the file anew will fail too
}

func (s *Stage) again(e Entry) (data []byte, err error) {
	name := filepath.Join(s.dir, filepath.FromSlash(e.Path))
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(e.Size) {
		return nil, nil
	}
	data, err = os.ReadFile(name)
	if err != nil || entry(e.Path, data) != e {
		return nil, nil
	}
	linked := false
	err = s.add(e, func(file string) error {
		if s.disk.link(name, file) == nil {
			if now, err := os.Lstat(file); err == nil && unchanged(info, now) {
				linked = true
				return nil
			}
			if err := s.disk.remove(file); err != nil { // somebody has just saved another
				return err
			}
		}
		return s.disk.write(file, data)
	})
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen[e.Path] = info
	if linked {
		s.linked = append(s.linked, e.Path)
	}
	return data, nil
}

// Keep adds to a build of a part (one edition, one format, some sheets) the files that an
// earlier build left in the target and this one does not make anew, so that building a
// part never takes the rest of a finished book away. Only files of the very same sources
// and program, unchanged since, are kept: others would not agree with the new ones.
// dropped counts those.
func (s *Stage) Keep(b *Built) (kept, dropped int, err error) {
	m, err := readManifest(s.dir)
	if err != nil {
		return 0, 0, nil // there is no book yet
	}
	same := m.Fingerprint == b.Fingerprint && m.Version == Version
	for _, e := range m.Outputs {
		if e.Path == reportFile || slices.ContainsFunc(s.entries, func(made Entry) bool { return made.Path == e.Path }) {
			continue
		}
		var data []byte
		if same {
			if data, err = s.again(e); err != nil {
				return kept, dropped, err
			}
		}
		if data != nil {
			kept++
		} else {
			dropped++
		}
	}
	return kept, dropped, nil
}

// Finish adds report.txt and manifest.json, and commits. files counts all of them.
func (s *Stage) Finish(b *Built) (files int, err error) {
	if err := s.Write(reportFile, b.report()); err != nil {
		return 0, err
	}
	slices.SortFunc(s.entries, func(a, b Entry) int { return strings.Compare(a.Path, b.Path) })
	data, err := b.manifest(s.entries)
	if err != nil {
		return 0, err
	}
	if err := s.Write(manifestFile, data); err != nil {
		return 0, err
	}
	s.budget = b.budget()
	return len(s.entries), s.Commit()
}

// Commit puts the new folder into the target's place: all of it or, with an error, none.
func (s *Stage) Commit() error {
	err := s.disk.sync(s.fresh()) // slow, and Discard need not wait
	s.alive.Lock()
	defer s.alive.Unlock()
	if s.lock == nil {
		return ErrDiscarded
	}
	defer s.close()
	if err == nil {
		err = s.swap()
	}
	if err == nil && s.cache != nil {
		s.cache.save() // not before: a build that is given up leaves nothing behind
	}
	return err
}

func (s *Stage) swap() error {
	there, err := replaceable(s.dir) // once more: building takes its time
	if err != nil {
		return err
	}
	for _, path := range s.linked {
		now, err := os.Lstat(filepath.Join(s.fresh(), filepath.FromSlash(path)))
		if err != nil || !unchanged(s.seen[path], now) {
			return fmt.Errorf("만드는 동안 누가 앞선 책의 파일을 고쳐, 앞선 책을 그대로 두었습니다: %s. 다시 만드십시오", path)
		}
	}
	if !there {
		return s.disk.rename(s.fresh(), s.dir)
	}
	if err := s.disk.exchange(s.fresh(), s.dir); !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	if err := s.disk.rename(s.dir, s.old()); err != nil {
		return fmt.Errorf("앞서 만든 책을 옮기지 못했습니다. 그 폴더에서 연 파일과 창을 닫고 다시 하십시오 (%v)", err) // not %w: Windows calls it a missing right
	}
	if err := s.disk.rename(s.fresh(), s.dir); err != nil {
		return errors.Join(err, s.disk.rename(s.old(), s.dir))
	}
	return nil
}

// Discard gives the new files up, and reports whether there was still something to give
// up: after Commit it does nothing.
func (s *Stage) Discard() bool {
	s.alive.Lock()
	defer s.alive.Unlock()
	if s.lock == nil {
		return false
	}
	s.close()
	return true
}

// close removes the hidden folder with what is left in it and frees the lock. What cannot
// be removed, the next build removes.
func (s *Stage) close() {
	if s.cache != nil {
		s.cache.close()
	}
	if s.lock != nil {
		s.dispose(s.fresh())
		if exists(s.dir) { // else it is the only copy
			s.dispose(s.old())
		}
		os.Remove(s.lock.Name())
		s.lock.Close()
		s.lock = nil
	}
	os.Remove(s.work) // empty now, unless it holds a cache or another build has it
	for _, p := range s.parents {
		os.Remove(p) // empty, unless the book stands in it
	}
}

// unchanged reports whether a file is the one that was seen before, and nobody has written to it.
func unchanged(before, now fs.FileInfo) bool {
	return before != nil && os.SameFile(before, now) && before.Size() == now.Size() && before.ModTime().Equal(now.ModTime())
}

// within reports whether a path is dir or in it, links followed.
func within(path, dir string) bool {
	path, err1 := filepath.EvalSymlinks(path)
	dir, err2 := filepath.EvalSymlinks(dir)
	if err1 == nil {
		path, err1 = filepath.Abs(path)
	}
	if err1 != nil || err2 != nil {
		return false // one of them is not there
	}
	rel, err := filepath.Rel(dir, path)
	return err == nil && filepath.IsLocal(rel)
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return !errors.Is(err, fs.ErrNotExist)
}

// errLeft is [ErrNotOurs] with what to do.
var errLeft = fmt.Errorf("%w. 그래서 바꾸지 않았습니다. -o에 새 폴더나 빈 폴더를 적으십시오", ErrNotOurs)

// replaceable reports whether dir exists, and fails where it must not be replaced.
func replaceable(dir string) (exists bool, err error) {
	info, err := os.Lstat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	case info.Mode()&fs.ModeSymlink != 0:
		return false, ErrLink
	case !info.IsDir():
		return false, errLeft
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) == 0 {
		return true, err
	}
	_, err = readManifest(dir)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, ErrNotOurs) {
		return false, errLeft
	}
	if err == nil {
		err = held(dir)
	}
	return err == nil, err
}
