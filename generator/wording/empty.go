package wording

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"budgetbook/generator/budget"
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

// examples finds the texts of a sheet that still are what a new project file says for example,
// and tells them at once.
func examples(all []text) (ds []diag.Diagnostic) {
	var notes []diag.Note
	for i := range all {
		all[i].each(func(it *item) {
			if slices.Contains(budget.Examples, it.text) {
				notes = append(notes, diag.Note{Span: it.at(0, len(it.text)), Message: all[i].name})
			}
		})
	}
	if notes == nil {
		return nil
	}
	return []diag.Diagnostic{{Code: "W380", Span: notes[0].Span, Notes: notes[1:],
		Message: fmt.Sprintf("새 파일의 보기 글이 %d곳에 그대로 있습니다", len(notes)),
		Hints:   []string{"이 사업의 글로 바꾸십시오. 적을 것이 없으면 그 줄을 지우십시오"}}}
}
