package statement_test

import (
	"strings"
	"testing"

	"budgetbook/generator/book"
	"budgetbook/generator/diag"
	"budgetbook/generator/statement"
)

// Names that contradict their codes would be refused by the book: they stay, where a clerk sees
// them, and the book is made.
func TestContradictions(t *testing.T) {
	result, err := statement.Convert([]byte(`[{"department":"가","project":"나","amount":1,"field":"보건","section":"도로","groups":[{"code":"201","stats":[
		{"code":"201-01","name":"시설비","items":[{"name":"다","amount":1,"basis":["1,000원"]}]},
		{"code":"201-02","name":"","items":[]}]}]}]`), county)
	if err != nil {
		t.Fatal(err)
	}
	checked := book.Check(folder(result), 0)
	if diag.HasErrors(checked.Diagnostics) {
		t.Errorf("%v", checked.Diagnostics)
	}
	text := string(result.Files[1].Data)
	for _, want := range []string{
		`name = "사무관리비(원자료: 시설비)"`, `name = "공공운영비"`, `program = { field = "보건" }`,
		"# 확인: 부문이 분야 '보건'의 것이 아니어서 뺐습니다: '도로'", "# 확인: 통계목의 이름이 코드와 달라 과목표의 이름을 앞에 적었습니다: 201-01 '시설비'",
		"# 확인: 통계목의 이름이 없어 과목표의 이름을 적었습니다",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
}
