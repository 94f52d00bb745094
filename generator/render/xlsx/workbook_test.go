package xlsx

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/money"
)

func render(t testing.TB, w Workbook) []byte {
	t.Helper()
	file, err := Render(w)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestCells(t *testing.T) {
	golden(t, "sample.txt", dump(t, render(t, sample(t)), 4))
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; UPDATE=1 go test rewrites it; got:\n%s", path, got)
	}
}

func TestSameBytes(t *testing.T) {
	w := sample(t)
	first := render(t, w)
	for range 5 {
		if !bytes.Equal(first, render(t, w)) {
			t.Fatal("two renders differ")
		}
	}
}

// Readers that do not calculate show a formula without a numeric value as blank or as text.
func TestFormulasCarryNumbers(t *testing.T) {
	files := parts(t, render(t, sample(t)))
	formulas := 0
	for i := 1; i <= 4; i++ {
		for _, r := range worksheet(t, files, i).Rows {
			for _, c := range r.Cells {
				if c.Formula == nil {
					continue
				}
				formulas++
				if c.Value == nil {
					t.Errorf("sheet %d %s: no value", i, c.Ref)
					continue
				}
				_, err := strconv.ParseFloat(*c.Value, 64)
				word := *c.Value == "-" || *c.Value == "순증"
				if word != (c.Type == "str") || !word && (err != nil || c.Type != "") {
					t.Errorf("sheet %d %s: value %q of type %q", i, c.Ref, *c.Value, c.Type)
				}
			}
		}
	}
	if formulas < 30 {
		t.Errorf("only %d formulas", formulas)
	}
}

func TestProperties(t *testing.T) {
	files := parts(t, render(t, sample(t)))
	core := string(files["docProps/core.xml"])
	for _, want := range []string{"<dc:creator>서울특별시</dc:creator>", "<cp:lastModifiedBy>서울특별시<", "2023-11-01T00:00:00Z", "<cp:coreProperties "} {
		if !strings.Contains(core, want) {
			t.Errorf("core.xml lacks %s:\n%s", want, core)
		}
	}
	for name, part := range files {
		for _, bad := range []string{"xuri", "Go Excelize", "2006-09-16"} {
			if bytes.Contains(part, []byte(bad)) {
				t.Errorf("%s names %s", name, bad)
			}
		}
	}
	if !bytes.Contains(files["xl/workbook.xml"], []byte(`fullCalcOnLoad="true"`)) {
		t.Error("no full calculation on load")
	}
	if !bytes.Contains(files["docProps/custom.xml"], []byte("의회제출용")) {
		t.Error("no custom properties")
	}
	if !bytes.Contains(files["xl/worksheets/sheet2.xml"], []byte(`<dimension ref="A1:E9"`)) {
		t.Errorf("dimension: %.600s", files["xl/worksheets/sheet2.xml"])
	}
}

func TestComposerFaults(t *testing.T) {
	a, b := typed("a", 1000), typed("b", 2000)
	lone := total("sum", []*figure.Figure{a, b})
	table := func(rows ...doc.Row) Workbook {
		return Workbook{Date: "2023-11-01", Sheets: []Sheet{{Name: "표", Tables: []*doc.Table{
			{ID: "t", Columns: columns(doc.Left, doc.Right), Body: rows}}}}}
	}
	for _, c := range []struct {
		name, want string
		book       Workbook
	}{
		{"part without a cell", "b (b) stands in no cell, so sum (sum)", table(row(doc.Plain, num(a, money.Thousand), num(lone, money.Thousand)))},
		{"two numbers in a cell", "more than one number", table(row(doc.Plain, "x", doc.Cell{Blocks: []doc.Block{
			&doc.Paragraph{Text: []doc.Inline{num(a, money.Thousand), num(b, money.Thousand)}}}}))},
		{"not whole in the unit", "is not whole in 백만원", table(row(doc.Plain, "x", num(a, money.Million)))},
		{"hole", "has no cell in column", table(row(doc.Plain, "x"))},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Render(c.book)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestSheetNames(t *testing.T) {
	n := newNames()
	for _, c := range []struct{ in, want string }{
		{"산출근거", "산출근거"},
		{"산출근거", "산출근거 (2)"},
		{"목차", "목차 (2)"},
		{"History", "History (2)"},
		{"a/b:c'd", "a·b·c’d"},
		{"A/B:C'D", "A·B·C’D (2)"},
		{"", "표"},
		{strings.Repeat("가", 40), strings.Repeat("가", 31)},
		{strings.Repeat("가", 40), strings.Repeat("가", 27) + " (2)"},
	} {
		if got := n.unique(c.in); got != c.want {
			t.Errorf("unique(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// TestVariants: workbooks that share their sheets are those that are written one by one, to the
// byte, whichever comes first.
func TestVariants(t *testing.T) {
	w := sample(t)
	officers := &doc.Table{ID: "officers", Caption: "담당자", Columns: columns(doc.Left), Body: []doc.Row{row(doc.Plain, "홍길동")}}
	council := Variant{Info: []doc.Field{{Label: "판", Value: "의회 제출본"}}, More: []Sheet{{Name: "담당자", Title: "담당자", Tables: []*doc.Table{officers}}}}
	public := Variant{Info: []doc.Field{{Label: "판", Value: "대시민 공개본"}}}
	for _, variants := range [][]Variant{{council, public}, {public, council}} {
		err := RenderVariants(w, variants, func(i int, data []byte) {
			alone := w
			alone.Info, alone.Sheets = variants[i].Info, slices.Concat(w.Sheets, variants[i].More)
			if want := render(t, alone); !bytes.Equal(data, want) {
				t.Errorf("%s: %d bytes, alone %d", variants[i].Info[0].Value, len(data), len(want))
			}
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	officers.Body[0] = row(doc.Plain, num(typed("fine", 1000), money.Thousand))
	if err := RenderVariants(w, []Variant{council}, func(int, []byte) {}); err == nil || !strings.Contains(err.Error(), "one variant") {
		t.Errorf("a figure in one variant: %v", err)
	}
}

// TestCompose: a workbook whose tables are composed whenever they are needed is the one whose tables are at
// hand, filters and all; and its tables are gone when it is written.
func TestCompose(t *testing.T) {
	held, composed := sample(t), sample(t)
	for i := range held.Sheets {
		s := &held.Sheets[i]
		if len(s.Tables) == 1 {
			table := s.Tables[0]
			s.Name, s.Title = table.Caption, table.Caption
			composed.Sheets[i] = Sheet{Landscape: s.Landscape, Compose: func() *doc.Table { own := *table; return &own }}
		} else {
			composed.Sheets[i] = *s
		}
	}
	want := render(t, held)
	if !bytes.Contains(parts(t, want)["xl/worksheets/sheet2.xml"], []byte("<autoFilter")) {
		t.Error("no filter in the workbook whose tables are at hand")
	}
	if got := render(t, composed); !bytes.Equal(got, want) {
		for name, part := range parts(t, got) {
			if !bytes.Equal(part, parts(t, want)[name]) {
				t.Errorf("%s is another", name)
			}
		}
	}
	p, err := newPlan(composed)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range p.sheets {
		for _, table := range s.tables {
			if (table.Body == nil) != (table.again != nil) {
				t.Errorf("%s: rows at hand %v", s.name, table.Body != nil)
			}
		}
	}
}
