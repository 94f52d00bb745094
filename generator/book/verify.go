package book

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"budgetbook/generator/budget"
	"budgetbook/generator/diag"
	"budgetbook/generator/outline"
	"budgetbook/generator/workers"
)

// Difference lists how files stand to the entries of a manifest, each list in path order.
type Difference struct {
	Changed, Missing, Extra []string
}

// None reports whether every file is as the manifest says, and there is no other.
func (d Difference) None() bool { return len(d.Changed)+len(d.Missing)+len(d.Extra) == 0 }

// Verify holds a finished book against its own manifest. Only what it meets in the folder
// is opened, and only plain files: a manifest cannot send it elsewhere, nor can a link.
func Verify(dir string) (m Manifest, d Difference, err error) { return verify(dir, nil) }

// verify is Verify by one who has read some of the files already and found them as they should be:
// if they are as they were then, they need not be read again.
func verify(dir string, seen map[string]fs.FileInfo) (m Manifest, d Difference, err error) {
	if m, err = readManifest(dir); err != nil {
		return m, d, err
	}
	type file struct {
		path  string
		info  fs.FileInfo // nil: no plain file
		entry Entry
		err   error
	}
	var files []file
	err = filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil || rel == manifestFile {
			return err
		}
		f := file{path: filepath.ToSlash(rel)}
		if e.Type().IsRegular() {
			f.info, err = e.Info()
		}
		files = append(files, f)
		return err
	})
	if err != nil {
		return m, d, err
	}
	listed := index(m.Outputs)
	workers.Each(0, len(files), func(i int) {
		f := &files[i]
		if f.info != nil && unchanged(seen[f.path], f.info) {
			f.entry = listed[f.path]
			return
		}
		if e, ok := listed[f.path]; ok && f.info != nil && f.info.Size() == int64(e.Size) { // else it differs already
			f.entry, f.err = hashed(filepath.Join(dir, filepath.FromSlash(f.path)), f.path)
		}
	})
	found := make([]Entry, len(files))
	for i, f := range files {
		if f.err != nil {
			return m, d, orHeld(f.err, f.path)
		}
		found[i] = f.entry
		found[i].Path = f.path
	}
	return m, difference(m.Outputs, found), nil
}

// hashed is the entry of a file that need not fit into memory.
func hashed(name, path string) (Entry, error) {
	f, err := os.Open(name)
	if err != nil {
		return Entry{}, err
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.Copy(h, f)
	return Entry{Path: path, SHA256: hex.EncodeToString(h.Sum(nil)), Size: int(n)}, err
}

// Origin says whether a book could come from these sources.
type Origin struct {
	Sources, Form, Fonts Difference
	Same                 bool // the fingerprint: these sources make this very book, with this program
}

// Origin holds a book folder, the form that it names and the fonts of this program against
// what the book was made from. The folder may have errors.
func (m Manifest) Origin(fsys fs.FS) (Origin, error) {
	if _, err := fs.Stat(fsys, budget.BookFile); err != nil {
		return Origin{}, err
	}
	c := &Checked{Sources: diag.Sources{}}
	if folder, _ := budget.Open(fsys); folder != nil {
		if c.Book = folder.Book; c.Book != nil {
			c.loadForm(fsys)
		}
		read := make([][]outline.File, len(folder.Names))
		workers.Each(0, len(read), func(i int) {
			for _, f := range folder.Read(folder.Names[i]).Files() {
				read[i] = append(read[i], fileOf(f))
			}
		})
		c.files = append(slices.Concat(read...), fileOf(folder.File))
	}
	sources, forms, fontFiles := inputs(c)
	return Origin{
		Sources: difference(m.Sources, sources),
		Form:    difference(m.Form, forms),
		Fonts:   difference(m.Fonts, fontFiles),
		Same:    m.Fingerprint == fingerprint(c),
	}, nil
}

// difference holds what is there against what is listed.
func difference(listed, found []Entry) (d Difference) {
	there := index(found)
	for _, e := range listed {
		switch f, ok := there[e.Path]; {
		case !ok:
			d.Missing = append(d.Missing, e.Path)
		case f != e:
			d.Changed = append(d.Changed, e.Path)
		}
	}
	known := index(listed)
	for _, e := range found {
		if _, ok := known[e.Path]; !ok {
			d.Extra = append(d.Extra, e.Path)
		}
	}
	for _, list := range [][]string{d.Changed, d.Missing, d.Extra} {
		slices.Sort(list)
	}
	return d
}

func index(entries []Entry) map[string]Entry {
	at := make(map[string]Entry, len(entries))
	for _, e := range entries {
		at[e.Path] = e
	}
	return at
}
