// Package book runs the stages over a whole book folder: load, compute, check,
// compose and render in every edition, then publishes the files at once. It is
// the only package that touches the disk, and it alone knows all the others.
package book

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/check"
	"budgetbook/generator/codes"
	"budgetbook/generator/compose"
	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/font"
	"budgetbook/generator/form"
	"budgetbook/generator/render/csv"
	"budgetbook/generator/render/markdown"
	"budgetbook/generator/render/pdf"
	"budgetbook/generator/render/pdf/finish"
	"budgetbook/generator/render/pdf/paint"
	"budgetbook/generator/render/xlsx"
	"budgetbook/generator/wording"
	"budgetbook/generator/workers"
	"budgetbook/templates"
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

	// Write takes each file as soon as it is made, from several workers at once, so that
	// memory holds a few of them and not the book: [Stage.Write]. nil keeps them in Built.Outputs.
	Write func(path string, data []byte) error
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

// Checked is a book that has been loaded, computed and checked, before composition.
type Checked struct {
	Book    *budget.Book // nil where book.toml could not be used
	Form    *form.Form   // nil where the form could not be used
	Sheets  []*calc.Sheet
	Totals  *calc.Totals
	Sources diag.Sources
	codes   *codes.Tables

	Diagnostics []diag.Diagnostic // sorted
	Allowed     []check.Allowed

	proof *proof // of the public edition
}

// Check loads a book folder and runs every rule over it: what `budgetbook check` shows.
// Composition is part of it, since it finds what the form cannot place.
func Check(fsys fs.FS, jobs int) *Checked {
	c := load(fsys, jobs)
	if c.Book != nil && c.Form != nil {
		_, ds := c.composeSheets(compose.Council, "", jobs, func(*doc.Chapter) []diag.Diagnostic { return nil })
		c.add(ds)
	}
	c.settle()
	return c
}

// Compare holds the book against the one before it: 본예산 of the year or the 추경 of the
// round before.
func (c *Checked) Compare(before *Checked) {
	c.Diagnostics = diag.Sort(append(c.Diagnostics, check.Previous(c.Sheets, before.Sheets)...))
}

// load reads and computes; diagnostics are not settled yet.
func load(fsys fs.FS, jobs int) *Checked {
	c := &Checked{}
	c.Book, c.Sources, c.Diagnostics = budget.Load(fsys, jobs)
	if c.Book == nil {
		return c
	}
	c.loadForm(fsys)
	c.Sheets = make([]*calc.Sheet, len(c.Book.Projects))
	found := make([][]diag.Diagnostic, len(c.Sheets))
	var rules *wording.Rules
	if c.Form != nil {
		rules = wording.New(&c.Form.Wording)
	}
	workers.Each(jobs, len(c.Sheets), func(i int) {
		sheet, ds := calc.Compute(c.Book, c.Book.Projects[i])
		c.Sheets[i] = sheet
		found[i] = append(ds, check.Sheet(c.Book, sheet)...)
		if c.Form != nil {
			found[i] = append(found[i], check.Form(c.Form, sheet)...)
			found[i] = append(found[i], rules.Check(c.Book, sheet)...)
		}
	})
	c.add(slices.Concat(found...))
	c.codes = codes.Load()
	c.add(codes.Check(c.codes, c.Book))
	var ds []diag.Diagnostic
	c.Totals, ds = calc.Sum(c.Book, c.Sheets)
	c.add(ds)
	c.add(check.Book(c.Book, c.Totals))
	c.proof = newProof(c.Book)
	if !diag.HasErrors(c.Diagnostics) { // else officers may be missing
		c.add(c.proof.unused(c.Book))
	}
	return c
}

func (c *Checked) add(ds []diag.Diagnostic) { c.Diagnostics = append(c.Diagnostics, ds...) }

// settle applies [[allow]] and sorts.
func (c *Checked) settle() {
	if c.Book != nil {
		c.Diagnostics, c.Allowed = check.ApplyAllow(c.Book, diag.Sort(c.Diagnostics))
	}
	c.Diagnostics = diag.Sort(c.Diagnostics)
}

// loadForm finds the book's form: built in by name, or a folder of its own inside the
// book folder ("./my-form").
func (c *Checked) loadForm(fsys fs.FS) {
	name := c.Book.Form
	files, dir, mark := fs.FS(templates.FS), name.Value, "sheet.toml" // templates/codes is no form
	if own, ok := strings.CutPrefix(name.Value, "./"); ok {
		files, dir, mark = fsys, own, "." // what is missing in it, form.Load tells
	}
	if !fs.ValidPath(dir) || dir == "." {
		dir = "?" // no such folder, so it is reported below
	}
	if _, err := fs.Stat(files, path.Join(dir, mark)); err != nil {
		c.add([]diag.Diagnostic{{Code: "E026", Span: name.Span,
			Message: "없는 서식입니다: " + name.Value,
			Hints:   []string{"내장 서식: " + strings.Join(builtinForms(), ", ") + `. 이 폴더의 서식은 form = "./폴더이름" 으로 적습니다`}}})
		return
	}
	var ds []diag.Diagnostic
	c.Form, ds = form.Load(files, dir, c.Sources)
	c.add(ds)
}

// builtinForms lists the forms that are embedded.
func builtinForms() (names []string) {
	entries, _ := fs.ReadDir(templates.FS, ".") // embedded: cannot fail
	for _, e := range entries {
		if _, err := fs.Stat(templates.FS, path.Join(e.Name(), "sheet.toml")); err == nil {
			names = append(names, e.Name())
		}
	}
	return names
}

// composeSheets composes every sheet of an edition, in print order. Each goes through then
// by the worker that composed it.
func (c *Checked) composeSheets(e compose.Edition, fingerprint string, jobs int, then func(*doc.Chapter) []diag.Diagnostic) ([]*doc.Chapter, []diag.Diagnostic) {
	sheets := make([]*doc.Chapter, len(c.Sheets))
	found := make([][]diag.Diagnostic, len(c.Sheets))
	workers.Each(jobs, len(sheets), func(i int) {
		sheets[i], found[i] = compose.Sheet(c.Book, c.Form, c.Sheets[i], e, fingerprint)
		found[i] = append(found[i], then(sheets[i])...)
	})
	return sheets, slices.Concat(found...)
}

// Built is the result of a build. What an error stopped is nothing to publish.
type Built struct {
	*Checked
	Fingerprint string
	Outputs     []Output // in path order; nil after an error, or where Options.Write took them
	Err         error    // of Options.Write: it stopped the build

	mu       sync.Mutex // guards Outputs and Err
	fonts    *font.Set
	appendix []*doc.Table // the same in every edition
}

// Build makes every file of the book. It stops where a diagnostic is an error; what it
// has written by then must be discarded.
func Build(fsys fs.FS, opt Options) *Built {
	b := &Built{Checked: load(fsys, opt.Jobs)}
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
	if opt.Write == nil {
		opt.Write = b.collect
	}
	b.add(b.checkOnly(opt.Only))
	if !diag.HasErrors(b.Diagnostics) { // else figures are missing, and nothing is rendered
		if slices.Contains(opt.Formats, Excel) || slices.Contains(opt.Formats, CSV) { // a fifth of what a PDF alone would hold
			b.appendix = compose.Appendix(b.Book, b.Form, b.Totals)
		}
		var err error
		b.fonts, err = font.Load()
		b.add(internal(err))
	}

	for _, e := range opt.Editions {
		press := &pdf.Press{Style: b.Form.Style, Fonts: b.fonts, Painter: opt.Painter, Jobs: opt.Jobs}
		if opt.Archive {
			press.Form = finish.Plain
		}
		if opt.Cache != nil {
			press.Cache = opt.Cache.of(b.Form.Style, opt.Painter)
		}
		painted, paint := b.painting(press, opt)
		sheets, ds := b.composeSheets(e, b.Fingerprint, opt.Jobs, paint)
		b.add(ds)
		if diag.HasErrors(b.Diagnostics) {
			break
		}
		b.renderEdition(e, sheets, press, painted, opt)
	}
	b.add(b.proof.diagnostics(b.Sources))
	b.settle()
	slices.SortFunc(b.Outputs, func(a, b Output) int { return strings.Compare(a.Path, b.Path) })
	if diag.HasErrors(b.Diagnostics) {
		b.Outputs = nil
	}
	return b
}

// collect keeps a file in memory.
func (b *Built) collect(path string, data []byte) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.Outputs = append(b.Outputs, Output{path, data})
	return nil
}

// stopped reports whether a file could not be written: making more is in vain.
func (b *Built) stopped() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Err != nil
}

// fail keeps the first error of Options.Write.
func (b *Built) fail(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.Err == nil {
		b.Err = err
	}
}

// painting returns what paints a sheet as soon as it is composed, and where it puts it. A
// sheet that nothing else is made of gives up its blocks then: of a large book they would
// take most of the memory.
func (b *Built) painting(press *pdf.Press, opt Options) (painted map[string]*pdf.Painted, paint func(*doc.Chapter) []diag.Diagnostic) {
	painted = map[string]*pdf.Painted{}
	read := slices.Contains(opt.Formats, Markdown)
	return painted, func(s *doc.Chapter) []diag.Diagnostic {
		if b.fonts == nil || !slices.Contains(opt.Formats, PDF) || !opt.wants(s.ID) {
			return nil // without fonts the build stops at an error
		}
		part, ds := press.Paint(s, nil)
		if !read {
			s.Blocks = nil
		}
		b.mu.Lock()
		defer b.mu.Unlock()
		painted[s.ID] = part
		return ds
	}
}

// wants reports whether the sheet of a project is asked for.
func (opt Options) wants(id string) bool { return len(opt.Only) == 0 || slices.Contains(opt.Only, id) }

// checkOnly finds ids that the book does not have.
func (b *Built) checkOnly(only []string) (ds []diag.Diagnostic) {
	for _, id := range only {
		if !slices.ContainsFunc(b.Book.Projects, func(p *budget.Project) bool { return p.ID.Value == id }) {
			ds = append(ds, diag.Diagnostic{Code: "E027", Message: "이 책에 없는 사업 ID입니다: " + id,
				Hints: []string{"-only에는 사업 파일의 id를 쉼표로 이어 적습니다"}})
		}
	}
	return ds
}

// renderEdition renders one edition in every wanted format: several at once, since a
// workbook and the whole text are work for one core each.
func (b *Built) renderEdition(e compose.Edition, sheets []*doc.Chapter, press *pdf.Press, painted map[string]*pdf.Painted, opt Options) {
	d := compose.Book(b.Book, b.Form, b.codes, b.Totals, sheets, e, b.Fingerprint)
	single := make([]int, 0, len(sheets)) // sheets that get files of their own
	for i, s := range sheets {
		if opt.wants(s.ID) {
			single = append(single, i)
		}
	}
	// put hands a finished file on; one of the public edition has to be free of personal data.
	put := func(name string, data []byte, ds []diag.Diagnostic) []diag.Diagnostic {
		if diag.HasErrors(ds) {
			return ds
		}
		name = path.Join(string(e), name)
		if e == compose.Public {
			ds = append(ds, internal(b.proof.file(name, data))...)
		}
		if err := opt.Write(name, data); err != nil {
			b.fail(err)
		}
		return ds
	}
	each := func(stage, extension string, render func(s *doc.Chapter) ([]byte, []diag.Diagnostic)) []diag.Diagnostic {
		found := make([][]diag.Diagnostic, len(single))
		var done atomic.Int64
		workers.Each(opt.Jobs, len(single), func(i int) {
			if b.stopped() {
				return
			}
			s := sheets[single[i]]
			data, ds := render(s)
			found[i] = put("sheets/"+s.ID+extension, data, ds)
			opt.Progress(Progress{stage, int(done.Add(1)), len(single)})
		})
		return slices.Concat(found...)
	}

	found := make([][]diag.Diagnostic, len(opt.Formats))
	workers.Each(opt.Jobs, len(found), func(i int) {
		if b.stopped() {
			return
		}
		add := func(ds []diag.Diagnostic) { found[i] = append(found[i], ds...) }
		switch opt.Formats[i] {
		case PDF:
			if len(opt.Only) == 0 {
				opt.Progress(Progress{e.Name(b.Form) + " PDF", 0, 1})
				add(press.Volumes(d, painted, func(v pdf.Volume) { add(put(volumeFile(v), v.Data, nil)) }))
			}
			if b.Book.Sheets.Value || len(opt.Only) > 0 {
				add(each(e.Name(b.Form)+" 사업별 PDF", ".pdf", func(s *doc.Chapter) ([]byte, []diag.Diagnostic) {
					return press.Sheet(d, s, painted[s.ID])
				}))
			}
		case Excel:
			if len(opt.Only) == 0 {
				opt.Progress(Progress{e.Name(b.Form) + " Excel", 0, 1})
				for name, w := range b.workbooks(d, e) {
					w.ValuesOnly = opt.Values
					data, err := xlsx.Render(w)
					add(put(name, data, internal(err)))
				}
			}
		case Markdown:
			add(each(e.Name(b.Form)+" Markdown", ".md", func(s *doc.Chapter) ([]byte, []diag.Diagnostic) {
				data := markdown.Sheet(s)
				return data, internal(markdown.Verify(data, s))
			}))
			if len(opt.Only) == 0 {
				data := markdown.Book(d)
				add(put("book.md", data, internal(markdown.VerifyBook(data, d))))
			}
		case CSV:
			if len(opt.Only) == 0 {
				files, err := csv.Render(b.open())
				add(internal(err))
				for _, f := range files {
					add(put("csv/"+f.Name, f.Data, nil))
				}
			}
		default:
			panic("book: unknown format " + string(opt.Formats[i]))
		}
	})
	b.add(slices.Concat(found...))
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
