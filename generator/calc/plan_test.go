package calc_test

import (
	"slices"
	"strings"
	"testing"

	"budgetbook/generator/calc"
)

// TestPlan holds the rows of 연차별 투자 as they print: 총사업비, 연도별 합, 기투자, 전년도
// (당초, 추경), 당해연도, 증감, 향후 — in 천원, a blank where one was not given.
func TestPlan(t *testing.T) {
	const funding = "[funding]\ncity = 7_000\n"
	for _, c := range []struct {
		name, project string
		want          []string
	}{
		{"without a plan there is no 계", funding + line("", "7,000원"), []string{
			"계 blank blank blank blank blank blank blank blank blank"}},
		{"all years given: the total is their sum", funding + line("", "7,000원") +
			"[[plan]]\nsource = \"city\"\ninvested = 1_000\ninitial = 5_000\nsupplement = 2_000\nfuture = 40_000\n", []string{
			"시비 55 55 1 7 5 2 7 2 40",
			"계 55 55 1 7 5 2 7 2 40"}},
		{"a typed total is kept beside the sum", funding + line("", "7,000원") +
			"[[plan]]\nsource = \"city\"\ntotal = 60_000\ninvested = 1_000\ninitial = 9_000\nfuture = 40_000\n", []string{
			"시비 60 57 1 9 9 blank 7 △2 40", // a year without 추경
			"계 60 57 1 9 9 blank 7 △2 40"}},
		{"a year is unknown", funding + line("", "7,000원") +
			"[[plan]]\nsource = \"city\"\ninitial = 7_000\nfuture = 0\n", []string{
			"시비 blank blank blank 7 7 blank 7 0 0",
			"계 blank blank blank 7 7 blank 7 0 0"}},
		{"추경 alone does not make a year", funding + line("", "7,000원") +
			"[[plan]]\nsource = \"city\"\ninvested = 1_000\nsupplement = 2_000\nfuture = 0\n", []string{
			"시비 blank blank 1 blank blank 2 7 blank 0",
			"계 blank blank 1 blank blank 2 7 blank 0"}},
		{"two sources, one without 추경", "[funding]\nnational = 3_000\ncity = 7_000\n" + line("", "10,000원") +
			"[[plan]]\nsource = \"national\"\ninvested = 0\ninitial = 4_000\nfuture = 1_000\n" +
			"[[plan]]\nsource = \"city\"\ninvested = 2_000\ninitial = 5_000\nsupplement = 1_000\nfuture = 2_000\n", []string{
			"국비 8 8 0 4 4 blank 3 △1 1",
			"시비 17 17 2 6 5 1 7 2 2",
			"계 25 25 2 10 9 blank 10 1 3"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			book := load(t, c.project)
			sheet, ds := calc.Compute(book, book.Projects[0])
			if len(ds) > 0 {
				t.Fatal(ds)
			}
			var got []string
			for _, p := range append(sheet.Plan, sheet.PlanTotal) {
				label := p.Label
				if p.Source == nil {
					label = "계"
				}
				got = append(got, strings.Join([]string{label, value(p.Total), value(p.Computed), value(p.Invested), value(p.Prior),
					value(p.Initial), value(p.Supplement), value(p.Current), value(p.Change), value(p.Future)}, " "))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

// An amount below 천원 leaves the row's total blank, though the years are known: the sum must
// not take the place of what was typed.
func TestPlanUnusableTotal(t *testing.T) {
	book := load(t, "[funding]\ncity = 7_000\n"+line("", "7,000원")+
		"[[plan]]\nsource = \"city\"\ntotal = 8_500\ninvested = 0\ninitial = 1_000\nfuture = 0\n")
	sheet, ds := calc.Compute(book, book.Projects[0])
	if len(ds) != 1 || ds[0].Code != "E211" {
		t.Fatalf("got %v, want E211", ds)
	}
	if row := sheet.Plan[0]; row.Total != nil || value(row.Computed) != "8" {
		t.Errorf("total %s, computed %s, want blank and 8", value(row.Total), value(row.Computed))
	}
}

// TestFigureIDs: the ids by which an [expect] names the figures of the rarer tables.
func TestFigureIDs(t *testing.T) {
	book := load(t, "[funding]\ncity = 7_000\n"+line("", "7,000원")+
		"[[plan]]\nsource = \"city\"\ntotal = 50_000\ninvested = 1_000\ninitial = 2_000\nsupplement = 3_000\nfuture = 4_000\n"+
		"[continuing]\ntotal = 9_000\nyear = [{ year = 2026, amount = 5_000 }, { year = 2027, amount = 4_000 }]\n"+
		"[carryover]\namount = 6_000\nreason = \"절대공기 부족\"\n")
	sheet, ds := calc.Compute(book, book.Projects[0])
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	for id, want := range map[string]string{
		"plan[1].total": "50", "plan[1].computed": "17", "plan[1].prior": "5", "plan[1].change": "5", "plan[2].total": "blank",
		"plan.total": "50", "plan.change": "5",
		"continuing.total": "9", "continuing[2026]": "5", "continuing[2027]": "4", "continuing": "9", "carryover": "6",
	} {
		if got := value(sheet.Find(id)); got != want {
			t.Errorf("%s = %s, want %s", id, got, want)
		}
	}
	if c := sheet.Continuing; value(c.Total) != "9" || len(c.Years) != 2 || value(c.Years[1]) != "4" || value(c.YearsTotal) != "9" {
		t.Errorf("계속비: %+v", c)
	}
	if value(sheet.Carryover) != "6" {
		t.Errorf("명시이월액 %s, want 6", value(sheet.Carryover))
	}

	book = load(t, line("", "7,000원"))
	if sheet, _ = calc.Compute(book, book.Projects[0]); sheet.Continuing != nil || sheet.Carryover != nil {
		t.Errorf("계속비 %+v, 명시이월 %s, want none", sheet.Continuing, value(sheet.Carryover))
	}
}

// TestGroups: 통계목 add up to 편성목, the part of the code before the dash.
func TestGroups(t *testing.T) {
	lineOf := func(code, formula string) string {
		return strings.Replace(line("", formula), "201-01", code, 1)
	}
	book := load(t, lineOf("201-01", "1,000원")+lineOf("301-02", "5,000원")+lineOf("201-03", "2,000원")+lineOf("301-09", "0원"))
	sheet, ds := calc.Compute(book, book.Projects[0])
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	var got []string
	for _, f := range sheet.Figures() {
		if strings.HasPrefix(f.ID, "group[") {
			got = append(got, f.ID+" "+f.Label+" "+value(f))
		}
	}
	if want := []string{"group[201] 편성목 201 3", "group[301] 편성목 301 5"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestUnchanged: only lines whose 증감 is known to be 0 make the row of unchanged lines.
func TestUnchanged(t *testing.T) {
	for _, c := range []struct {
		name, project string
		lines         int
		row           string // 기준액, 예산액, 증감
	}{
		{"one of each kind", line("base = 3_000", "3,000원") + line("base = 3_000", "4,000원") + line("base = 4_000", "3,000원") + line("", "3,000원") + line("base = 5_000", "5,000원"),
			2, "8 8 0"},
		{"none", line("base = 3_000", "4,000원") + line("", "3,000원"), 0, "blank blank blank"},
		{"one", line("base = 0", "0원"), 1, "0 0 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			book := load(t, c.project)
			sheet, ds := calc.Compute(book, book.Projects[0])
			if len(ds) > 0 {
				t.Fatal(ds)
			}
			u := sheet.Unchanged
			row := strings.Join([]string{value(u.Row.Base.Figure), value(u.Row.Current.Figure), value(u.Row.Change.Figure)}, " ")
			if u.Lines != c.lines || row != c.row {
				t.Errorf("%d lines, %s, want %d, %s", u.Lines, row, c.lines, c.row)
			}
		})
	}
}
