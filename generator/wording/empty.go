package wording

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"budgetbook/generator/diag"
	"budgetbook/generator/form"
)

// empty finds a section that is there and says nothing: blank, bare bullets, 해당없음. The
// label of a line may say 없음.
func empty(rule form.EmptyRule, t *text) (diag.Diagnostic, bool) {
	if t.kind == title || t.kind == label || t.kind == detail {
		return diag.Diagnostic{}, false
	}
	said := strings.TrimFunc(t.value.Value, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("□○◦-·ㆍ*•.()", r)
	})
	if said != "" && !slices.Contains(rule.Words, said) {
		return diag.Diagnostic{}, false
	}
	return diag.Diagnostic{Code: "W374", Span: t.value.Span,
		Message: fmt.Sprintf("%s에 내용이 없습니다", t.name),
		Hints:   []string{"내용을 적으십시오. 적을 것이 없으면 이 줄을 지우십시오"}}, true
}
