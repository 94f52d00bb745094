package book

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/klauspost/compress/flate"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/check"
	"budgetbook/generator/codes"
	"budgetbook/generator/compose"
	"budgetbook/generator/diag"
	"budgetbook/generator/form"
	"budgetbook/generator/outline"
	"budgetbook/generator/source"
	"budgetbook/generator/wording"
)

// reader makes the sheets of a book out of its folder, each by itself and as often as it is asked
// for: a large book keeps outlines. It is safe for concurrent use.
type reader struct {
	folder *budget.Folder
	form   *form.Form     // nil where it cannot be used
	rules  *wording.Rules // of form
	codes  *codes.Tables
	cache  *Cache            // nil: there is none
	common [sha256.Size]byte // of what every sheet is made with

	packed   map[string]*packed // files of the projects, by the name of the TOML file
	like     func() []byte      // the first of them: what the others repeat of it is not kept twice
	deflate  sync.Pool          // of compressors that know it
	computed atomic.Int64       // sheets that were computed, for the first time
}

// packed is a sheet of a book in the making ([calc.Entry]): what the whole book needs of it, and
// what it is made of again, the files as they were read. So a book is made of one state of them,
// whoever saves one meanwhile.
type packed struct {
	name       string
	data       []byte // deflated: TOML, and behind it the companion
	toml, text int    // bytes of each
	companion  bool
	key        [sha256.Size]byte
	raw        *budget.Raw // where not all of it could be read
	files      []outline.File
	lines      int // leaf lines
	brief      *outline.Brief
	short      *calc.Sheet // of brief, or with an error the whole one; nil where there is no room for it

	mu    sync.Mutex
	sheet *calc.Sheet // computed; nil where there is no room for it
}

// Sheet is the sheet without what lies below its 통계목.
func (p *packed) Sheet() *calc.Sheet {
	if p.short != nil {
		return p.short
	}
	return p.brief.Sheet()
}

func newReader(folder *budget.Folder, f *form.Form, cache *Cache) *reader {
	r := &reader{folder: folder, form: f, codes: codes.Load(), cache: cache, packed: make(map[string]*packed, len(folder.Names))}
	for _, name := range folder.Names {
		r.packed[name] = &packed{name: name}
	}
	r.like = sync.OnceValue(func() []byte {
		text := folder.Read(folder.Names[0]).TOML
		return bytes.Clone(text[max(0, len(text)-32<<10):]) // a compressor looks no further back
	})
	r.deflate.New = func() any {
		w, err := flate.NewWriterDict(nil, flate.BestSpeed, r.like())
		if err != nil {
			panic(err) // the level is one of the library's
		}
		return w
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s %s\n%d\n%s", program, formatVersion, len(folder.File.Text), folder.File.Text)
	if f != nil {
		r.rules = wording.New(&f.Wording)
		for _, file := range f.Files {
			fmt.Fprintf(h, "%s\n%d\n%s", file.Name, len(file.Text), file.Text)
		}
	}
	h.Sum(r.common[:0])
	return r
}

// sheetRoom is how many computed sheets stay in memory until the book is made, of a book that has
// no more. Those of a larger one are computed again where more than their outline is needed, and
// rows and names of that are read again from a few hundred bytes.
var sheetRoom = 2_000

// outline reads a project and tells what the book needs of it: what the build before found out,
// where nothing that it depends on has changed. The sheet is nil where it cannot be used.
func (r *reader) outline(name string) (*outline.Outline, *packed) {
	raw, p := r.folder.Read(name), r.packed[name]
	if r.pack(p, raw); !raw.Whole() || r.folder.Book == nil { // an error, that stops the build
		o, _ := r.compute(raw)
		if o.Sheet == nil {
			return o, nil
		}
		p.short = o.Sheet
		return o, p
	}
	o, err := outline.Decode(r.cache.Get(p.key), r.folder.Book)
	if err != nil {
		whole, _ := r.compute(raw)
		r.computed.Add(1)
		data := whole.Encode()
		if !diag.HasErrors(whole.Found) {
			r.cache.Put(p.key, data)
			if len(r.packed) <= sheetRoom {
				p.sheet = whole.Sheet
			}
		}
		if o, err = outline.Decode(data, r.folder.Book); err != nil {
			panic(fmt.Sprintf("book: outline of %s: %v", name, err))
		}
	}
	p.files, p.lines, p.brief = o.Files, o.Tally.Lines, o.Brief
	if o.Brief == nil {
		return o, nil
	}
	if len(r.packed) <= sheetRoom {
		p.short = o.Sheet
	}
	o.Sheet = nil // the brief makes it again
	return o, p
}

// sheet is the whole of a sheet.
func (r *reader) sheet(p *packed) *calc.Sheet {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.sheet != nil {
		return p.sheet
	}
	o, _ := r.compute(r.unpack(p))
	return o.Sheet
}

// leave gives up a computed sheet that nobody will ask for again.
func (p *packed) leave() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sheet = nil
}

// compute makes a sheet and looks for what is wrong with it.
func (r *reader) compute(raw *budget.Raw) (o *outline.Outline, files []*source.File) {
	parsed := r.folder.Parse(raw)
	o = &outline.Outline{Found: parsed.Problems}
	for _, f := range parsed.Files {
		o.Files = append(o.Files, fileOf(f))
	}
	if parsed.Project == nil || r.folder.Book == nil {
		return o, parsed.Files
	}
	book := r.folder.Book
	add := func(ds []diag.Diagnostic) { o.Found = append(o.Found, ds...) }
	sheet, ds := calc.Compute(book, parsed.Project)
	add(ds)
	add(check.Sheet(book, sheet))
	if r.form != nil {
		add(check.Form(r.form, sheet))
		add(r.rules.Check(book, sheet))
	}
	ds, o.Used = codes.Check(r.codes, book.FiscalYear.Value, parsed.Project)
	add(ds)
	o.Sheet = sheet
	o.Tally.Lines, o.Tally.Numbers = compose.Leaves(sheet)
	return o, parsed.Files
}

func fileOf(f *source.File) outline.File {
	return outline.File{Name: f.Name, Sum: sha256.Sum256([]byte(f.Text)), Size: len(f.Text)}
}

// files are those of the project that a source belongs to, as decoded.
func (r *reader) files(name string) []*source.File {
	if p := r.packed[strings.TrimSuffix(name, path.Ext(name))+".toml"]; p != nil {
		return r.unpack(p).Files()
	}
	return nil
}

// pack keeps the files.
func (r *reader) pack(p *packed, raw *budget.Raw) {
	if !raw.Whole() {
		p.raw = raw
		return
	}
	p.toml, p.text, p.companion = len(raw.TOML), len(raw.Text), raw.Companion
	h := sha256.New()
	fmt.Fprintf(h, "sheet %x %q %d %d %v\n", r.common, p.name, p.toml, p.text, p.companion)
	h.Write(raw.TOML)
	h.Write(raw.Text)
	h.Sum(p.key[:0])
	var out bytes.Buffer
	out.Grow((p.toml+p.text)/2 + 64)
	w := r.deflate.Get().(*flate.Writer)
	defer r.deflate.Put(w)
	w.Reset(&out)
	for _, data := range [][]byte{raw.TOML, raw.Text} {
		if _, err := w.Write(data); err != nil {
			panic(err) // a buffer takes everything
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	p.data = bytes.Clone(out.Bytes())
}

func (r *reader) unpack(p *packed) *budget.Raw {
	if p.raw != nil {
		return p.raw
	}
	data := make([]byte, p.toml+p.text)
	if _, err := io.ReadFull(flate.NewReaderDict(bytes.NewReader(p.data), r.like()), data); err != nil {
		panic(fmt.Sprintf("book: %s: %v", p.name, err)) // packed in this run
	}
	return &budget.Raw{Name: p.name, TOML: data[:p.toml:p.toml], Text: data[p.toml:], Companion: p.companion}
}

// texts fills in the text of every source that the diagnostics point into.
func (c *Checked) texts() {
	need := func(at diag.Span) {
		if _, known := c.Sources[at.File]; !known && !at.IsZero() && c.reader != nil {
			for _, f := range c.reader.files(at.File) {
				if _, known := c.Sources[f.Name]; !known {
					c.Sources[f.Name] = f.Text
				}
			}
		}
	}
	all := slices.Clone(c.Diagnostics)
	for _, a := range c.Allowed {
		all = append(all, a.Diagnostic)
	}
	for _, d := range all {
		need(d.Span)
		for _, n := range d.Notes {
			need(n.Span)
		}
	}
}

// eachText tells every source of the book, in the order of their names.
func (c *Checked) eachText(tell func(name, text string)) {
	var names []string
	for _, f := range c.files {
		names = append(names, f.Name)
	}
	for _, f := range c.Form.Files {
		names = append(names, f.Name)
	}
	slices.Sort(names)
	for _, name := range names {
		text, known := c.Sources[name]
		if !known {
			for _, f := range c.reader.files(name) {
				if f.Name == name {
					text = f.Text
				}
			}
		}
		tell(name, text)
	}
}
