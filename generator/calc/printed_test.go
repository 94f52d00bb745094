package calc_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
	"budgetbook/generator/figure"
	"budgetbook/generator/money"
)

// A table in 백만원 adds up as printed: each 통계목 is rounded once, 계 adds the rounded
// ones, 증감 is their difference. The sheet's own figures stay in 천원.
func TestPrintedInMillions(t *testing.T) {
	const book = `
schema = 1
government = "가나시"
fiscal_year = 2026
kind = "본예산"
status = "안"
title = "설명서"
date = "2025-11-11"
form = "seoul"
units = { budget = "백만원", schedule = "백만원", settlement = "백만원" }
[[source]]
key = "city"
label = "시비"
[[department]]
name = "문화과"
`
	var project strings.Builder
	project.WriteString(`
schema = 1
id = "festival"
title = "가나 축제"
account = "일반회계"
department = "문화과"
`)
	// 137.4 + 59.4 + 1,772.4 = 1,969.2: the parts print 137, 59, 1,772 and must print 1,968.
	for _, won := range []string{"137,400,000", "59,400,000", "1,772,400,000"} {
		project.WriteString("[[line]]\ncode = \"201-01\"\nname = \"사무관리비\"\nbase = 100_500_000\n[[line.basis]]\nlabel = \"가\"\nformula = \"" + won + "원\"\n")
	}
	project.WriteString("[[schedule]]\nstep = \"가\"\namount = 1_969_200_000\n[[settlement]]\nyear = 2024\nfinal = 1_500_500_000\ncarried_in = 0\nchanged = 0\nspent = 1_499_500_000\ncarried_out = 0\n")
	b, _, ds := budget.Load(fstest.MapFS{"book.toml": {Data: []byte(book)}, "festival.toml": {Data: []byte(project.String())}}, 0)
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	s, ds := calc.Compute(b, b.Projects[0])
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	million := func(w money.Won) string { return w.In(money.Million) }
	for _, c := range []struct{ what, got, want string }{
		{"계", million(s.Printed.Total.Current.Figure.Won), "1,968"},
		{"첫째 통계목", million(s.Printed.Lines[0].Current.Figure.Won), "137"},
		{"첫째 기준액(반올림)", million(s.Printed.Lines[0].Base.Figure.Won), "101"},
		{"계 증감", million(s.Printed.Total.Change.Figure.Won), "1,665"},
		{"천원으로 계산한 계", s.Total.Current.Figure.Won.In(money.Thousand), "1,969,200"},
		{"추진일정 계", million(s.Printed.ScheduleTotal.Won), "1,969"},
		{"결산 최종예산", million(s.Settlement[0].Final.Figure.Won), "1,501"},
		{"결산 집행액", million(s.Settlement[0].Spent.Figure.Won), "1,500"},
		{"결산 집행잔액", million(s.Settlement[0].Unspent.Figure.Won), "1"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", c.what, c.got, c.want)
		}
	}
}

// A name means the exact figure also where a table prints it rounded: {{사무관리비}} in the
// text of a book whose tables are in 백만원 is not the rounded amount.
func TestNamedIsExact(t *testing.T) {
	fsys := fstest.MapFS{
		"book.toml": {Data: []byte(`
schema = 1
government = "가나시"
fiscal_year = 2026
kind = "본예산"
status = "안"
title = "설명서"
date = "2025-11-11"
form = "seoul"
units = { budget = "백만원", schedule = "백만원" }
[[source]]
key = "city"
label = "시비"
[[department]]
name = "문화과"
`)},
		"festival.toml": {Data: []byte(`
schema = 1
id = "festival"
title = "가나 축제"
account = "일반회계"
department = "문화과"
[[line]]
code = "201-01"
name = "사무관리비"
base = 4_000_000
[[line.basis]]
label = "책자"
formula = "3,600,000원"
[[schedule]]
step = "발간"
amount = 3_600_000
`)},
	}
	b, _, ds := budget.Load(fsys, 0)
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	s, ds := calc.Compute(b, b.Projects[0])
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	for name, want := range map[string]money.Won{"사무관리비": 3_600_000, "사무관리비 증감": -400_000, "발간": 3_600_000} {
		if f := s.Named(name); f == nil || f.Won != want {
			t.Errorf("%s: %+v, want %d", name, f, want)
		}
	}
}

// computeIn reads a project of a book whose head names the units.
func computeIn(t *testing.T, units, project string) *calc.Sheet {
	t.Helper()
	b, _, ds := budget.Load(fstest.MapFS{
		"book.toml": {Data: []byte(units + "\n" + bookText)},
		"a.toml":    {Data: []byte(fmt.Sprintf(headText, "a", "가과") + project)},
	}, 0)
	if diag.HasErrors(ds) {
		t.Fatal(ds)
	}
	s, ds := calc.Compute(b, b.Projects[0])
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	return s
}

// TestPrintedUnits: a table is rounded only where its unit is coarser than that of 산출근거;
// otherwise it holds the sheet's own figures.
func TestPrintedUnits(t *testing.T) {
	project := line("base = 2_000_000", "2,000,000원") + line("base = 1_000_000", "3,000,000원") + "[[schedule]]\nstep = \"가\"\namount = 5_000_000\n"
	for _, c := range []struct {
		name, units                string
		budget, unchanged, overall string // ids of the figures of 계, of the unchanged lines, of 추진일정 계
	}{
		{"천원, as usual", "", "total", "unchanged", "schedule"},
		{"both in 백만원", `units = { budget = "백만원", schedule = "백만원" }`, "printed.total", "printed.unchanged", "printed.schedule"},
		{"one of them", `units = { budget = "백만원" }`, "printed.total", "printed.unchanged", "schedule"},
		{"the other", `units = { schedule = "백만원" }`, "total", "unchanged", "printed.schedule"},
		{"산출근거 in 백만원 too", `units = { basis = "백만원", budget = "백만원", schedule = "백만원" }`, "total", "unchanged", "schedule"},
		{"산출근거 in 원", `units = { basis = "원" }`, "printed.total", "printed.unchanged", "printed.schedule"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := computeIn(t, c.units, project)
			for _, got := range []struct {
				f    *figure.Figure
				want string
				won  money.Won
			}{
				{s.Printed.Total.Current.Figure, c.budget, 5_000_000},
				{s.Printed.Unchanged.Current.Figure, c.unchanged, 2_000_000},
				{s.Printed.ScheduleTotal, c.overall, 5_000_000},
			} {
				if got.f == nil || got.f.ID != got.want || got.f.Won != got.won {
					t.Errorf("got %+v, want %s of %d", got.f, got.want, got.won)
				}
			}
			if len(s.Printed.Lines) != 2 || len(s.Printed.Schedule) != 1 || s.Printed.Lines[1].Change.Figure.Won != 2_000_000 || s.Printed.Schedule[0].Won != 5_000_000 {
				t.Errorf("lines and steps: %+v", s.Printed)
			}
		})
	}
}

// A line that prints no change is still no unchanged line where its 천원 differ; a rate is
// that of 천원; a step without an amount stays blank.
func TestPrintedKeepsTheExact(t *testing.T) {
	s := computeIn(t, `units = { budget = "백만원", schedule = "백만원" }`,
		"[funding]\nnational = 2_400_000\ncity = 2_000_000\n"+
			line("base = 2_000_000", "2,400,000원")+line("base = 2_000_000", "2,000,000원")+
			"[[schedule]]\nstep = \"공고\"\n[[schedule]]\nstep = \"가\"\namount = 2_400_000\n[[schedule]]\nstep = \"나\"\namount = 1_500_000\n")
	p := s.Printed
	rate := func(f *figure.Figure) string { text, _ := f.Rate.Number(); return text }
	won := func(f *figure.Figure) string {
		if f == nil {
			return "blank"
		}
		return f.Won.In(money.Million)
	}
	for _, c := range []struct{ what, got, want string }{
		{"예산액", won(p.Lines[0].Current.Figure), "2"},
		{"증감", won(p.Lines[0].Change.Figure), "0"},
		{"증감률", rate(p.Lines[0].Rate.Figure), "20"},
		{"계", won(p.Total.Current.Figure), "4"},
		{"계 증감률", rate(p.Total.Rate.Figure), "10"},
		{"변동 없는 항목", won(p.Unchanged.Current.Figure), "2"},
		{"변동 없는 항목 증감률", rate(p.Unchanged.Rate.Figure), "0"},
		{"공고", won(p.Schedule[0]), "blank"},
		{"가", won(p.Schedule[1]), "2"},
		{"나", won(p.Schedule[2]), "2"},
		{"추진일정 계", won(p.ScheduleTotal), "4"},
		{"이름", p.Lines[0].Current.Figure.Label, "목(백만원)"},
		{"첫째 줄의 ID", p.Lines[0].Current.Figure.ID, "printed.line[1]"},
		{"첫째 줄 기준액의 ID", p.Lines[0].Base.Figure.ID, "printed.line[1].base"},
		{"둘째 단계의 ID", p.Schedule[1].ID, "printed.schedule[2]"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", c.what, c.got, c.want)
		}
	}

	if got, want := p.Lines[0].Current.Figure.Expr, (figure.Rounded{Of: s.Lines[0].Row.Current.Figure, Mode: money.HalfUp, Unit: money.Million}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}

	s = computeIn(t, `units = { budget = "백만원", schedule = "백만원" }`, line("base = 1_000_000", "2,000,000원")+"[[schedule]]\nstep = \"공고\"\n")
	if p := s.Printed; p.Unchanged.Current.Figure != nil || p.ScheduleTotal != nil {
		t.Errorf("no unchanged line and no amount of a step, but %s and %s", won(p.Unchanged.Current.Figure), won(p.ScheduleTotal))
	}
}

// 999조원 fits 천원 and not, rounded, 백만원: an error at its place, and a blank.
func TestPrintedOverflow(t *testing.T) {
	b, _, ds := budget.Load(fstest.MapFS{
		"book.toml": {Data: []byte("units = { budget = \"백만원\" }\n" + bookText)},
		"a.toml":    {Data: []byte(fmt.Sprintf(headText, "a", "가과") + line("", "999,999,999,999,000원"))},
	}, 0)
	if diag.HasErrors(ds) {
		t.Fatal(ds)
	}
	s, ds := calc.Compute(b, b.Projects[0])
	if len(ds) != 1 || ds[0].Code != "E210" || s.Printed.Lines[0].Current.Figure != nil {
		t.Errorf("got %v and %+v, want E210 and a blank", ds, s.Printed.Lines[0].Current.Figure)
	}
}
