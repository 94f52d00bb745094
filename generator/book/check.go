package book

import (
	"io/fs"
	"iter"
	"path"
	"slices"
	"strings"
	"sync/atomic"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/check"
	"budgetbook/generator/codes"
	"budgetbook/generator/compose"
	"budgetbook/generator/diag"
	"budgetbook/generator/form"
	"budgetbook/generator/outline"
	"budgetbook/generator/source"
	"budgetbook/generator/workers"
	"budgetbook/templates"
)

// Checked is a book that has been loaded, computed and checked, before composition.
type Checked struct {
	Book    *budget.Book  // nil where book.toml could not be used
	Form    *form.Form    // nil where the form could not be used
	Sheets  []*calc.Sheet // in print order; nil in a build
	Totals  *calc.Totals
	Sources diag.Sources // texts; of a build those that its diagnostics point into
	codes   *codes.Tables

	Diagnostics []diag.Diagnostic // sorted
	Allowed     []check.Allowed

	reader *reader
	packed []*packed      // the sheets of a build, in print order
	files  []outline.File // book.toml and those of the projects
	tally  outline.Tally  // of all sheets
	proof  *proof         // of the public edition
}

// Check loads a book folder and runs every rule over it: what `budgetbook check` shows.
// Composition is part of it, since it finds what the form cannot place.
func Check(fsys fs.FS, jobs int) *Checked {
	c := load(fsys, reading{jobs: jobs, whole: true})
	if c.Book != nil && c.Form != nil {
		found := make([][]diag.Diagnostic, len(c.Sheets))
		sheets := compose.SheetsOf(c.Book, c.Form, compose.Council, "")
		workers.Each(jobs, len(found), func(i int) {
			_, found[i] = sheets.Compose(c.Sheets[i])
		})
		c.add(slices.Concat(found...))
	}
	c.settle()
	return c
}

// Compare holds the book against the one before it: 본예산 of the year or the 추경 of the
// round before.
func (c *Checked) Compare(before *Checked) {
	c.Diagnostics = diag.Sort(append(c.Diagnostics, check.Previous(c.Sheets, before.Sheets)...))
}

// reading says how a book is loaded.
type reading struct {
	jobs     int
	whole    bool   // every sheet with all of its figures, and every source; else outlines
	cache    *Cache // of outlines
	progress func(Progress)
}

// load reads and computes; diagnostics are not settled yet.
func load(fsys fs.FS, how reading) *Checked {
	c := &Checked{Sources: diag.Sources{}}
	folder, ds := budget.Open(fsys)
	if c.add(ds); folder == nil {
		return c
	}
	c.Book = folder.Book
	c.Sources[folder.File.Name] = folder.File.Text
	c.files = append(c.files, fileOf(folder.File))
	if c.Book != nil {
		c.loadForm(fsys)
	}
	c.reader = newReader(folder, c.Form, how.cache)
	all, short := make([]*outline.Outline, len(folder.Names)), make([]*packed, len(folder.Names))
	texts := make([][]*source.File, len(all))
	var done atomic.Int64
	workers.Each(how.jobs, len(all), func(i int) {
		if how.whole {
			all[i], texts[i] = c.reader.compute(folder.Read(folder.Names[i]))
		} else {
			all[i], short[i] = c.reader.outline(folder.Names[i])
		}
		if how.progress != nil {
			how.progress(Progress{"계산", int(done.Add(1)), len(all)})
		}
	})
	for _, f := range slices.Concat(texts...) {
		c.Sources[f.Name] = f.Text
	}
	var used []codes.Used
	for _, o := range all {
		c.add(o.Found)
		c.files = append(c.files, o.Files...)
		used = append(used, o.Used...)
		c.tally.Lines += o.Tally.Lines
		c.tally.Numbers = max(c.tally.Numbers, o.Tally.Numbers)
	}
	if c.Book == nil {
		return c
	}
	var heads []budget.Head
	var entries []calc.Entry
	for i, o := range all {
		var e calc.Entry = o.Sheet
		if !how.whole {
			e = short[i]
		}
		if o.Sheet != nil || short[i] != nil {
			entries, heads = append(entries, e), append(heads, e.Sheet().Project.Head())
		}
	}
	order, ds := c.Book.Order(heads)
	c.add(ds)
	sorted := make([]calc.Entry, len(order))
	for n, i := range order {
		sorted[n] = entries[i]
		switch e := entries[i].(type) {
		case *calc.Sheet:
			c.Sheets = append(c.Sheets, e)
		case *packed:
			c.packed = append(c.packed, e)
		}
	}
	c.codes = c.reader.codes
	c.add(codes.Elsewhere(c.Book, used))
	c.Totals, ds = calc.Sum(c.Book, sorted)
	c.add(ds)
	c.add(check.Book(c.Book, c.Totals))
	c.proof = newProof(c.Book, c.projects(), how.jobs)
	if !diag.HasErrors(c.Diagnostics) { // else officers may be missing
		c.add(c.proof.unused(c.Book))
	}
	return c
}

// projects are those of the sheets, in print order; in a build they have what a brief keeps.
func (c *Checked) projects() iter.Seq[*budget.Project] {
	return func(yield func(*budget.Project) bool) {
		for s := range c.Totals.Sheets() {
			if !yield(s.Project) {
				return
			}
		}
	}
}

func (c *Checked) add(ds []diag.Diagnostic) { c.Diagnostics = append(c.Diagnostics, ds...) }

// settle applies [[allow]] and sorts.
func (c *Checked) settle() {
	if c.Book != nil {
		c.Diagnostics, c.Allowed = check.ApplyAllow(c.Book, c.projects(), diag.Sort(c.Diagnostics))
	}
	c.Diagnostics = diag.Sort(c.Diagnostics)
	c.texts()
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
