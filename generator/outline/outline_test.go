package outline_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"testing/fstest"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/codes"
	"budgetbook/generator/diag"
	"budgetbook/generator/figure"
	"budgetbook/generator/outline"
)

// book loads and computes a sample.
func book(t *testing.T, name, more string) (*budget.Book, []*calc.Sheet) {
	t.Helper()
	files := fstest.MapFS{}
	paths, err := filepath.Glob("../../data/" + name + "/*.*")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Base(path) == budget.BookFile {
			data = append([]byte(more), data...)
		}
		files[filepath.Base(path)] = &fstest.MapFile{Data: data}
	}
	b, _, ds := budget.Load(files, 1)
	if diag.HasErrors(ds) {
		t.Fatal(ds)
	}
	var sheets []*calc.Sheet
	for _, p := range b.Projects {
		s, ds := calc.Compute(b, p)
		if diag.HasErrors(ds) {
			t.Fatal(ds)
		}
		sheets = append(sheets, s)
	}
	return b, sheets
}

func of(s *calc.Sheet) *outline.Outline {
	return &outline.Outline{
		Sheet: s,
		Files: []outline.File{{Name: s.Project.File.Name, Sum: [32]byte{1, 2, 31: 3}, Size: len(s.Project.File.Text)}},
		Found: []diag.Diagnostic{{Code: "W310", Span: s.Project.Title.Span, Message: "글", Hints: []string{"하나", "둘"},
			Notes: []diag.Note{{Span: diag.Span{File: "book.toml", Start: 3, End: 9}, Message: "직제에 적힌 곳"}}}},
		Used:  []codes.Used{{Year: 2026, What: "201-01"}},
		Tally: outline.Tally{Lines: 7, Numbers: 3},
	}
}

// told are the sums of a book, each with what it adds up.
func told(t *calc.Totals) (lines []string) {
	tell := func(what string, figures ...*figure.Figure) {
		for _, f := range figures {
			line := what + ": -"
			if f != nil {
				line = fmt.Sprintf("%s: %d %+v =", what, f.Won, f.Rate)
				for _, part := range f.Parts() {
					line += fmt.Sprint(" ", part.Won)
				}
			}
			lines = append(lines, line)
		}
	}
	row := func(name string, r calc.Row) {
		for _, a := range []calc.Amount{r.Base, r.Current, r.Change, r.Rate} {
			tell(name, a.Figure, a.National)
		}
	}
	row("all", t.All.Row)
	row("printed", t.All.Printed)
	for _, g := range t.Groupings {
		for _, n := range append(g.Rows, g.Rest...) {
			row(fmt.Sprint(g.By, n.Above, n.Name, n.Title, n.Projects), n.Row)
		}
	}
	for _, y := range t.Settled {
		tell(fmt.Sprint(y.Year, y.Projects, y.Partial), y.Available, y.Spent, y.CarriedOut, y.Unspent, y.Rate)
	}
	tell("internal", t.Internal, t.Net)
	return lines
}

// TestTotals: outlines add up to what the sheets add up to, name by name and part by part, and
// their own figures are of one another as the sheet's are.
func TestTotals(t *testing.T) {
	for _, c := range [][2]string{
		{"seoul-2024", ""}, {"muju-2026", ""}, {"muju-2026-chu1", ""},
		{"muju-2026", "units = { budget = \"백만원\" }\n"},
		{"muju-2026", "internal = [\"201-01\"]\n"},
	} {
		b, sheets := book(t, c[0], c[1])
		var briefs []*outline.Brief
		for _, s := range sheets {
			o, err := outline.Decode(of(s).Encode(), b)
			if err != nil {
				t.Fatal(err)
			}
			briefs = append(briefs, o.Brief)
			short, again := o.Brief.Sheet(), o.Brief.Sheet()
			if short.Total != again.Total {
				t.Errorf("%v: the figures are others the second time", c)
			}
			for i, l := range short.Lines {
				if _, deep := l.Row.Current.Figure.Expr.(figure.Elsewhere); !deep {
					t.Errorf("%v: the amount of a 통계목 is %T", c, l.Row.Current.Figure.Expr)
				}
				if short.Total.Current.Figure.Parts()[i] != l.Row.Current.Figure {
					t.Errorf("%v: 계 does not add up the line %d of its own sheet", c, i)
				}
				if same := s.Printed.Lines[i].Current == s.Lines[i].Row.Current; same != (short.Printed.Lines[i].Current == l.Row.Current) {
					t.Errorf("%v: what is printed is the figure itself: want %v", c, same)
				}
			}
		}
		want, ds := calc.Sum(b, sheets)
		got, more := calc.Sum(b, briefs)
		if len(ds) != len(more) {
			t.Errorf("%v: %v, %v", c, ds, more)
		}
		g, w := told(got), told(want)
		for i := range max(len(g), len(w)) {
			if i >= len(g) || i >= len(w) || g[i] != w[i] {
				t.Errorf("%v: sum %d of %d and %d is another", c, i, len(g), len(w))
				break
			}
		}
	}
}

// TestRoundTrip: an outline of an outline is the same one, with everything that was found.
func TestRoundTrip(t *testing.T) {
	b, sheets := book(t, "muju-2026", "")
	for _, s := range sheets {
		whole := of(s)
		data := whole.Encode()
		once, err := outline.Decode(data, b)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(once.Found, whole.Found) || !reflect.DeepEqual(once.Files, whole.Files) || !reflect.DeepEqual(once.Used, whole.Used) || once.Tally != whole.Tally {
			t.Errorf("got %+v\nwant %+v", once, whole)
		}
		short := once.Brief.Sheet()
		twice, err := outline.Decode(once.Encode(), b)
		if err != nil || !reflect.DeepEqual(once, twice) {
			t.Errorf("%s: another outline the second time: %v", s.Project.ID.Value, err)
		}
		p, q := s.Project, short.Project
		for _, pair := range [][2]any{
			{p.ID, q.ID}, {p.Title, q.Title}, {p.Account, q.Account}, {p.Bureau, q.Bureau}, {p.Department, q.Department},
			{p.Officers, q.Officers}, {p.Allow, q.Allow}, {p.Program, q.Program}, {len(p.Funding), len(q.Funding)},
		} {
			if !reflect.DeepEqual(pair[0], pair[1]) {
				t.Errorf("%s: got %+v, want %+v", p.ID.Value, pair[1], pair[0])
			}
		}
		for i := range p.Lines {
			if p.Lines[i].Code != q.Lines[i].Code || p.Lines[i].Name != q.Lines[i].Name {
				t.Errorf("%s: line %+v, want %+v", p.ID.Value, q.Lines[i], p.Lines[i])
			}
		}
		for n := 0; n < len(data); n += 1 + n/50 {
			if _, err := outline.Decode(data[:n], b); err == nil {
				t.Errorf("%d of %d bytes are an outline", n, len(data))
			}
		}
	}
	unusable := &outline.Outline{Files: []outline.File{{Name: "a.toml"}}, Found: []diag.Diagnostic{{Code: "E003"}}}
	if got, err := outline.Decode(unusable.Encode(), b); err != nil || !reflect.DeepEqual(got, unusable) {
		t.Errorf("got %+v, %v", got, err)
	}
}

// FuzzDecode: whatever a damaged cache holds, reading it ends.
func FuzzDecode(f *testing.F) {
	f.Add([]byte{2, 2, 'a'})
	f.Fuzz(func(t *testing.T, data []byte) {
		outline.Decode(data, &budget.Book{})
	})
}
