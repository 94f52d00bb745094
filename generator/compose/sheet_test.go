package compose_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"budgetbook/generator/compose"
	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/form"
)

const bookText = `schema = 1
government = "가나시"
fiscal_year = 2026
kind = "본예산"
status = "안"
title = "2026년도 세출예산안 사업별 설명서"
date = "2025-11-01"
form = "seoul"
contact = "02-000-0000"
source = [
  { key = "national", label = "국비", national = true },
  { key = "city", label = "시비" },
  { key = "other", label = "기타", outside = true },
]
department = [{ name = "가과" }]
`

const headText = `schema = 1
id = "a"
title = "사업"
account = "일반회계"
department = "가과"
`

func project(t interface {
	Helper()
	Fatal(...any)
}, text string) loaded {
	t.Helper()
	return load(t, fstest.MapFS{"book.toml": {Data: []byte(bookText)}, "a.toml": {Data: []byte(headText + text)}})
}

// figuresOf collects every figure that the blocks print, the (x…) figures too.
func figuresOf(blocks []doc.Block) (found []*figure.Figure) {
	take := func(f *figure.Figure) {
		if f != nil {
			found = append(found, f)
		}
	}
	inlines := func(in []doc.Inline) {
		for _, i := range in {
			switch i := i.(type) {
			case *doc.Num:
				take(i.Figure)
				if i.Part != nil {
					take(i.Part.Figure)
				}
			case doc.Factor:
				take(i.Figure)
			case doc.Exact:
				take(i.Figure)
			}
		}
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Paragraph:
			inlines(b.Text)
		case *doc.Table:
			for _, r := range b.Body {
				for _, c := range r.Cells {
					found = append(found, figuresOf(c.Blocks)...)
				}
			}
		}
	}
	return found
}

// TestEveryInputIsPrinted: nothing that the staff typed gets lost: every input and every
// 산식 stands in a cell of the sheet, or is a part of a figure that does.
func TestEveryInputIsPrinted(t *testing.T) {
	amount := func(t *rapid.T, key string) string {
		if rapid.Bool().Draw(t, key+" given") {
			return fmt.Sprintf("%s = %d\n", key, 1000*rapid.IntRange(0, 900).Draw(t, key))
		}
		return ""
	}
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		if rapid.Bool().Draw(t, "funding") {
			b.WriteString("[funding]\n" + amount(t, "national") + amount(t, "city") + "[outside]\n" + amount(t, "other"))
		}
		for range rapid.IntRange(1, 3).Draw(t, "lines") {
			b.WriteString("[[line]]\ncode = \"201-01\"\nname = \"목\"\n" + amount(t, "base") + "[line.funding]\n" + amount(t, "national") + amount(t, "city"))
			b.WriteString("[line.base_funding]\n" + amount(t, "national"))
			for range rapid.IntRange(1, 2).Draw(t, "basis") {
				b.WriteString("[[line.basis]]\nlabel = \"부기\"\n")
				items := rapid.IntRange(0, 2).Draw(t, "items")
				if items == 0 || rapid.Bool().Draw(t, "own") {
					b.WriteString("formula = \"1,500원*2개\"\n")
				}
				for range items {
					b.WriteString("[[line.basis.item]]\nlabel = \"내역\"\nformula = \"900원*3개\"\n")
				}
			}
		}
		for range rapid.IntRange(0, 2).Draw(t, "steps") {
			b.WriteString("[[schedule]]\nstep = \"절차\"\n" + amount(t, "amount"))
		}
		for _, year := range rapid.SliceOfNDistinct(rapid.IntRange(2022, 2024), 0, 3, rapid.ID[int]).Draw(t, "years") {
			fmt.Fprintf(&b, "[[settlement]]\nyear = %d\n", year)
			keys := []string{"final", "carried_in", "changed", "spent", "carried_out"}
			for _, key := range keys {
				b.WriteString(amount(t, key))
			}
			b.WriteString("[settlement.national]\n")
			for _, key := range keys {
				b.WriteString(amount(t, key))
			}
		}
		l := project(t, b.String())
		sheet, ds := compose.SheetsOf(l.book, l.form, compose.Council, "").Compose(l.sheets[0])
		if len(ds) > 0 {
			t.Fatal(ds)
		}
		printed := map[*figure.Figure]bool{}
		var reach func(fs []*figure.Figure)
		reach = func(fs []*figure.Figure) {
			for _, f := range fs {
				printed[f] = true
				reach(f.Parts())
			}
		}
		reach(figuresOf(sheet.Blocks))
		for _, f := range l.sheets[0].Figures() {
			if !printed[f] && !f.Span.IsZero() && len(f.Parts()) == 0 && isTyped(f) {
				t.Errorf("%s is not printed in\n%s", f.ID, b.String())
			}
		}
	})
}

func isTyped(f *figure.Figure) bool {
	switch f.Expr.(type) {
	case figure.Input, figure.Formula:
		return true
	}
	return false
}

// TestTablesFit: no table of the samples has a hole or an overlap.
func TestTablesFit(t *testing.T) {
	for _, dir := range []string{"../../data/seoul-2024", "../../data/muju-2026"} {
		l := load(t, os.DirFS(dir))
		var tables []*doc.Table
		for _, compose := range compose.NewAppendix(l.book, l.form, l.totals, l.numbers).Tables() {
			tables = append(tables, compose())
		}
		for _, e := range compose.Editions {
			for _, s := range l.sheets {
				d, _ := compose.SheetsOf(l.book, l.form, e, "").Compose(s)
				for _, b := range d.Blocks {
					if t, ok := b.(*doc.Table); ok {
						tables = append(tables, t)
					}
				}
			}
		}
		for _, table := range tables {
			if _, err := table.Grid(); err != nil {
				t.Errorf("%s: %v", dir, err)
			}
		}
	}
}

// TestPublicEdition: no officer's name or phone reaches the public edition.
func TestPublicEdition(t *testing.T) {
	for _, dir := range []string{"../../data/seoul-2024", "../../data/muju-2026"} {
		l := load(t, os.DirFS(dir))
		for _, s := range l.sheets {
			council, public := dumpChapter(l.sheet(t, s.Project.ID.Value, compose.Council)), dumpChapter(l.sheet(t, s.Project.ID.Value, compose.Public))
			for _, o := range s.Project.Officers {
				for _, secret := range []string{o.Name.Value, o.Phone.Value} {
					if strings.Contains(public, secret) {
						t.Errorf("%s: %s is public", s.Project.ID.Value, secret)
					}
					if !strings.Contains(council, secret) {
						t.Errorf("%s: %s is not in the council edition", s.Project.ID.Value, secret)
					}
				}
			}
		}
	}
}

const oneLine = "[[line]]\ncode = \"201-01\"\nname = \"목\"\nbasis = [{ label = \"부기\", formula = \"1,000원\" }]\n"

// TestUnplaceable: what the form has no place for is an error at its place, with what was
// probably meant; it never vanishes.
func TestUnplaceable(t *testing.T) {
	for _, c := range []struct{ name, project, code, at, hint string }{
		{"a role without a column", oneLine + "[[officer]]\nrole = \"팀정\"\nname = \"홍길동\"\n", "E009", "팀정", "팀장"},
		{"a box that is not there", "[overview]\ncycle = [\"연레반복\"]\n" + oneLine, "E009", "연레반복", "연례반복"},
		{"a year before the window", oneLine + "[[settlement]]\nyear = 2021\n", "E214", "2021", "2022, 2023, 2024"},
		{"a year after the window", oneLine + "[[settlement]]\nyear = 2025\n", "E214", "2025", "2022, 2023, 2024"},
		{"실적 of this year", oneLine + "[[performance]]\nyear = 2026\ntext = \"- 글\"\n", "E214", "2026", "2023, 2024, 2025"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := project(t, c.project)
			_, ds := compose.SheetsOf(l.book, l.form, compose.Council, "").Compose(l.sheets[0])
			if len(ds) != 1 || ds[0].Code != c.code {
				t.Fatalf("got %v, want one %s", ds, c.code)
			}
			if got := l.sheets[0].Project.File.Text[ds[0].Span.Start:ds[0].Span.End]; got != c.at {
				t.Errorf("points at %q, want %q", got, c.at)
			}
			if !slices.ContainsFunc(ds[0].Hints, func(h string) bool { return strings.Contains(h, c.hint) }) {
				t.Errorf("%v do not name %q", ds[0].Hints, c.hint)
			}
		})
	}
}

// TestOwnFormWithoutPlaces: an office's own form may leave blocks and columns out; what the
// project gives for them is named, each once.
func TestOwnFormWithoutPlaces(t *testing.T) {
	l := project(t, oneLine+"[overview]\nsummary = \"내용\"\n[[officer]]\nrole = \"팀장\"\nname = \"홍길동\"\n[[schedule]]\nstep = \"절차\"\nfrom = \"2026-01\"\ndetail = \"자세히\"\n")
	own := *l.form
	own.Sheet.Sections = nil
	for _, section := range l.form.Sheet.Sections {
		var blocks []form.Block
		for _, b := range section.Blocks {
			if b.Kind == "schedule" {
				b.Columns = slices.DeleteFunc(slices.Clone(b.Columns), func(c form.Column) bool { return c.ID == "detail" || c.ID == "period" })
			}
			if b.Kind != "officers" && b.Kind != "overview" {
				blocks = append(blocks, b)
			}
		}
		section.Blocks = blocks
		own.Sheet.Sections = append(own.Sheet.Sections, section)
	}
	_, ds := compose.SheetsOf(l.book, &own, compose.Council, "").Compose(l.sheets[0])
	var at []string
	for _, d := range ds {
		if d.Code != "W217" {
			t.Error(d)
		}
		at = append(at, l.sheets[0].Project.File.Text[d.Span.Start:d.Span.End])
	}
	slices.Sort(at)
	if want := []string{"2026-01", "내용", "자세히", "홍길동"}; !slices.Equal(at, want) {
		t.Errorf("got %q, want %q", at, want)
	}
}

// TestGapInYears: a form that leaves out a year reports that year, too.
func TestGapInYears(t *testing.T) {
	l := project(t, oneLine+"[[settlement]]\nyear = 2023\n")
	for i := range l.form.Sheet.Sections {
		for j := range l.form.Sheet.Sections[i].Blocks {
			if b := &l.form.Sheet.Sections[i].Blocks[j]; b.Kind == "settlement" {
				b.Years = []int{-4, -2}
			}
		}
	}
	_, ds := compose.SheetsOf(l.book, l.form, compose.Council, "").Compose(l.sheets[0])
	if len(ds) != 1 || ds[0].Code != "E214" {
		t.Errorf("got %v, want E214", ds)
	}
}

// TestAfterErrors: composition goes on after errors, to find its own, and never panics
// over figures that could not be computed.
func TestAfterErrors(t *testing.T) {
	for name, text := range map[string]string{
		"formulas":  strings.ReplaceAll(oneLine, "1,000원", "없음"),
		"amounts":   "[funding]\ncity = 1_500\n" + strings.ReplaceAll(oneLine, "name", "base = 1\nname") + "[[schedule]]\nstep = \"절차\"\namount = 1\n",
		"too large": strings.Repeat(strings.ReplaceAll(oneLine, "1,000원", "999,999,999,999,000원"), 2),
		"no dates":  oneLine + "[[schedule]]\nstep = \"절차\"\n",
		"an end":    "[overview]\nto = \"2026-03\"\n" + oneLine,
	} {
		t.Run(name, func(t *testing.T) {
			l := project(discard{t}, text)
			if d, _ := compose.SheetsOf(l.book, l.form, compose.Council, "").Compose(l.sheets[0]); doc.Dump(d.Blocks...) == "" {
				t.Error("nothing composed")
			}
		})
	}
}

// discard lets a load go on after errors.
type discard struct{ *testing.T }

func (discard) Fatal(...any) {}

// TestNoBlankPeriod: a step without dates has a blank cell, not an empty text.
func TestNoBlankPeriod(t *testing.T) {
	l := project(t, oneLine+"[[schedule]]\nstep = \"절차\"\n")
	d, _ := compose.SheetsOf(l.book, l.form, compose.Council, "").Compose(l.sheets[0])
	for _, b := range d.Blocks {
		if table, ok := b.(*doc.Table); ok && table.ID == "schedule" {
			if c := table.Body[1].Cells[1]; len(c.Blocks) != 0 {
				t.Errorf("got %v", c.Blocks)
			}
			return
		}
	}
	t.Error("no schedule")
}

// TestBasisOfNothing: where every 통계목 has gone, 산출근거 is a head with an empty row.
func TestBasisOfNothing(t *testing.T) {
	l := project(t, "[[line]]\ncode = \"201-01\"\nname = \"사무관리비\"\nbase = 1_000_000\n")
	c, ds := compose.SheetsOf(l.book, l.form, compose.Council, "").Compose(l.sheets[0])
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	for _, b := range c.Blocks {
		if table, ok := b.(*doc.Table); ok && table.ID == "basis" {
			if _, err := table.Grid(); err != nil || len(table.Body) != 1 {
				t.Errorf("%d rows, %v", len(table.Body), err)
			}
			return
		}
	}
	t.Error("no 산출근거")
}

// TestNoChangeOfThePart: 국비 that has not changed is (x0) in 증감; (x-) says that there is none.
func TestNoChangeOfThePart(t *testing.T) {
	text := func(funding, base string) string {
		return "[funding]\n" + funding + "\n[[line]]\ncode = \"201-01\"\nname = \"목\"\nbase = 2_000\nbase_funding = { " + base + " }\n[[line.basis]]\nlabel = \"부기\"\nformula = \"3,000원\"\n"
	}
	for _, tt := range []struct{ funding, base, want string }{
		{"national = 1_000\ncity = 2_000", "national = 1_000, city = 1_000", "(x1) 2 | (x1) 3 | (x0) 1"},
		{"city = 3_000", "city = 2_000", "(x-) 2 | (x-) 3 | (x-) 1"},
		{"national = 1_000\ncity = 2_000", "city = 2_000", "(x-) 2 | (x1) 3 | (x1) 1"},
	} {
		var got []string
		for _, b := range project(t, text(tt.funding, tt.base)).sheet(t, "a", compose.Public).Blocks {
			if table, ok := b.(*doc.Table); ok && strings.HasSuffix(table.ID, "budget") {
				for _, c := range table.Body[0].Cells[1:4] {
					got = append(got, doc.PlainText(c.Blocks[0].(*doc.Paragraph).Text))
				}
			}
		}
		if strings.Join(got, " | ") != tt.want {
			t.Errorf("%s; %s: got %q, want %s", tt.funding, tt.base, got, tt.want)
		}
	}
}
