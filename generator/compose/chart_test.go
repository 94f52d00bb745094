package compose_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"budgetbook/generator/codes"
	"budgetbook/generator/compose"
	"budgetbook/generator/doc"
)

// chartsOf are the charts, their notes and the table of 결산 of a book, as a dump. Each project is its 분야,
// the 천원 of its budget and more of its file.
func chartsOf(t *testing.T, projects ...[3]string) string {
	t.Helper()
	fsys := fstest.MapFS{"book.toml": {Data: []byte(referenceBook)}}
	for i, p := range projects {
		id := string(rune('a' + i))
		text := fmt.Sprintf("schema = 1\nid = %q\ntitle = \"사업 %s\"\naccount = \"일반회계\"\ndepartment = \"문화과\"\n", id, id)
		if p[0] != "" {
			text += fmt.Sprintf("program = { field = %q }\n", p[0])
		}
		text += fmt.Sprintf("[[line]]\ncode = \"201-01\"\nname = \"사무관리비\"\nbasis = [{ label = \"부기\", formula = \"%s천원\" }]\n", p[1])
		fsys[id+".toml"] = &fstest.MapFile{Data: []byte(text + p[2])}
	}
	l := load(t, fsys)
	var out []doc.Block
	for _, c := range compose.Book(l.book, l.form, codes.Load(), l.totals, nil, compose.Council, "0000-0000").Of(doc.Summary) {
		for _, b := range c.Blocks {
			switch b := b.(type) {
			case *doc.Chart:
				out = append(out, b)
			case *doc.Table:
				if b.ID == "settled" {
					out = append(out, b)
				}
			case *doc.Paragraph:
				out = append(out, b)
			}
		}
	}
	return doc.Dump(out[:max(len(out)-1, 0)]...) // the last is the chapter's own note
}

func TestCharts(t *testing.T) {
	const whole = "[[settlement]]\nyear = %d\nfinal = 10_000\ncarried_in = 0\nchanged = 0\nspent = %d\ncarried_out = 0\n"
	year := func(year, spent int) string { return fmt.Sprintf(whole, year, spent) }
	for _, c := range []struct {
		name     string
		projects [][3]string
		want     string
	}{
		{"one project has no summary", [][3]string{{"교육", "7", year(2024, 5_000)}}, ""},
		{"one 분야 is compared with nothing", [][3]string{{"교육", "7", ""}, {"교육", "8", ""}}, ""},
		{"nothing is said of 분야", [][3]string{{"", "7", ""}, {"", "8", ""}}, ""},
		{"a decrease, and a project without 분야", [][3]string{{"교육", "△2", ""}, {"보건", "20", ""}, {"", "12", ""}}, `
chart ranking "분야별 예산액" (단위 : 천원)
  alt "막대그래프, 분야별 예산액. 큰 차례로 보건 20천원(67%), 교육 마이너스 2천원(마이너스 7%). 막대는 모두 3개이며, 수치는 뒤따르는 표에 있습니다."
  head 분야 | 예산액 | 구성비
  bars 보건 | 20{분야[보건]} | 67%{분야[보건].share}
  bars 교육 | △2{분야[교육]} | △7%{분야[교육].share}
  rest 나뉘지 않은 사업 | 12{분야[]} | 40%{분야[].share}
`},
		{"thirds", [][3]string{{"교육", "5", ""}, {"보건", "5", ""}, {"환경", "5", ""}}, `
chart ranking "분야별 예산액" (단위 : 천원)
  alt "막대그래프, 분야별 예산액. 큰 차례로 교육 5천원(33%), 보건 5천원(33%), 환경 5천원(33%). 막대는 모두 3개이며, 수치는 뒤따르는 표에 있습니다."
  head 분야 | 예산액 | 구성비
  bars 교육 | 5{분야[교육]} | 33%{분야[교육].share}
  bars 보건 | 5{분야[보건]} | 33%{분야[보건].share}
  bars 환경 | 5{분야[환경]} | 33%{분야[환경].share}
note ※ 구성비는 끝수를 처리한 값이어서 더하면 100%가 되지 않습니다.
`},
		{"결산", [][3]string{
			{"", "7", year(2023, 10_000) + year(2024, 9_000)},
			{"", "8", year(2024, 8_000)},
			{"", "9", "[[settlement]]\nyear = 2024\nfinal = 10_000\n[[settlement]]\nyear = 2022\nspent = 5_000\n"},
		}, `
chart settled "결산과 집행률" (단위 : 천원)
  alt "막대그래프, 결산과 집행률. 2023년도 예산현액 10천원, 집행액 10천원, 집행률 100%. 2024년도 예산현액 20천원, 집행액 17천원, 집행률 85%."
  head 연도 | 예산현액 | 집행액 | 집행률
  bars 2023년도 | 10{settled[2023].available} | 10{settled[2023].spent} | 100%{settled[2023].rate}
  bars 2024년도 | 20{settled[2024].available} | 17{settled[2024].spent} | 85%{settled[2024].rate}
table settled "최근 3년 결산" (단위 : 천원, 개, %)
  column year 180 center 연 도
  column projects 150 right 사업 수
  column available 300 right 예산현액
  column spent 300 right 집행액
  column carried_out 280 right 차년이월
  column unspent 280 right 집행잔액
  column rate 180 right 집행률
  head
    | th↓ center 연 도
    | th↓ center 사업 수
    | th↓ center 예산현액
    | th↓ center 집행액
    | th↓ center 차년이월
    | th↓ center 집행잔액
    | th↓ center 집행률
  row
    | th→ 2023년도
    | 1
    | 10{settled[2023].available}
    | 10{settled[2023].spent}
    | 0{settled[2023].carried_out}
    | 0{settled[2023].unspent}
    | 100{settled[2023].rate}
  row
    | th→ 2024년도
    | 2
    | 20{settled[2024].available}
    | 17{settled[2024].spent}
    | 0{settled[2024].carried_out}
    | 3{settled[2024].unspent}
    | 85{settled[2024].rate}
note ※ 2022년도 결산의 일부만 적은 사업 1개는 더하지 않았습니다.
note ※ 2024년도 결산의 일부만 적은 사업 1개는 더하지 않았습니다.
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := chartsOf(t, c.projects...); got != strings.TrimPrefix(c.want, "\n") {
				t.Errorf("got\n%s\nwant%s", got, c.want)
			}
		})
	}
}

// TestManyFields: the smallest of many are one bar.
func TestManyFields(t *testing.T) {
	var projects [][3]string
	for i := range 20 {
		projects = append(projects, [3]string{fmt.Sprintf("분야%d", i), fmt.Sprint(100 - i), ""})
	}
	got := chartsOf(t, projects...)
	if !strings.Contains(got, "rest 그 밖의 5개 | 415{분야.rest} | 23%{분야.rest.share}") || strings.Count(got, "  bars ") != 15 || !strings.Contains(got, "모두 16개") {
		t.Error(got)
	}
}
