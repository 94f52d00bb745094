package calc_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
	"budgetbook/generator/figure"
	"budgetbook/generator/money"
)

// TestGolden holds every figure of whole projects: id, label, value and expression.
// UPDATE=1 rewrites testdata; read the difference.
func TestGolden(t *testing.T) {
	wanted := map[string]bool{}
	for _, c := range []struct{ book, project string }{
		{"seoul-2024", "social-economy-centers"},
		{"muju-2026", "nonggong-complex"},
		{"muju-2026", "housing-benefit"},
	} {
		name := c.project + ".txt"
		wanted[name] = true
		t.Run(c.project, func(t *testing.T) {
			book, _, ds := budget.Load(os.DirFS("../../data/"+c.book), 0)
			if diag.HasErrors(ds) {
				t.Fatal(ds)
			}
			for _, p := range book.Projects {
				if p.ID.Value == c.project {
					sheet, ds := calc.Compute(book, p)
					if len(ds) > 0 {
						t.Fatal(ds)
					}
					golden(t, filepath.Join("testdata", name), dump(sheet.Figures()))
					return
				}
			}
			t.Fatal("no such project")
		})
	}
	files, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !f.IsDir() && !wanted[f.Name()] {
			t.Errorf("testdata/%s: a golden without a test", f.Name())
		}
	}
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
	if got != string(want) {
		t.Errorf("%s differs (UPDATE=1 rewrites it):\n%s", name, firstDifference(got, string(want)))
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := 0; ; i++ {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			line := func(of []string) string {
				if i < len(of) {
					return of[i]
				}
				return "(end)"
			}
			return fmt.Sprintf("line %d:\n got %s\nwant %s", i+1, line(g), line(w))
		}
	}
}

func dump(figures []*figure.Figure) string {
	var b strings.Builder
	for _, f := range figures {
		fmt.Fprintf(&b, "%s | %s | %s | %s\n", f.ID, f.Label, value(f), expression(f))
	}
	return b.String()
}

// value is a figure in 천원 or percent; "blank" for nil.
func value(f *figure.Figure) string {
	switch {
	case f == nil:
		return "blank"
	case !f.IsRate():
		return f.Won.In(money.Thousand)
	case f.Rate.New:
		return "순증"
	case f.Rate.None:
		return "-"
	}
	text, _ := f.Rate.Number()
	return text + "%"
}

func expression(f *figure.Figure) string {
	switch e := f.Expr.(type) {
	case figure.Input:
		return "typed " + e.Written.With(money.InWon)
	case figure.Formula:
		return fmt.Sprintf("%s = %s원, %s %s", e.Formula.Text, e.Exact.RatString(), e.Mode.Korean(), e.Unit.Korean())
	case figure.Sum:
		words := []string{}
		for _, p := range e.Plus {
			words = append(words, "+ "+p.ID)
		}
		for _, m := range e.Minus {
			words = append(words, "- "+m.ID)
		}
		if len(words) == 0 {
			return "sum of nothing"
		}
		return strings.TrimPrefix(strings.Join(words, " "), "+ ")
	case figure.Ratio:
		return fmt.Sprintf("%s * 100 / %s, %s", e.Num.ID, e.Den.ID, e.Rounding.Rate.Korean())
	}
	panic("unknown expression")
}

// bookText is a small book with two departments.
const bookText = `schema = 1
government = "가나시"
fiscal_year = 2026
kind = "본예산"
status = "안"
title = "2026년도 세출예산안 사업별 설명서"
date = "2025-11-01"
form = "seoul"
source = [
  { key = "national", label = "국비", national = true },
  { key = "fund", label = "기금", national = true },
  { key = "city", label = "시비" },
  { key = "other", label = "기타", outside = true },
]
department = [{ name = "가과" }, { name = "나과" }]
`

// headText begins a project file.
const headText = `schema = 1
id = %q
title = "사업"
account = "일반회계"
department = %q
`

// tb is what *testing.T and *rapid.T share.
type tb interface {
	Helper()
	Fatal(args ...any)
}

// load reads a book of one project of 가과, given by what follows its head.
func load(t tb, project string) *budget.Book {
	t.Helper()
	return loadFiles(t, map[string]string{"a.toml": fmt.Sprintf(headText, "a", "가과") + project})
}

func loadFiles(t tb, files map[string]string) *budget.Book {
	t.Helper()
	fsys := fstest.MapFS{"book.toml": {Data: []byte(bookText)}}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	book, sources, ds := budget.Load(fsys, 0)
	if diag.HasErrors(ds) {
		var b strings.Builder
		diag.Write(&b, ds, sources, "")
		t.Fatal(b.String())
	}
	return book
}
