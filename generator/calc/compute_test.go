package calc_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
	"budgetbook/generator/figure"
	"budgetbook/generator/money"
)

// line is a 통계목 with one 부기; more is put between them.
func line(more, formula string) string {
	basis := ""
	if formula != "" {
		basis = fmt.Sprintf("basis = [{ label = \"부기\", formula = %q }]\n", formula)
	}
	return "[[line]]\ncode = \"201-01\"\nname = \"목\"\n" + more + "\n" + basis
}

// TestCompute holds what single figures come to. A figure that is not there is "blank".
func TestCompute(t *testing.T) {
	for _, c := range []struct {
		name, project string
		want          map[string]string // figure id: value
	}{
		{"base not given stays blank", line("", "10,000원"), map[string]string{
			"line[1]": "10", "line[1].base": "blank", "line[1].change": "blank", "line[1].rate": "blank",
			"total": "10", "total.base": "blank", "total.change": "blank", "total.rate": "blank"}},
		{"base of 0 is a new line", line("base = 0", "10,000원"), map[string]string{
			"line[1].base": "0", "line[1].change": "10", "line[1].rate": "순증", "total.rate": "순증"}},
		{"base of one line only", line("base = 5_000", "10,000원") + line("", "1,000원"), map[string]string{
			"line[1].change": "5", "total": "11", "total.base": "blank", "total.change": "blank", "total.rate": "blank"}},
		{"0 before and 0 now", line("base = 0", "0원"), map[string]string{
			"line[1]": "0", "line[1].change": "0", "line[1].rate": "-"}},
		{"an ended line", line("base = 7_000", ""), map[string]string{
			"line[1]": "0", "line[1].base": "7", "line[1].change": "△7", "line[1].rate": "△100%"}},
		{"no change", line("base = 10_000", "10,000원"), map[string]string{
			"line[1].change": "0", "line[1].rate": "0%"}},
		{"rate half up", line("base = 200_000", "201,000원"), map[string]string{"line[1].rate": "1%"}},
		{"rate half up, down", line("base = 200_000", "199,000원"), map[string]string{"line[1].rate": "△1%"}},
		{"a rate is that of rounded figures", line("base = 1_000", "1,001원"), map[string]string{
			"line[1]": "2", "line[1].rate": "100%"}},
		{"a leaf is rounded up once", line("", "100원*26개+77.5원"), map[string]string{"line[1]": "3"}},
		{"a negative leaf is rounded up", line("", "△2,677.5천원"), map[string]string{"line[1]": "△2,677"}},
		{"each leaf is rounded, not the sum", "[[line]]\ncode = \"201-01\"\nname = \"목\"\nbasis = [{ label = \"부기\", item = [{ label = \"가\", formula = \"500원\" }, { label = \"나\", formula = \"500원\" }] }]\n",
			map[string]string{"line[1].basis[1].item[1]": "1", "line[1].basis[1].item[2]": "1", "line[1].basis[1]": "2", "total": "2"}},
		{"a formula of its own beside items", "[[line]]\ncode = \"201-01\"\nname = \"목\"\nbasis = [{ label = \"부기\", formula = \"1,000원\", item = [{ label = \"가\", formula = \"2,000원\" }] }]\n",
			map[string]string{"line[1].basis[1].own": "1", "line[1].basis[1].item[1]": "2", "line[1].basis[1]": "3"}},

		{"no 국비 in the project: (x-) on every line", "[funding]\ncity = 11_000\n" + line("", "10,000원") + line("", "1,000원"),
			map[string]string{"national": "0", "line[1].national": "blank", "L1.national": "0", "L2.national": "0", "T.national": "0"}},
		{"국비 is the sum of the national sources", "[funding]\nnational = 3_000\nfund = 2_000\ncity = 5_000\n" + line("", "10,000원"),
			map[string]string{"funding.national": "3", "funding.fund": "2", "national": "5", "L1.national": "5", "T.national": "5"}},
		{"국비 in the project, lines split it", "[funding]\nnational = 5_000\ncity = 6_000\n" +
			line("funding = { national = 5_000, city = 5_000 }", "10,000원") + line("funding = { city = 1_000 }", "1,000원"),
			map[string]string{"L1.national": "5", "L2.national": "0", "T.national": "5"}},
		{"국비 in the project, lines do not say", "[funding]\nnational = 5_000\ncity = 6_000\n" + line("", "10,000원") + line("", "1,000원"),
			map[string]string{"L1.national": "blank", "L2.national": "blank", "T.national": "5"}},
		{"a single line has all of the project's 국비", "[funding]\nnational = 5_000\ncity = 5_000\n" + line("", "10,000원"),
			map[string]string{"L1.national": "5", "T.national": "5"}},
		{"no funding, no 국비 known", line("", "10,000원"), map[string]string{"L1.national": "blank", "T.national": "blank"}},
		{"no funding of the project, but of the lines", line("funding = { national = 4_000, city = 6_000 }", "10,000원"),
			map[string]string{"L1.national": "4", "T.national": "4"}},
		{"국비 of the base", line("base = 9_000\nbase_funding = { national = 2_000 }", "10,000원") + line("base = 1_000\nbase_funding = { city = 1_000 }", "1,000원"),
			map[string]string{"line[1].base.national": "2", "line[2].base.national": "0", "total.base.national": "2"}},
		{"change of 국비", "[funding]\nnational = 5_000\ncity = 5_000\n" + line("base = 9_000\nbase_funding = { national = 2_000 }", "10,000원"),
			map[string]string{"line[1].change.national": "3", "total.change.national": "3", "total.rate.national": "150%"}},
		{"outside the budget is no part of a total", "[funding]\ncity = 10_000\n[outside]\nother = 90_000\n" + line("", "10,000원"),
			map[string]string{"outside.other": "90", "total": "10", "national": "0"}},

		{"steps without amounts do not count", line("", "10,000원") + "[[schedule]]\nstep = \"공고\"\n[[schedule]]\nstep = \"집행\"\namount = 10_000\n",
			map[string]string{"schedule[1]": "blank", "schedule[2]": "10", "schedule": "10"}},
		{"no step has an amount", line("", "10,000원") + "[[schedule]]\nstep = \"공고\"\n", map[string]string{"schedule": "blank"}},
		{"a step of 0 is an amount", line("", "0원") + "[[schedule]]\nstep = \"공고\"\namount = 0\n", map[string]string{"schedule[1]": "0", "schedule": "0"}},

		{"결산 in won is rounded half up and adds up as printed", line("", "0원") +
			"[[settlement]]\nyear = 2022\nfinal = 1_499\ncarried_in = 500\nchanged = -1_500\nspent = 499\ncarried_out = 0\n",
			map[string]string{"settlement[2022].final": "1", "settlement[2022].carried_in": "1", "settlement[2022].changed": "△2",
				"settlement[2022].available": "0", "settlement[2022].spent": "0", "settlement[2022].unspent": "0"}},
		{"결산 with a figure missing", line("", "0원") + "[[settlement]]\nyear = 2022\nfinal = 5_000\ncarried_in = 0\nchanged = 0\nspent = 1_000\n",
			map[string]string{"settlement[2022].available": "5", "settlement[2022].carried_out": "blank", "settlement[2022].unspent": "blank"}},
		{"국비 of 결산", line("", "0원") + "[[settlement]]\nyear = 2022\nfinal = 5_000\ncarried_in = 2_000\nchanged = 0\nspent = 1_000\ncarried_out = 3_000\n" +
			"national = { final = 2_000, carried_in = 1_000, changed = 0, spent = 1_000, carried_out = 500 }\n",
			map[string]string{"settlement[2022].available": "7", "settlement[2022].unspent": "3", "settlement[2022].available.national": "3",
				"settlement[2022].carried_out.national": "1", "settlement[2022].unspent.national": "1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			book := load(t, c.project)
			sheet, ds := calc.Compute(book, book.Projects[0])
			if len(ds) > 0 {
				t.Fatal(ds)
			}
			for _, id := range sortedKeys(c.want) {
				if got := value(lookup(sheet, id)); got != c.want[id] {
					t.Errorf("%s = %s, want %s", id, got, c.want[id])
				}
			}
		})
	}
}

// TestIncomplete: of what the loader has refused, nothing counts as 0.
func TestIncomplete(t *testing.T) {
	for _, c := range []struct {
		name, project string
		blank         []string
	}{
		{"a line of which nothing is said", line("", ""), []string{"line[1]", "total"}},
		{"a 부기 without a formula", "[[line]]\ncode = \"201-01\"\nname = \"목\"\nbasis = [{ label = \"부기\" }]\n", []string{"line[1].basis[1]", "line[1]", "total"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			book, _, _ := budget.Load(fstest.MapFS{"book.toml": {Data: []byte(bookText)}, "a.toml": {Data: []byte(fmt.Sprintf(headText, "a", "가과") + c.project)}}, 0)
			if len(book.Projects) != 1 {
				t.Fatal("no project")
			}
			sheet, _ := calc.Compute(book, book.Projects[0])
			for _, id := range c.blank {
				if f := sheet.Find(id); f != nil {
					t.Errorf("%s = %s, want none", id, value(f))
				}
			}
		})
	}
}

// TestUnusableStep: an amount that cannot be used leaves 추진일정 계 blank, one that is not given does not.
func TestUnusableStep(t *testing.T) {
	book := load(t, line("", "10,000원")+"[[schedule]]\nstep = \"가\"\namount = 9_000\n[[schedule]]\nstep = \"나\"\namount = 500\n")
	sheet, ds := calc.Compute(book, book.Projects[0])
	if len(ds) != 1 || ds[0].Code != "E211" || len(sheet.Schedule) != 2 || sheet.Schedule[1] != nil || sheet.ScheduleTotal != nil {
		t.Errorf("got %v, %d steps, 계 %s, want E211 and a blank", ds, len(sheet.Schedule), value(sheet.ScheduleTotal))
	}
}

// TestTree: the sheet's levels hold their figures as well as the list of all of them does.
func TestTree(t *testing.T) {
	book := load(t, "[funding]\ncity = 3_000\n[outside]\nother = 9_000\n[[line]]\ncode = \"201-01\"\nname = \"목\"\nbasis = [{ label = \"가\", formula = \"1,000원\", item = [{ label = \"나\", formula = \"2,000원\" }] }, { label = \"다\", formula = \"0원\" }]\n"+
		"[[settlement]]\nyear = 2022\nfinal = 1_499\n")
	sheet, ds := calc.Compute(book, book.Projects[0])
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	basis := sheet.Lines[0].Basis
	if len(basis) != 2 || len(basis[0].Items) != 1 || value(basis[0].Items[0]) != "2" || value(basis[0].Own) != "1" || value(basis[0].Amount) != "3" {
		t.Errorf("부기: %+v", basis)
	}
	if basis[1].Own == nil || basis[1].Own != basis[1].Amount || basis[1].Own.ID != "line[1].basis[2]" {
		t.Errorf("a 부기 without items: own %s, amount %s, want one figure", value(basis[1].Own), value(basis[1].Amount))
	}
	var shares []string
	for _, s := range append(sheet.Funding, sheet.Outside...) {
		shares = append(shares, s.Source.Label.Value+" "+value(s.Figure))
	}
	if want := []string{"국비 blank", "기금 blank", "시비 3", "기타 9"}; !slices.Equal(shares, want) {
		t.Errorf("재원 %q, want %q", shares, want)
	}
	if got, want := sheet.Find("settlement[2022].final").Expr, (figure.Input{Written: 1_499, Mode: money.HalfUp, Unit: money.Thousand}); got != want {
		t.Errorf("결산 is %+v, want %+v", got, want)
	}
	if got, want := sheet.Find("funding.city").Expr, (figure.Input{Written: 3_000, Mode: money.Ceil, Unit: money.Thousand}); got != want {
		t.Errorf("재원 is %+v, want %+v", got, want)
	}
}

// lookup finds a figure by id, and the 국비 that a row prints, whatever its id, by
// L1.national (the first line) and T.national (계).
func lookup(s *calc.Sheet, id string) *figure.Figure {
	switch id {
	case "L1.national":
		return s.Lines[0].Row.Current.National
	case "L2.national":
		return s.Lines[1].Row.Current.National
	case "T.national":
		return s.Total.Current.National
	}
	return s.Find(id)
}

func sortedKeys(m map[string]string) (keys []string) {
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// TestOverflow: beyond 999조원 there is an error at its place and no figure, never a wrong one.
func TestOverflow(t *testing.T) {
	const most = "999,999,999,999,000원"
	for _, c := range []struct {
		name, project, code string
		blank               []string
	}{
		{"a sum", line("", most) + line("", "1,000원"), "E210", []string{"total"}},
		{"a 부기", "[[line]]\ncode = \"201-01\"\nname = \"목\"\nbasis = [{ label = \"부기\", item = [{ label = \"가\", formula = \"" + most + "\" }, { label = \"나\", formula = \"1,000원\" }] }]\n",
			"E210", []string{"line[1].basis[1]", "line[1]", "total"}},
		{"rounding up", line("", "999,999,999,999,999원"), "E210", []string{"line[1].basis[1]", "line[1]", "total"}},
		{"a product", line("", "999,999,999,999원*1,001개"), "E101", []string{"line[1]", "total"}},
		{"a difference", line("base = -1_000", most), "E210", []string{"line[1].change", "line[1].rate", "total.change"}},
		{"추진일정", line("", "0원") + "[[schedule]]\nstep = \"가\"\namount = 999_999_999_999_000\n[[schedule]]\nstep = \"나\"\namount = 1_000\n", "E210", []string{"schedule"}},
		{"결산", line("", "0원") + "[[settlement]]\nyear = 2022\nfinal = 999_999_999_999_999\n", "E210", []string{"settlement[2022].final"}},
		{"예산현액", line("", "0원") + "[[settlement]]\nyear = 2022\nfinal = 999_999_999_999_000\ncarried_in = 1_000\nchanged = 0\nspent = 0\ncarried_out = 0\n", "E210",
			[]string{"settlement[2022].available", "settlement[2022].unspent"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			book := load(t, c.project)
			sheet, ds := calc.Compute(book, book.Projects[0])
			if !slices.ContainsFunc(ds, func(d diag.Diagnostic) bool { return d.Code == c.code && !d.Span.IsZero() && len(d.Hints) > 0 }) {
				t.Errorf("got %v, want %s with a place and a hint", ds, c.code)
			}
			for _, id := range c.blank {
				if f := sheet.Find(id); f != nil {
					t.Errorf("%s = %s, want none", id, value(f))
				}
			}
			for _, f := range sheet.Figures() {
				if f.Won > money.Limit || f.Won < -money.Limit {
					t.Errorf("%s = %d is beyond the limit", f.ID, f.Won)
				}
			}
		})
	}
}

// TestUnusable: what cannot be computed is reported once, at its place, and is blank.
func TestUnusable(t *testing.T) {
	for _, c := range []struct{ name, project, code, at string }{
		{"a formula without 원", line("", "59,500,000*2개소"), "E101", "59,500,000*2개소"},
		{"an amount below 천원", line("base = 1_500", "1,000원"), "E211", "1_500"},
		{"funding below 천원", "[funding]\nnational = 1_500\ncity = 500\n" + line("", "2,000원"), "E211", "1_500"},
	} {
		t.Run(c.name, func(t *testing.T) {
			book := load(t, c.project)
			sheet, ds := calc.Compute(book, book.Projects[0])
			if len(ds) == 0 || ds[0].Code != c.code {
				t.Fatalf("got %v, want %s", ds, c.code)
			}
			text := book.Projects[0].File.Text[ds[0].Span.Start:ds[0].Span.End]
			if !strings.Contains(c.at, text) || text == "" {
				t.Errorf("points at %q, want a part of %q", text, c.at)
			}
			if c.code == "E211" && c.name != "an amount below 천원" && sheet.Total.Current.National != nil {
				t.Errorf("국비 is %s though an amount of it cannot be used", value(sheet.Total.Current.National))
			}
		})
	}
}

// TestSum holds the totals of departments and of the book.
func TestSum(t *testing.T) {
	project := func(id, department, rest string) string { return fmt.Sprintf(headText, id, department) + rest }
	book := loadFiles(t, map[string]string{
		"a.toml": project("a", "나과", "[funding]\ncity = 10_000\n"+line("base = 8_000\nbase_funding = { national = 0 }", "10,000원")),
		"b.toml": project("b", "나과", "[funding]\nnational = 1_000\ncity = 4_000\n"+line("base = 5_000\nbase_funding = { national = 2_000 }", "5,000원")),
		"c.toml": project("c", "가과", line("", "7,000원")),
	})
	totals := totalsOfBook(t, book)
	row := func(r calc.Row) string {
		return strings.Join([]string{value(r.Base.Figure), value(r.Current.Figure), value(r.Change.Figure), value(r.Rate.Figure), value(r.Current.National), value(r.Base.National)}, " ")
	}
	var got []string
	for _, g := range totals.Groups {
		got = append(got, fmt.Sprintf("%s(%d): %s", g.Seat.Department.Value, len(g.Entries), row(g.Row)))
	}
	got = append(got, "합계: "+row(totals.All.Row))
	want := []string{
		"가과(1): blank 7 blank blank blank blank",
		"나과(2): 13 15 2 15% 1 2",
		"합계: blank 22 blank blank blank blank", // a part of it is unknown
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}

	// Totals beyond the limit are an error, not a wrong figure.
	book = loadFiles(t, map[string]string{
		"a.toml": project("a", "가과", line("", "999,999,999,999,000원")),
		"b.toml": project("b", "나과", line("", "1,000원")),
	})
	var sheets []*calc.Sheet
	for _, p := range book.Projects {
		s, _ := calc.Compute(book, p)
		sheets = append(sheets, s)
	}
	totals, ds := calc.Sum(book, sheets)
	if totals.All.Current.Figure != nil || len(ds) == 0 || ds[0].Code != "E210" {
		t.Errorf("got %s and %v, want no figure and E210", value(totals.All.Current.Figure), ds)
	}
}
