package calc_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
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
	b, _, ds := budget.Load(fstest.MapFS{"book.toml": {Data: []byte(book)}, "festival.toml": {Data: []byte(project.String())}})
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
	b, _, ds := budget.Load(fsys)
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
