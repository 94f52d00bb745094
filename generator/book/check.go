package book

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/check"
	"budgetbook/generator/codes"
	"budgetbook/generator/compose"
	"budgetbook/generator/diag"
	"budgetbook/generator/form"
	"budgetbook/generator/wording"
	"budgetbook/generator/workers"
	"budgetbook/templates"
)

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
