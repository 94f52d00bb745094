package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/check"
	"budgetbook/generator/diag"
)

const bookText = `schema = 1
government = "가나시"
fiscal_year = 2026
kind = "본예산"
status = "안"
title = "2026년도 세출예산안 사업별 설명서"
date = "2025-11-01"
form = "seoul"
%s
source = [
  { key = "national", label = "국비", national = true },
  { key = "city", label = "시비" },
]
department = [{ name = "가과" }]
`

const headText = `schema = 1
id = "a"
title = "사업"
account = "일반회계"
department = "가과"
`

// line is a 통계목 with one 부기 of one formula; more stands before it.
func line(more, formula string) string {
	return "[[line]]\ncode = \"201-01\"\nname = \"목\"\n" + more + fmt.Sprintf("\nbasis = [{ label = \"부기\", formula = %q }]\n", formula)
}

// items is a 통계목 with one 부기 of items; expectOf are lines of 통계목 and 부기.
func items(ofLine, ofBasis string, items ...string) string {
	return "[[line]]\ncode = \"201-01\"\nname = \"목\"\n" + ofLine + "\n[[line.basis]]\nlabel = \"부기\"\n" + ofBasis + "\nitem = [" + strings.Join(items, ", ") + "]\n"
}

func item(formula, more string) string {
	return fmt.Sprintf("{ label = \"내역\", formula = %q%s }", formula, more)
}

// run loads, computes and checks one project.
func run(t *testing.T, rounding, project string) (*budget.Project, []diag.Diagnostic) {
	t.Helper()
	book, sheet := compute(t, rounding, project)
	return book.Projects[0], check.Sheet(book, sheet)
}

// compute loads and computes one project; rounding stands in book.toml.
func compute(t *testing.T, rounding, project string) (*budget.Book, *calc.Sheet) {
	t.Helper()
	fsys := fstest.MapFS{
		"book.toml": {Data: fmt.Appendf(nil, bookText, rounding)},
		"a.toml":    {Data: []byte(headText + project)},
	}
	book, sources, ds := budget.Load(fsys, 0)
	var b strings.Builder
	diag.Write(&b, ds, sources, "")
	if diag.HasErrors(ds) {
		t.Fatal(b.String())
	}
	sheet, ds := calc.Compute(book, book.Projects[0])
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	return book, sheet
}

// TestRules holds each rule at its edges. want is a line for each diagnostic: its code
// and the source text that it points at. says are parts of what it tells.
func TestRules(t *testing.T) {
	const settlement = "[[settlement]]\nyear = 2022\n"
	for _, c := range []struct {
		name, rounding, project string
		want                    []string
		says                    []string
	}{
		// 재원 (I06)
		{name: "funding equal", project: "[funding]\nnational = 4_000\ncity = 6_000\n" + line("", "10,000원")},
		{name: "funding off by 1천원", project: "[funding]\nnational = 4_000\ncity = 7_000\n" + line("", "10,000원"),
			want: []string{"E203 7_000"}, says: []string{"적힌 값 11천원, 사업비 10천원, 차이 1천원", "국비 4천원", "시비 7천원", "[outside]"}},
		{name: "funding in 천원", project: "[funding]\ncity = 10_000\n" + line("", "10,000,000원"),
			want: []string{"E203 10_000"}, says: []string{"천원 단위로 적은 것 같습니다", "10_000_000"}},
		{name: "funding a thousand times", project: "[funding]\ncity = 10_000_000\n" + line("", "10,000원"),
			want: []string{"E203 10_000_000"}, says: []string{"1,000배로 적은 것 같습니다", "10_000 을"}},
		{name: "funding not given", project: line("", "10,000원")},
		{name: "funding of 0 for a budget of 0", project: "[funding]\ncity = 0\n" + line("", "0원")},
		{name: "funding of a line equal", project: line("funding = { national = 4_000, city = 6_000 }", "10,000원")},
		{name: "funding of a line off", project: line("funding = { national = 4_000, city = 5_000 }", "10,000원"),
			want: []string{"E204 5_000"}, says: []string{"적힌 값 9천원, 통계목 10천원, 차이 △1천원"}},
		{name: "국비 of lines against the project's", project: "[funding]\nnational = 5_000\ncity = 5_000\n" + line("funding = { national = 4_000, city = 6_000 }", "10,000원"),
			want: []string{"E204 4_000"}, says: []string{"적힌 값 4천원, 사업의 국비 5천원, 차이 △1천원", "사업의 재원"}},
		{name: "국비 of one line of two is not compared", project: "[funding]\nnational = 5_000\ncity = 6_000\n" + line("funding = { national = 4_000, city = 6_000 }", "10,000원") + line("", "1,000원")},

		// 국비 (I07)
		{name: "국비 of the base equal to it", project: line("base = 5_000\nbase_funding = { national = 5_000 }", "5,000원")},
		{name: "국비 of the base beyond it", project: line("base = 5_000\nbase_funding = { national = 6_000 }", "5,000원"),
			want: []string{"E205 6_000"}, says: []string{"목 비교 기준액의 국비(6천원)가 금액(5천원)보다 큽니다"}},
		{name: "국비 of 결산 beyond it", project: line("", "0원") + settlement + "final = 1_000\nnational = { final = 2_000 }\n",
			want: []string{"E205 2_000", "W341 2022"}, says: []string{"2022년 최종예산", "carried_in = 0"}},

		// expect (I01, I02, I04, I05)
		{name: "expect equal at every level", project: "[expect]\ntotal = 3_000\nbase = 1_000\nchange = 2_000\nrate = \"200\"\n" +
			items("base = 1_000\nexpect = 3_000", "expect = 3_000", item("1,000원", ", expect = 1_000"), item("2,000원", ", expect = 2_000"))},
		{name: "the item is the culprit, sums are silent", project: "[expect]\ntotal = 4_000\nbase = 1_000\nchange = 3_000\nrate = \"300\"\n" +
			items("base = 1_000\nexpect = 4_000", "expect = 4_000", item("1,000원", ", expect = 2_000"), item("2,000원", ", expect = 2_000")),
			want: []string{"E201 2_000"}, says: []string{"내역 금액이 산출근거와 다릅니다: 적힌 값 2천원, 계산한 값 1천원, 차이 1천원", "단가와 수량"}},
		{name: "the item is off, the sums agree: one message", project: items("expect = 3_000", "expect = 3_000", item("1,000원", ", expect = 2_000"), item("2,000원", "")),
			want: []string{"E201 2_000"}},
		{name: "two faults that cancel are both told", project: items("", "expect = 3_000", item("1,000원", ", expect = 2_000"), item("2,000원", ", expect = 1_000")),
			want: []string{"E201 2_000", "E201 1_000"}},
		{name: "the 부기 is the culprit", project: "[expect]\ntotal = 5_000\n" + items("expect = 5_000", "expect = 5_000", item("1,000원", ""), item("2,000원", "")),
			want: []string{"E201 5_000"}, says: []string{"부기 금액", "내역 = 1천원", "내역 = 2천원"}},
		{name: "a fault of 통계목 beside one of an item", project: items("expect = 9_000", "", item("1,000원", ", expect = 2_000"), item("2,000원", "")),
			want: []string{"E201 2_000", "E201 9_000"}},
		{name: "off by 1천원", project: items("", "expect = 4_000", item("1,000원", ""), item("2,000원", "")), want: []string{"E201 4_000"}, says: []string{"차이 1천원"}},
		{name: "expect in 천원", project: line("expect = 3_600", "3,600,000원"), want: []string{"E201 3_600"}, says: []string{"3_600_000"}},
		{name: "the base is the culprit of the change", project: "[expect]\nbase = 2_000\nchange = 2_000\nrate = \"100\"\n" + line("base = 1_000", "4,000원"),
			want: []string{"E201 2_000"}, says: []string{"비교 기준액 계"}},
		{name: "the change alone", project: "[expect]\nchange = 2_000\n" + line("base = 1_000", "4,000원"), want: []string{"E201 2_000"}, says: []string{"증감 계"}},
		{name: "the rate alone", project: "[expect]\nrate = \"△13\"\n" + line("base = 1_000", "4,000원"), want: []string{"E201 △13"}, says: []string{"적힌 값 △13, 계산한 값 300"}},
		{name: "expect of 0", project: line("expect = 0", "1,000원"), want: []string{"E201 0"}},
		{name: "expect without a figure is silent", project: "[expect]\nbase = 1_000\nchange = 1_000\nrate = \"1\"\n" + line("", "1,000원")},

		// another rounding rule (W201)
		{name: "rounded down elsewhere", project: line("expect = 1_000", "1,999원"), want: []string{"W201 1_000"}, says: []string{"절사이면 같습니다", "적힌 값 1천원, 계산한 값 2천원", "rounding.line"}},
		{name: "rounded to the nearest elsewhere", project: line("expect = 1_000", "1,400원"), want: []string{"W201 1_000"}, says: []string{"반올림이면 같습니다"}},
		{name: "rounded up elsewhere", rounding: `rounding = { line = "floor" }`, project: line("expect = 2_000", "1,400원"), want: []string{"W201 2_000"}, says: []string{"올림이면 같습니다"}},
		{name: "a sum of lines rounded down", project: items("expect = 2_000", "", item("1,100원", ""), item("1,200원", "")), want: []string{"W201 2_000"}},

		// written results (E102)
		{name: "written result equal", project: line("", "3,000원*2개=6,000원")},
		{name: "written result exact", project: line("", "3,333원*2개=6,666원")},
		{name: "written result rounded", project: line("", "3,333원*2개=7천원")},
		{name: "written result off", project: line("", "3,000원*2개=7,000원"), want: []string{"E102 7,000원"}, says: []string{"적힌 값 7천원, 계산한 값 6천원"}},
		{name: "written result of an item off", project: items("", "", item("1,000원=2천원", "")), want: []string{"E102 2천원"}},

		// W202
		{name: "own formula equals the items", project: items("", "formula = \"3,000원\"", item("1,000원", ""), item("2,000원", "")), want: []string{"W202 3,000원"}},
		{name: "own formula differs from the items", project: items("", "formula = \"2,000원\"", item("1,000원", ""), item("2,000원", ""))},
		{name: "own formula and items of 0", project: items("", "formula = \"0원\"", item("0원", ""))},

		// base (W302, W320)
		{name: "base on every line", project: line("base = 0", "1,000원") + line("base = 1_000", "1,000원")},
		{name: "base on no line", project: line("", "1,000원") + line("", "1,000원")},
		{name: "base on one line", project: line("", "1,000원") + line("base = 1_000", "1,000원"), want: []string{"W302 목"}, says: []string{"base = 0"}},
		{name: "base of 299 times", project: line("base = 299_000", "1,000원")},
		{name: "base of 300 times", project: line("base = 300_000", "1,000원"), want: []string{"W320 300_000"}, says: []string{"300배쯤", "[[allow]]"}},
		{name: "base of a 3,000th", project: line("base = 1_000", "3,000,000원"), want: []string{"W320 1_000"}},
		{name: "base of less than a 3,000th", project: line("base = 1_000", "3,001,000원")},
		{name: "base of 0 has no scale", project: line("base = 0", "3,000,000원")},

		// 추진일정 (I09)
		{name: "schedule equal", project: line("", "5,000원") + step("2026-01", "2026-12", "amount = 5_000")},
		{name: "schedule off by 1천원", project: line("", "5,000원") + step("", "", "amount = 2_000") + step("", "", "amount = 4_000"),
			want: []string{"E206 4_000"}, says: []string{"적힌 값 6천원, 사업비 5천원, 차이 1천원", "절차 2천원", "절차 4천원"}},
		{name: "schedule in 천원", project: line("", "5,000,000원") + step("", "", "amount = 5_000"), want: []string{"E206 5_000"}, says: []string{"5_000_000"}},
		{name: "schedule without amounts", project: line("", "5,000원") + step("2026-01", "2026-12", "")},
		{name: "December before the year", project: line("", "0원") + step("2025-12", "2026-01", ""), want: []string{"W331 2025-12"}, says: []string{"회계연도(2026년)"}},
		{name: "January after the year", project: line("", "0원") + step("2026-12-31", "2027-01-01", ""), want: []string{"W331 2027-01-01"}},
		{name: "before the project's period", project: "[overview]\ncycle = [\"기간\"]\nfrom = \"2026-03\"\nto = \"2026-10\"\n" + line("", "0원") + step("2026-02", "2026-03", ""),
			want: []string{"W331 2026-02"}, says: []string{"사업기간(2026-03부터)"}},
		{name: "on the edges of the project's period", project: "[overview]\ncycle = [\"기간\"]\nfrom = \"2026-03-15\"\nto = \"2026-10\"\n" + line("", "0원") + step("2026-03-01", "2026-10-31", "")},
		{name: "after the project's period", project: "[overview]\ncycle = [\"기간\"]\nfrom = \"2026-03\"\nto = \"2026-10\"\n" + line("", "0원") + step("2026-10", "2026-11", ""), want: []string{"W331 2026-11"}},
		{name: "a period without dates", project: "[overview]\ncycle = [\"기간\"]\n" + line("", "0원"), want: []string{"W332 기간"}},
		{name: "a period with one date", project: "[overview]\ncycle = [\"기간\"]\nfrom = \"2020-01\"\n" + line("", "0원")},

		// counts in the text (I10)
		{name: "counts equal", project: line("", "1,000원*3개소") + step("", "", "amount = 3_000\ndetail = \"지원 (가 2개소, 나 1개소)\"")},
		{name: "counts off, one of them twice", project: line("", "1,000원*3개소") + step("", "", "amount = 3_000\ndetail = \"지원 (가 2개소, 나 1개소, 나 1개소)\""),
			want: []string{"W310 가 2개소, 나 1개소, 나 1개소"}, says: []string{"적힌 목록의 합 4개소, 산출근거 3개소", `목록에 두 번 있습니다: "나 1개소"`, "수량의 합 3개소"}},
		{name: "counts of another unit", project: line("", "1,000원*3개소") + step("", "", "amount = 3_000\ndetail = \"지원 (가 2명, 나 2명)\"")},
		{name: "counts of mixed units", project: line("", "1,000원*3개소") + step("", "", "amount = 3_000\ndetail = \"지원 (가 2개소, 나 2명)\"")},
		{name: "one count is no list", project: line("", "1,000원*3개소") + step("", "", "amount = 3_000\ndetail = \"지원 (가 9개소)\"")},
		{name: "counts of a step with another amount", project: line("", "1,000원*3개소") + step("", "", "amount = 2_000\ndetail = \"지원 (가 2개소, 나 2개소)\"") + step("", "", "amount = 1_000")},
		{name: "a quantity that is not whole", project: line("", "2,000원*1.5개소") + step("", "", "amount = 3_000\ndetail = \"지원 (가 2개소, 나 2개소)\"")},
		{name: "two quantities of the unit", project: line("", "1,000원*3개소*1개소") + step("", "", "amount = 3_000\ndetail = \"지원 (가 2개소, 나 2개소)\"")},
		{name: "a second witness in 사업내용", project: "narrative = { content = \"- 지원대상 : 3개 자치구\" }\n" + line("", "1,000원*3개소") + step("", "", "amount = 3_000\ndetail = \"지원 (가 2개소, 나 2개소)\""),
			want: []string{"W310 가 2개소, 나 2개소"}, says: []string{"사업내용의 대상도 3"}},

		// 결산 (I11, I12, I13)
		{name: "결산 equal", project: line("", "0원") + settlement + "final = 5_000\ncarried_in = 1_000\nchanged = 0\nspent = 4_000\ncarried_out = 1_000\nexpect = { available = 6_000, unspent = 1_000 }\n"},
		{name: "결산 of whole 천원 off by 1천원", project: line("", "0원") + settlement + "final = 5_000\ncarried_in = 0\nchanged = 0\nspent = 4_000\ncarried_out = 0\nexpect = { available = 5_000, unspent = 2_000 }\n",
			want: []string{"E207 2_000"}, says: []string{"2022년 집행잔액이 다릅니다: 적힌 값 2천원, 계산한 값 1천원", "2022년 집행액 4천원"}},
		{name: "결산 in won off by 1천원", project: line("", "0원") + settlement + "final = 5_400\ncarried_in = 0\nchanged = 0\nspent = 4_000\ncarried_out = 0\nexpect = { available = 5_000, unspent = 2_000 }\n",
			want: []string{"W340 2_000"}, says: []string{"1천원 다릅니다"}},
		{name: "결산 in won off by 2천원", project: line("", "0원") + settlement + "final = 5_400\ncarried_in = 0\nchanged = 0\nspent = 4_000\ncarried_out = 0\nexpect = { available = 5_000, unspent = 3_000 }\n",
			want: []string{"E207 3_000"}},
		{name: "결산 published in won, rounds down to the printed figure", project: line("", "0원") + settlement + "final = 5_499\ncarried_in = 0\nchanged = 0\nspent = 0\ncarried_out = 0\nexpect = { available = 5_499, unspent = 5_499 }\n"},
		{name: "결산 published in won, rounds up to the printed figure", project: line("", "0원") + settlement + "final = 5_500\ncarried_in = 0\nchanged = 0\nspent = 0\ncarried_out = 0\nexpect = { available = 5_500 }\n"},
		{name: "one fault of 결산 is told once", project: line("", "0원") + settlement + "final = 5_000\ncarried_in = 0\nchanged = 0\nspent = 4_000\ncarried_out = 0\nexpect = { available = 7_000, unspent = 3_000 }\n",
			want: []string{"E207 7_000"}},
		{name: "결산 in 천원", project: line("", "0원") + settlement + "final = 5_000_000\ncarried_in = 0\nchanged = 0\nspent = 0\ncarried_out = 0\nexpect = { available = 5_000 }\n",
			want: []string{"E207 5_000"}, says: []string{"5_000_000"}},
		{name: "nothing left is no fault", project: line("", "0원") + settlement + "final = 5_000\ncarried_in = 0\nchanged = 0\nspent = 5_000\ncarried_out = 0\n"},
		{name: "more spent than there was", project: line("", "0원") + settlement + "final = 5_000\ncarried_in = 0\nchanged = 0\nspent = 5_000\ncarried_out = 1_000\n",
			want: []string{"E208 5_000"}, says: []string{"△1천원", "예산현액 5천원"}},
		{name: "△1천원 by rounding won", project: line("", "0원") + settlement + "final = 5_400\ncarried_in = 0\nchanged = 0\nspent = 4_500\ncarried_out = 900\n"},
		{name: "이월 goes on", project: line("", "0원") + "[[settlement]]\nyear = 2023\ncarried_in = 2_000\n[[settlement]]\nyear = 2022\ncarried_out = 2_000\n", want: []string{"W341 2023", "W341 2022"}},
		{name: "이월 is off", project: line("", "0원") + "[[settlement]]\nyear = 2023\ncarried_in = 3_000\n[[settlement]]\nyear = 2022\ncarried_out = 2_000\n",
			want: []string{"W341 2023", "W341 2022", "E209 3_000"}, says: []string{"적힌 값 3천원, 전년도의 차년이월 2천원", "2022년 차년이월"}},
		{name: "이월 over a gap of years", project: line("", "0원") + "[[settlement]]\nyear = 2023\ncarried_in = 3_000\n[[settlement]]\nyear = 2021\ncarried_out = 2_000\n", want: []string{"W341 2023", "W341 2021"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, ds := run(t, c.rounding, c.project)
			compare(t, map[string]string{p.File.Name: p.File.Text}, ds, c.want, c.says)
		})
	}
}

// compare holds diagnostics against lines of code and source text, and against parts of
// what they tell: message, hints, and each note with the source text that it points at. A
// part that begins with ! must not be told.
func compare(t *testing.T, texts map[string]string, ds []diag.Diagnostic, want, says []string) {
	t.Helper()
	at := func(s diag.Span) string { return strings.TrimSpace(texts[s.File][s.Start:s.End]) }
	var got []string
	var told strings.Builder
	for _, d := range ds {
		got = append(got, d.Code+" "+at(d.Span))
		fmt.Fprintln(&told, d.Message, d.Hints)
		for _, n := range d.Notes {
			fmt.Fprintf(&told, "%s @%s\n", n.Message, at(n.Span))
		}
		if len(d.Hints) == 0 {
			t.Errorf("%s has no hint", d.Code)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q\n%s", got, want, told.String())
	}
	for _, part := range says {
		if part, not := strings.CutPrefix(part, "!"); strings.Contains(told.String(), part) == not {
			t.Errorf("%q, and not: %t, in\n%s", part, not, told.String())
		}
	}
}

func step(from, to, more string) string {
	s := "[[schedule]]\nstep = \"절차\"\n" + more + "\n"
	if from != "" {
		s += fmt.Sprintf("from = %q\nto = %q\n", from, to)
	}
	return s
}

// TestApplyAllow: a warning goes with its reason, an error never, and an excuse for nothing is told.
func TestApplyAllow(t *testing.T) {
	allow := func(code string) string {
		return fmt.Sprintf("[[allow]]\ncode = %q\nreason = \"까닭\"\n", code)
	}
	warning := line("", "1,000원") + step("2025-12", "2026-01", "")
	for _, c := range []struct {
		name, project string
		more          []diag.Diagnostic
		kept, allowed []string
	}{
		{name: "not allowed", project: warning, kept: []string{"W331"}},
		{name: "allowed", project: warning + allow("W331"), allowed: []string{"W331 까닭"}},
		{name: "allowed twice in a file", project: warning + step("2025-11", "2026-01", "") + allow("W331"), allowed: []string{"W331 까닭", "W331 까닭"}},
		{name: "of another code", project: warning + allow("W310"), kept: []string{"W331", "W350"}},
		{name: "unused", project: line("", "1,000원") + allow("W331"), kept: []string{"W350"}},
		{name: "in the companion file", project: line("", "1,000원") + allow("W013"),
			more: []diag.Diagnostic{{Code: "W013", Span: diag.Span{File: "a.md"}}}, allowed: []string{"W013 까닭"}},
		{name: "in another project", project: line("", "1,000원") + allow("W013"),
			more: []diag.Diagnostic{{Code: "W013", Span: diag.Span{File: "b.toml"}}}, kept: []string{"W013", "W350"}},
		{name: "unused beside an error", project: line("expect = 9_000", "1,000원") + allow("W331"), kept: []string{"E201"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, ds := run(t, "", c.project)
			kept, allowed := check.ApplyAllow(&budget.Book{}, slices.Values([]*budget.Project{p}), append(ds, c.more...))
			var gotKept, gotAllowed []string
			for _, d := range kept {
				gotKept = append(gotKept, d.Code)
			}
			for _, a := range allowed {
				gotAllowed = append(gotAllowed, a.Diagnostic.Code+" "+a.Reason)
			}
			if !slices.Equal(gotKept, c.kept) || !slices.Equal(gotAllowed, c.allowed) {
				t.Errorf("kept %v, allowed %v; want %v, %v", gotKept, gotAllowed, c.kept, c.allowed)
			}
		})
	}
}

// TestAllowNeedsReason: an [[allow]] without a reason, or of an error, is refused by the loader.
func TestAllowNeedsReason(t *testing.T) {
	for name, allow := range map[string]string{
		"no reason":    "[[allow]]\ncode = \"W331\"\n",
		"empty reason": "[[allow]]\ncode = \"W331\"\nreason = \" \"\n",
		"an error":     "[[allow]]\ncode = \"E203\"\nreason = \"까닭\"\n",
	} {
		t.Run(name, func(t *testing.T) {
			fsys := fstest.MapFS{
				"book.toml": {Data: fmt.Appendf(nil, bookText, "")},
				"a.toml":    {Data: []byte(headText + line("", "1,000원") + allow)},
			}
			if _, _, ds := budget.Load(fsys, 0); !diag.HasErrors(ds) {
				t.Error("accepted")
			}
		})
	}
}
