package pdf_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"budgetbook/generator/book"
	"budgetbook/generator/compose"
	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/judge"
	"budgetbook/generator/render/pdf"
	"budgetbook/generator/render/pdf/display"
	"budgetbook/generator/render/pdf/layout"
)

// forms are the official forms, with the kind of book each is for.
var forms = []struct{ name, kind string }{
	{"seoul", `kind = "본예산"`},
	{"seoul-supplement", "kind = \"추가경정예산\"\nround = 1"},
	{"seoul-amended", `kind = "수정예산"`},
	{"gyeonggi", `kind = "본예산"`},
}

// amounts are the inputs of a project in which every table of the forms stands, in 천원.
type amounts struct {
	national, city         int64 // this year's
	base, baseNational     int64
	invested, initial      int64 // 국비's; 시비's are a tenth
	supplement, future     int64
	final, in, changed     int64 // 결산, each with a (x…) figure of the same size
	spent, out, settlement int64 // settlement: how much less the (x…) figures are
}

// largeBook is the sample's book in another form, with one project of the amounts.
func largeBook(t testing.TB, form, kind string, a amounts) fstest.MapFS {
	t.Helper()
	data, err := os.ReadFile("../../../data/seoul-2024/book.toml")
	if err != nil {
		t.Fatal(err)
	}
	settings := strings.NewReplacer(`kind = "본예산"`, kind, `form = "seoul"`, `form = "`+form+`"`).Replace(string(data))
	var p strings.Builder
	w := func(format string, args ...any) { fmt.Fprintf(&p, format+"\n", args...) }
	// Won, from 천원.
	won := func(n int64) string { return fmt.Sprint(n * 1000) }
	w(`schema = 1
id = "large"
title = "아주 큰 사업"
account = "일반회계"
bureau = "노동공정상생정책관"
department = "공정경제담당관"
[overview]
cycle = ["연례반복"]
[funding]
national = %s
city = %s
[outside]
district = %[1]s
other = %[2]s
`, won(a.national), won(a.city))
	w(`[[line]]
code = "308-01"
name = "자치단체경상보조금"
base = %s
base_funding = { national = %s }
funding = { national = %s, city = %s }
[[line.basis]]
label = "자치구 사회적경제 통합지원센터 운영"
item = [{ label = "국비 보조금 교부(25개 자치구)", formula = "%d천원*1개소" }, { label = "시비", formula = "%[4]s원" }]
[[schedule]]
step = "통합지원센터 연장심사 선정"
from = "2024-01"
to = "2024-12"
amount = %[6]s
detail = "연장심사와 선정 및 지원"`, won(a.base), won(a.baseNational), won(a.national), won(a.city), a.national, won(a.national+a.city))
	for i, source := range []string{"national", "city"} {
		current, of := []int64{a.national, a.city}[i], []int64{1, 10}[i]
		w(`[[plan]]
source = "%s"
total = %s
invested = %s
initial = %s
supplement = %s
future = %s
note = "국비 보조"`, source, won(a.invested/of+a.initial/of+a.supplement/of+current+a.future/of), won(a.invested/of), won(a.initial/of), won(a.supplement/of), won(a.future/of))
	}
	w("[carryover]\namount = %s\nreason = \"토지 보상 협의가 늦어짐\"", won(a.national))
	for _, year := range []int{2020, 2021, 2022} {
		less := a.settlement
		w(`[[settlement]]
year = %d
final = %s
carried_in = %s
changed = %s
spent = %s
carried_out = %s
national = { final = %s, carried_in = %s, changed = %s, spent = %s, carried_out = %s }`, year,
			won(a.final), won(a.in), won(a.changed), won(a.spent), won(a.out),
			won(a.final-less), won(a.in-less), won(a.changed-less), won(a.spent-less), won(a.out-less))
	}
	return fstest.MapFS{
		"book.toml":  {Data: []byte(settings)},
		"large.toml": {Data: []byte(p.String())},
	}
}

// composed is the project's sheet.
func composed(t testing.TB, fsys fstest.MapFS) (*book.Checked, *doc.Chapter) {
	t.Helper()
	c := book.Check(fsys, 1)
	if c.Form == nil || len(c.Sheets) != 1 {
		t.Fatal(told(c))
	}
	s, _ := compose.SheetsOf(c.Book, c.Form, compose.Council, "").Compose(c.Sheets[0])
	return c, s
}

func told(c *book.Checked) string {
	var w strings.Builder
	diag.Write(&w, c.Diagnostics, c.Sources, "")
	return w.String()
}

// numbersOf are all numbers that the tables of the blocks print: every (x…) figure and
// every value of its own.
func numbersOf(blocks []doc.Block) (out []string) {
	for _, b := range blocks {
		t, ok := b.(*doc.Table)
		if !ok {
			continue
		}
		for _, r := range t.Body {
			for _, c := range r.Cells {
				for _, b := range c.Blocks {
					p, ok := b.(*doc.Paragraph)
					if !ok {
						continue
					}
					for _, in := range p.Text {
						if n, ok := in.(*doc.Num); ok {
							out = append(out, strings.Fields(n.String())...)
						}
					}
				}
			}
		}
	}
	return out
}

// whole fails if the sheet's pages have anything out of place, or a number that does not
// stand on one line; it returns the smallest type of the pages.
func whole(t interface{ Errorf(string, ...any) }, c *book.Checked, s *doc.Chapter, part display.Part) (smallest int) {
	mm := func(n int) display.Length { return display.Length(n) * 7200 / 254 }
	page := c.Form.Style.Page
	d := &display.Document{Parts: []display.Part{part}}
	right := display.PageWidth - mm(page.LeftMm100) - mm(page.RightMm100) - mm(page.BindingMm100)
	for _, p := range pdf.Problems(d, 0, right, mm(page.TopMm100), display.PageHeight-mm(page.BottomMm100)) {
		t.Errorf("%s", p)
	}
	if got, want := pdf.SetText(&part), pdf.DocText(s.Blocks); got != want {
		t.Errorf("text differs:\n got %s\nwant %s", got, want)
	}
	type line struct {
		page, node int
		y          display.Length
	}
	smallest = 10000
	texts := map[line]string{}
	for i, page := range part.Pages {
		for _, op := range page.Ops {
			if op, ok := op.(display.Text); ok {
				texts[line{i, op.Mark.Node, op.Y}] += op.S + " "
				smallest = min(smallest, op.Size)
			}
		}
	}
	lines := map[string]bool{}
	for _, s := range texts {
		// The decrease mark may come from another face than its digits.
		for _, word := range strings.Fields(strings.ReplaceAll(s, "△ ", "△")) {
			lines[word] = true
		}
		lines[strings.ReplaceAll(s, " ", "")] = true
	}
	for _, n := range numbersOf(s.Blocks) {
		if !lines[n] {
			t.Errorf("%s is not whole on one line", n)
		}
	}
	return smallest
}

// the largest project there is: 999조 원 in 천원, twelve digits in every column.
var largest = amounts{
	national: 110_000_000_000, city: 100_000_000_000,
	base: 999_999_999_999, baseNational: 899_999_999_999,
	invested: 100_000_000_000, initial: 250_000_000_000, supplement: 100_000_000_000, future: 100_000_000_000,
	final: 899_999_999_999, in: 100_000_000_000, changed: -100_000_000_000, spent: 500_000_000_000, out: 100_000_000_000, settlement: 0,
}

// trillions is what a metropolitan city's largest project has: 2.8조, with 1.9조 from 국비.
var trillions = amounts{
	national: 1_900_000_000, city: 900_000_000,
	base: 2_700_000_000, baseNational: 1_800_000_000,
	invested: 1_000_000_000, initial: 900_000_000, supplement: 100_000_000, future: 3_000_000_000,
	final: 2_800_000_000, in: 10_000_000, changed: -20_000_000, spent: 2_700_000_000, out: 10_000_000, settlement: 0,
}

// TestLargeAmounts builds books of very large amounts through the whole pipeline: no
// number is refused, and the finished file says each of them.
func TestLargeAmounts(t *testing.T) {
	for _, form := range forms {
		for _, c := range []struct {
			name  string
			a     amounts
			least int // no type may be smaller, 1/100 pt
		}{
			{"조", trillions, 750},
			{"999조", largest, 600},
		} {
			t.Run(form.name+" "+c.name, func(t *testing.T) {
				fsys := largeBook(t, form.name, form.kind, c.a)
				checked, s := composed(t, fsys)
				part, diags := layout.Chapter(s, nil, checked.Form.Style, pdf.TestFonts(t))
				if len(diags) > 0 {
					t.Fatal(diags)
				}
				if size := whole(t, checked, s, part); size < c.least {
					t.Errorf("type of %d/100 pt", size)
				}
				b := book.Build(fsys, book.Options{Editions: compose.Editions[:1], Formats: []book.Format{book.PDF}})
				if b.Outputs == nil {
					t.Fatal(told(b.Checked))
				}
				if dir := os.Getenv("LARGE"); dir != "" { // for a look by eye
					for _, o := range b.Outputs {
						if filepath.Base(o.Path) == "large.pdf" {
							os.WriteFile(filepath.Join(dir, form.name+"-"+c.name+".pdf"), o.Data, 0o644)
						}
					}
				}
				pdftotext := judge.Tool(t, "pdftotext")
				for _, o := range b.Outputs {
					file := filepath.Join(t.TempDir(), filepath.Base(o.Path))
					if err := os.WriteFile(file, o.Data, 0o644); err != nil {
						t.Fatal(err)
					}
					text, err := exec.Command(pdftotext, "-raw", file, "-").Output()
					if err != nil {
						t.Fatal(err)
					}
					words := map[string]bool{}
					for _, w := range strings.Fields(string(text)) {
						words[w] = true
					}
					for _, n := range numbersOf(s.Blocks) {
						if !words[n] {
							t.Errorf("%s has no %s", o.Path, n)
						}
					}
				}
			})
		}
	}
}

// TestAnyAmounts draws amounts of any size up to 999조 원: every number is set whole.
func TestAnyAmounts(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		draw := func(name string) int64 {
			size := int64(1)
			for range rapid.IntRange(0, 11).Draw(r, name+" digits") {
				size *= 10
			}
			return rapid.Int64Range(0, 10*size-1).Draw(r, name)
		}
		a := amounts{
			national: draw("national") / 2, city: draw("city") / 2, base: draw("base"), baseNational: draw("base national"),
			invested: draw("invested") / 10, initial: draw("initial") / 10, supplement: draw("supplement") / 10, future: draw("future") / 10,
			final: draw("final") / 2, in: draw("in") / 4, changed: draw("changed") / 4, spent: draw("spent") / 2, out: draw("out") / 4,
		}
		if rapid.Bool().Draw(r, "less") {
			a.changed = -a.changed
		}
		form := rapid.SampledFrom(forms).Draw(r, "form")
		checked, s := composed(t, largeBook(t, form.name, form.kind, a))
		part, diags := layout.Chapter(s, nil, checked.Form.Style, pdf.TestFonts(t))
		if len(diags) > 0 {
			r.Fatal(diags)
		}
		whole(r, checked, s, part)
	})
}
