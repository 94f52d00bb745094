package check_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/check"
)

// TestEdges holds rules at both sides of their edges, as TestRules does.
func TestEdges(t *testing.T) {
	const (
		millions   = `units = { budget = "백만원" }`
		inMillions = `units = { basis = "백만원" }`
		single     = "[overview]\ncycle = [\"기간\"]\nfrom = \"2026-03\"\nto = \"2026-10\"\n"
		plan       = "[[plan]]\nsource = \"city\"\n"
		full       = "invested = 2_000\ninitial = 1_000\nsupplement = 500_000\nfuture = 4_000\n"
		settled    = "[[settlement]]\nyear = 2022\n"
		before     = settled + "final = 2_000\ncarried_in = 0\nchanged = 0\nspent = 0\ncarried_out = 2_000\n"
		after      = "[[settlement]]\nyear = 2023\nfinal = 5_000\ncarried_in = 3_000\nchanged = 0\nspent = 0\ncarried_out = 0\n"
	)
	ratio := func(share string) string {
		return fmt.Sprintf("ratio = [{ source = \"national\", share = %q }]\n", share)
	}
	shares := func(national, city string) string {
		return "[funding]\nnational = " + national + "\ncity = " + city + "\n"
	}
	figure := func(id, more string) string { return fmt.Sprintf("[[expect.figure]]\nid = %q\n%s\n", id, more) }
	counts := func(formula, amount, detail string) string {
		return line("", formula) + step("", "", "amount = "+amount+"\ndetail = \""+detail+"\"")
	}
	years := func(years ...int) (s string) {
		for _, y := range years {
			s += fmt.Sprintf("[[continuing.year]]\nyear = %d\namount = 1_000\n", y)
		}
		return s
	}
	for _, c := range []struct {
		name, book, project string
		want, says          []string
	}{
		// 총사업비 (I15)
		{name: "plan equal", project: "[funding]\ncity = 3_000\n" + line("", "3,000원") + plan + "total = 510_000\n" + full},
		{name: "plan off", project: "[funding]\ncity = 3_000\n" + line("", "3,000원") + plan + "total = 511_000\n" + full,
			want: []string{"E230 511_000"}, says: []string{"시비 총사업비가 연도별 투자의 합과 다릅니다: 적힌 값 511천원, 연도별 합 510천원, 차이 1천원", "시비 기투자 2천원 @2_000", "전년도 계 501천원", "향후 투자 4천원 @4_000", "추경 전 값"}},
		{name: "plan in 천원", book: inWon, project: "[funding]\ncity = 3_000\n" + line("", "3,000원") + plan + "total = 510\n" + full,
			want: []string{"E230 510"}, says: []string{"510_000 을", "!추경 전 값"}},
		{name: "plan without a total", project: "[funding]\ncity = 3_000\n" + line("", "3,000원") + plan + full},
		{name: "plan of which a year is unknown", project: line("", "3,000원") + plan + "total = 511_000\n" + full},
		{name: "the second of two plans is off", project: shares("1_000", "2_000") + line("", "3,000원") + strings.Replace(plan, "city", "national", 1) + "total = 508_000\n" + full + plan + "total = 508_000\n" + full,
			want: []string{"E230 508_000"}, says: []string{"시비 총사업비", "!국비 총사업비"}},

		{name: "one year equal", project: single + line("", "3,000원") + plan + "total = 3_000\n"},
		{name: "one year off", project: single + line("", "3,000원") + plan + "total = 4_000\n",
			want: []string{"E230 4_000"}, says: []string{"한 해에 끝나는 사업의 총사업비가 예산액과 다릅니다: 적힌 값 4천원, 예산액 3천원, 차이 1천원"}},
		{name: "one year, nothing typed", project: single + "[funding]\ncity = 3_000\n" + line("", "3,000원") + plan + full},
		{name: "one year, no plan", project: single + line("", "3,000원")},
		{name: "begins the year before", project: strings.Replace(single, "2026-03", "2025-12", 1) + line("", "3,000원") + plan + "total = 4_000\n"},
		{name: "ends the year after", project: strings.Replace(single, "2026-10", "2027-01", 1) + line("", "3,000원") + plan + "total = 4_000\n"},
		{name: "a single other year", project: strings.NewReplacer("2026-03", "2027-01", "2026-10", "2027-02").Replace(single) + line("", "3,000원") + plan + "total = 4_000\n"},
		{name: "without an end", project: strings.Replace(single, "to = \"2026-10\"\n", "", 1) + line("", "3,000원") + plan + "total = 4_000\n"},
		{name: "without a beginning", project: strings.Replace(single, "from = \"2026-03\"\n", "", 1) + line("", "3,000원") + plan + "total = 4_000\n"},

		// 계속비, 명시이월 (I17)
		{name: "계속비 equal", project: line("", "0원") + "[continuing]\ntotal = 2_000\n" + years(2026, 2027)},
		{name: "계속비 off", project: line("", "0원") + "[continuing]\ntotal = 3_000\n" + years(2026, 2027),
			want: []string{"E231 3_000"}, says: []string{"적힌 값 3천원, 연부액의 합 2천원, 차이 1천원", "총액이나 연부액을"}},
		{name: "계속비 in 천원", book: inWon, project: line("", "0원") + "[continuing]\ntotal = 2\n" + years(2026, 2027), want: []string{"E231 2"}, says: []string{"2_000 을", "!총액이나"}},
		{name: "계속비 of five years", project: line("", "0원") + "[continuing]\ntotal = 2_000\n" + years(2030, 2026)},
		{name: "계속비 beyond five years, the first year last", project: line("", "0원") + "[continuing]\ntotal = 3_000\n" + years(2031, 2030, 2026),
			want: []string{"E232 2031"}, says: []string{"2026년부터 5년 안이어야 하는데 2031년이"}},
		{name: "계속비 beyond five years, the first year first", project: line("", "0원") + "[continuing]\ntotal = 3_000\n" + years(2026, 2032, 2031), want: []string{"E232 2032", "E232 2031"}},
		{name: "명시이월 of the whole budget", project: line("", "3,000원") + "[carryover]\namount = 3_000\nreason = \"까닭\"\n"},
		{name: "명시이월 beyond the budget", book: inWon, project: line("", "3,000원") + "[carryover]\namount = 3_001\nreason = \"까닭\"\n",
			want: []string{"W233 3_001"}, says: []string{"명시이월액(3,001원)이 예산액(3천원)보다 큽니다"}},
		{name: "명시이월 of 1원 from nothing", book: inWon, project: line("", "0원") + "[carryover]\namount = 1\nreason = \"까닭\"\n", want: []string{"W233 1"}},

		// 기준보조율 (I08)
		{name: "ratio exact", project: ratio("80%") + shares("800_000", "200_000") + line("", "1,000,000원")},
		{name: "ratio 0.5 above", project: ratio("79.5%") + shares("800_000", "200_000") + line("", "1,000,000원")},
		{name: "ratio 0.5 below", project: ratio("80.5%") + shares("800_000", "200_000") + line("", "1,000,000원")},
		{name: "ratio more than 0.5 above", project: ratio("80%") + shares("805_001", "194_999") + line("", "1,000,000원"), book: inWon,
			want: []string{"W238 805_001"}, says: []string{"국비의 비율이", "적힌 비율 80%, 금액으로는 80.50%(805,001원 / 1,000천원)", "적힌 비율 @80%"}},
		{name: "ratio more than 0.5 below", project: ratio("80%") + shares("794_999", "205_001") + line("", "1,000,000원"), book: inWon, want: []string{"W238 794_999"}},
		{name: "ratio without funding", project: ratio("80%") + line("", "1,000,000원")},
		{name: "ratio of a budget of 0", project: ratio("80%") + shares("0", "0") + line("", "0원")},
		{name: "ratio of a budget of 1원", book: inWon, project: ratio("80%") + shares("0", "1") + line("", "1원"), want: []string{"W238 0"}},

		// counts in the text (I10)
		{name: "counts of a step without an amount", project: line("", "1,000원*3개소") + step("", "", "detail = \"(가 2개소, 나 2개소)\"")},
		{name: "counts of the 통계목", project: items("", "", item("1,000원*2개소", ""), item("1,000원*1개소", "")) + step("", "", "amount = 3_000\ndetail = \"(가 2개소, 나 2개소)\""),
			want: []string{"W310 가 2개소, 나 2개소"}, says: []string{"부기: 수량의 합 3개소"}},
		{name: "counts of a 통계목 of two 부기", project: strings.Replace(line("", "1,000원*2개소"), "}]", "}, { label = \"둘째\", formula = \"1,000원*1개소\" }]", 1) + step("", "", "amount = 3_000\ndetail = \"(가 2개소, 나 2개소)\""),
			want: []string{"W310 가 2개소, 나 2개소"}, says: []string{"목: 수량의 합 3개소"}},
		{name: "counts of the second 통계목 of that amount", project: line("", "1,000원*3명") + line("", "1,000원*3개소") + step("", "", "amount = 3_000\ndetail = \"(가 2개소, 나 2개소)\"") + step("", "", "amount = 3_000"),
			want: []string{"W310 가 2개소, 나 2개소"}},
		{name: "two lists", project: counts("1,000원*3개소", "3_000", "(가 2개소, 나 2개소) 지원 (따로) (다 1개소, 라 1개소)"), want: []string{"W310 가 2개소, 나 2개소", "W310 다 1개소, 라 1개소"}, says: []string{"!두 번"}},
		{name: "twice in two lists is not twice", project: counts("1,000원*3개소", "3_000", "(가 2개소, 나 1개소) (가 2개소, 나 1개소)")},
		{name: "counts of two figures", project: counts("1,000원*30개소", "30_000", "(가 10개소, 나 20개소)")},
		{name: "a list that is only partly counts", project: counts("1,000원*3개소", "3_000", "(가 2개소, 나머지, 다 2개소)")},
		{name: "counts too large to add", project: counts("1,000원*3개소", "3_000", "(가 3000000000개소, 나 1개소)")},
		{name: "대상 agrees", project: "narrative = { content = \"- 지원대상 : 12개 자치구\" }\n" + counts("1,000원*12개소", "12_000", "(가 2개소, 나 2개소)"),
			want: []string{"W310 가 2개소, 나 2개소"}, says: []string{"사업내용의 대상도 12 @대상 : 12개\n"}},
		{name: "대상 differs", project: "narrative = { content = \"- 지원대상 : 13개 자치구\" }\n" + counts("1,000원*12개소", "12_000", "(가 2개소, 나 2개소)"),
			want: []string{"W310 가 2개소, 나 2개소"}, says: []string{"!사업내용의 대상도"}},
		{name: "no 대상", project: "narrative = { content = \"- 자치구\" }\n" + counts("1,000원*12개소", "12_000", "(가 2개소, 나 2개소)"),
			want: []string{"W310 가 2개소, 나 2개소"}, says: []string{"!사업내용의 대상도"}},

		// published figures (I01, I02, I04, I05)
		{name: "two lines are the culprits of total and change", project: "[expect]\ntotal = 6_000\nchange = 4_000\nrate = \"1\"\n" + line("base = 1_000\nexpect = 2_000", "1,000원") + line("base = 1_000\nexpect = 4_000", "2,000원"),
			want: []string{"E201 2_000", "E201 4_000"}},
		{name: "the total is the culprit of the change", project: "[expect]\ntotal = 4_000\nchange = 3_000\n" + line("base = 1_000", "3,000원"), want: []string{"E201 4_000"}},
		{name: "total and base are both off, the change is right", project: "[expect]\ntotal = 4_000\nbase = 2_000\nchange = 2_000\nrate = \"100\"\n" + line("base = 1_000", "3,000원"), want: []string{"E201 4_000", "E201 2_000"}},
		{name: "total and base are off, the change by another amount", project: "[expect]\ntotal = 5_000\nbase = 2_000\nchange = 9_000\n" + line("base = 1_000", "3,000원"), want: []string{"E201 5_000", "E201 2_000", "E201 9_000"}},
		{name: "an item is the culprit of its 통계목, the 부기 is not published", project: items("expect = 4_000", "", item("1,000원", ", expect = 2_000"), item("2,000원", "")), want: []string{"E201 2_000"}},
		{name: "순증", project: "[expect]\nrate = \"순증\"\n" + line("base = 0", "3,000원")},
		{name: "not 순증", project: "[expect]\nrate = \"100\"\n" + line("base = 0", "3,000원"), want: []string{"E201 100"}, says: []string{"증감률의 값이 다릅니다: 적힌 값 100, 계산한 값 순증"}},
		{name: "no rate", project: "[expect]\nrate = \"-\"\n" + line("base = 0", "0원")},
		{name: "not without a rate", project: "[expect]\nrate = \"0\"\n" + line("base = 0", "0원"), want: []string{"E201 0"}, says: []string{"계산한 값 -"}},

		{name: "named figures equal", project: figure("line[1].change", "won = 2_000") + figure("증감률", "rate = \"200\"") + line("base = 1_000", "3,000원")},
		{name: "named figures off", project: figure("line[1].change", "won = 3_000") + figure("증감률", "rate = \"300\"") + line("base = 1_000", "3,000원"), want: []string{"E201 3_000", "E201 300"}},
		{name: "a named figure nearly right", project: figure("line[1].chang", "won = 3_000") + line("base = 1_000", "3,000원"), want: []string{"E216 line[1].chang"}, says: []string{`[혹시 "line[1].change" 입니까? 이름은`}},
		{name: "a named figure far off", project: figure("아무것도 아닌 것", "won = 3_000") + line("base = 1_000", "3,000원"), want: []string{"E216 아무것도 아닌 것"}, says: []string{"!혹시"}},
		{name: "an amount with a rate", project: figure("line[1].change", "rate = \"2\"") + line("base = 1_000", "3,000원"), want: []string{"E216 line[1].change"}, says: []string{"won에 원 단위"}},
		{name: "an amount with both", project: figure("line[1].change", "won = 2_000\nrate = \"2\"") + line("base = 1_000", "3,000원"), want: []string{"E216 line[1].change"}},
		{name: "an amount with neither", project: figure("line[1].change", "") + line("base = 1_000", "3,000원"), want: []string{"E216 line[1].change"}},
		{name: "a rate with an amount", project: figure("증감률", "won = 2_000") + line("base = 1_000", "3,000원"), want: []string{"E216 증감률"}, says: []string{`rate = "△13"`}},
		{name: "a rate with both", project: figure("증감률", "won = 2_000\nrate = \"200\"") + line("base = 1_000", "3,000원"), want: []string{"E216 증감률"}},
		{name: "a rate with neither", project: figure("증감률", "") + line("base = 1_000", "3,000원"), want: []string{"E216 증감률"}},

		{name: "a cut in 천원", project: "[expect]\nchange = -84_400\n" + line("base = 90_000_000", "5,600,000원"), want: []string{"E201 -84_400"}, says: []string{"원 단위로 -84_400_000 을"}},
		{name: "a thousand times and 1원", book: inWon, project: line("expect = 3", "3,001원"), want: []string{"E201 3"}, says: []string{"!원 단위로"}},
		{name: "a thousandth and 1원", book: inWon, project: line("expect = 3_001", "3원"), want: []string{"E201 3_001"}, says: []string{"!원 단위로"}},
		{name: "0 for less than 1천원", book: inWon, project: line("expect = 0", "1원"), want: []string{"E201 0"}, says: []string{"!원 단위로"}},
		{name: "1천원 for 0", project: line("expect = 1_000", "0원"), want: []string{"E201 1_000"}, says: []string{"!원 단위로"}},
		{name: "the change rounded down", project: "[expect]\nchange = 0\n" + line("base = 1_000", "1,999원"), want: []string{"W201 0"}, says: []string{"절사이면"}},
		{name: "the other rounding is too large", book: `rounding = { line = "floor" }`, project: items("", "expect = 0", item("999,999,999,999,500원", ""), item("0원", "")), want: []string{"E201 0"}},
		{name: "in 천원, though another rounding gives it too", project: items("", "expect = 1_000", append([]string{item("1,000원", "")}, many(999, "100원")...)...), want: []string{"E201 1_000"}, says: []string{"1_000_000 을"}},

		// parts and total each rounded to 백만원
		{name: "1백만원 above", book: millions, project: "[expect]\ntotal = 6_000_000\n" + line("", "2,000,000원") + line("", "3,000,000원"), want: []string{"W203 6_000_000"}, says: []string{"백만원 자리에서 1만큼", "차이 1,000천원", "목 = 2,000천원"}},
		{name: "1백만원 below", book: millions, project: "[expect]\ntotal = 4_000_000\n" + line("", "2,000,000원") + line("", "3,000,000원"), want: []string{"W203 4_000_000"}},
		{name: "1백만원, worked in 백만원", book: inMillions, project: "[expect]\ntotal = 4_000_000\n" + line("", "2,000,000원") + line("", "3,000,000원"), want: []string{"W203 4_000_000"}},
		{name: "2백만원", book: millions, project: "[expect]\ntotal = 7_000_000\n" + line("", "2,000,000원") + line("", "3,000,000원"), want: []string{"E201 7_000_000"}},
		{name: "1백만원 in a book of 천원", project: "[expect]\ntotal = 6_000_000\n" + line("", "2,000,000원") + line("", "3,000,000원"), want: []string{"E201 6_000_000"}},
		{name: "1백만원 of a single part", book: millions, project: line("expect = 3_000_000", "2,000,000원"), want: []string{"E201 3_000_000"}},
		{name: "1백만원 of one line", book: millions, project: "[expect]\ntotal = 3_000_000\n" + line("", "2,000,000원"), want: []string{"E201 3_000_000"}},
		{name: "1백만원 of parts that are not whole", book: millions, project: "[expect]\ntotal = 6_001_000\n" + line("", "2,000,000원") + line("", "3,001,000원"), want: []string{"E201 6_001_000"}},
		{name: "1백만원 by another rounding", book: inMillions, project: "[expect]\ntotal = 4_000_000\n" + line("", "2,000,000원") + line("", "2,400,000원"), want: []string{"W201 4_000_000"}, says: []string{"반올림이면"}},

		// where a part was typed in another unit
		{name: "the first source in 천원", project: shares("4_000", "6_000_000") + line("", "10,000,000원"), want: []string{"E203 4_000"}, says: []string{"원 단위로 4_000_000 을"}},
		{name: "the second source in 천원", project: shares("4_000_000", "6_000") + line("", "10,000,000원"), want: []string{"E203 6_000"}, says: []string{"원 단위로 6_000_000 을"}},
		{name: "the first step a thousand times", project: line("", "10,000원") + step("", "", "amount = 4_000_000") + step("", "", "amount = 6_000"), want: []string{"E206 4_000_000"}, says: []string{"원 단위로 4_000 을"}},
		{name: "the step that is no 통계목's", project: line("", "4,000원") + line("", "6,000원") + step("", "", "amount = 5_000") + step("", "", "amount = 6_000"), want: []string{"E206 5_000"}},
		{name: "every step is a 통계목's", project: line("", "4,000원") + line("", "6,000원") + step("", "", "amount = 6_000") + step("", "", "amount = 6_000"), want: []string{"E206 6_000"}},

		// own formula beside items
		{name: "own formula without items", project: line("", "3,000원")},
		{name: "own formula of 1원 equals the items", book: inWon, project: items("", "formula = \"1원\"", item("1원", "")), want: []string{"W202 1원"}, says: []string{"부기: 자기 산식(1원)"}},

		// 국비 of lines (I06, I07)
		{name: "국비 of two lines equal", project: shares("5_000", "6_000") + line("funding = { national = 4_000, city = 6_000 }", "10,000원") + line("funding = { national = 1_000 }", "1,000원")},
		{name: "국비 of two lines off", project: shares("6_000", "5_000") + line("funding = { national = 4_000, city = 6_000 }", "10,000원") + line("funding = { national = 1_000 }", "1,000원"),
			want: []string{"E204 1_000"}, says: []string{"적힌 값 5천원, 사업의 국비 6천원", "사업의 재원 @6_000"}},
		{name: "funding of a line in 천원", project: line("funding = { city = 10_000 }", "10,000,000원"), want: []string{"E204 10_000"}, says: []string{"10_000_000 을", "!이 통계목의 funding을"}},
		{name: "국비 of the base of one line", project: line("base = 5_000\nbase_funding = { national = 5_000 }", "5,000원") + line("base = 5_000", "5,000원"), want: []string{"W303 목"}},
		{name: "국비 of the base of no line", project: line("base = 5_000", "5,000원") + line("base = 5_000", "5,000원")},
		{name: "국비 of 결산 of 0 beside less than nothing", project: line("", "0원") + settled + "changed = -1_000\nnational = { changed = 0 }\n", want: []string{"W341 2022"}},
		{name: "국비 of every column of 결산 beyond it", project: line("", "0원") + settled + "final = 1_000\ncarried_in = 1_000\nchanged = 0\nspent = 1_000\ncarried_out = 1_000\nnational = { final = 2_000, carried_in = 3_000, changed = 0, spent = 4_000, carried_out = 1_000 }\n",
			want: []string{"E205 2_000", "E205 3_000", "E205 4_000"}, says: []string{"2022년 최종예산의 국비", "2022년 전년이월의 국비", "2022년 집행액의 국비"}},

		// 결산 (I11, I13)
		{name: "추경 adds up", project: line("", "0원") + settled + "final = 5_000\ninitial = 4_000\nsupplement = 1_000\ncarried_in = 0\nchanged = 0\nspent = 0\ncarried_out = 0\n"},
		{name: "추경 is off", project: line("", "0원") + settled + "final = 5_000\ninitial = 4_000\nsupplement = 2_000\ncarried_in = 0\nchanged = 0\nspent = 0\ncarried_out = 0\n",
			want: []string{"E219 5_000"}, says: []string{"적힌 값 5천원, 더한 값 6천원, 차이 △1천원", "본예산 4천원 @4_000", "추경 2천원 @2_000"}},
		{name: "추경 is not given", project: line("", "0원") + settled + "final = 5_000\ninitial = 4_000\ncarried_in = 0\nchanged = 0\nspent = 0\ncarried_out = 0\n"},
		{name: "본예산 is not given", project: line("", "0원") + settled + "final = 5_000\nsupplement = 4_000\ncarried_in = 0\nchanged = 0\nspent = 0\ncarried_out = 0\n"},
		{name: "최종예산 is not given", project: line("", "0원") + settled + "initial = 5_000\nsupplement = 4_000\ncarried_in = 0\nchanged = 0\nspent = 0\ncarried_out = 0\n", want: []string{"W341 2022"}, says: []string{"빈칸이 됩니다: final", "final = 0"}},
		{name: "결산 published in won, 1천원 below", project: line("", "0원") + settled + "final = 5_400\ncarried_in = 0\nchanged = 0\nspent = 0\ncarried_out = 0\nexpect = { available = 4_000 }\n", want: []string{"W340 4_000"}},
		{name: "결산 published in won, 2천원 below", project: line("", "0원") + settled + "final = 5_400\ncarried_in = 0\nchanged = 0\nspent = 0\ncarried_out = 0\nexpect = { available = 3_000 }\n", want: []string{"E207 3_000"}},
		{name: "예산현액 and 집행잔액 off by different amounts", project: line("", "0원") + settled + "final = 5_000\ncarried_in = 0\nchanged = 0\nspent = 4_000\ncarried_out = 0\nexpect = { available = 7_000, unspent = 2_000 }\n", want: []string{"E207 7_000", "E207 2_000"}},
		{name: "△1원 in whole 천원", project: line("", "0원") + settled + "final = 5_000\ncarried_in = 0\nchanged = 0\nspent = 6_000\ncarried_out = 0\nexpect = { unspent = 1_000 }\n", want: []string{"E208 6_000"}},
		{name: "△2천원 in won", project: line("", "0원") + settled + "final = 5_400\ncarried_in = 0\nchanged = 0\nspent = 6_500\ncarried_out = 0\n", want: []string{"E208 6_500"}},
		{name: "the carried amount is the culprit of 예산현액", project: line("", "0원") + after + "expect = { available = 7_000 }\n" + before, want: []string{"E209 3_000"}, says: []string{"차이 1천원"}},
		{name: "the carried amount is off, 예산현액 not", project: line("", "0원") + after + "expect = { available = 8_000, unspent = 7_000 }\n" + before, want: []string{"E207 7_000", "E209 3_000"}},
		{name: "the carried amount and 예산현액 are off apart", project: line("", "0원") + after + "expect = { available = 9_000 }\n" + before, want: []string{"E207 9_000", "E209 3_000"}},
		{name: "nothing carried in is given", project: line("", "0원") + strings.Replace(after, "carried_in = 3_000\n", "", 1) + before, want: []string{"W341 2023"}},
		{name: "nothing carried out is given", project: line("", "0원") + after + strings.Replace(before, "carried_out = 2_000\n", "", 1), want: []string{"W341 2022"}},
		{name: "집행액 in won does not round 예산현액", project: line("", "0원") + settled + "final = 5_000\ncarried_in = 0\nchanged = 0\nspent = 4_400\ncarried_out = 0\nexpect = { available = 6_000, unspent = 2_000 }\n",
			want: []string{"E207 6_000"}},
		{name: "집행액 in won rounds 집행잔액", project: line("", "0원") + settled + "final = 5_000\ncarried_in = 0\nchanged = 0\nspent = 4_400\ncarried_out = 0\nexpect = { unspent = 2_000 }\n",
			want: []string{"W340 2_000"}},

		// 추진일정, 사업기간 (I09)
		{name: "next year inside the project's period", project: strings.Replace(single, "2026-10", "2027-10", 1) + line("", "0원") + step("2026-12", "2027-01", "")},
		{name: "next year, the period is open at its end", project: strings.Replace(single, "to = \"2026-10\"\n", "", 1) + line("", "0원") + step("2026-12", "2027-01", ""), want: []string{"W331 2027-01"}, says: []string{"회계연도(2026년)"}},
		{name: "last year, the period is open at its beginning", project: strings.Replace(single, "from = \"2026-03\"\n", "", 1) + line("", "0원") + step("2025-12", "2026-01", ""), want: []string{"W331 2025-12"}, says: []string{"회계연도(2026년)"}},
		{name: "a period with its end alone", project: "[overview]\ncycle = [\"기간\"]\nto = \"2026-12\"\n" + line("", "0원")},
		{name: "every year, without dates", project: "[overview]\ncycle = [\"연례반복\"]\n" + line("", "0원")},

		// base of some lines
		{name: "the first of two lines without a base", project: strings.Replace(line("", "0원"), "\"목\"", "\"첫째\"", 1) + line("", "0원") + line("base = 0", "0원"), want: []string{"W302 첫째"}},
		{name: "국비 beyond one base, none at another", project: line("base = 5_000\nbase_funding = { national = 6_000 }", "5,000원") + line("base = 5_000", "5,000원"), want: []string{"E205 6_000"}},
		{name: "국비 of one base, no base at another", project: line("base = 5_000\nbase_funding = { national = 4_000 }", "5,000원") + line("", "5,000원"), want: []string{"W302 목"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, ds := run(t, c.book, c.project)
			compare(t, map[string]string{p.File.Name: p.File.Text}, ds, c.want, c.says)
		})
	}
}

// many are items of one formula.
func many(n int, formula string) (out []string) {
	for range n {
		out = append(out, item(formula, ""))
	}
	return out
}

// TestNotes: a message names at most ten parts of a sum.
func TestNotes(t *testing.T) {
	for name, project := range map[string]string{
		"산출내역": items("", "expect = 1_000", many(11, "1,000원")...),
		"추진일정": line("", "1,000원") + strings.Repeat(step("", "", "amount = 1_000"), 11),
	} {
		_, ds := run(t, "", project)
		if len(ds) != 1 || len(ds[0].Notes) != 10 {
			t.Errorf("%s: %v, want one message with ten notes", name, ds)
		}
	}
}

// TestRefused: what the decoder has refused — a ratio that is no number, 계속비 without years —
// is no second message.
func TestRefused(t *testing.T) {
	book, sheet := compute(t, "", "ratio = [{ source = \"national\", share = \"80%\" }]\n[funding]\nnational = 0\ncity = 1_000\n"+line("", "1,000원")+
		"[continuing]\ntotal = 1_000\nyear = [{ year = 2026, amount = 1_000 }]\n")
	book.Projects[0].Ratios[0].Share.Value = "절반"
	book.Projects[0].Continuing.Years = nil
	if ds := check.Sheet(book, sheet); len(ds) > 0 {
		t.Error(ds)
	}
}

// TestUnknown: where a formula or an amount cannot be used nothing that hangs on it is compared.
func TestUnknown(t *testing.T) {
	const broken = "1,000원*"
	whole := func(project string) string {
		return "ratio = [{ source = \"national\", share = \"80%\" }]\n" +
			"[overview]\nfrom = \"2026-01\"\nto = \"2026-12\"\n[funding]\nnational = 7_000\ncity = 7_000\n[expect]\ntotal = 9_000\nchange = 9_000\nrate = \"13\"\n" +
			project + step("2026-01", "2026-12", "amount = 9_000\ndetail = \"(가 1개소, 나 1개소)\"") +
			"[[plan]]\nsource = \"city\"\ntotal = 9_000\n[carryover]\namount = 9_000\nreason = \"까닭\"\n"
	}
	for name, project := range map[string]string{
		"source": "[funding]\nnational = 500\ncity = 6_000\n" + line("", "9,000원"),
		"step":   line("", "9,000원") + step("", "", "amount = 500") + step("", "", "amount = 7_000"),
		"total":  line("", "9,000원") + "[[plan]]\nsource = \"city\"\ntotal = 500\n",
		"item":   whole(items("base = 9_000_000\nexpect = 9_000\nfunding = { national = 7_000, city = 7_000 }", "formula = \"2,000원\"\nexpect = 8_000", item(broken, ", expect = 7_000"), item("2,000원", ""))),
		"own":    whole(items("base = 9_000_000\nexpect = 9_000", "formula = \""+broken+"\"\nexpect = 8_000", item("2,000원", ""))),
		"line":   whole(line("base = 9_000_000\nexpect = 9_000", broken)),
	} {
		t.Run(name, func(t *testing.T) {
			fsys := fstest.MapFS{
				"book.toml": {Data: fmt.Appendf(nil, bookText, "")},
				"a.toml":    {Data: []byte(headText + project)},
			}
			book, _, ds := budget.Load(fsys, 0)
			if len(ds) > 0 {
				t.Fatal(ds)
			}
			sheet, ds := calc.Compute(book, book.Projects[0])
			if len(ds) == 0 {
				t.Fatal("all figures are known")
			}
			if ds := append(check.Sheet(book, sheet), check.Form(withReason, sheet)...); len(ds) > 0 {
				t.Error(ds)
			}
		})
	}
}
