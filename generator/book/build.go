// Package book runs the stages over a whole book folder: load, compute, check,
// compose and render in every edition, then publishes the files at once. It is
// the only package that touches the disk, and it alone knows all the others.
package book

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"

	"budgetbook/generator/compose"
	"budgetbook/generator/diag"
	"budgetbook/generator/font"
	"budgetbook/generator/render/pdf"
	"budgetbook/generator/render/pdf/paint"
)

// Format is a kind of output file.
type Format string

const (
	PDF      Format = "pdf"
	Excel    Format = "xlsx"
	Markdown Format = "md"
	CSV      Format = "csv"
)

// Formats in the order in which they are built.
var Formats = []Format{PDF, Excel, Markdown, CSV}

// Painters are the ways to paint PDF pages, by name. Both give the same pages.
var Painters = map[string]paint.Painter{"fast": paint.Fast, "plain": paint.Plain}

// Options say what to build. The zero value of each means everything.
type Options struct {
	Editions []compose.Edition
	Formats  []Format
	Values   bool           // the workbook without formulas
	Only     []string       // ids of projects: their sheets alone, no book and no workbook
	Archive  bool           // PDFs as PDF/A-1b, larger, for archives that take no later part
	Painter  paint.Painter  // how pages are painted: the fast way, or by gopdf alone
	Jobs     int            // workers; 0 is one for each core
	Cache    *Cache         // painted sheets of the build before; nil: every sheet is painted
	Progress func(Progress) // called from several workers at once

	Store Store // takes the files; nil keeps them in Built.Outputs
}

// Store takes each file of a book as soon as it is made, from several workers at once, so that memory
// holds a few of them and not the book: a [Stage].
type Store interface {
	Write(path string, data []byte) error
	// Append takes the first or the next piece of a file that is large in a large book.
	Append(path string, piece []byte) error
	// Again takes a file of the book before, where it is there as the entry says.
	Again(Entry) (data []byte, ok bool)
}

// Progress of a build, for the terminal.
type Progress struct {
	Stage       string // Korean: 계산, PDF …
	Done, Total int
}

// Output is a finished file, its path relative to the output folder.
type Output struct {
	Path string
	Data []byte
}

// Built is the result of a build. What an error stopped is nothing to publish.
type Built struct {
	*Checked
	Fingerprint string
	Outputs     []Output // in path order; nil after an error, or where Options.Store took them
	Err         error    // of Options.Store: it stopped the build

	opt   Options
	fonts *font.Set
	mu    sync.Mutex // guards Outputs and Err

	composed, reused atomic.Int64 // sheets, in all editions; files of the book before
}

// Build makes every file of the book. It stops where a diagnostic is an error; what it
// has written by then must be discarded.
func Build(fsys fs.FS, opt Options) *Built {
	b := &Built{Checked: load(fsys, reading{jobs: opt.Jobs, cache: opt.Cache, progress: opt.Progress})}
	if b.Book == nil || b.Form == nil {
		b.settle()
		return b
	}
	b.Fingerprint = fingerprint(b.Checked)
	if opt.Editions == nil {
		opt.Editions = compose.Editions
	}
	if opt.Formats == nil {
		opt.Formats = Formats
	}
	if opt.Progress == nil {
		opt.Progress = func(Progress) {}
	}
	if opt.Store == nil {
		opt.Store = (*shelf)(b)
	}
	b.add(b.checkOnly(opt.Only))
	b.opt = opt
	var editions []*edition
	if !diag.HasErrors(b.Diagnostics) { // else figures are missing, and nothing is rendered
		var err error
		b.fonts, err = font.Load()
		b.add(internal(err))
	}
	for i, name := range opt.Editions {
		e := b.edition(name)
		e.last = i == len(opt.Editions)-1 && (len(opt.Only) > 0 || !opt.has(Excel) && !opt.has(CSV))
		b.add(e.sheets())
		if diag.HasErrors(b.Diagnostics) || b.stopped() {
			break
		}
		b.add(e.bind())
		editions = append(editions, e)
		if diag.HasErrors(b.Diagnostics) {
			break
		}
	}
	if !diag.HasErrors(b.Diagnostics) && len(opt.Only) == 0 {
		b.add(b.appendix(editions))
	}
	b.add(internal(b.proof.wait()))
	b.add(b.proof.diagnostics(b.Checked))
	b.settle()
	slices.SortFunc(b.Outputs, func(a, b Output) int { return strings.Compare(a.Path, b.Path) })
	if diag.HasErrors(b.Diagnostics) {
		b.Outputs = nil
	}
	return b
}

// shelf keeps the files of a book in memory.
type shelf Built

func (b *shelf) Write(path string, data []byte) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.Outputs = append(b.Outputs, Output{path, data})
	return nil
}

func (b *shelf) Append(path string, piece []byte) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	i := slices.IndexFunc(b.Outputs, func(o Output) bool { return o.Path == path })
	if i < 0 {
		i = len(b.Outputs)
		b.Outputs = append(b.Outputs, Output{Path: path})
	}
	b.Outputs[i].Data = append(b.Outputs[i].Data, piece...)
	return nil
}

func (b *shelf) Again(Entry) (data []byte, ok bool) { return nil, false }

// stopped reports whether a file could not be written: making more is in vain.
func (b *Built) stopped() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Err != nil
}

// fail keeps the first error of Options.Store.
func (b *Built) fail(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.Err == nil {
		b.Err = err
	}
}

// has reports whether files of a format are asked for.
func (opt *Options) has(f Format) bool { return slices.Contains(opt.Formats, f) }

// wants reports whether the sheet of a project is asked for.
func (opt *Options) wants(id string) bool { return len(opt.Only) == 0 || slices.Contains(opt.Only, id) }

// checkOnly finds ids that the book does not have.
func (b *Built) checkOnly(only []string) (ds []diag.Diagnostic) {
	if len(only) == 0 {
		return nil
	}
	known := map[string]bool{}
	for p := range b.projects() {
		known[p.ID.Value] = true
	}
	for _, id := range only {
		if !known[id] {
			ds = append(ds, diag.Diagnostic{Code: "E027", Message: "이 책에 없는 사업 ID입니다: " + id,
				Hints: []string{"-only에는 사업 파일의 id를 쉼표로 이어 적습니다"}})
		}
	}
	return ds
}

// volumeFile is the file of a volume: book.pdf, or volumes/02-기획조정실-행정국.pdf.
func volumeFile(v pdf.Volume) string {
	if v.Number == 0 {
		return "book.pdf"
	}
	name := v.First
	if v.Last != v.First {
		name += "-" + v.Last
	}
	return fmt.Sprintf("volumes/%02d-%s.pdf", v.Number, fileName(name))
}

// fileName is a name as every file system takes it.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' {
			return r
		}
		return '_'
	}, name)
	if runes := []rune(name); len(runes) > 40 {
		name = string(runes[:40])
	}
	return name
}

// internal turns a fault of our own into an error that stops the build: better no book
// than one whose outputs disagree.
func internal(err error) []diag.Diagnostic {
	if err == nil {
		return nil
	}
	return []diag.Diagnostic{{Code: "E901", Message: "출력물끼리 맞지 않아 책을 만들지 않았습니다: " + err.Error(),
		Hints: []string{"프로그램의 잘못입니다. 이 글과 함께 원본 폴더를 개발자에게 보내 주십시오"}}}
}
