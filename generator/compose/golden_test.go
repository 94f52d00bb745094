package compose_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/codes"
	"budgetbook/generator/compose"
	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/form"
	"budgetbook/templates"
)

// loaded is a book up to composition.
type loaded struct {
	book   *budget.Book
	form   *form.Form
	sheets []*calc.Sheet
	totals *calc.Totals

	numbers int // in the longest 산식
}

func load(t interface {
	Helper()
	Fatal(...any)
}, fsys fs.FS) loaded {
	t.Helper()
	book, sources, ds := budget.Load(fsys, 0)
	stop := func() {
		t.Helper()
		if diag.HasErrors(ds) {
			var b strings.Builder
			diag.Write(&b, ds, sources, "")
			t.Fatal(b.String())
		}
	}
	stop()
	l := loaded{book: book}
	l.form, ds = form.Load(templates.FS, book.Form.Value, sources)
	stop()
	for _, p := range book.Projects {
		var s *calc.Sheet
		s, ds = calc.Compute(book, p)
		stop()
		l.sheets = append(l.sheets, s)
		_, numbers := compose.Leaves(s)
		l.numbers = max(l.numbers, numbers)
	}
	l.totals, ds = calc.Sum(book, l.sheets)
	stop()
	return l
}

func (l loaded) sheet(t *testing.T, id string, e compose.Edition) *doc.Chapter {
	t.Helper()
	for _, s := range l.sheets {
		if s.Project.ID.Value == id {
			d, ds := compose.SheetsOf(l.book, l.form, e, "0000-0000").Compose(s)
			if len(ds) > 0 {
				t.Fatal(ds)
			}
			return d
		}
	}
	t.Fatal("no project " + id)
	return nil
}

// dumpChapter is a whole chapter: its frame and its blocks.
func dumpChapter(s *doc.Chapter) string {
	return fmt.Sprintf("%s %s %q\nrunning %q %q\nfoot %q\n\n", s.Kind, s.ID, s.Title, s.Running[0], s.Running[1], s.Foot) + doc.Dump(s.Blocks...)
}

// TestGolden holds composed sheets and the appendix tables as readable trees.
// UPDATE=1 rewrites testdata; read the difference.
func TestGolden(t *testing.T) {
	seoul, muju := load(t, os.DirFS("../../data/seoul-2024")), load(t, os.DirFS("../../data/muju-2026"))
	goldens := map[string]string{
		"seed-council.txt":   dumpChapter(seoul.sheet(t, "social-economy-centers", compose.Council)),
		"seed-public.txt":    dumpChapter(seoul.sheet(t, "social-economy-centers", compose.Public)),
		"muju-nonggong.txt":  dumpChapter(muju.sheet(t, "nonggong-complex", compose.Council)),
		"seed-appendix.txt":  appendix(seoul),
		"muju-appendix.txt":  appendix(muju),
		"seed-front.txt":     front(seoul, compose.Council),
		"muju-contents.txt":  front(muju, compose.Public),
		"muju-carryover.txt": dumpChapter(muju.sheet(t, "water-plant-renewal", compose.Public)),
	}
	for name, got := range goldens {
		t.Run(name, func(t *testing.T) { golden(t, filepath.Join("testdata", name), got) })
	}
	files, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if _, wanted := goldens[f.Name()]; !f.IsDir() && !wanted {
			t.Errorf("testdata/%s: a golden without a test", f.Name())
		}
	}
}

// appendix is the workbook's tables. Rows are one line each: there are many.
func appendix(l loaded) string {
	var b strings.Builder
	for _, table := range compose.NewAppendix(l.book, l.form, l.totals, l.numbers).Tables() {
		t := table()
		b.WriteString(doc.Dump(&doc.Table{ID: t.ID, Caption: t.Caption, Unit: t.Unit, Columns: t.Columns}))
		for _, r := range append(append([]doc.Row(nil), t.Head...), t.Body...) {
			var cells []string
			for _, c := range r.Cells {
				text := ""
				for _, block := range c.Blocks {
					text += strings.TrimSpace(strings.TrimPrefix(doc.Dump(block), "p "))
				}
				cells = append(cells, text)
			}
			b.WriteString("  " + strings.Join(cells, " | ") + "\n")
		}
	}
	return b.String()
}

// front is the book around its sheets.
func front(l loaded, e compose.Edition) string {
	d := compose.Book(l.book, l.form, codes.Load(), l.totals, nil, e, "0000-0000")
	var b strings.Builder
	fmt.Fprintf(&b, "book %q by %q, %s, %s\n", d.Title, d.Author, d.Language, d.Date)
	for _, f := range d.Info {
		fmt.Fprintf(&b, "%s %s: %s\n", f.Key, f.Label, f.Value)
	}
	for _, c := range d.Chapters {
		b.WriteString("\n" + dumpChapter(c))
	}
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			at := func(of []string) string {
				if i < len(of) {
					return of[i]
				}
				return "(end)"
			}
			t.Fatalf("%s:%d (UPDATE=1 rewrites it)\n got %s\nwant %s", name, i+1, at(g), at(w))
		}
	}
}
