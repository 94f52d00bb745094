package pdf

import (
	"slices"
	"strings"
	"testing"

	"budgetbook/generator/doc"
)

// TestBasisInOneLine holds that 산출근거 breaks as little as it can: 산출내역 and 산식 share their room
// row by row, a 과목 gets what they spare, and where one of them must be broken it is not the 산식.
func TestBasisInOneLine(t *testing.T) {
	type row struct{ line, label, formula string }
	for _, tt := range []struct {
		name  string
		rows  []row
		whole []string // stand in one line
	}{
		{"room beside 산출내역", []row{
			{"시·군·구교육비특별회계법정전출금", "고등학교무상교육지원", "6,225,056,000원*3.20%"},
		}, []string{"시·군·구교육비특별회계법정전출금", "고등학교무상교육지원", "6,225,056,000원*3.20%"}},
		{"a long 산출내역 and a long 산식 in two rows", []row{
			{"사회복지시설법정운영비보조", "지역아동센터기본운영비지원", "1,567,166원*6개소*12월"},
			{"", "지역아동센터추가운영비지원(생활복지사)", "241,660원*6개소"},
		}, []string{"사회복지시설법정운영비보조", "지역아동센터추가운영비지원(생활복지사)", "1,567,166원*6개소*12월"}},
		{"a name without a 산식", []row{
			{"사무관리비", "무주군청소년수련관과안성면청소년문화의집기본운영지원", ""},
			{"", "운영비", "4,158,916원*12월*10명*100/1000"},
		}, []string{"무주군청소년수련관과안성면청소년문화의집기본운영지원"}},
		{"no room for both", []row{
			{"사회복지시설법정운영비보조", "종사자인건비 · 기본급 · 제수당 · 보험료 · 퇴직적립금 · 그 밖의 수당", "136,486,956원*11.5%*12월"},
			{"", "운영비", "4,158,916원*12월"},
		}, []string{"136,486,956원*11.5%*12월"}},
		{"a word that would be broken", []row{
			{"사회보장적수혜금(취약계층)", "거동불편저소득재가노인식사배달사업비지원", "5,500원*100명*30일*12월"},
		}, []string{"거동불편저소득재가노인식사배달사업비지원"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			table := &doc.Table{
				Columns: []doc.Column{col(320, doc.Left), col(740, doc.Left), col(330, doc.Right, true), col(60, doc.Center, true), col(240, doc.Right, true)},
				Head:    []doc.Row{{Cells: []doc.Cell{colHead("과목구분", 1, 1), colHead("2024년 예산내역", 4, 1)}}},
			}
			for _, r := range tt.rows {
				formula := doc.Cell{}
				if r.formula != "" {
					formula = cellOf(doc.Text{S: r.formula})
				}
				table.Body = append(table.Body, doc.Row{Cells: []doc.Cell{
					cellOf(doc.Text{S: r.line}), bullet(0, "○", r.label), formula, cellOf(doc.Text{S: "="}), cellOf(numUnit(199202)),
				}})
			}
			var all []string
			for _, line := range lines(lay(t, table).Parts[0].Pages[0]) {
				all = append(all, strings.Fields(line)...)
			}
			for _, want := range tt.whole {
				for _, word := range strings.Fields(want) {
					if !slices.Contains(all, word) {
						t.Errorf("%q is broken:\n%s", word, strings.Join(all, "\n"))
					}
				}
			}
		})
	}
}
