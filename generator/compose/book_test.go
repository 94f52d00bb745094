package compose_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"budgetbook/generator/codes"
	"budgetbook/generator/compose"
	"budgetbook/generator/doc"
)

// 일러두기 tells the units that the tables print, also where they are not that of 산출근거.
func TestGuideUnits(t *testing.T) {
	const project = `
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
label = "안내 책자"
formula = "3,000,000원"
`
	for _, c := range []struct{ units, table, rate string }{
		{``, "금액의 단위는 천원이며", "증감률은 천원 단위"},
		{`units = { basis = "원", budget = "원", schedule = "원", settlement = "원" }`, "금액의 단위는 원이며", "증감률은 원 단위"},
		{`units = { budget = "백만원" }`, "금액의 단위는 표마다 적은 단위이며", "증감률은 백만원 단위"},
		{`units = { settlement = "백만원" }`, "금액의 단위는 표마다 적은 단위이며", "증감률은 천원 단위"},
	} {
		book := strings.Replace(referenceBook, "form = \"seoul\"\n", "form = \"seoul\"\n"+c.units+"\n", 1)
		l := load(t, fstest.MapFS{"book.toml": {Data: []byte(book)}, "festival.toml": {Data: []byte(project)}})
		guide := doc.Dump(compose.Book(l.book, l.form, codes.Load(), l.totals, nil, compose.Council, "0000-0000").Of(doc.Guide)[0].Blocks...)
		for _, want := range []string{c.table, c.rate} {
			if !strings.Contains(guide, want) {
				t.Errorf("%s: no %q in\n%s", c.units, want, guide)
			}
		}
	}
}
